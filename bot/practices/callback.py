"""Say that the like has been talked about before, with one link and its author's leave."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.gates import LIVE_GAPS
from bot.core.interventions import Audience, Proposal
from bot.core.privacy import OptIn
from bot.core.senses import Sense
from bot.core.snapshots import Related, Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class Callback(Practice):
    """We talked about this (practices.md, A-10): one link, an open question, no "asked before".

    Only what its author allowed to be called back, what is old enough to be forgotten, and what was
    written by somebody who is not already in the talk.
    """

    key: ClassVar[str] = "callback"
    human_name: ClassVar[str] = "We talked about this"
    mode: ClassVar[Mode] = Mode.SPEAK
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.REPLY_IN_THREAD, Capability.LINK}
    )
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("callback-link",)
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.RELATED})
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words: int = field(
            default=25,
            metadata={
                "description": "From how many words on an opening says enough to be compared."
            },
        )
        older: timedelta = field(
            default=timedelta(days=7),
            metadata={"description": "How old an earlier conversation must be to be called back."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """As soon as nobody is about to go on, where the opening is of some length."""
        del people  # whoever wrote it
        opening = self.need(conversation)
        if opening is None or pace is None or opening.words < self.settings.words:
            return None
        return LIVE_GAPS * pace.median_gap

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Link the likest of the earlier conversations that may be linked."""
        opening = self.due(snapshot)
        earlier = next((r for r in snapshot.related or () if self._may_link(snapshot, r)), None)
        if opening is None or earlier is None:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template="callback-link",
            needs=self.needs,
            confidence=1.0,
            cites=(earlier.opening,),
        )

    def _may_link(self, snapshot: Snapshot, earlier: Related) -> bool:
        present = {message.author for message in snapshot.conversation.messages}
        consent = snapshot.consents.get(earlier.author)
        return (
            earlier.author not in present
            and snapshot.now - earlier.opened_at > self.settings.older
            and consent is not None
            and OptIn.CALLBACKS in consent.opt_ins
        )
