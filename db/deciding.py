"""Takes one person out of what people proposed, voted, decided, and laid before moderators."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select, update

from bot.core.ids import CommunityId
from db import tables
from db.transaction import Transaction

_IN_THEIR_WORDS: dict[str, dict[str, None]] = {
    "reviews": {"declined": None},
    "motions": {"because": None},
    "acts": {"because": None},
}
"""What whoever decided wrote themselves, and goes with them."""


async def taken_out(
    unit: Transaction,
    table: Any,  # noqa: ANN401  # one of our tables
    community: CommunityId,
    column: ColumnElement[Any],
    values: Any,  # noqa: ANN401  # a list or a selection
) -> int:
    """Delete the rows in which a column has one of these values; returns how many."""
    there = delete(table).where(table.c.community == community, column.in_(values))
    return (await unit.connection.execute(there)).rowcount


async def undecided(unit: Transaction, community: CommunityId, refs: Sequence[str]) -> int:
    """Take whoever decided out of what they decided, and why, which they said in their words."""
    changed = 0
    decided = (tables.reviews, tables.standings, tables.labels, tables.motions, tables.acts)
    for table in decided:
        theirs = update(table).where(table.c.community == community, table.c.decided_by.in_(refs))
        gone = _IN_THEIR_WORDS.get(table.name, {})
        done = await unit.connection.execute(theirs.values(decided_by=None, **gone))
        changed += done.rowcount
    return changed


async def unmoved(
    unit: Transaction,
    community: CommunityId,
    refs: Sequence[str],
    mine: Select[Any],
) -> int:
    """Take away what they proposed, what they wrote that was proposed as an example, and votes."""
    motions, votes = tables.motions, tables.votes
    theirs = or_(motions.c.ref.in_(refs), motions.c.message.in_(mine))
    numbers = select(motions.c.number).where(motions.c.community == community, theirs)
    gone = await taken_out(unit, votes, community, votes.c.number, numbers)
    gone += await taken_out(unit, votes, community, votes.c.ref, refs)
    return gone + await taken_out(unit, motions, community, motions.c.number, numbers)


async def unmoderated(
    unit: Transaction, community: CommunityId, refs: Sequence[str], mine: Select[Any]
) -> int:
    """Take them out of what was laid before moderators, by them or of theirs, and of its trail."""
    alerts, acts = tables.alerts, tables.acts
    changed = await taken_out(unit, alerts, community, alerts.c.message, mine)
    changed += await taken_out(unit, alerts, community, alerts.c.author, refs)
    upon = or_(acts.c.ref.in_(refs), acts.c.author.in_(refs), acts.c.message.in_(mine))
    for statement in (
        update(alerts)
        .where(alerts.c.community == community, alerts.c.ref.in_(refs))
        .values(ref=None, sealed_id=None, words=None),
        update(acts)
        .where(acts.c.community == community, upon)
        .values(ref=None, author=None, message=None),
        update(acts)
        .where(acts.c.community == community, acts.c.undone_by.in_(refs))
        .values(undone_by=None),
    ):
        changed += (await unit.connection.execute(statement)).rowcount
    return changed
