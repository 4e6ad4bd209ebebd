"""One connection after another to Discord's gateway, as one stream of dispatches in their order."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import discord
import orjson
import structlog

from bot.core.ports import Clock
from bot.platforms.discord.addresses import Addresses, dial
from bot.platforms.discord.intents import Wanted, intents_for
from bot.platforms.discord.places import Payload
from bot.platforms.discord.rest import asking_before
from bot.platforms.discord.supervision import (
    Shard,
    Starts,
    Supervision,
    WithoutContent,
    failure_of,
    to_the_end,
)
from bot.platforms.vitals import Vitals

log = structlog.get_logger()
DRAIN_SECONDS = 20.0
HELLO = 10
OF_PEOPLE = frozenset({"members", "presences", "voice_states"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One event of the gateway, and when it came. `data` is a member's talk: never logged."""

    kind: str
    data: Payload
    at: datetime

    def __repr__(self) -> str:
        """Hides the payload."""
        return f"Dispatch(kind={self.kind!r})"


Hear = Callable[[Dispatch, discord.Client], Awaitable[None]]
"""Takes one dispatch; a new session is told by READY. What it raises ends the attempt."""
Turn = Callable[[int, int], Awaitable[None]]
"""Waits until a session of a shard may begin, where so many may at once."""
Furnish = Callable[[discord.Client], Awaitable[None]]
"""Makes a new client ready to be talked to: views and commands; before it connects."""


async def starts_of(client: discord.Client) -> Starts:
    """How many sessions may still be begun today; raises discord.HTTPException."""
    _, _, told = await client.http.get_bot_gateway()
    return Starts(
        total=told["total"],
        remaining=told["remaining"],
        reset_after=told["reset_after"] / 1000,
        at_once=told["max_concurrency"],
    )


async def unfurnished(_client: discord.Client) -> None:
    """Nobody talks to it: it only listens."""


class Connection:
    """Keeps one client at a time connected. Each attempt has a client of its own."""

    def __init__(
        self,
        *,
        token: str,
        wanted: Wanted,
        addresses: Addresses,
        clock: Clock,
        supervision: Supervision,
        furnish: Furnish = unfurnished,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        ready_timeout: float = 2.0,
        shard: Shard | None = None,
        turn: Turn | None = None,
        vitals: Vitals | None = None,
    ) -> None:
        """`turn`: waits until a session of this shard may begin; None: the library's own way.

        `vitals` counts the answers to what is asked over HTTP; None: nobody does.
        """
        self._vitals = vitals
        self._token = token
        self._wanted = wanted
        self._addresses = addresses
        self._clock = clock
        self._supervision = supervision
        self._furnish = furnish
        self._sleep = sleep
        self._ready_timeout = ready_timeout
        self._shard = shard
        self._turn = turn
        self._at_once = 1
        self._waited_its_turn = shard is None
        self._last_event = ""
        self.client: discord.Client | None = None
        """The one that is connected, or was last; None: none was tried yet."""
        self.last_frame_at: datetime | None = None
        """When Discord last said anything, a heartbeat's answer included."""
        self.deaf_since: datetime | None = None
        """When the connection before this one last said anything; None: this is the first."""

    @property
    def reads_words(self) -> bool:
        """Whether message content is asked for now."""
        return self._wanted.message_content

    async def run(self, hear: Hear) -> None:
        """Hear for ever; raises DiscordStopped where no new attempt would help.

        Cancelled, it takes what has arrived already, then closes the connection in good order.
        """
        dial(self._addresses)
        while True:
            began, self._last_event = self._clock.now(), ""
            error = await self._attempt(hear)
            now = self._clock.now()
            then = self._supervision.ended(error, began, now, self._last_event)
            if isinstance(then, WithoutContent):
                log.warning("message_content_is_off", platform="discord")
                self._wanted = self._wanted.without_content()
                continue
            kind = type(error).__name__ if error else "closed"
            log.warning("connection_lost", platform="discord", why=kind, wait=then.seconds)
            if then.alert is not None:
                log.error("event_ends_connections", platform="discord", event_type=then.alert)
            await self._sleep(then.seconds)

    async def _attempt(self, hear: Hear) -> BaseException | None:
        """One client from its first dial to its end; why it ended, None: Discord closed it."""
        client, arrived = self._new_client()
        self.client = client
        listening = asyncio.create_task(self._listen(arrived, hear, client), name="discord heard")
        starting = asyncio.create_task(self._start(client), name="discord client")
        try:
            await asyncio.wait({listening, starting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await to_the_end(_put_away(client, starting, listening, arrived))
        return failure_of(listening) or failure_of(starting)

    async def _start(self, client: discord.Client) -> None:
        """Begin a session, where enough of the day's are left; else later."""
        await client.login(self._token)
        starts = await starts_of(client)
        if starts.few:
            log.error("few_session_starts", remaining=starts.remaining, wait=starts.wait)
        wait = starts.wait
        self._at_once = starts.at_once
        if self._shard is not None and not self._waited_its_turn:
            wait += self._shard.turn(self._at_once)
            self._waited_its_turn = True
        if wait:
            await self._sleep(wait)
        await client.connect()

    async def _listen(
        self, arrived: "asyncio.Queue[Dispatch]", hear: Hear, client: discord.Client
    ) -> None:
        while True:
            dispatch = await arrived.get()
            self._last_event = dispatch.kind
            await hear(dispatch, client)
            arrived.task_done()

    def _new_client(self) -> tuple[discord.Client, "asyncio.Queue[Dispatch]"]:
        arrived: asyncio.Queue[Dispatch] = asyncio.Queue()
        client = discord.Client(
            intents=intents_for(self._wanted),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=asking_before(self._vitals),
            # The frames themselves: nothing of them is lost where the library's parser fails.
            enable_debug_events=True,
            guild_ready_timeout=self._ready_timeout,
            shard_id=None if self._shard is None else self._shard.number,
            shard_count=None if self._shard is None else self._shard.count,
        )

        async def on_socket_raw_receive(frame: str) -> None:
            now = self._clock.now()
            told = cast("dict[str, object]", orjson.loads(frame))
            if told.get("op") == HELLO:
                self.deaf_since = self.last_frame_at
            self.last_frame_at = now
            kind, data = told.get("t"), told.get("d")
            if isinstance(kind, str) and isinstance(data, dict):
                heard = _without_crowds(kind, cast("dict[str, object]", data))
                arrived.put_nowait(Dispatch(kind=kind, data=heard, at=now))

        async def setup_hook() -> None:
            await self._furnish(client)

        async def before_identify_hook(shard: int | None, *, initial: bool = False) -> None:
            if self._turn is None:
                await discord.Client.before_identify_hook(client, shard, initial=initial)
            else:
                await self._turn(shard or 0, self._at_once)

        client.event(before_identify_hook)
        client.event(on_socket_raw_receive)
        client.event(setup_hook)
        return client, arrived


def _without_crowds(kind: str, data: dict[str, object]) -> Payload:
    """A dispatch without the lists of people that come with a server: they may be long, nothing
    here reads them, and at the start every server waits in the queue at once.
    """
    if kind == "GUILD_CREATE":
        for name in OF_PEOPLE & data.keys():
            del data[name]
    return data


async def _put_away(
    client: discord.Client,
    starting: "asyncio.Task[None]",
    listening: "asyncio.Task[None]",
    arrived: "asyncio.Queue[Dispatch]",
) -> None:
    # Read to its end first: a reader that is still there would close it with 4000.
    starting.cancel()
    await asyncio.wait({starting})
    await client.close()
    await _drained(arrived, listening)
    listening.cancel()
    await asyncio.wait({listening})


async def _drained(arrived: "asyncio.Queue[Dispatch]", listening: "asyncio.Task[None]") -> None:
    """Waits until everything that arrived was heard, hearing has failed, or it takes too long."""
    waiting = asyncio.ensure_future(arrived.join())
    await asyncio.wait(
        {waiting, listening}, timeout=DRAIN_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    waiting.cancel()
