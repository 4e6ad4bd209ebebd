"""Shows on Discord, without a word, that a question is answered: a reaction, and a forum's tag."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

import discord

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MessageKey
from bot.platforms.discord.places import Payload, objects, text
from bot.platforms.discord.rest import Door
from prompts import languages, phrases

SIGN: Final = "✅"
MOST_TAGS: Final = 5
"""So many a post may carry (documentation, "Channel", applied_tags)."""


class Signs:
    """Reacts to a question and tags its post; both may be done again, and change nothing then.

    A forum's tag for what is answered is known by its name in any language that the bot speaks.
    """

    def __init__(self, client: discord.Client, door: Door) -> None:
        self._client = client
        self._door = door
        names = ",".join(phrases(each).say("discord-answered-tags") for each in languages())
        self._names = frozenset(name.strip().casefold() for name in names.split(","))

    async def react(self, channel: ChannelKey, question: MessageKey) -> None:
        """React to it. Raises PlatformRefused and PlatformBusy."""
        place = channel.thread or channel.channel
        async with self._door.through(place, Capability.REACT):
            await self._client.http.add_reaction(int(place), int(question.message), SIGN)

    async def tag(self, channel: ChannelKey) -> None:
        """Add the tag for what is answered to the post, where its forum has one and there is room.

        Raises PlatformRefused and PlatformBusy.
        """
        if channel.thread is None:
            return
        async with self._door.through(channel.thread, Capability.TAG):
            forum = await self._client.http.get_channel(int(channel.channel))
            wanted = self._tag_of(cast("Payload", forum))
            if wanted is None:
                return
            post = await self._client.http.get_channel(int(channel.thread))
            there = _numbers(cast("Mapping[str, object]", post).get("applied_tags"))
            if wanted in there or len(there) >= MOST_TAGS:
                return
            tags = [*there, wanted]
            await self._client.http.edit_channel(int(channel.thread), applied_tags=tags)

    def _tag_of(self, forum: Payload) -> str | None:
        for each in objects(forum.get("available_tags")):
            if (text(each, "name") or "").casefold() in self._names:
                return text(each, "id")
        return None


def _numbers(given: object) -> list[str]:
    listed = cast("Iterable[object]", given) if isinstance(given, list) else ()
    return [str(each) for each in listed]
