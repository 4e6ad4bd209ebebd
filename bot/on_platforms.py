"""What every house that lives on a platform does, whichever the platform is."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.app import House
from bot.core.ids import CommunityId
from bot.core.ports import Clock
from bot.services.posting import DigestPosting, DigestSurface
from db.engine import DbosEngine

log = structlog.get_logger()
LOOKS_EVERY = timedelta(minutes=5)
"""How often it is looked whether a digest is due."""
BACK_TO = timedelta(hours=72)
"""So far back is fetched where no words are kept: who answered whom is still worth it."""


async def rooms_heard(house: House) -> int:
    """How many channels are listened to, in all communities."""
    async with house.store.unit() as unit:
        communities = await unit.communities.all()
        chosen = [await unit.listening.chosen(each) for each in communities]
        await unit.commit()
    return sum(len(each) for each in chosen)


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
            rows = await house.privacy.erase_community(community, now())
            log.info("community_erased", community=community, rows=rows)

    return erase
