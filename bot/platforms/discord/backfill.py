"""What was said while nobody listened: from the last message that lasts, page by page.

platforms.md, section 2.7. Every message has a key, so what is fetched twice counts once.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import discord

from bot.platforms.discord.places import Payload, Place, objects, text, thread_of

PAGE: Final = 100
ARCHIVED_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some messages of a place, oldest first; all of those after one number, up to another."""

    messages: tuple[Payload, ...]
    after: int
    until: int


async def pages(
    client: discord.Client, place: Place, after: int, until: int
) -> AsyncGenerator[Page]:
    """The messages after one number, up to another, that one included, in order.

    Raises discord.HTTPException, Forbidden and NotFound among them.
    """
    while after < until:
        told = await client.http.logs_from(place.number, PAGE, after=after)
        # Discord gives the oldest of those, newest first (2.5).
        found = sorted(objects(list(told)), key=number_of)
        last = min(until, number_of(found[-1])) if len(found) == PAGE else until
        wanted = tuple(each for each in found if number_of(each) <= until)
        yield Page(messages=wanted, after=after, until=last)
        after = last


async def open_threads(client: discord.Client, guild: str) -> list[Place]:
    """Every open thread of a server that may be seen; raises discord.HTTPException."""
    told = await client.http.get_active_threads(int(guild))
    places = (thread_of(each, guild) for each in objects(told.get("threads")))
    return [place for place in places if place is not None]


async def closed_threads(client: discord.Client, room: Place, since: datetime) -> list[Place]:
    """The public threads of a room that were archived since; raises discord.HTTPException."""
    found: list[Place] = []
    before: str | None = None
    while True:
        told = await client.http.get_public_archived_threads(
            int(room.number),
            before=before,
            limit=ARCHIVED_PAGE,
        )
        page = [*objects(told.get("threads"))]
        for each in page:
            before = _archived_at(each)
            if before is None or datetime.fromisoformat(before) < since:
                return found
            place = thread_of(each, room.guild)
            if place is not None:
                found.append(place)
        if not page or not told.get("has_more"):
            return found


def number_of(message: Payload) -> int:
    """A message's number; 0 where it has none."""
    written = text(message, "id") or ""
    return int(written) if written.isdecimal() else 0


def last_of(place: Place) -> int:
    """The number of the last message of a place as it was told; it may be deleted by now."""
    return int(place.last_message) if place.last_message and place.last_message.isdecimal() else 0


def _archived_at(thread: Payload) -> str | None:
    data = next(objects([thread.get("thread_metadata")]), None)
    return None if data is None else text(data, "archive_timestamp")
