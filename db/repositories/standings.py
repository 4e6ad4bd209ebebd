"""What was said of practices since the charter was signed."""

from typing import Any

from sqlalchemy import Row, insert, select

from bot.core.ids import CommunityId, MemberKey
from bot.core.trust import Rung, Standing
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.tables import standings
from db.transaction import Transaction


class SqlStandings:
    """Standings in the store, appended to and never changed; the latest ones are remembered."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def latest(self, community: CommunityId) -> tuple[Standing, ...]:
        """The latest word for each practice and place."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if memory.standings is None:
            said = await self.history(community)
            memory.standings = tuple({(s.practice, s.channel): s for s in said}.values())
        return memory.standings

    async def history(self, community: CommunityId) -> tuple[Standing, ...]:
        """Every word there was, oldest first."""
        said = select(standings).where(standings.c.community == community)
        rows = (await self._unit.connection.execute(said.order_by(standings.c.id))).all()
        return tuple([await self._read(community, row) for row in rows])

    async def say(self, community: CommunityId, standing: Standing) -> None:
        """Put a word in force."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = None
        if standing.channel is not None:
            room = (await room_of(self._unit, community, standing.channel)).id
        await self._unit.connection.execute(
            insert(standings).values(
                community=community,
                practice=standing.practice,
                channel_id=room,
                rung=standing.rung.value,
                stopped=standing.stopped,
                frozen_until=standing.frozen_until,
                at=standing.since,
                platform=standing.by.platform if standing.by else None,
                decided_by=standing.by.member if standing.by else None,
                because=standing.because,
            )
        )
        memory.standings = None

    async def _read(self, community: CommunityId, row: Row[Any]) -> Standing:
        channel = None
        if row.channel_id is not None:
            memory = await self._unit.memory(community)
            channel = (await room_by_id(self._unit, community, memory, row.channel_id)).key
        by = None
        if row.platform and row.decided_by:
            by = MemberKey(platform=row.platform, member=row.decided_by)
        return Standing(
            practice=row.practice,
            channel=channel,
            rung=Rung(row.rung),
            since=row.at,
            by=by,
            because=row.because,
            stopped=row.stopped,
            frozen_until=row.frozen_until,
        )
