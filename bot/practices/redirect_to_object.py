"""Lift what was said about the social object and went unheard in talk that drifted away from it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation
from bot.core.growth import Growth
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.reasons import Reason
from bot.core.senses import Sense
from bot.core.shape import unanswered
from bot.core.snapshots import RoomKind, Snapshot
from bot.practices.base import Capability, Mode, Practice

EVERY = 5
"""It looks at every so many messages of a long talk, for a drift is not made by one of them."""


class RedirectToObject(Practice):
    """Back to what gathers us (practices.md, A-11): drift alone is no fault and never triggers.

    Several people must have tried to come back to it and got no reply; what is lifted is their
    message. Not in rooms that are for company, and the words "off-topic" are never said.
    """

    key: ClassVar[str] = "redirect_to_object"
    human_name: ClassVar[str] = "Back to what gathers us"
    mode: ClassVar[Mode] = Mode.SPEAK
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.REPLY_IN_THREAD})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("redirect_to_object-lift",)
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.AFFINITY, Sense.NORMS})
    exempt: ClassVar[frozenset[Reason]] = frozenset({Reason.TALK_IS_WELL})
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        messages: int = field(
            default=20,
            metadata={"description": "Over how many of the latest messages talk has drifted."},
        )
        people: int = field(
            default=2,
            metadata={"description": "How many people must have tried to come back, unheard."},
        )
        near: float = field(
            default=0.5,
            metadata={
                "description": "How near, from 0 to 1, a message is to the social object to be "
                "about it."
            },
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """Every few messages of a long talk."""
        return growth.count >= self.settings.messages and growth.count % EVERY == 0

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Lift the earliest message about the object that several unheard ones stand for."""
        conversation = self.settled(snapshot)
        if conversation is None or snapshot.room.kind is RoomKind.SOCIAL:
            return None
        if not self._drifted(snapshot, conversation):
            return None
        tried = [m for m in unanswered(conversation) if self._about_it(m)]
        if len({message.author for message in tried}) < self.settings.people:
            return None
        return self.proposal(
            snapshot,
            tried[0],
            audience=Audience.PUBLIC,
            template="redirect_to_object-lift",
            needs=self.needs,
            confidence=max(m.affinity or 0.0 for m in tried),
            cites=tuple(message.key for message in tried),
        )

    def _drifted(self, snapshot: Snapshot, conversation: Conversation) -> bool:
        usual = snapshot.norms.affinity_from if snapshot.norms else None
        latest = conversation.humans[-self.settings.messages :]
        near = [m.affinity for m in latest if m.affinity is not None]
        if usual is None or len(latest) < self.settings.messages or len(near) < len(latest):
            return False
        return sum(near) / len(near) < usual

    def _about_it(self, message: Message) -> bool:
        return message.affinity is not None and message.affinity >= self.settings.near
