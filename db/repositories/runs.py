"""How far an import or a replay has come."""

from datetime import datetime

from sqlalchemy import select

from db.tables import runs
from db.transaction import Transaction


class SqlRuns:
    """Positions in the store, written in the same unit as what they count."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def position(self, run: str) -> int:
        """How many events are done; 0 for a run never seen."""
        await self._unit.flush()
        done = select(runs.c.position).where(runs.c.id == run)
        return (await self._unit.connection.execute(done)).scalar() or 0

    async def advance(self, run: str, position: int, at: datetime) -> None:
        """Keep how far it has come."""
        self._unit.pending.runs[run] = {"id": run, "position": position, "at": at}
