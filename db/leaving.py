"""Takes everything of one server or workspace out of a community that goes on without it."""

from typing import Any

from sqlalchemy import delete, select, union

from bot.core.ids import CommunityId
from db import tables
from db.erasing import erase_people
from db.transaction import Transaction

_WHO = (
    *(tables.members, tables.departures, tables.consents, tables.accounts),
    *(tables.motions, tables.votes),
)
_OF_A_TALK = (tables.windows, tables.watches)
_OF_A_PLACE = (
    *(tables.channels, tables.listening, tables.watermarks, tables.deafness),
    *(tables.arrivals, tables.incidents),
)


async def people_on(unit: Transaction, community: CommunityId, platform: str) -> list[str]:
    """The keyed hash of everybody who is known from a platform."""
    await unit.flush()
    held = [
        select(each.c.ref).where(each.c.community == community, each.c.platform == platform)
        for each in _WHO
    ]
    return [ref for (ref,) in await unit.connection.execute(union(*held))]


async def erase_space(unit: Transaction, community: CommunityId, platform: str, space: str) -> int:
    """Delete its people, its rooms and all talk in them; returns the rows.

    A community has one server or workspace of a platform. Numbers of weeks in which five people or
    more wrote stay. The unit is the caller's to commit.
    """
    refs = await people_on(unit, community, platform)
    gone = sum((await erase_people(unit, community, refs, ())).values()) if refs else 0
    rooms = select(tables.channels.c.id).where(
        tables.channels.c.community == community,
        tables.channels.c.platform == platform,
        tables.channels.c.space == space,
    )
    talks, messages = tables.conversations, tables.messages
    within = select(talks.c.id).where(talks.c.community == community, talks.c.channel_id.in_(rooms))
    keys = select(messages.c.key).where(
        messages.c.community == community, messages.c.channel_id.in_(rooms)
    )
    for table in _OF_A_TALK:
        gone += await _delete(unit, table, community, table.c.conversation.in_(within))
    reactions = tables.reactions
    gone += await _delete(unit, reactions, community, reactions.c.key.in_(keys))
    for table in tables.metadata.sorted_tables:
        if "channel_id" in table.c:
            gone += await _delete(unit, table, community, table.c.channel_id.in_(rooms))
    for table in _OF_A_PLACE:
        theirs = (table.c.platform == platform) & (table.c.space == space)
        gone += await _delete(unit, table, community, theirs)
    unit.working.communities.pop(community, None)
    return gone


async def _delete(
    unit: Transaction,
    table: Any,  # noqa: ANN401  # one of our tables
    community: CommunityId,
    which: Any,  # noqa: ANN401  # a condition of SQLAlchemy
) -> int:
    theirs = delete(table).where(table.c.community == community, which)
    return (await unit.connection.execute(theirs)).rowcount
