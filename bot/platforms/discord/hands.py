"""What the bot is able to do on Discord: answer, write to one person, and find what it wrote.

platforms.md, sections 2.3 and 2.8.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Final

import discord
from discord import ui

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.own_posts import Poll
from bot.core.ports import Clock
from bot.platforms.discord.controls import controls, mark, nonce_of
from bot.platforms.discord.keys import PLATFORM, community_of, first_after, message
from bot.platforms.discord.lookback import LOOKS_BACK, MOST_PAGES, Lookback
from bot.platforms.discord.rest import DiscordRefused, Door
from bot.platforms.discord.signs import Signs
from prompts import phrases

Where = Callable[[MessageKey], Awaitable[ChannelKey | None]]
"""The channel or thread that a message stands in; None: it is gone."""
Say = Callable[..., Awaitable[discord.Message]]
"""Discord's own way to say something, in a place or below a message."""
LONGEST_CONTENT: Final = 2000
OPEN_FOR: Final = 4320
"""Minutes without a word after which a thread that was opened here is archived: three days."""
THREAD_IS_THERE: Final = 160004
"""What Discord answers where a message has a thread already (documentation, "JSON Error Codes")."""
UNKNOWN_MESSAGE: Final = 10008
"""What it answers where a message is no longer there (the same page)."""
POLL_FOR: Final = timedelta(days=3)


class DiscordHands:
    """Speaks on Discord as the bot; what was said under a `once` is looked for before it is said.

    The look is what makes a post single after a crash; the nonce, while one is being sent.
    """

    def __init__(
        self,
        client: discord.Client,
        door: Door,
        clock: Clock,
        where: Where,
        *,
        most_pages: int = MOST_PAGES,
    ) -> None:
        self._client = client
        self._look = Lookback(client, door, most_pages=most_pages)
        self._door = door
        self._clock = clock
        self._where = where
        self._signs = Signs(client, door)

    @property
    def simulated(self) -> bool:
        """People see what is said here."""
        return False

    def mention(self, member: MemberKey) -> str:
        """Who is meant, as Discord writes it."""
        return f"<@{member.member}>"

    async def posted(
        self, channel: ChannelKey, *, once: str, to: MemberKey | None = None
    ) -> MessageKey | None:
        """What was said in a channel or thread, or to one alone, under this `once`, within a day.

        Raises PlatformRefused where that cannot be told, so that nothing is said twice.
        """
        place = _number(channel) if to is None else await self._direct(to)
        found = await self._find(place, self._yesterday(), once)
        return None if found is None else message(community_of(channel.space), found)

    async def reply(
        self,
        to: MessageKey,
        text: str,
        *,
        once: str,
        mentions: tuple[MemberKey, ...] = (),
        language: str = "en",
    ) -> MessageKey:
        """Answer a message in its channel or thread. Raises PlatformRefused and PlatformBusy."""
        channel = await self._where(to)
        if channel is None or to.platform != PLATFORM:
            raise DiscordRefused
        place = _number(channel)
        found = await self._find(place, int(to.message), once)
        if found is None:
            spot = self._client.get_partial_messageable(int(place), guild_id=int(channel.space))
            say = spot.get_partial_message(int(to.message)).reply
            view = _view(once, language)
            found = await self._send(place, say, text, once, view=view, mentions=mentions)
        return message(to.community, found)

    async def post(
        self,
        channel: ChannelKey,
        text: str,
        *,
        once: str,
        author: MemberKey,
        poll: Poll | None = None,
        language: str = "en",
    ) -> MessageKey:
        """Say what a person wrote for a channel. Raises PlatformRefused and PlatformBusy."""
        del author  # whose name the text bears: shown, and not told of it
        place = _number(channel)
        found = await self._find(place, self._yesterday(), once)
        if found is None:
            spot = self._client.get_partial_messageable(int(place), guild_id=int(channel.space))
            say = spot.send if poll is None else partial(spot.send, poll=_poll(poll))
            needs = Capability.POST_IN_CHANNEL if poll is None else Capability.POLL
            view = _view(once, language)
            found = await self._send(place, say, text, once, view=view, needs=needs)
        return message(community_of(channel.space), found)

    async def open_thread(self, channel: ChannelKey, on: MessageKey, title: str) -> None:
        """Open a thread below a message. Raises PlatformRefused and PlatformBusy."""
        place = _number(channel)
        async with self._door.through(place, Capability.OPEN_THREAD):
            try:
                await self._client.http.start_thread_with_message(
                    int(place), int(on.message), name=title, auto_archive_duration=OPEN_FOR
                )
            except discord.HTTPException as refused:
                if refused.code != THREAD_IS_THERE:
                    raise

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str, language: str = "en"
    ) -> MessageKey:
        """Write to one person alone. Raises PlatformRefused, as where they take no such message."""
        needs = Capability.PRIVATE_NOTE
        place = await self._direct(to)
        spot = self._client.get_partial_messageable(int(place))
        found = await self._find(place, self._yesterday(), once)
        if found is None:
            view = _view(once, language, channel.space)
            found = await self._send(place, spot.send, text, once, view=view, needs=needs)
        return message(community_of(channel.space), found)

    async def withdraw(self, channel: ChannelKey, said: MessageKey) -> None:
        """Delete a message of ours. Raises PlatformRefused and PlatformBusy."""
        place = _number(await self._where(said) or channel)
        async with self._door.through(place, Capability.REPLY_IN_THREAD):
            try:
                await self._client.http.delete_message(int(place), int(said.message))
            except discord.NotFound as gone:
                if gone.code != UNKNOWN_MESSAGE:
                    raise

    async def show_answered(
        self, channel: ChannelKey, question: MessageKey, within: frozenset[Capability]
    ) -> None:
        """React to the question, and tag the post it is in. Raises PlatformRefused and so on."""
        if Capability.REACT in within:
            await self._signs.react(channel, question)
        if Capability.TAG in within:
            await self._signs.tag(channel)

    async def _direct(self, to: MemberKey) -> str:
        """The number of the channel in which one person is written to alone."""
        async with self._door.through(to.member, Capability.PRIVATE_NOTE):
            spot = await self._client.create_dm(discord.Object(int(to.member)))
        return str(spot.id)

    def _yesterday(self) -> int:
        return first_after(self._clock.now() - LOOKS_BACK)

    async def _send(
        self,
        place: str,
        say: Say,
        words: str,
        once: str,
        *,
        view: ui.View,
        mentions: tuple[MemberKey, ...] = (),
        needs: Capability = Capability.REPLY_IN_THREAD,
    ) -> str:
        if len(words) > LONGEST_CONTENT:
            raise DiscordRefused
        allowed = discord.AllowedMentions(
            everyone=False,
            roles=False,
            replied_user=False,
            users=[discord.Object(int(each.member)) for each in mentions],
        )
        async with self._door.through(place, needs):
            sent = await say(
                words,
                nonce=nonce_of(once),
                view=view,
                allowed_mentions=allowed,
            )
        return str(sent.id)

    async def _find(self, place: str, after: int, once: str) -> str | None:
        return await self._look.find(place, after, mark(once))


def _poll(poll: Poll) -> discord.Poll:
    asked = discord.Poll(question=poll.question, duration=POLL_FOR)
    for answer in poll.answers:
        asked.add_answer(text=answer)
    return asked


def _view(once: str, language: str, guild: str | None = None) -> ui.View:
    view = ui.View(timeout=None)
    for each in controls(once, phrases(language), guild):
        view.add_item(each)
    # It answers nothing itself: a press is answered by its id, also after a restart.
    view.stop()
    return view


def _number(channel: ChannelKey) -> str:
    return channel.thread or channel.channel
