"""Show a norm that people here keep where a thread begins, in channels that moderators chose."""

from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.gates import HOSTILE
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class NormAtDoor(Practice):
    """The norm at the door (practices.md, A-14): one line at the head of a thread, by a moderator's
    choice.

    The norms are those of the signed charter, and the channel must have been chosen by a moderator;
    in a small and warm group such a line reads as a threat, so no rule chooses it.
    """

    key: ClassVar[str] = "norm_at_door"
    human_name: ClassVar[str] = "The norm at the door"
    mode: ClassVar[Mode] = Mode.SCHEDULED
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.POST_IN_CHANNEL, Capability.PIN})
    window: ClassVar[timedelta] = timedelta(days=7)
    templates: ClassVar[tuple[str, ...]] = ("norm_at_door-line",)
    exempt: ClassVar[frozenset[Reason]] = frozenset({Reason.SOMEONE_IS_TALKING})

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """At once, where a person opened a thread."""
        del pace, people  # a door has no waiting time
        opening = self.need(conversation)
        return None if opening is None or opening.channel.thread is None else timedelta()

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """The line, where a moderator chose the channel and the charter has norms."""
        opening = self.due(snapshot)
        framework = snapshot.framework
        if opening is None or framework is None or not snapshot.room.norm_shown:
            return None
        if not framework.charter.norms:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template="norm_at_door-line",
            needs=self.needs,
            confidence=1.0,
        )

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether somebody else took part and nobody was hostile, within the window."""
        author = next((m.author for m in conversation.messages if m.key == need), None)
        told = [m for m in conversation.humans if m.at <= until]
        heated = any(m.says(Head.HOSTILITY, HOSTILE) for m in told)
        return author is not None and not heated and any(m.author != author for m in told)
