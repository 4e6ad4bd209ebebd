"""What every house that lives on a platform does, whichever the platform is."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import structlog

from bot.app import House, open_house
from bot.core.ids import CommunityId
from bot.core.ports import Clock
from bot.core.privacy import Retention
from bot.core.readings import LinkerChoice, ReaderChoice
from bot.language.encoder import EncoderChoice
from bot.platforms.vitals import Vitals
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from bot.services.posting import DigestPosting, DigestSurface
from bot.services.sides import Sides
from db.engine import DbosEngine

log = structlog.get_logger()
LOOKS_EVERY = timedelta(minutes=5)
"""How often it is looked whether a digest is due."""
VITALS_EVERY = 60.0
"""Seconds between two records that a house keeps of itself."""
BACK_TO = timedelta(hours=72)
"""So far back is fetched where no words are kept: who answered whom is still worth it."""


class Lodging(Protocol):
    """What an operator set for the house, whichever platforms it lives on."""

    @property
    def folder(self) -> Path:
        """Where its data is."""
        ...

    @property
    def server(self) -> str | None:
        """The address of its PostgreSQL database; None: a file in the folder."""
        ...

    @property
    def retention(self) -> Retention:
        """How long things live."""
        ...

    @property
    def encoder(self) -> EncoderChoice | None:
        """Which encoder to have."""
        ...

    @property
    def reader(self) -> ReaderChoice:
        """Who says what a text is."""
        ...

    @property
    def linker(self) -> LinkerChoice:
        """Who tells what answers what."""
        ...

    @property
    def looks_every(self) -> timedelta:
        """How often it is looked whether a digest is due."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Housed:
    """A house with everything that its platforms share: one clock, one voice, one pair of ears."""

    house: House
    hearing: Hearing
    attending: Attending
    sides: Sides
    clock: Clock
    vitals: Vitals

    def wake(self, community: CommunityId) -> None:
        """Have what was approved looked at, in the community that a server or workspace is of."""
        self.attending.wake(self.sides.homes.of(community))


@asynccontextmanager
async def housed(
    chosen: Lodging, clock: Clock, staffed: Collection[str] = ()
) -> AsyncGenerator[Housed]:
    """Open a house that platforms are yet to be served in; raises what `open_house` raises.

    `staffed`: the platforms on which moderators chose a channel for their digests.
    """
    sides = Sides()
    async with open_house(
        folder=chosen.folder,
        server=chosen.server,
        retention=chosen.retention,
        granted=sides.granted,
        moderates=sides.moderates,
        listed=True,
        clock=clock,
        encoder=chosen.encoder,
        reader=chosen.reader,
        linker=chosen.linker,
        homes=sides.homes,
        tools=sides.tools,
    ) as house:
        hearing = Hearing(house.store.unit, house.pipeline, house.homes)
        attending = house.attending(sides.hands(), sides.link, clock)
        surfaces = {name: sides.surface(name) for name in staffed}
        vitals = Vitals(clock)
        async with (
            posted_on_time(chosen.folder, house, surfaces, clock, chosen.looks_every),
            kept_up(vitals, chosen.folder),
        ):
            yield Housed(
                house=house,
                hearing=hearing,
                attending=attending,
                sides=sides,
                clock=clock,
                vitals=vitals,
            )


@asynccontextmanager
async def kept_up(vitals: Vitals, folder: Path) -> AsyncGenerator[None]:
    """Write down once a minute what a house keeps of itself, for as long as it lasts."""
    writing = asyncio.create_task(_keep(vitals, folder), name="vitals")
    try:
        yield
    finally:
        writing.cancel()
        await asyncio.wait({writing})
        _write(vitals, folder)


async def _keep(vitals: Vitals, folder: Path) -> None:
    while True:
        _write(vitals, folder)
        await asyncio.sleep(VITALS_EVERY)


def _write(vitals: Vitals, folder: Path) -> None:
    try:
        vitals.keep(folder)
    except OSError as refused:  # a full disk must not end what still works
        log.warning("vitals_not_kept", error=type(refused).__name__)


async def rooms_heard(house: House) -> int:
    """How many channels are listened to, in all communities."""
    async with house.store.unit() as unit:
        communities = await unit.communities.all()
        chosen = [await unit.listening.chosen(each) for each in communities]
        await unit.commit()
    return sum(len(each) for each in chosen)


async def structure_until(house: House, now: datetime) -> datetime | None:
    """Until when no words are read in some channel; None: they are read in all."""
    async with house.store.unit() as unit:
        communities = await unit.communities.all()
        heard = [await unit.listening.rooms(each) for each in communities]
        await unit.commit()
    last = max((room.words_from for rooms in heard for room in rooms), default=now)
    return last if last > now else None


@asynccontextmanager
async def posted_on_time(
    folder: Path,
    house: House,
    surfaces: Mapping[str, DigestSurface],
    clock: Clock,
    every: timedelta = LOOKS_EVERY,
) -> AsyncGenerator[None]:
    """Post what is due, for as long as it lasts; without a surface there is nothing due."""
    if not surfaces:
        yield
        return
    engine = DbosEngine(folder, clock)
    posting = DigestPosting(house.store.unit, house.digest, surfaces, engine, clock)

    async def look(_at: datetime) -> None:
        await posting.look(clock.now())

    engine.schedule("digests", every, look)
    async with engine:
        yield


def erasing(house: House, now: Callable[[], datetime]) -> Callable[[CommunityId], Awaitable[None]]:
    """Whoever takes the bot away has everything of it erased, the community's key first of all."""

    async def erase(community: CommunityId) -> None:
        async with house.store.unit() as unit:
            known = await unit.communities.describe(community)
            await unit.commit()
        if known is not None:
            rows = await house.privacy.erase_origin(community, now())
            log.info("community_erased", community=community, rows=rows)

    return erase
