"""Reads how each room was heard lately, in counts and moments, for who looks after a house."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, and_, func, select, type_coerce

from bot.core.ids import ChannelKey, CommunityId
from db.examining import Look
from db.tables import channels, deafness, listening, messages, watermarks
from db.types import from_microseconds, to_microseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How much people wrote in a room since a moment, when last, and the longest they paused."""

    room: ChannelKey
    messages: int
    last: datetime
    longest_pause: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfilled:
    """A stretch in which a server, workspace or room was not heard, and that is not fetched yet.

    `room` None: all of them.
    """

    community: CommunityId
    platform: str
    room: str | None
    since: datetime
    until: datetime


async def habits(look: Look, since: datetime) -> tuple[Habit, ...]:
    """Of every room that is listened to and in which people wrote twice since then."""
    at = type_coerce(messages.c.at, BigInteger)
    before = func.lag(at).over(partition_by=messages.c.channel_id, order_by=(at, messages.c.id))
    each = (
        select(messages.c.channel_id, at.label("at"), (at - before).label("pause"))
        .where(at >= to_microseconds(since), messages.c.automated.is_(False))
        .where(messages.c.own.is_(False))
        .subquery()
    )
    named = ("platform", "space", "channel")
    heard = and_(*(listening.c[name] == channels.c[name] for name in ("community", *named)))
    rows = await look.rows(
        select(
            *(channels.c[name] for name in named),
            func.count().label("messages"),
            func.max(each.c.at).label("last"),
            func.max(each.c.pause).label("pause"),
        )
        .select_from(each)
        .join(channels, channels.c.id == each.c.channel_id)
        .join(listening, heard)
        .group_by(*(channels.c[name] for name in named))
        .having(func.count() > 1)
        .order_by(*(channels.c[name] for name in named))
    )
    return tuple(
        Habit(
            room=ChannelKey(platform=row.platform, space=row.space, channel=row.channel),
            messages=row.messages,
            last=from_microseconds(row.last),
            longest_pause=timedelta(microseconds=row.pause),
        )
        for row in rows
    )


async def positions(look: Look, platform: str) -> dict[str, int]:
    """How far each room of a platform was heard, by its own id; threads are left out."""
    rows = await look.rows(
        select(watermarks.c.channel, watermarks.c.position).where(
            watermarks.c.platform == platform, watermarks.c.place == watermarks.c.channel
        )
    )
    return {row.channel: row.position for row in rows}


async def unfilled(look: Look) -> tuple[Unfilled, ...]:
    """Every stretch that is still to be fetched, oldest first."""
    rows = await look.rows(
        select(deafness).where(deafness.c.level_at.is_(None)).order_by(deafness.c.started_at)
    )
    return tuple(
        Unfilled(
            community=CommunityId(row.community),
            platform=row.platform,
            room=row.channel or None,
            since=row.started_at,
            until=row.ended_at,
        )
        for row in rows
    )
