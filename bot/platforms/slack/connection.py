"""One workspace's connection by slack-bolt: a socket of ours, or a door that Slack comes to.

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
from aiohttp import ClientError, WSMessage
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.errors import TummlerError
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import GONE, answer_of, call, text
from bot.platforms.slack.receiving import Door
from bot.platforms.slack.waiting import tries_again

log = structlog.get_logger()
WATCH: Final = timedelta(seconds=60)
SILENCE: Final = timedelta(minutes=10)
"""After so long without an event it is asked whether there really was none."""
PING_SECONDS: Final = 5


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
    """What Slack tells of one workspace, for as long as it runs.

    Bolt answers and routes, and its client reconnects; what is added is that every connection
    begins with `began`, and that a socket which stays silent while people talk is left. With a
    `door` there is no socket, and no app token: Slack's requests come in there.
    """

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str | None = None,
        door: Door | None = None,
        api: str,
        clock: Clock,
        ping_seconds: float = PING_SECONDS,
        watch: timedelta = WATCH,
    ) -> None:
        self._app_token = app_token
        self._door = door
        self._team: str | None = None
        self._clock = clock
        self._ping_seconds = ping_seconds
        self._watch_every = watch
        self.client = AsyncWebClient(
            token=bot_token,
            base_url=api,
            retry_handlers=tries_again(),
        )
        # A listener that fails answers 500, so that Slack delivers again; Bolt answers first else.
        self.app = AsyncApp(
            client=self.client,
            process_before_response=True,
            ignoring_self_events_enabled=False,
            raise_error_for_unhandled_request=False,
            request_verification_enabled=False,  # the door has seen to it, by the house's clock
        )
        cast("Any", self.app).middleware(self._ours)
        self.last_heard_at: datetime | None = None
        self.deaf_since: datetime | None = None
        """When the connection before this one last showed life; None: there was none."""

    async def identity(self) -> Identity:
        """Who the token belongs to; raises SlackStopped, or SlackApiError."""
        try:
            told = await call(self.client, "auth.test")
        except SlackApiError as refused:
            raise _stopped(refused) from refused
        self._team = text(told, "team_id")
        return Identity(
            team=self._team,
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
        if self._door is None:
            await self._by_socket(began, silent)
        else:
            await self._by_door(self._door, began, silent)

    async def _by_socket(self, began: Began, silent: Silent) -> None:
        handler = AsyncSocketModeHandler(
            self.app, self._app_token, ping_interval=cast("int", self._ping_seconds)
        )

        async def told(frame: WSMessage) -> None:
            with suppress(orjson.JSONDecodeError):
                if orjson.loads(frame.data).get("type") == "hello":
                    self.deaf_since = _latest(self.last_heard_at, handler)
                    await began()
            self.last_heard_at = self._clock.now()

        async def anew() -> None:
            if await self._missed_something(silent):
                await handler.client.connect_to_new_endpoint(force=True)

        handler.client.on_message_listeners.append(told)
        try:
            await handler.connect_async()
            await self._watch(anew)
        finally:
            await handler.close_async()

    async def _by_door(self, door: Door, began: Began, silent: Silent) -> None:
        """As by a socket; that requests fail to come is seen by what the history has more."""

        async def anew() -> None:
            missed, desk.told_again = desk.told_again, False
            if missed or await self._missed_something(silent):
                self.deaf_since = self.last_heard_at
                await began()
            self.last_heard_at = self._clock.now()

        with door.answered_by(self.app, self._team) as desk:
            await began()
            self.last_heard_at = self._clock.now()
            await self._watch(anew)

    async def _missed_something(self, silent: Silent) -> bool:
        last = self.last_heard_at
        quiet = last is None or self._clock.now() - last >= SILENCE
        if quiet and await silent():
            log.warning("socket_stayed_silent" if self._door is None else "door_stayed_silent")
            return True
        return False

    async def _watch(self, anew: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(self._watch_every.total_seconds())
            await self._look(anew)

    async def _look(self, anew: Callable[[], Awaitable[None]]) -> None:
        """Whether we are still let in, and whether silence is silence. Raises SlackStopped.

        A Slack that does not answer is asked again the next time.
        """
        try:
            await call(self.client, "auth.test")
            await anew()
        except SlackApiError as refused:
            if answer_of(refused) in GONE:
                raise _stopped(refused) from refused
            log.warning("slack_not_watched", answer=answer_of(refused))
        except (ClientError, OSError, TimeoutError) as lost:
            log.warning("slack_not_reached", error=type(lost).__name__)

    async def _ours(
        self,
        body: dict[str, Any],
        context: AsyncBoltContext,
        next_: Callable[[], Awaitable[None]],
    ) -> BoltResponse | None:
        """An event of another workspace is acknowledged, and dropped; who asks is told so."""
        ours = self._team is not None and context.team_id == self._team
        if ours or body.get("type") != "event_callback":
            await next_()
            return None
        log.warning("slack_request_of_another_workspace")
        return BoltResponse(status=200)

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
