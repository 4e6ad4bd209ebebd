"""Looks through a channel's history for what was posted before, known by a button of it.

platforms.md, section 2.8: a post that cannot be proved absent is not repeated.
"""

from collections.abc import AsyncGenerator, Iterator
from datetime import timedelta
from typing import Final

import discord

from bot.core.capabilities import Capability
from bot.core.cards import Action
from bot.platforms.discord.marks import mark_of
from bot.platforms.discord.places import Payload, objects, text
from bot.platforms.discord.rest import DiscordRefused, Door

PAGE: Final = 100
MOST_PAGES: Final = 50
LOOKS_BACK: Final = timedelta(hours=25)
"""Nothing that was begun longer ago is still to be said: a draft waits for a day at most."""


class Lookback:
    """Asks Discord, a page at a time. `most_pages`: after so many nobody can tell."""

    def __init__(self, client: discord.Client, door: Door, *, most_pages: int = MOST_PAGES) -> None:
        self._client = client
        self._door = door
        self._most_pages = most_pages

    async def find(self, place: str, after: int, action: Action) -> str | None:
        """The number of the message that bears this action, of all that is younger than a number.

        Raises PlatformRefused where that cannot be told, so that nothing is said twice.
        """
        async for page in self._younger(place, after):
            for each in page:
                if _bears(each, action.id):
                    return text(each, "id")
        return None

    async def _younger(self, place: str, after: int) -> AsyncGenerator[list[Payload]]:
        for _ in range(self._most_pages):
            async with self._door.through(place, Capability.REPLY_IN_THREAD):
                got = await self._client.http.logs_from(int(place), PAGE, after=after)
            page = list(objects(list(got)))
            yield page
            if len(page) < PAGE:
                return
            after = max(int(text(each, "id") or after) for each in page)
        raise DiscordRefused


def _bears(message: Payload, action: str) -> bool:
    return any(mark_of(text(each, "custom_id") or "").id == action for each in _within(message))


def _within(component: Payload) -> Iterator[Payload]:
    for each in objects(component.get("components")):
        yield each
        yield from _within(each)
