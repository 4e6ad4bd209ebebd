"""Show a moderator a person whom nobody could answer past somebody who carries the talk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.growth import Growth
from bot.core.ids import MemberKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.reasons import Reason
from bot.core.shape import unanswered, words_by_author
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice

EVERY = 10
"""It looks at every so many messages of a long talk; nobody's share is made by one message."""


class StepUpStepBack(Practice):
    """Slow the dominant (practices.md, A-06), by way of whoever was not heard.

    Nobody's share of talk is stored, shown or told. Whoever opened a conversation may carry it; and
    without somebody whose attempt went unanswered there is nothing to do about it.
    """

    key: ClassVar[str] = "step_up_step_back"
    human_name: ClassVar[str] = "Slow the dominant"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM})
    window: ClassVar[timedelta] = timedelta(hours=2)
    templates: ClassVar[tuple[str, ...]] = ("step_up_step_back-draft",)
    exempt: ClassVar[frozenset[Reason]] = frozenset(
        {Reason.SOMEONE_IS_TALKING, Reason.TALK_IS_WELL}
    )

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        messages: int = field(
            default=30,
            metadata={"description": "Over how many of the latest messages one carries the talk."},
        )
        share: float = field(
            default=0.5,
            metadata={"description": "From what share of the words on, from 0 to 1, one does."},
        )
        people: int = field(
            default=4,
            metadata={"description": "How many people must be in the talk for that to matter."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """Every few messages of a long talk that one person carries."""
        if growth.count < self.settings.messages or growth.count % EVERY:
            return False
        latest = [m for m in growth.messages[-self.settings.messages :] if m.human]
        return self._carrier(latest) not in {None, growth.opener}

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Show the latest attempt that nobody answered, where one person carries the talk."""
        conversation = self.settled(snapshot)
        if conversation is None or len(conversation.humans) < self.settings.messages:
            return None
        latest = conversation.humans[-self.settings.messages :]
        carries = self._carrier(latest)
        if carries is None or carries == conversation.opening.author:
            return None
        heard = {message.key for message in latest[:-1]}
        unheard = [m for m in unanswered(conversation) if m.key in heard and m.author != carries]
        if not unheard:
            return None
        return self.proposal(
            snapshot,
            unheard[-1],
            audience=Audience.MODERATORS,
            template="step_up_step_back-draft",
            needs=self.needs,
            confidence=1.0,
        )

    def _carrier(self, latest: Sequence[Message]) -> MemberKey | None:
        """Who carries a talk of several people; None: nobody does."""
        words = words_by_author(latest)
        if len(words) < self.settings.people:
            return None
        [(carries, most)] = words.most_common(1)
        return carries if most >= self.settings.share * words.total() else None
