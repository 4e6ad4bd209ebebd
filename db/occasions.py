"""Drawn moments and what came of them, read back for the analysis of a plan."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ids import ChannelKey, CommunityId
from bot.core.outcomes import FORGOTTEN, Occasion
from bot.core.trial import LEARNING, Arm, Known
from db import tables
from db.types import from_microseconds, plain, to_microseconds

_HOUR = timedelta(hours=1) // timedelta(microseconds=1)


async def occasions(
    connection: AsyncConnection, community: CommunityId, practice: str, plan: int
) -> tuple[Occasion, ...]:
    """Every drawn moment of one version of a plan, in the order of its draws."""
    ledger, windows, rooms = tables.ledger, tables.windows, tables.channels
    query = (
        select(
            *(ledger.c.at, ledger.c.position, ledger.c.arm, ledger.c.probability, ledger.c.known),
            *(windows.c.closes_at, windows.c.closed_at, windows.c.reached, windows.c.missing),
            *(rooms.c.platform, rooms.c.space, rooms.c.channel),
        )
        .join(rooms, rooms.c.id == ledger.c.channel_id)
        .outerjoin(
            windows,
            and_(
                windows.c.community == ledger.c.community,
                windows.c.proposal == ledger.c.proposal,
                windows.c.opens_at == ledger.c.at,
            ),
        )
        .where(
            ledger.c.community == community,
            ledger.c.practice == practice,
            ledger.c.plan == plan,
            ledger.c.arm.is_not(None),
        )
        .order_by(ledger.c.position, ledger.c.at)
    )
    found = await connection.execute(query)
    return tuple(_occasion(row, practice, plan) for row in found)


def _occasion(row: Any, practice: str, plan: int) -> Occasion:  # noqa: ANN401  # a row of the query
    gone = row.closes_at is None
    return Occasion(
        practice=practice,
        plan=plan,
        position=row.position,
        at=row.at,
        closes_at=row.at if gone else row.closes_at,
        channel=ChannelKey(platform=row.platform, space=row.space, channel=row.channel),
        arm=Arm(row.arm),
        probability=LEARNING if row.probability is None else row.probability,
        known=None if row.known is None else Known(**json.loads(row.known)),
        reached=None if row.reached is None else bool(row.reached),
        missing=FORGOTTEN if gone else row.missing,
    )


async def talk_by_hour(
    connection: AsyncConnection, community: CommunityId, since: datetime, until: datetime
) -> list[tuple[datetime, int]]:
    """Hours of UTC in which people wrote and how many messages, replies to bots left out."""
    table = tables.messages
    of_us = table.alias("of_us")
    to_a_bot = (
        select(of_us.c.key)
        .where(
            of_us.c.community == community,
            of_us.c.key == table.c.parent,
            or_(of_us.c.own.is_(True), of_us.c.automated.is_(True)),
        )
        .exists()
    )
    hour = (plain(table.c.at) // _HOUR).label("hour")
    query = (
        select(hour, func.count())
        .where(
            table.c.community == community,
            plain(table.c.at) >= to_microseconds(since),
            plain(table.c.at) < to_microseconds(until),
            table.c.own.is_(False),
            table.c.automated.is_(False),
            table.c.gone.is_(False),
            ~to_a_bot,
        )
        .group_by("hour")
        .order_by("hour")
    )
    rows = await connection.execute(query)
    return [(from_microseconds(int(at) * _HOUR), int(count)) for at, count in rows]
