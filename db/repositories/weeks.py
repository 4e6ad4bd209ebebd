"""What each metric said of each week, as it was measured then."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.core.ids import CommunityId
from bot.core.measurements import Age, WeekValue
from db.tables import week_values
from db.transaction import Transaction
from db.upsert import insert_or_update


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
