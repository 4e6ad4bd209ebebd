"""Bring up, at the hour they set, what a moderator wrote for a ritual that they host."""

from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.reasons import Reason
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice

PEOPLE = 2
"""So many must answer one another beyond the prompt for the ritual to live (A-12)."""


class StandingPrompt(Practice):
    """Ritual (practices.md, A-12): a moderator's own text at a moderator's own time.

    What waits is the moderator's message, with a host who named themselves and one artefact that it
    is about. It has no other trigger: how much or how little people talk is not looked at.
    """

    key: ClassVar[str] = "standing_prompt"
    human_name: ClassVar[str] = "Ritual"
    mode: ClassVar[Mode] = Mode.SCHEDULED
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.POST_IN_CHANNEL})
    window: ClassVar[timedelta] = timedelta(hours=48)
    templates: ClassVar[tuple[str, ...]] = ("standing_prompt-line",)
    exempt: ClassVar[frozenset[Reason]] = frozenset({Reason.MODERATOR_PRESENT})

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Bring up a moderator's message whose hour has come."""
        waiting = _waiting(snapshot)
        if waiting is None:
            return None
        return self.proposal(
            snapshot,
            waiting,
            audience=Audience.PUBLIC,
            template="standing_prompt-line",
            needs=self.needs,
            confidence=1.0,
        )

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether two people answered one another beyond the prompt, within the window."""
        by_key = {message.key: message for message in conversation.humans}
        host = by_key[need].author if need in by_key else None
        if host is None:
            return False
        pairs = {
            (by_key[link.child].author, by_key[link.parent].author)
            for link in conversation.links
            if link.child in by_key
            and link.parent in by_key
            and link.parent != need
            and until - self.window < by_key[link.child].at <= until
        }
        return any(len({a, b}) >= PEOPLE for a, b in pairs)


def _waiting(snapshot: Snapshot) -> Message | None:
    due = {each.message for each in snapshot.scheduled if each.at <= snapshot.now}
    return next((m for m in snapshot.conversation.humans if m.key in due), None)
