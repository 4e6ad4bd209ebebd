"""One workspace's connection through Slack's Socket Mode, by slack-bolt.

What fails in hearing is not acknowledged, and Slack tells it again.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

import orjson
import structlog
from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.errors import TummlerError
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import GONE, answer_of, call, text

log = structlog.get_logger()
WATCH: Final = timedelta(seconds=60)
SILENCE: Final = timedelta(minutes=10)
"""After so long without an event it is asked whether there really was none."""
PING_SECONDS: Final = 5
MOST_WAITS_FOR_A_RATE: Final = 3


@dataclass(eq=False)  # errors are compared by identity
class SlackStopped(TummlerError):
    """Slack no longer takes the token of this workspace: {answer}. `tummler connect slack` asks for
    a new one.
    """

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in a workspace; `address`: where its pages are."""

    team: str
    name: str
    address: str
    user: str
    bot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event as Slack delivered it."""

    event: Record
    event_id: str | None
    at: datetime


Hear = Callable[[Delivery], Awaitable[None]]
Began = Callable[[], Awaitable[None]]
Silent = Callable[[], Awaitable[bool]]


class Connection:
    """The socket of one workspace, kept open for as long as it runs.

    Bolt answers and routes, and its client reconnects; what is added is that every connection
    begins with `began`, and that a socket which stays silent while people talk is left.
    """

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        api: str,
        clock: Clock,
        ping_seconds: float = PING_SECONDS,
        watch: timedelta = WATCH,
    ) -> None:
        self._app_token = app_token
        self._clock = clock
        self._ping_seconds = ping_seconds
        self._watch_every = watch
        self.client = AsyncWebClient(
            token=bot_token,
            base_url=api,
            retry_handlers=[
                AsyncConnectionErrorRetryHandler(),
                AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_WAITS_FOR_A_RATE),
            ],
        )
        # A listener that fails answers 500, so that Slack delivers again; Bolt answers first else.
        self.app = AsyncApp(
            client=self.client,
            process_before_response=True,
            ignoring_self_events_enabled=False,
            raise_error_for_unhandled_request=False,
        )
        self.last_heard_at: datetime | None = None
        self.deaf_since: datetime | None = None
        """When the connection before this one last showed life; None: there was none."""

    async def identity(self) -> Identity:
        """Who the token belongs to; raises SlackStopped, or SlackApiError."""
        try:
            told = await call(self.client, "auth.test")
        except SlackApiError as refused:
            raise _stopped(refused) from refused
        return Identity(
            team=text(told, "team_id"),
            name=text(told, "team") or text(told, "team_id"),
            address=text(told, "url"),
            user=text(told, "user_id"),
            bot=text(told, "bot_id"),
        )

    async def run(self, hear: Hear, began: Began, silent: Silent) -> None:
        """Hear until cancelled. `began`: a connection stands, before which events may be lost.

        `silent`: whether a channel has something that was never told. Raises SlackStopped.
        """
        self._listen(hear)
        handler = AsyncSocketModeHandler(
            self.app, self._app_token, ping_interval=cast("int", self._ping_seconds)
        )

        async def told(frame: WSMessage) -> None:
            with suppress(orjson.JSONDecodeError):
                if orjson.loads(frame.data).get("type") == "hello":
                    self.deaf_since = _latest(self.last_heard_at, handler)
                    await began()
            self.last_heard_at = self._clock.now()

        handler.client.on_message_listeners.append(told)
        try:
            await handler.connect_async()
            while True:
                await asyncio.sleep(self._watch_every.total_seconds())
                await self._look(handler, silent)
        finally:
            await handler.close_async()

    async def _look(self, handler: AsyncSocketModeHandler, silent: Silent) -> None:
        """Whether we are still let in, and whether silence is silence."""
        try:
            await call(self.client, "auth.test")
        except SlackApiError as refused:
            raise _stopped(refused) from refused
        last = self.last_heard_at
        quiet = last is None or self._clock.now() - last >= SILENCE
        if quiet and await silent():
            log.warning("socket_stayed_silent", platform="slack")
            await handler.client.connect_to_new_endpoint(force=True)

    def _listen(self, hear: Hear) -> None:
        async def event(body: dict[str, Any]) -> None:
            self.last_heard_at = self._clock.now()
            await hear(
                Delivery(
                    event=cast("Record", body["event"]),
                    event_id=body.get("event_id"),
                    at=self._clock.now(),
                )
            )

        # Every kind: what nobody listens to would be answered 404, and counted as a failure.
        cast("Any", self.app).event(re.compile(".*"))(event)


def _latest(heard: datetime | None, handler: AsyncSocketModeHandler) -> datetime | None:
    """The last sign of life: something told, or an answer to a ping."""
    if heard is None:
        return None
    ponged = handler.client.last_ping_pong_time
    return heard if ponged is None else max(heard, datetime.fromtimestamp(ponged, UTC))


def _stopped(refused: SlackApiError) -> TummlerError | SlackApiError:
    answer = answer_of(refused)
    return SlackStopped(answer) if answer in GONE else refused
