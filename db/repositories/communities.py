"""Communities of this house, each with a data key of its own."""

from sqlalchemy import insert, select, update

from bot.core.clock import SystemClock
from bot.core.ids import CommunityId
from db.tables import communities
from db.transaction import Transaction


class SqlCommunities:
    """Communities in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def found(self, community: CommunityId, *, name: str, timezone: str) -> None:
        """Make a community known, with a new data key; a second time only name and zone change."""
        if await self.describe(community) is not None:
            change = update(communities).where(communities.c.id == community)
            await self._unit.connection.execute(change.values(name=name, timezone=timezone))
            (self._unit.held.get(community) or await self._unit.memory(community)).zone = timezone
            return
        await self._unit.connection.execute(
            insert(communities).values(
                id=community,
                name=name,
                timezone=timezone,
                data_key=self._unit.vault.new_data_key(community),
                founded_at=SystemClock().now(),
            )
        )

    async def describe(self, community: CommunityId) -> tuple[str, str] | None:
        """Name and IANA zone; None: unknown here."""
        found = select(communities.c.name, communities.c.timezone)
        row = (
            await self._unit.connection.execute(found.where(communities.c.id == community))
        ).first()
        return None if row is None else (row.name, row.timezone)

    async def zone(self, community: CommunityId) -> str:
        """The IANA zone of a community that is known; raises UnknownCommunity."""
        return (self._unit.held.get(community) or await self._unit.memory(community)).zone

    async def all(self) -> tuple[CommunityId, ...]:
        """Every community, in order of founding."""
        ids = select(communities.c.id).order_by(communities.c.founded_at, communities.c.id)
        return tuple(CommunityId(i) for (i,) in await self._unit.connection.execute(ids))
