"""What was said while nobody listened: from the last message that lasts, page by page, oldest first.

platforms.md, section 2.7. Every message has a key, so what is fetched twice counts once.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import discord
import structlog

from bot.platforms.discord.places import Payload, Place, objects, text, thread_of

log = structlog.get_logger()
PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is to be fetched of a place: after one number, up to another, that one included."""

    place: Place
    after: int
    until: int


def gap_of(place: Place, known: int | None, edge: int) -> Gap | None:
    """What of a place was missed; None: nothing. `known`: the greatest number that lasts there.

    Where nothing is known yet, only what is younger than `edge` is fetched. A place's last message
    may be deleted: its number is only ever compared (2.5).
    """
    last = int(place.last_message) if (place.last_message or "").isdecimal() else 0
    after = max(edge, known or 0)
    return Gap(place=place, after=after, until=last) if last > after else None


async def missed(client: discord.Client, gap: Gap) -> AsyncGenerator[list[Payload]]:
    """The messages of a gap, a page at a time, each page oldest first.

    Raises discord.HTTPException, Forbidden and NotFound among them.
    """
    after = gap.after
    while after < gap.until:
        page = await client.http.logs_from(gap.place.number, PAGE, after=after)
        # Discord gives the oldest of those, newest first (2.5).
        found = sorted(objects(list(page)), key=_number)
        wanted = [each for each in found if _number(each) <= gap.until]
        if wanted:
            yield wanted
        if len(found) < PAGE:
            return
        after = _number(found[-1])


async def open_threads(client: discord.Client, guild: str) -> list[Place]:
    """Every open thread of a server that may be seen."""
    told = await client.http.get_active_threads(int(guild))
    places = (thread_of(each, guild) for each in objects(told.get("threads")))
    return [place for place in places if place is not None]


def _number(message: Payload) -> int:
    written = text(message, "id") or ""
    return int(written) if written.isdecimal() else 0
