"""What was said while nobody listened, asked of Slack's history and its threads.

Source: api.slack.com, `conversations.history` and `conversations.replies`. Replies stand only in
their thread; of the history a thread shows its first message, and when it last grew.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import call, next_page, objects, text

THREADS_GROW: Final = timedelta(days=14)
"""So old the first message of a thread may be for its new answers to be found."""
USUAL: Final = timedelta(seconds=1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast the history may be asked for: so many records at once, so long a pause between.

    `parked`: so many events of a channel may wait meanwhile. `always`: the pause is kept between
    two channels or threads too, not only between two pages.

    Apps that a workspace made for itself may ask in the default way; those that are distributed
    outside of Slack's directory as in `DISTRIBUTED`.
    """

    page: int = 200
    pause: timedelta = USUAL
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    parked: int = 1000
    always: bool = False


DISTRIBUTED: Final = Pace(page=15, pause=timedelta(minutes=1), always=True)


async def missed(client: AsyncWebClient, channel: str, since: datetime, pace: Pace) -> list[Record]:
    """Everything said in a channel and in its threads since then, oldest first.

    Raises slack_sdk.errors.SlackApiError.
    """
    edge = written(since)
    found: dict[str, Record] = {}
    async for told in _history(client, channel, written(since - THREADS_GROW), pace):
        at = text(told, "ts")
        if at >= edge:
            found[at] = told
        if text(told, "latest_reply") >= edge:
            async for answer in _replies(client, channel, at, edge, pace):
                if text(answer, "ts") >= edge:
                    found[text(answer, "ts")] = answer
    return [found[at] for at in sorted(found)]


async def newest(client: AsyncWebClient, channel: str) -> str | None:
    """The timestamp of a channel's last message; None: there is none. Raises SlackApiError."""
    told = await call(client, "conversations.history", channel=channel, limit=1)
    return next((text(each, "ts") for each in objects(told.get("messages"))), None)


async def member_of(client: AsyncWebClient, pace: Pace, *, private: bool) -> list[Record]:
    """The channels that somebody invited us to, as Slack describes them. Raises SlackApiError.

    The limit of distributed apps is one of the history alone.
    """
    kinds = "public_channel,private_channel" if private else "public_channel"
    found: list[Record] = []
    quick = replace(pace, pause=min(pace.pause, USUAL), always=False)
    async for page in _pages(
        client, "users.conversations", quick, types=kinds, exclude_archived=True
    ):
        found.extend(objects(page.get("channels")))
    return found


def written(at: datetime) -> str:
    """A moment as Slack writes timestamps; they sort as text for the next two hundred years."""
    return f"{max(at.timestamp(), 0):017.6f}"


async def _history(
    client: AsyncWebClient, channel: str, oldest: str, pace: Pace
) -> AsyncGenerator[Record]:
    async for page in _pages(client, "conversations.history", pace, channel=channel, oldest=oldest):
        for each in objects(page.get("messages")):
            yield each


async def _replies(
    client: AsyncWebClient, channel: str, root: str, oldest: str, pace: Pace
) -> AsyncGenerator[Record]:
    async for page in _pages(
        client, "conversations.replies", pace, channel=channel, ts=root, oldest=oldest
    ):
        for each in objects(page.get("messages")):
            if text(each, "ts") != root:  # it stands at the head of every page
                yield each


async def _pages(
    client: AsyncWebClient, method: str, pace: Pace, **arguments: str | bool
) -> AsyncGenerator[Record]:
    cursor: str | None = None
    while True:
        page = await call(client, method, limit=pace.page, cursor=cursor, **arguments)
        cursor = next_page(page)
        if cursor is not None or pace.always:  # before the page is looked at, and its threads read
            await pace.sleep(pace.pause.total_seconds())
        yield page
        if cursor is None:
            return
