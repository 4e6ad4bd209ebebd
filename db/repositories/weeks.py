"""What each metric said of each week, as it was measured then."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.core.ids import CommunityId
from bot.core.measurements import Age, WeekValue
from db.tables import digests, week_values
from db.transaction import Transaction
from db.upsert import insert_for, insert_or_update


class SqlWeeks:
    """Week values and claimed digests in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def keep(self, community: CommunityId, values: Sequence[WeekValue]) -> None:
        """Keep values; the same week measured again replaces the old ones."""
        rows: list[dict[str, object]] = [
            {
                "community": community,
                "metric": value.metric,
                "starts_on": value.starts_on,
                "age": value.age.value,
                "instrument": value.instrument,
                "value": value.value,
                "low": value.low,
                "high": value.high,
                "n": value.n,
                "outside": value.outside,
            }
            for value in values
        ]
        await insert_or_update(self._unit.connection, week_values, rows)

    async def before(
        self, community: CommunityId, start: datetime, weeks: int
    ) -> tuple[WeekValue, ...]:
        """The values of the weeks before this start, oldest first."""
        table = week_values
        # A day more, because a local week may be an hour longer or shorter than 168.
        since = start - timedelta(weeks=weeks, days=1)
        query = select(table).where(
            table.c.community == community,
            table.c.starts_on >= since,
            table.c.starts_on < start,
        )
        order = (table.c.starts_on, table.c.metric, table.c.age, table.c.instrument)
        rows = await self._unit.connection.execute(query.order_by(*order))
        return tuple(
            WeekValue(
                metric=row.metric,
                starts_on=row.starts_on,
                age=Age(row.age),
                value=row.value,
                low=row.low,
                high=row.high,
                n=row.n,
                outside=row.outside,
                instrument=row.instrument,
            )
            for row in rows
        )

    async def claim(self, community: CommunityId, week: str, at: datetime) -> bool:
        """Claim the digest of an ISO week; False if it was claimed before."""
        statement = insert_for(self._unit.connection.dialect, digests).values(
            community=community, week=week, claimed_at=at
        )
        result = await self._unit.connection.execute(statement.on_conflict_do_nothing())
        return result.rowcount > 0

    async def last_claimed(self, community: CommunityId) -> str | None:
        """The latest ISO week whose digest was claimed."""
        latest = select(func.max(digests.c.week)).where(digests.c.community == community)
        return (await self._unit.connection.execute(latest)).scalar()
