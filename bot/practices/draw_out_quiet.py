"""Ask somebody back, privately and only if they wanted that, into talk that is waiting for them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, parent_by_child
from bot.core.growth import Growth
from bot.core.ids import MemberKey, MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.privacy import OptIn
from bot.core.reasons import Reason
from bot.core.shape import addressed_to, own_gap
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice

AS_USUAL = 0.8
"""Four fifths of somebody's own gaps in a talk are no longer than this share says (A-05)."""


class DrawOutQuiet(Practice):
    """Draw out the quiet (practices.md, A-05): a private line to one who asked for such lines.

    What waits is a message that answers theirs. Who only reads along is never called on, nobody is
    named in the room, and the word "quiet" is never said to anyone.
    """

    key: ClassVar[str] = "draw_out_quiet"
    human_name: ClassVar[str] = "Draw out the quiet"
    mode: ClassVar[Mode] = Mode.OPT_IN
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.PRIVATE_NOTE})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("draw_out_quiet-note",)
    opt_in: ClassVar[OptIn] = OptIn.DRAW_ME_OUT
    exempt: ClassVar[frozenset[Reason]] = frozenset(
        {Reason.SOMEONE_IS_TALKING, Reason.TALK_IS_WELL}
    )
    needs_answer: ClassVar[bool] = False
    only_opted_in: ClassVar[bool] = True

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        messages: int = field(
            default=10,
            metadata={"description": "From how many messages on a talk is one to be drawn into."},
        )
        people: int = field(
            default=3,
            metadata={"description": "How many people must be in it."},
        )
        own: int = field(
            default=3,
            metadata={"description": "How often somebody must have spoken to be missed in it."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """A reply to somebody in a talk that has come some way."""
        return growth.count >= self.settings.messages and growth.links[-1].parent is not None

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """A private line to the one who has been waited for the longest, beyond their own habit."""
        conversation = self.settled(snapshot)
        if conversation is None or len(conversation.humans) < self.settings.messages:
            return None
        people = dict.fromkeys(message.author for message in conversation.humans)
        if len(people) < self.settings.people:
            return None
        waiting = [
            (need.at, member.member, member, need)
            for member in people
            if self._asked(snapshot, member)
            and (need := self._missed(conversation, member, snapshot.now)) is not None
        ]
        if not waiting:
            return None
        *_, member, need = min(waiting, key=lambda each: each[:2])
        return self.proposal(
            snapshot,
            need,
            audience=Audience.MEMBER,
            template="draw_out_quiet-note",
            needs=self.needs,
            confidence=1.0,
            addressee=member,
        )

    def _asked(self, snapshot: Snapshot, member: MemberKey) -> bool:
        consent = snapshot.consents.get(member)
        return consent is not None and self.opt_in in consent.opt_ins

    def _missed(
        self, conversation: Conversation, member: MemberKey, now: datetime
    ) -> Message | None:
        """The earliest reply to them that came after their last word, if that is long ago."""
        own = [message for message in conversation.humans if message.author == member]
        gap = own_gap(conversation, member, AS_USUAL)
        if len(own) < self.settings.own or gap is None or now - own[-1].at < gap:
            return None
        later = [m for m in addressed_to(conversation, member) if m.at > own[-1].at]
        return later[0] if later else None

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether the one who was missed wrote here again and somebody answered that."""
        parents = parent_by_child(conversation.links)
        by_key = {message.key: message for message in conversation.messages}
        above = by_key.get(parents[need]) if need in parents else None
        if above is None:
            return False
        since = until - self.window
        back = {m.key for m in conversation.humans if m.author == above.author and m.at > since}
        return any(
            m.author != above.author and m.at <= until and parents.get(m.key) in back
            for m in conversation.humans
        )
