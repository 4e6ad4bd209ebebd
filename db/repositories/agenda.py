"""What is to be looked at, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.ids import CommunityId, ConversationId
from db.recall import THE_HOUSE
from db.transaction import Transaction


class SqlAgenda:
    """Watches in the store; the whole agenda is remembered, for it is short."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def watch(
        self, community: CommunityId, conversation: ConversationId, practice: str, due_at: datetime
    ) -> None:
        """Look at this conversation for this practice at that time."""
        (self._unit.held.get(community) or await self._unit.memory(community)).watch(
            conversation, practice, due_at
        )
        self._unit.pending.watches[community, conversation, practice] = due_at

    async def unwatch(self, community: CommunityId, conversation: ConversationId) -> None:
        """Nothing of this conversation needs looking at any more."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        for practice in memory.watching.get(conversation, {}):
            self._unit.pending.watches[community, conversation, practice] = None
        memory.unwatch(conversation)

    async def due(
        self, community: CommunityId, now: datetime
    ) -> Sequence[tuple[ConversationId, frozenset[str]]]:
        """What is due, soonest first, taken off the list; per conversation the practices."""
        taken = (self._unit.held.get(community) or await self._unit.memory(community)).take_due(now)
        for conversation, practices in taken:
            for practice in practices:
                self._unit.pending.watches[community, conversation, practice] = None
        return taken

    async def appoint(self, community: CommunityId, what: str, due_at: datetime) -> None:
        """Note an appointment of the house, such as a digest; a new time replaces the old."""
        (self._unit.held.get(community) or await self._unit.memory(community)).appoint(what, due_at)
        self._unit.pending.watches[community, THE_HOUSE, what] = due_at

    async def appointments(self, community: CommunityId) -> Mapping[str, datetime]:
        """The house's own, with when they are due."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        return memory.appointments

    async def appointments_due(
        self, community: CommunityId, now: datetime
    ) -> Sequence[tuple[datetime, str]]:
        """Appointments that are due, soonest first, taken off the list."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        due = sorted((at, what) for what, at in memory.appointments.items() if at <= now)
        for _, what in due:
            memory.appoint(what, None)
            self._unit.pending.watches[community, THE_HOUSE, what] = None
        return due

    async def next_due(self, community: CommunityId) -> datetime | None:
        """When something is due next: a watch, an outcome or an appointment."""
        return (self._unit.held.get(community) or await self._unit.memory(community)).next_due()
