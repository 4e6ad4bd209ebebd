"""What moderators said of drawn conversations."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.core.audits import Label
from bot.core.ids import CommunityId, ConversationId
from db.audit_tables import audit_labels
from db.transaction import Transaction
from db.upsert import insert_or_update


class SqlAudits:
    """The labels of each quarter in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def keep(
        self, community: CommunityId, quarter: str, labels: Sequence[Label], at: datetime
    ) -> None:
        """Keep labels; a conversation labelled again has the new ones."""
        rows: list[dict[str, object]] = [
            {
                "community": community,
                "quarter": quarter,
                "conversation": each.conversation,
                "first": each.first,
                "second": each.second,
                "at": at,
            }
            for each in labels
        ]
        await insert_or_update(self._unit.connection, audit_labels, rows)

    async def labels(self, community: CommunityId, quarter: str) -> tuple[Label, ...]:
        """Of a quarter, in order of the conversations' ids; empty where nobody labelled any."""
        table = audit_labels
        query = select(table.c.conversation, table.c.first, table.c.second).where(
            table.c.community == community, table.c.quarter == quarter
        )
        rows = await self._unit.connection.execute(query.order_by(table.c.conversation))
        return tuple(
            Label(conversation=ConversationId(name), first=first, second=second)
            for name, first, second in rows
        )
