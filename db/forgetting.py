"""Takes back what was made of a message that is gone."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.core.ids import CommunityId, ConversationId
from db import tables
from db.transaction import Transaction


async def unlearn(unit: Transaction, community: CommunityId, gone: Row[Any]) -> None:
    """Make a conversation, and what is remembered of its room, as if this message never was.

    `gone`: the row as it stood; it is marked as gone already, and nothing is pending.
    """
    conversation = ConversationId(gone.conversation)
    answered = await _recount(unit, community, conversation)
    memory = await unit.memory(community)
    memory.let_be_read_again(conversation, gone.channel_id)
    memory.openings.answer(conversation, answered)
    if not (gone.automated or gone.own):
        memory.unhear(gone.at)


async def _recount(
    unit: Transaction, community: CommunityId, conversation: ConversationId
) -> datetime | None:
    """Count a conversation anew from what is left of it; returns when it was first answered."""
    table, talk = tables.messages, tables.conversations
    same = (talk.c.community == community, talk.c.id == conversation)
    known = (await unit.connection.execute(select(talk).where(*same))).one()
    query = select(table.c.at, table.c.author, table.c.automated, table.c.own).where(
        table.c.community == community,
        table.c.conversation == conversation,
        table.c.gone.is_(False),
    )
    left = (await unit.connection.execute(query.order_by(table.c.id))).all()
    counted: dict[str, object] = {"messages": len(left)}
    answered: datetime | None = known.first_answer_at
    if all(row.author is not None for row in left):  # where people are forgotten, counts stay
        said = [row for row in left if not (row.automated or row.own)]
        speakers = [row.author for row in said]
        others = (row.at for row in said if row.author != known.opener)
        answered = next(others, None)
        counted |= {
            "opener": known.opener if known.opener in {row.author for row in left} else None,
            "first_answer_at": answered,
            "turns": sum(a != b for a, b in zip([None, *speakers], speakers, strict=False)),
            "last_speaker": speakers[-1] if speakers else None,
        }
    await unit.connection.execute(update(talk).where(*same).values(counted))
    return answered
