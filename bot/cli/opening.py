"""Opens the demo town step by step, and serves its pages until somebody stops it."""

import asyncio
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path

import uvicorn
from rich.console import Console

from bot.app import House, open_house, remove_store
from bot.cli.errors import sentence
from bot.cli.keeping import sweep_hourly
from bot.cli.models import encoder_choice
from bot.cli.ports import listen
from bot.core.clock import RunningClock
from bot.core.readings import NotMeasured
from bot.demo import DATABASE, KEPT, Demo, live_through, show
from bot.digest.html import to_html
from bot.digest.kept import FILE as PICTURES
from bot.digest.kept import keeping
from bot.digest.records import to_json
from bot.language.fetching import FetchFailed, NoClient, fetch
from bot.language.graphs import built
from bot.metrics import load_metrics
from bot.platforms.parlour.residents import town, town_start
from bot.settings import Settings
from bot.web.charter import CharterPage
from bot.web.live import LivePages
from bot.web.metric_pages import MetricPages
from bot.web.scene import SETTLED, Scene, room_of, scene_of
from bot.web.serving import Pages, build_web
from bot.web.town import TownPage

WIDTH = 40

NEXT = """
Nothing of yours leaves this machine. No token is stored. Nobody is being listened to.

What next?
  Look       {address}
  Try it     write something as a member at {address}/parlour
  Your past  tummler replay YOUR-EXPORT      what I would have done, and why I mostly would not
  Keep it    tummler import YOUR-EXPORT      the same export, into a store of your own
  Discord    tummler connect discord         listening only, until you say otherwise
  Slack      tummler connect slack           the same
  Unsure     tummler doctor                  what is missing, and how to mend it

Ctrl+C stops. Everything is kept for next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How the page is shown once it answers."""

    browser: bool
    until_ready: bool


async def open_the_town(settings: Settings, shown: Shown, console: Console) -> int:
    """Build the demo town if it is not there, draw its pages, and serve them.

    Raises PortsTaken, and what `open_house` raises.
    """
    console.print(f"Tummler {version('tummler')}   data: {settings.data}", soft_wrap=True)
    lived = town(town_start(datetime.now(UTC)))
    clock = RunningClock(lived.shown[1] + SETTLED)
    room = room_of(lived, clock)
    begun = console.status("Checking the language model")
    with begun:
        model = await asyncio.to_thread(_model, settings)
        begun.update("Opening the house")
        async with open_house(
            folder=settings.data,
            database=DATABASE,
            server=settings.server,
            retention=KEPT,
            moderates=room.is_moderator,
            encoder=encoder_choice(settings),
            reader=settings.reader,
            linker=settings.lasting_linker,
        ) as house:
            steps = _Steps(console, first=not house.schema.current)
            if steps.first or model.news:
                _done(console, 1, "Checking the language model", model.how, model.sign)
            steps.done(2, "Opening the house", _schema(house))
            begun.update("Living through the demo town")
            await live_through(house, lived)
            steps.done(3, "Building the demo town", "DEMO DATA, written by the developers")
            begun.update("Writing last week's digest")
            demo = await show(house, lived)
            pages = await asyncio.to_thread(_drawn, demo, settings.data)
            counted = f"{len(demo.thoughts)} messages of one community in two houses"
            steps.done(4, "Writing last week's digest", counted)
            scene = await scene_of(house, lived, room, clock)
            begun.stop()
            async with scene.room.open():
                return await _serve(settings, pages, scene, shown, console)


def erase_the_demo(settings: Settings, console: Console) -> int:
    """Remove the demo's store."""
    asyncio.run(remove_store(settings.data, DATABASE, settings.server))
    (settings.data / PICTURES).unlink(missing_ok=True)
    console.print("The demo town is gone. `tummler up` builds it anew.")
    return 0


def _schema(house: House) -> str:
    newest = house.schema.newest
    return f"schema {newest}" if house.schema.current else f"new database, schema {newest}"


def _done(console: Console, number: int, what: str, how: str, sign: str = "ok  ") -> None:
    dots = "." * (WIDTH - len(what))
    console.print(f"  {number}/5 {what} {dots} {sign}  {how}", soft_wrap=True, markup=False)


@dataclass(frozen=True, slots=True)
class _Steps:
    """What is done to open the town; told at its first start alone."""

    console: Console
    first: bool

    def done(self, number: int, what: str, how: str) -> None:
        if self.first:
            _done(self.console, number, what, how)


@dataclass(frozen=True, slots=True)
class _Model:
    how: str
    sign: str = "ok  "
    news: bool = True


def _model(settings: Settings) -> _Model:
    """What is there of the encoder, fetched and built if it was not, and whether that is well.

    The house opens without it: what needs it is then not measured.
    """
    choice = encoder_choice(settings)
    if choice.local is not None:
        return _Model(f"a model of your own: {choice.local}")
    try:
        weights = fetch(choice.configured, choice.cache)
        fresh = built(weights, choice.cache, choice.precision).fresh
    except (FetchFailed, NoClient, NotMeasured) as missing:
        return _Model(sentence(missing), "none")
    prepared = ", prepared for this machine" if fresh else ""
    return _Model(f"from {weights.source}, checksum matches{prepared}", news=fresh)


def _drawn(demo: Demo, folder: Path) -> Pages:
    name, zone = demo.town.name, demo.town.time_zone
    metrics = MetricPages(name, zone, tuple(load_metrics().values()), demo.points, demo=True)
    pictures = keeping(folder)((*demo.report.charts, *metrics.charts))
    return Pages(
        first=TownPage(demo).html(),
        digest=to_html(demo.report, drawn_by=lambda _: pictures, metric_pages="/metrics/"),
        charter=CharterPage(name, zone, demo.signed, demo=True).html(),
        record=to_json(demo.report),
        metrics=metrics.index(),
        metric_by_name=metrics.html(pictures),
    )


async def _serve(
    settings: Settings, pages: Pages, scene: Scene, shown: Shown, console: Console
) -> int:
    listening = listen(settings.host, settings.port)
    port: int = listening.getsockname()[1]
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{name}:{port}"
    server = uvicorn.Server(
        uvicorn.Config(
            build_web(
                pages,
                hosts=[settings.host, "localhost", "127.0.0.1"],
                ready=lambda: server.started,
                live=LivePages(scene, lambda: server.should_exit).routes(),
            ),
            log_level="error",
            lifespan="off",
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]), name="local pages")
    await _until_it_answers(address, serving)
    _done(console, 5, "Opening the door", address)
    sweeping: asyncio.Task[None] | None = None
    if not shown.until_ready:
        sweeping = asyncio.create_task(sweep_hourly(settings), name="hourly sweep")
        console.print(NEXT.format(address=address), markup=False, soft_wrap=True)
        if shown.browser:
            # No browser at hand is no fault: the address is printed.
            with suppress(webbrowser.Error):
                webbrowser.open(address)
    else:
        server.should_exit = True
    await serving
    if sweeping is not None:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
    return 0


async def _until_it_answers(address: str, serving: asyncio.Task[None]) -> None:
    """Ask the page itself, as a visitor would; a server that fails raises its own error."""
    while not serving.done():
        with suppress(OSError):
            if await asyncio.to_thread(_answers, address):
                return
        await asyncio.sleep(0.05)
    await serving


def _answers(address: str) -> bool:
    host, _, port = address.removeprefix("http://").rpartition(":")
    visit = HTTPConnection(host.strip("[]"), int(port), timeout=2)
    try:
        visit.request("GET", "/readyz")
        return visit.getresponse().status == HTTPStatus.OK
    finally:
        visit.close()
