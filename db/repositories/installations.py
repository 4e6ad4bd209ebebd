"""Workspaces that let the bot in by a platform's own page."""

from typing import Any

import structlog
from sqlalchemy import Row, delete, select

from bot.core.ids import CommunityId
from bot.core.installations import Installation
from db.tables import installations
from db.transaction import Transaction
from db.upsert import insert_or_update
from db.vault import SealBroken

log = structlog.get_logger()


class SqlInstallations:
    """Tokens in the store: sealed under the master key, for a workspace may have no key yet."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def all(self) -> tuple[Installation, ...]:
        """Every one whose token can be opened, the oldest first; the log names the others."""
        query = select(installations).order_by(
            installations.c.installed_at, installations.c.community
        )
        rows = await self._unit.connection.execute(query)
        found: list[Installation] = []
        for row in rows:
            try:
                found.append(self._opened(row))
            except SealBroken:  # what ends one workspace ends no other
                log.exception("workspace_token_unreadable", community=row.community)
        return tuple(found)

    async def get(self, community: CommunityId) -> Installation | None:
        """That of a workspace; None: it did not let the bot in. Raises SealBroken."""
        query = select(installations).where(installations.c.community == community)
        row = (await self._unit.connection.execute(query)).one_or_none()
        return None if row is None else self._opened(row)

    async def keep(self, installation: Installation) -> None:
        """Keep it in the place of an earlier one of the same workspace."""
        community = installation.community
        row: dict[str, object] = {
            "community": community,
            "token": self._unit.vault.seal_token(community, installation.token),
            "installed_at": installation.installed_at,
        }
        await insert_or_update(self._unit.connection, installations, [row])

    async def drop(self, community: CommunityId) -> bool:
        """Erase it, token and all; False: there was none."""
        mine = delete(installations).where(installations.c.community == community)
        return bool((await self._unit.connection.execute(mine)).rowcount)

    def _opened(self, row: Row[Any]) -> Installation:
        community = CommunityId(row.community)
        return Installation(
            community=community,
            token=self._unit.vault.open_token(community, row.token),
            installed_at=row.installed_at,
        )
