"""The demo town, lived through once, and a live room in a copy of it."""

import asyncio
import re
import shutil
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette

from bot.app import open_house
from bot.core.clock import ManualClock
from bot.demo import DATABASE, KEPT, live_through
from bot.platforms.parlour.residents import town, town_start
from bot.web.live import LivePages
from bot.web.scene import SETTLED, room_of, scene_of

HOME = "http://127.0.0.1"


@pytest.fixture(scope="session")
def lived():
    return town(town_start(datetime(2026, 11, 18, 12, tzinfo=UTC)))


@pytest.fixture(scope="session")
def lived_folder(lived, tmp_path_factory):
    """A house in which the town was lived through, closed again; only ever copied."""
    folder = tmp_path_factory.mktemp("lived") / "house"

    async def live():
        async with open_house(folder=folder, database=DATABASE, retention=KEPT) as house:
            await live_through(house, lived)

    asyncio.run(live())
    return folder


@pytest.fixture
def scenes(lived, lived_folder, tmp_path):
    """Opens a live room on the Monday after the shown week; its clock moves only when told."""

    @asynccontextmanager
    async def opened():
        folder = tmp_path / "house"
        if not folder.exists():
            shutil.copytree(lived_folder, folder)
        clock = ManualClock(lived.shown[1] + SETTLED)
        room = room_of(lived, clock)
        async with open_house(
            folder=folder, database=DATABASE, retention=KEPT, moderates=room.is_moderator
        ) as house:
            scene = await scene_of(house, lived, room, clock)
            async with scene.room.open():
                yield scene

    return opened


class Browser:
    """Fills in forms as a browser without script does, and keeps the page that came of it."""

    def __init__(self, client):
        self.client = client
        self.page = ""

    async def go(self, path):
        answer = await self.client.get(path)
        self.page = answer.text
        return answer

    async def send(self, path, **said):
        answer = await self.client.post(path, data=said, follow_redirects=True)
        self.page = answer.text
        return answer

    async def play(self, part):
        await self.send("/as", part=part, back="/parlour?room=hello")

    async def write(self, text, room="hello", **said):
        """Write a line; the anchor under which it stands."""
        answer = await self.send("/parlour/say", room=room, text=text, **said)
        return answer.url.fragment

    def line(self, anchor):
        """What stands in one line of the page."""
        return re.search(
            rf'<li class="line[^"]*" id="{anchor}">.*?</li>', self.page, re.DOTALL
        ).group()

    def told(self):
        """What the cards of the page say first."""
        return re.findall(r'class="said">([^<]*)<', self.page)

    def ids(self):
        """Every button of a card on the page."""
        return re.findall(r'name="id" value="([^"]*)"', self.page)


@pytest.fixture
def visits(scenes):
    """Opens a live room and somebody who looks at it."""

    @asynccontextmanager
    async def opened(**headers):
        async with scenes() as scene:
            app = Starlette(routes=LivePages(scene, lambda: False).routes())
            across = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(
                transport=across, base_url=HOME, headers={"Origin": HOME, **headers}
            ) as client:
                yield Browser(client), scene

    return opened


@pytest.fixture(scope="session")
def browser():
    """Makes somebody who fills in forms, of a client."""
    return Browser
