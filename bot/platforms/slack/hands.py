"""What the bot is able to do on Slack: answer in a thread, write to one person, find what it wrote.

Slack has no key that makes a post single. What was said is found again by the "Why?" button below
it; should Slack not tell whether a post arrived, nobody is asked twice and nothing is said again.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.capabilities import Capability, PlatformBusy, PlatformRefused
from bot.core.cards import Action
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.leaving import ask_before_leaving
from bot.core.own_posts import Poll, is_own
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import PLATFORM, Record
from bot.platforms.slack.calls import answer_of, call, inner, next_page, objects
from bot.platforms.slack.calls import text as _text
from bot.platforms.slack.drawing import Block, words
from bot.platforms.slack.history import written
from bot.platforms.slack.keys import community_of, message, place_of
from prompts import Phrases, phrases

log = structlog.get_logger()
Where = Callable[[MessageKey], Awaitable[ChannelKey | None]]
"""The channel or thread that a message stands in; None: it is gone."""
CONTROLS: Final = (("said", "helpful"), ("said", "notnow"), ("said", "stop"), ("why", "show"))
OF_A_PERSON: Final = CONTROLS[-1:]
"""Below what a person wrote: the other three are about the bot's own lines."""
LOOKS_BACK: Final = timedelta(hours=25)
"""Nothing that was begun longer ago is still to be said: a draft waits for a day at most."""
PAGE: Final = 200
GONE: Final = "message_not_found"
ONE_A_SECOND: Final = 1.0
LATER: Final = frozenset(
    {"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"}
)
"""What Slack answers where a later try may go better."""


class SlackRefused(PlatformRefused):
    """Slack did not take it: a right is missing there, or what it was about is gone."""


class SlackBusy(PlatformBusy):
    """Slack did not answer, or lets nobody ask at the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What is said, to whom it calls, and the language of the buttons below it."""

    text: str
    once: str
    language: str
    mentions: tuple[MemberKey, ...] = ()


class SlackHands:
    """Speaks in one workspace as the bot, at most once a second in each channel."""

    def __init__(
        self,
        client: AsyncWebClient,
        clock: Clock,
        team: str,
        where: Where,
        *,
        pause: float = ONE_A_SECOND,
    ) -> None:
        self._client = client
        self._clock = clock
        self._team = team
        self._where = where
        self._pause = pause
        self._turns: dict[str, asyncio.Lock] = {}

    @property
    def simulated(self) -> bool:
        """People see what is said here."""
        return False

    def mention(self, member: MemberKey) -> str:
        """Who is meant, as Slack writes it."""
        return f"<@{member.member}>"

    async def posted(
        self, channel: ChannelKey, *, once: str, to: MemberKey | None = None
    ) -> MessageKey | None:
        """What was said in a channel or thread under this `once`, within the last day.

        Raises PlatformRefused or PlatformBusy where that cannot be told. Of what was said to one
        person alone it never can: what people write to us we have no right to read.
        """
        if to is not None:
            raise SlackRefused
        since = self._clock.now() - LOOKS_BACK
        found = await self._find(channel.channel, channel.thread, since, once)
        return None if found is None else message(self._community, channel.channel, found)

    async def reply(
        self,
        to: MessageKey,
        text: str,
        *,
        once: str,
        mentions: tuple[MemberKey, ...] = (),
        language: str = "en",
    ) -> MessageKey:
        """Answer a message in its thread. Raises PlatformRefused and PlatformBusy."""
        channel, place = await self._where(to), place_of(to)
        if channel is None or place is None or to.platform != PLATFORM:
            raise SlackRefused
        root = channel.thread or place[1]
        line = _Line(text=text, once=once, mentions=mentions, language=language)
        return await self._say(channel.channel, root, line)

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
        """Say what a person wrote for a channel. Raises PlatformRefused and PlatformBusy.

        Slack's own scheduled messages are not used: what waits there is stopped, changed and
        forgotten by nobody here, and is said whatever was signed meanwhile.
        """
        if poll is not None:  # Slack has none, and none is granted
            raise SlackRefused
        line = _Line(text=text, once=once, mentions=(author,), language=language)
        return await self._say(channel.channel, channel.thread, line)

    async def open_thread(self, channel: ChannelKey, on: MessageKey, title: str) -> None:
        """Nothing: on Slack a thread is there with its first answer."""
        del channel, on, title

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str, language: str = "en"
    ) -> MessageKey:
        """Write to one person alone, where it stays. Raises PlatformRefused and PlatformBusy.

        It is not looked for there (see `posted`), so it is begun once: what a crash or a lost
        answer leaves in doubt is let go.
        """
        del channel
        told = await self._ask("conversations.open", users=to.member)
        number = _text(inner(told, "channel"), "id")
        line = _Line(text=text, once=once, language=language)
        return message(self._community, number, await self._post(number, None, line))

    async def withdraw(self, channel: ChannelKey, said: MessageKey) -> None:
        """Delete a message of ours. Raises PlatformRefused and PlatformBusy."""
        del channel
        place = place_of(said)
        if place is None or said.platform != PLATFORM:
            raise SlackRefused
        try:
            await call(self._client, "chat.delete", channel=place[0], ts=place[1])
        except SlackApiError as refused:
            if answer_of(refused) != GONE:
                raise _told(refused) from refused
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            raise SlackBusy from lost

    async def show_answered(
        self, channel: ChannelKey, question: MessageKey, within: frozenset[Capability]
    ) -> None:
        """Nothing: the right to react is not asked for."""
        del channel, question, within

    @property
    def _community(self) -> CommunityId:
        return community_of(self._team)

    async def _say(self, number: str, thread: str | None, line: _Line) -> MessageKey:
        turn = self._turns.setdefault(number, asyncio.Lock())
        async with turn:
            found = await self._find(number, thread, self._clock.now() - LOOKS_BACK, line.once)
            if found is None:
                found = await self._post(number, thread, line)
                await asyncio.sleep(self._pause)
        return message(self._community, number, found)

    async def _post(self, number: str, thread: str | None, line: _Line) -> str:
        told = await self._ask(
            "chat.postMessage",
            channel=number,
            thread_ts=thread,
            blocks=json.dumps([_said(line), controls(line.once, phrases(line.language))]),
            text=_shown(line),
            unfurl_links=False,
            unfurl_media=False,
            parse="none",
            link_names=False,
        )
        return _text(told, "ts")

    async def _find(
        self, number: str, thread: str | None, since: datetime, once: str
    ) -> str | None:
        """The timestamp of the post with this `once`, of all since then."""
        method = "conversations.history" if thread is None else "conversations.replies"
        cursor: str | None = None
        while True:
            page = await self._ask(
                method,
                channel=number,
                ts=thread,
                oldest=written(since),
                limit=PAGE,
                cursor=cursor,
            )
            for each in objects(page.get("messages")):
                if bears(each, once):
                    return _text(each, "ts")
            cursor = next_page(page)
            if cursor is None:
                return None

    async def _ask(self, method: str, **arguments: str | int | bool | None) -> Record:
        try:
            return await call(self._client, method, **arguments)
        except SlackApiError as refused:
            await ask_before_leaving()  # it may have been stopped while it waited for its turn
            raise _told(refused) from refused
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            log.warning("slack_not_reached", error=type(lost).__name__)
            raise SlackBusy from lost


def controls(once: str, said_in: Phrases) -> Block:
    """The buttons of what was said under this `once`."""
    return {
        "type": "actions",
        "block_id": _why(once),
        "elements": [
            {
                "type": "button",
                "action_id": Action(area=area, verb=verb, key=once).id,
                "text": words(said_in.say(f"control-{area}-{verb}"), 75),
            }
            for area, verb in (OF_A_PERSON if is_own(once) else CONTROLS)
        ],
    }


def bears(record: Record, once: str) -> bool:
    """Whether a message of the history is what was said under this `once`."""
    return any(_text(each, "block_id") == _why(once) for each in objects(record.get("blocks")))


def _why(once: str) -> str:
    area, verb = CONTROLS[-1]
    return Action(area=area, verb=verb, key=once).id


def _said(line: _Line) -> Block:
    """Our words, in which nothing calls anybody but those who are named."""
    section = [*_elements(line.text, {f"<@{each.member}>": each for each in line.mentions})]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": section}],
    }


def _elements(said: str, named: dict[str, MemberKey]) -> Iterator[Block]:
    for sign, who in named.items():
        before, found, after = said.partition(sign)
        if found:
            yield from _elements(before, named)
            yield {"type": "user", "user_id": who.member}
            yield from _elements(after, named)
            return
    if said:
        yield {"type": "text", "text": said}


def _shown(line: _Line) -> str:
    """The same for a notification; `&`, `<` and `>` are Slack's own signs there."""
    said = line.text
    for each in line.mentions:
        said = said.replace(f"<@{each.member}>", "@…")
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _told(refused: SlackApiError) -> SlackRefused | SlackBusy:
    answer = answer_of(refused)
    log.warning("slack_said_no", answer=answer)
    return SlackBusy() if answer in LATER else SlackRefused()
