"""One connection after another to Discord's gateway, as one stream of dispatches in their order."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

import discord
import orjson
import structlog

from bot.core.ports import Clock
from bot.platforms.discord.addresses import Addresses, dial
from bot.platforms.discord.intents import Wanted, intents_for
from bot.platforms.discord.places import Payload
from bot.platforms.discord.supervision import Supervision, WithoutContent

log = structlog.get_logger()
DRAIN_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One event of the gateway. `data` is a member's talk: it goes into no log."""

    kind: str
    data: Payload

    def __repr__(self) -> str:
        """Hides the payload."""
        return f"Dispatch(kind={self.kind!r})"


Hear = Callable[[Dispatch, discord.Client], Awaitable[None]]
"""Takes one dispatch; a new session is told by READY. What it raises ends the attempt."""


class Connection:
    """Keeps one client at a time connected. Each attempt has a client of its own."""

    def __init__(  # noqa: PLR0913  # what a connection is made of, each by name
        self,
        *,
        token: str,
        wanted: Wanted,
        addresses: Addresses,
        clock: Clock,
        supervision: Supervision,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        ready_timeout: float = 2.0,
    ) -> None:
        self._token = token
        self._wanted = wanted
        self._addresses = addresses
        self._clock = clock
        self._supervision = supervision
        self._sleep = sleep
        self._ready_timeout = ready_timeout
        self.last_event = ""

    async def run(self, hear: Hear) -> None:
        """Hear for ever; raises DiscordStopped where no new attempt would help.

        Cancelled, it takes what has arrived already, then closes the connection in good order.
        """
        dial(self._addresses)
        wanted = self._wanted
        while True:
            began, self.last_event = self._clock.now(), ""
            error = await self._attempt(wanted, hear)
            now = self._clock.now()
            then = self._supervision.ended(error, began, now, self.last_event)
            if isinstance(then, WithoutContent):
                log.warning("message_content_is_off", platform="discord")
                wanted = Wanted(message_content=False)
                continue
            kind = type(error).__name__ if error else "closed"
            log.warning("connection_lost", platform="discord", why=kind, wait=round(then.seconds, 1))
            if then.alert is not None:
                log.error("event_ends_connections", platform="discord", event=then.alert)
            await self._sleep(then.seconds)

    async def _attempt(self, wanted: Wanted, hear: Hear) -> Exception | None:
        client, arrived = self._client(wanted)
        try:
            async with asyncio.TaskGroup() as group:
                listening = group.create_task(self._listen(arrived, hear, client))
                try:
                    await client.start(self._token)
                finally:
                    await client.close()
                    await _drained(arrived, listening)
                    listening.cancel()
        except* Exception as failures:  # noqa: BLE001  # the library lets anything through (2.5)
            return failures.exceptions[0] if isinstance(failures.exceptions[0], Exception) else None
        return None

    async def _listen(
        self, arrived: "asyncio.Queue[Dispatch]", hear: Hear, client: discord.Client
    ) -> None:
        while True:
            dispatch = await arrived.get()
            self.last_event = dispatch.kind
            await hear(dispatch, client)
            arrived.task_done()

    def _client(self, wanted: Wanted) -> tuple[discord.Client, "asyncio.Queue[Dispatch]"]:
        arrived: asyncio.Queue[Dispatch] = asyncio.Queue()
        client = discord.Client(
            intents=intents_for(wanted),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            # The frames themselves: nothing of them is lost where the library's parser fails.
            enable_debug_events=True,
            guild_ready_timeout=self._ready_timeout,
        )

        async def on_socket_raw_receive(frame: str) -> None:  # noqa: RUF029  # the library awaits it
            told = cast("dict[str, object]", orjson.loads(frame))
            kind, data = told.get("t"), told.get("d")
            if isinstance(kind, str) and isinstance(data, dict):
                arrived.put_nowait(Dispatch(kind=kind, data=cast("Payload", data)))

        client.event(on_socket_raw_receive)
        return client, arrived


async def _drained(arrived: "asyncio.Queue[Dispatch]", listening: "asyncio.Task[None]") -> None:
    """Waits until everything that arrived was heard, or hearing has failed, or it takes too long."""
    waiting = asyncio.ensure_future(arrived.join())
    await asyncio.wait(
        {waiting, listening}, timeout=DRAIN_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    waiting.cancel()
