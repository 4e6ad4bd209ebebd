"""Copy me: a practice that hands a long story that nobody answered to a moderator."""

from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.interventions import Audience, Proposal
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice

LONG = 40


class Example(Practice):
    """One sentence for people: what it does. One more: what it never does.

    The file is named for the key, and the class too; an underscore keeps this one from being
    loaded. Its wordings, each in at least five variants with a reason, go to practices.ftl.
    """

    key: ClassVar[str] = "example"
    human_name: ClassVar[str] = "A story heard"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("example-story",)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """Waiting times come from the channel's own pace, never from a number in the code."""
        del people  # who wrote does not matter here
        opening = self.need(conversation)
        if opening is None or pace is None or opening.words < LONG:
            return None
        return pace.unlikely_after

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Only what waits is proposed for; whether somebody answered, the gates ask."""
        opening = self.due(snapshot)
        if opening is None:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.MODERATORS,
            template="example-story",
            needs=self.needs,
            confidence=1.0,
        )
