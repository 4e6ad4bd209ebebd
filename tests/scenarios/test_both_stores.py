"""The same past, lived through on a file and on a server: every row and every page is the same."""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.app import open_house
from bot.core.events import Source
from bot.demo import KEPT, live_through, show
from bot.digest.html import to_html
from bot.digest.records import to_json
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.formats import open_export
from bot.platforms.parlour.residents import town, town_start
from bot.replay import COMMUNITY, NOTHING_KEPT, Asked, Replay
from db.postgres import StoreLost
from db.session import open_store
from db.tables import communities

pytestmark = pytest.mark.postgresql

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
SHARED = Path(__file__).parents[2] / os.environ.get("TUMMLER_SHARED", "../shared")
HOUSTON = (SHARED / "data/slack-export-houston/slack-export.zip").resolve()


@dataclass
class Pair:
    """A house on a file, and one on a server that has the same keys, so that hashes agree."""

    file: Path
    server: Path
    at: object

    async def of(self, community, retention):
        file = open_house(folder=self.file, retention=retention)
        async with file as house, house.store.unit() as unit:
            await unit.communities.found(community, name="Pair", timezone="UTC")
            connection = unit.transaction.connection
            founded = (await connection.execute(select(communities))).one()._asdict()
            await unit.commit()
        self.server.mkdir()
        shutil.copy(self.file / "master.key", self.server)
        server = open_house(folder=self.server, retention=retention, **self.at.of(self.server))
        async with server as house, house.store.unit() as unit:
            await unit.transaction.connection.execute(insert(communities).values(founded))
            await unit.commit()
        return (
            open_house(folder=self.file, retention=retention),
            open_house(folder=self.server, retention=retention, **self.at.of(self.server)),
        )


@pytest.fixture
def pair(tmp_path, server):
    made = Pair(tmp_path / "file", tmp_path / "server", server)
    yield made
    server.drop(made.server)


async def test_the_demo_town_is_the_same_on_both(pair, rows_of):
    lived = town(town_start(NOW))
    found = []

    for opening in await pair.of(lived.community, KEPT):
        async with opening as house:
            await live_through(house, lived)
            page = to_html((await show(house, lived)).report)
            found.append((page, await rows_of(house, community=lived.community)))

    on_file, on_server = found
    assert on_server[1] == on_file[1]
    assert on_server[0] == on_file[0]


def houston():
    options = ReadingOptions(community=COMMUNITY, now=NOW, source=Source.REPLAY)
    return Replay(open_export(HOUSTON, options, None), Asked(name="Houston", zone="UTC"))


async def lived_through(house, replay, rows_of):
    async for _ in replay.run(house):
        pass
    told = json.dumps(to_json((await replay.tell(house)).report))
    return told, await rows_of(house, community=COMMUNITY)


@pytest.mark.corpus
@pytest.mark.skipif(not HOUSTON.is_file(), reason="NO DATA: slack-export-houston is absent")
async def test_a_real_archive_is_the_same_on_both(pair, rows_of):
    found = []

    for opening in await pair.of(COMMUNITY, NOTHING_KEPT):
        async with opening as house:
            found.append(await lived_through(house, houston(), rows_of))

    on_file, on_server = found
    assert len(on_file[1]["messages"]) > 500
    assert on_server == on_file


async def cut_off(address):
    """Break every connection to a database, as a server does that goes down."""
    engine = open_store(Path(), "other.sqlite", address)
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with engine.connect() as connection:
        await connection.execute(others)
    await engine.dispose()


async def run_until_cut_off(house, replay, address):
    async for _ in replay.run(house):
        await cut_off(address)


@pytest.mark.corpus
@pytest.mark.skipif(not HOUSTON.is_file(), reason="NO DATA: slack-export-houston is absent")
async def test_a_replay_that_lost_its_server_goes_on_as_if_nothing_had_been(pair, rows_of):
    on_file, on_server = await pair.of(COMMUNITY, NOTHING_KEPT)
    async with on_file as house:
        expected = await lived_through(house, houston(), rows_of)
    again = open_house(folder=pair.server, retention=NOTHING_KEPT, **pair.at.of(pair.server))

    async with on_server as house:
        with pytest.raises(StoreLost):
            await run_until_cut_off(house, houston(), pair.at.address(pair.server))
    async with again as house:
        found = await lived_through(house, houston(), rows_of)

    assert found == expected
