"""Tells a server's planner how far the tables have grown, before its own housekeeping comes round.

While a past is taken in, tables grow from nothing to a million rows within minutes. A planner that
has not looked since takes them for empty, and reads them whole for each week's numbers.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LEAST = 2_000
"""Messages below which every plan is a good one."""
_LOOK = text("ANALYZE messages, conversations, members, reactions, ledger")


class Planning:
    """Has the tables looked at whenever they have grown by a quarter: forty times for a million."""

    def __init__(self) -> None:
        self._known = 0
        self._since = 0

    async def note(self, connection: AsyncConnection, written: int) -> None:
        """So many messages more were written and committed on this connection."""
        if connection.dialect.name != "postgresql":
            return
        self._since += written
        if self._since < max(LEAST, self._known // 4):
            return
        self._known, self._since = self._known + self._since, 0
        await connection.execute(_LOOK)
        await connection.commit()
