"""What people did after a moment, in both arms alike."""

from datetime import datetime

from bot.core.ids import CommunityId
from bot.core.outcomes import Outcome, Window
from db.transaction import Transaction
from db.types import to_microseconds
from db.working_set import message_text


class SqlOutcomes:
    """Outcome windows in the store; the open ones are remembered."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def open(self, community: CommunityId, window: Window) -> None:
        """Start looking."""
        (self._unit.held.get(community) or await self._unit.memory(community)).open_window(window)
        self._unit.pending.windows.append(
            {
                "community": community,
                "proposal": window.proposal,
                "practice": window.practice,
                "conversation": window.conversation,
                "need": message_text(window.need),
                "arm": window.arm.value if window.arm else None,
                "opens_at": window.opens_at,
                "closes_at": window.closes_at,
            }
        )

    async def due(self, community: CommunityId, now: datetime) -> tuple[Window, ...]:
        """Windows whose time is over and which were not measured yet."""
        return (self._unit.held.get(community) or await self._unit.memory(community)).closing(now)

    async def close(self, community: CommunityId, outcome: Outcome) -> None:
        """Keep what came of it."""
        (self._unit.held.get(community) or await self._unit.memory(community)).close_window(
            outcome.window.proposal
        )
        self._unit.pending.closings.append(
            {
                "of": community,
                "about": outcome.window.proposal,
                "when": to_microseconds(outcome.at),
                "came": outcome.reached,
                "cause": outcome.missing,
                "replies": outcome.human_replies,
                "people": outcome.distinct_people,
            }
        )
