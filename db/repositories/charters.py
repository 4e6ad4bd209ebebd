"""Charters that nobody has signed yet."""

import json

from sqlalchemy import delete, select

from bot.core.charter import CharterDraft
from bot.core.ids import CommunityId
from db.charter_body import charter_body, read_charter
from db.tables import charter_drafts
from db.transaction import Transaction
from db.upsert import insert_or_update


class SqlCharters:
    """Drafts of charters in the store, one for a community."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def draft(self, community: CommunityId) -> CharterDraft | None:
        """What is being written; None: nothing is."""
        mine = select(charter_drafts).where(charter_drafts.c.community == community)
        row = (await self._unit.connection.execute(mine)).first()
        if row is None:
            return None
        return CharterDraft(
            charter=read_charter(community, json.loads(row.body)),
            based_on=row.based_on,
            written_at=row.written_at,
        )

    async def keep(self, draft: CharterDraft) -> None:
        """Keep a draft in the place of the one before."""
        await insert_or_update(
            self._unit.connection,
            charter_drafts,
            [
                {
                    "community": draft.charter.community,
                    "body": json.dumps(charter_body(draft.charter)),
                    "based_on": draft.based_on,
                    "written_at": draft.written_at,
                }
            ],
        )

    async def drop(self, community: CommunityId) -> None:
        """Let go of the draft, signed or not wanted."""
        mine = delete(charter_drafts).where(charter_drafts.c.community == community)
        await self._unit.connection.execute(mine)
