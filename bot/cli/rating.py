"""Serves the cards of a replay for somebody to rate, and says at the end what their labels say."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import uvicorn
from rich.console import Console

from bot.app import open_house
from bot.cli import archive
from bot.cli.interrupts import interrupted
from bot.cli.listening_page import Quiet
from bot.cli.ports import listen
from bot.core.clock import SystemClock
from bot.core.ids import MessageKey
from bot.core.measurements import Span
from bot.core.reviews import FEWEST_CASES
from bot.practices import load_practices
from bot.replay import COMMUNITY, NOTHING_KEPT, Replay
from bot.services.excerpts import Excerpt, Excerpts
from bot.services.rating import Rating, RatingCard, precision
from bot.settings import Settings
from bot.web.rewind import RewindPages, Rewound


async def rate(replay: Replay, settings: Settings, digest: Path, console: Console) -> None:
    """Serve the cards until Ctrl+C. Raises PortsTaken, and what `open_house` raises.

    The words are read from the archive once more and held in memory; nothing of them is stored.
    """
    async with open_house(
        folder=settings.data,
        database=replay.database,
        server=settings.server,
        retention=NOTHING_KEPT,
    ) as house:
        async with house.store.views() as views:
            reach = await views.reach(COMMUNITY)
            rooms = await views.room_names(COMMUNITY)
        if reach is None:
            return
        end = reach[1] + timedelta(seconds=1)
        span = Span(start=reach[0], end=end, seen_until=end)
        rating = Rating(house.store.unit, COMMUNITY, span)
        cards = await rating.cards()
        rewound = Rewound(
            name=replay.name,
            zone=replay.zone,
            practices={each.key: each.human_name for each in load_practices()},
            rooms=rooms,
            excerpts=await asyncio.to_thread(_excerpts, replay, cards, console),
            digest=await asyncio.to_thread(digest.read_text, encoding="utf-8"),
        )
        async with _served(RewindPages(rating, rewound, SystemClock()), settings) as address:
            console.print(f"Rate my choices: {address}/rewind   {len(cards)} cards")
            console.print("Ctrl+C stops; every label is kept.")
            await interrupted().wait()
        for line in told(await rating.cards(), rewound):
            console.print(line)


def told(cards: tuple[RatingCard, ...], rewound: Rewound) -> list[str]:
    """What the labels say, for people, a line for each practice that was rated."""
    lines = [
        f"{rewound.practices.get(practice, practice)}: {found.say} of {found.reviewed} “say”"
        for practice, found in precision(cards).items()
    ]
    needed = f"A practice needs {FEWEST_CASES} before a person may let it speak."
    return [*lines, needed] if lines else ["Nothing was rated."]


def _excerpts(
    replay: Replay, cards: tuple[RatingCard, ...], console: Console
) -> dict[MessageKey, Excerpt]:
    excerpts = Excerpts([card.ruling.need for card in cards])
    with archive.progress(console) as bar:
        task = bar.add_task("Reading the words", total=replay.total)
        for number, _ in enumerate(excerpts.read(replay.export.events())):
            if number % 1000 == 0:
                bar.update(task, completed=number)
    return excerpts.found()


@asynccontextmanager
async def _served(pages: RewindPages, settings: Settings) -> AsyncGenerator[str]:
    listening = listen("127.0.0.1", settings.port)
    app = pages.build(hosts=["localhost", "127.0.0.1"])
    server = Quiet(uvicorn.Config(app, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]), name="rewind")
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
