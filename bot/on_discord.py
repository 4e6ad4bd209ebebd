"""A house that lives on Discord: everything of it put together, for as long as it runs."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from bot.app import House
from bot.core.capabilities import SIGNS, Capability
from bot.core.clock import SystemClock
from bot.core.ids import ChannelKey, CommunityId
from bot.core.ports import Clock
from bot.core.privacy import Retention
from bot.core.readings import LinkerChoice, ReaderChoice
from bot.language.encoder import EncoderChoice
from bot.on_platforms import BACK_TO, LOOKS_EVERY, Housed, erasing, housed
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.connection import Connection, Furnish, Turn, unfurnished
from bot.platforms.discord.hands import DiscordHands, Where
from bot.platforms.discord.intents import Wanted
from bot.platforms.discord.lookout import Lookout
from bot.platforms.discord.moderation import DiscordModeration
from bot.platforms.discord.platform import PER_MINUTE, DiscordPlatform
from bot.platforms.discord.rest import Door, rest_client
from bot.platforms.discord.shards import Shards, Turns
from bot.platforms.discord.staff_room import SURFACE, StaffRooms
from bot.platforms.discord.standing import Standing
from bot.platforms.discord.supervision import Shard, Supervision
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from bot.services.sides import Side
from bot.services.watching import Watching

Face = Callable[[House, Clock, Where, Callable[[CommunityId], None]], Furnish]
"""What makes a client answer people; it is told where messages stand, and tells of approvals."""
Served = DiscordPlatform | Shards
"""Discord as it is heard: by one connection, or by several."""
Content = Literal["required", "optional", "off"]
Seen = Literal["joins", "automod"]
"""What is heard beside talk, for moderators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What an operator set. `token`: Discord's, which is shown nowhere.

    `staff`: the moderators' channels, one for each server, where digests are posted;
    `looks_every`: how often it is looked whether one is due. `signs`: whether what people mark as
    answered is shown as such where it stands. `seen`: what is heard beside talk.
    `shards`: which parts of the servers this process
    hears, each by a connection of its own; none: all of them, by one.
    """

    token: str = field(repr=False)
    folder: Path
    server: str | None
    retention: Retention
    encoder: EncoderChoice | None = None
    reader: ReaderChoice = ReaderChoice.HEADS
    linker: LinkerChoice = LinkerChoice.RULES
    content: Content = "required"
    staff: tuple[str, ...] = ()
    looks_every: timedelta = LOOKS_EVERY
    addresses: Addresses = field(default_factory=Addresses)
    ready_timeout: float = 2.0
    signs: bool = False
    seen: frozenset[Seen] = frozenset()
    shards: tuple[Shard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDiscord:
    """The parts of a house that lives on Discord."""

    house: House
    hearing: Hearing
    platform: Served
    attending: Attending

    @property
    def ready(self) -> bool:
        """Whether Discord was heard within the last minute."""
        return self.platform.ready

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once Discord is heard for the first time."""
        return self.platform.first_heard

    async def run(self) -> None:
        """Hear and keep the hours until cancelled; raises DiscordStopped."""
        async with self.attending.present():
            await self.platform.run()


@asynccontextmanager
async def on_discord(
    chosen: Chosen, clock: Clock | None = None, face: Face | None = None
) -> AsyncGenerator[OnDiscord]:
    """Put it together; nothing is dialled but the check of the token. Without `face` it only hears.

    Raises what `open_house` raises, and discord.LoginFailure.
    """
    staffed = (SURFACE,) if chosen.staff else ()
    async with (
        housed(chosen, clock or SystemClock(), staffed) as here,
        discord_side(chosen, here, face) as platform,
    ):
        yield OnDiscord(
            house=here.house, hearing=here.hearing, platform=platform, attending=here.attending
        )


@asynccontextmanager
async def discord_side(
    chosen: Chosen, here: Housed, face: Face | None = None
) -> AsyncGenerator[Served]:
    """Discord's part of a house; it is served for as long as this lasts.

    Raises discord.LoginFailure.
    """
    clock, hearing = here.clock, here.hearing
    door = Door(clock)
    async with rest_client(chosen.token, chosen.addresses, here.vitals) as rest:
        furnish = face(here.house, clock, hearing.place_of, here.wake) if face else unfurnished
        platform = _platform(chosen, here, furnish)

        def granted(channel: ChannelKey) -> frozenset[Capability]:
            found = platform.granted_now(channel) - door.lacking(channel)
            return found if chosen.signs else found - SIGNS

        places, link = platform.places, here.sides.link
        side = Side(
            platform=SURFACE,
            hands=DiscordHands(rest, door, clock, hearing.place_of),
            granted=granted,
            moderates=platform.is_moderator,
            link=platform.link,
            place=StaffRooms(rest, door, clock, places, chosen=chosen.staff, link=link),
            tools=DiscordModeration(
                rest, door, hearing.place_of, platform.rights, platform.is_moderator
            ),
        )
        with here.sides.serving(side):
            yield platform


def _platform(chosen: Chosen, here: Housed, furnish: Furnish) -> Served:
    """One connection for all servers, or one for each part of them that this process hears."""
    if not chosen.shards:
        return _part(chosen, here, furnish)
    turns = Turns(here.clock, asyncio.sleep)
    parts = {
        shard: _part(chosen, here, furnish, shard=shard, turn=turns.take) for shard in chosen.shards
    }
    return Shards(parts)


def _part(
    chosen: Chosen,
    here: Housed,
    furnish: Furnish,
    *,
    shard: Shard | None = None,
    turn: Turn | None = None,
) -> DiscordPlatform:
    clock = here.clock
    connection = Connection(
        token=chosen.token,
        wanted=Wanted(
            message_content=chosen.content != "off",
            members="joins" in chosen.seen,
            automod="automod" in chosen.seen,
        ),
        addresses=chosen.addresses,
        clock=clock,
        supervision=Supervision(
            content_optional=chosen.content == "optional",
            words=chosen.content != "off",
            members="joins" in chosen.seen,
        ),
        furnish=furnish,
        ready_timeout=chosen.ready_timeout,
        shard=shard,
        turn=turn,
        vitals=here.vitals,
    )
    return DiscordPlatform(
        connection,
        here.hearing,
        Standing(clock),
        clock,
        life=chosen.retention.text or BACK_TO,
        gone=erasing(here.house, clock.now),
        per_minute=PER_MINUTE // max(1, len(chosen.shards)),
        lookout=Lookout(
            Watching(here.house.store.unit, here.sides.homes),
            here.hearing,
            clock,
            members="joins" in chosen.seen,
            life=chosen.retention.text,
        ),
    )
