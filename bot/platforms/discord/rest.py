"""Discord's REST API as one door: what it refuses, and when it is pointless to ask again.

platforms.md, section 2.9. discord.py waits for rate limits itself; what comes through to here is a
refusal, a block at Discord's edge, or an answer that got lost.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import aiohttp
import discord
import structlog

from bot.core.capabilities import Capability, PlatformBusy, PlatformRefused
from bot.core.ids import ChannelKey
from bot.core.leaving import ask_before_leaving
from bot.core.ports import Clock
from bot.platforms.discord.addresses import Addresses, dial
from bot.platforms.vitals import Vitals

log = structlog.get_logger()

FORGIVES_AFTER: Final = timedelta(minutes=10)
"""So long nothing is tried again where a right is missing; many refusals block the address."""
TOO_MANY: Final = 429
SERVER_FAILED: Final = 500


class DiscordRefused(PlatformRefused):
    """Discord did not take it: a right is missing there, or what it was about is gone."""


class DiscordBusy(PlatformBusy):
    """Discord did not answer, or lets nobody ask at the moment."""


@asynccontextmanager
async def rest_client(
    token: str, addresses: Addresses, vitals: Vitals | None = None
) -> AsyncGenerator[discord.Client]:
    """A client that asks over HTTP and never listens. Raises discord.LoginFailure.

    `vitals` counts the answers; None: nobody does.
    """
    dial(addresses)
    client = discord.Client(
        intents=discord.Intents(guilds=True),  # it listens to nothing; without this it warns
        max_messages=None,
        allowed_mentions=discord.AllowedMentions.none(),
        http_trace=asking_before(vitals),
    )
    async with client:
        await client.login(token)
        yield client


def asking_before(vitals: Vitals | None = None) -> aiohttp.TraceConfig:
    """Has it asked before each writing request leaves, whether it still may, and answers counted.

    discord.py waits for rate limits and tries again by itself, so nothing before it would do.
    """

    async def leaving(
        _session: aiohttp.ClientSession, _context: object, asked: aiohttp.TraceRequestStartParams
    ) -> None:
        if asked.method != "GET":
            await ask_before_leaving()

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(leaving)
    return trace if vitals is None else vitals.traced(trace)


class Door:
    """Lets requests through, remembers what was refused where, and closes after a block."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._missing: dict[tuple[str, Capability], datetime] = {}
        self._closed_until: datetime | None = None

    @property
    def closed_until(self) -> datetime | None:
        """Until when nothing is asked at all; None: the door is open."""
        until = self._closed_until
        return until if until is not None and until > self._clock.now() else None

    def lacking(self, channel: ChannelKey) -> frozenset[Capability]:
        """What was refused in this channel or its thread within the last ten minutes."""
        now = self._clock.now()
        self._missing = {each: until for each, until in self._missing.items() if until > now}
        places = {channel.channel, channel.thread}
        return frozenset(needs for place, needs in self._missing if place in places)

    @asynccontextmanager
    async def through(self, place: str, needs: Capability) -> AsyncGenerator[None]:
        """Ask for something in a channel or thread, by its number.

        Raises DiscordRefused for what will not be otherwise soon, and DiscordBusy where a later try
        may go better or the answer was lost.
        """
        now = self._clock.now()
        if self.closed_until is not None:
            raise DiscordBusy
        if self._missing.get((place, needs), now) > now:
            raise DiscordRefused
        try:
            yield
        except discord.HTTPException as error:
            raise self._told(error, place, needs) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("discord_not_reached", error=type(error).__name__)
            raise DiscordBusy from error

    def _told(
        self, error: discord.HTTPException, place: str, needs: Capability
    ) -> DiscordRefused | DiscordBusy:
        now = self._clock.now()
        log.warning("discord_said_no", status=error.status, code=error.code, needs=needs)
        if error.status == TOO_MANY:
            self._closed_until = now + _wait(error)
            return DiscordBusy()
        if error.status >= SERVER_FAILED:
            return DiscordBusy()
        if isinstance(error, discord.Forbidden):
            self._missing[place, needs] = now + FORGIVES_AFTER
        return DiscordRefused()


def _wait(error: discord.HTTPException) -> timedelta:
    """How long Discord's edge asks to wait; ten minutes where it does not say."""
    said = error.response.headers.get("Retry-After", "")
    return timedelta(seconds=int(said)) if said.isdecimal() else FORGIVES_AFTER
