"""Opens the lasting store for a command that needs one to be there."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cli.context import Common
from bot.cli.errors import NoChannel, NoSuchReplay, NothingKept
from bot.core.ids import ChannelKey, CommunityId
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.app import House

REPLAY = "replay"
"""Begins the name of a replay's store, and is the community in it."""


@asynccontextmanager
async def kept_house(common: Common) -> AsyncGenerator["House"]:
    """The house over the lasting store. Raises NothingKept, and what `open_house` raises."""
    from bot.app import STORE_FILE, open_house  # heavy: only what is run is imported

    settings = common.settings()
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NothingKept(settings.data)
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
        reader=settings.reader,
        linker=settings.lasting_linker,
    ) as house:
        yield house


@asynccontextmanager
async def replayed_house(common: Common, name: str) -> AsyncGenerator["House"]:
    """The house over the store of a replay that was kept, by its name or the start of it.

    Raises NoSuchReplay, and what `open_house` raises.
    """
    from bot.app import STORE_FILE, open_house, stores_of  # heavy: only what is run is imported

    settings = common.settings()
    stores = await stores_of(settings.data, settings.server) if settings.data.is_dir() else []
    kept = {store: server for store, server in stores if store != STORE_FILE}
    found = [store for store in kept if store.startswith((name, f"{REPLAY}-{name}"))]
    if len(found) != 1:
        raise NoSuchReplay(name, ", ".join(sorted(kept)) or "none")
    async with open_house(
        folder=settings.data,
        database=found[0],
        server=kept[found[0]],
        retention=Retention(text=timedelta(0)),
        reader=settings.reader,
        linker=settings.replaying_linker,
    ) as house:
        yield house


def spoken_for(common: Common, house: "House", community: CommunityId) -> CommunityId:
    """The community that decides for this one now, which is said where it is another.

    One whose server or workspace was linked to another rests: what is decided about it alone would
    change nothing in its rooms.
    """
    home = house.homes.of(community)
    if home != community:
        common.console.print(
            f"{community} is part of {home} now, so this is about {home}.", markup=False
        )
    return home


def looked_back_on(common: Common, house: "House", community: CommunityId) -> CommunityId:
    """The community itself, whose past is read; said is where its newer weeks are."""
    home = house.homes.of(community)
    if home != community:
        common.console.print(
            f"{community} is part of {home} now; its weeks since then are told of {home}.",
            markup=False,
        )
    return community


async def channel_named(
    house: "House", community: CommunityId, name: str | None
) -> ChannelKey | None:
    """The channel of this name, with or without its #; None where none is named.

    Raises NoChannel.
    """
    if name is None:
        return None
    async with house.store.views() as views:
        names = await views.room_names(community)
    wanted = name.removeprefix("#")
    found = [room for room, called in names.items() if called.removeprefix("#") == wanted]
    if not found:
        raise NoChannel(name, ", ".join(sorted(names.values())) or "none yet")
    return found[0]
