"""What every test stands on: a house of its own, a clock moved by hand, and no way out."""

import asyncio
import hashlib
import ipaddress
import os
import shutil
import sys
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from pytest_postgresql import factories
from sqlalchemy import Integer, select

from bot.app import open_house
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.clock import ManualClock
from bot.core.events import (
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Source,
    Stamp,
)
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.privacy import Retention
from bot.core.restraint import Budget
from bot.core.trial import Plan, commitment
from bot.core.trust import Rung
from bot.practices import load_practices
from db.tables import channels, metadata

# Deadlines measure the machine, and what is drawn at random fails at random.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("house")

LEAVING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
THE_STORE = Path(__file__).parent / "db"
SERVER = {
    "host": os.environ.get("TUMMLER_POSTGRES_HOST", "127.0.0.1"),
    "port": os.environ.get("TUMMLER_POSTGRES_PORT"),
    "user": os.environ.get("TUMMLER_POSTGRES_USER", "postgres"),
    "password": os.environ.get("TUMMLER_POSTGRES_PASSWORD", "none"),
}
NO_SERVER = "no server; `.ci/postgres make test` starts one, or name its TUMMLER_POSTGRES_PORT"


class LeftTheMachine(Exception):
    """A test reached for something beyond this machine."""


def _is_here(host):
    if host in {None, "", "localhost", "localhost.localdomain"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stay_here(event, arguments):
    if event not in LEAVING:
        return
    where = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = where[0] if isinstance(where, tuple) else where
    host = host.decode() if isinstance(host, bytes) else host
    on_the_network = isinstance(where, tuple) or event == "socket.getaddrinfo"
    if on_the_network and not _is_here(host):
        raise LeftTheMachine(event)


def pytest_configure(config):
    # An audit hook sees every library's sockets and replaces nothing of theirs.
    sys.addaudithook(_stay_here)


def pytest_terminal_summary(terminalreporter):
    skipped = Counter(
        mark
        for report in terminalreporter.stats.get("skipped", [])
        for mark in {"corpus", "encoder", "postgresql"} & set(getattr(report, "keywords", ()))
    )
    where = os.environ.get("TUMMLER_SHARED", "../shared")
    terminalreporter.write_line(
        f"corpus tests skipped: {skipped['corpus']} (TUMMLER_SHARED={where})"
    )
    if skipped["encoder"]:
        terminalreporter.write_line(
            f"encoder tests skipped: {skipped['encoder']}: say `tummler models fetch`"
        )
    if skipped["postgresql"] and SERVER["port"] is None:
        terminalreporter.write_line(
            f"PostgreSQL tests skipped: {skipped['postgresql']}: {NO_SERVER}"
        )


def pytest_generate_tests(metafunc):
    """What looks at the store runs on both kinds of it: tests/db, and what is marked so.

    `stores("sqlite")` says that a test is about files.
    """
    item = metafunc.definition
    marked = item.get_closest_marker("stores")
    if "kind" not in metafunc.fixturenames or not (marked or THE_STORE in item.path.parents):
        return
    kinds = (marked.args if marked else ()) or ("sqlite", "postgresql")
    marks = {"sqlite": (), "postgresql": (pytest.mark.postgresql,)}
    asked = [pytest.param(kind, marks=marks[kind]) for kind in kinds]
    metafunc.parametrize("kind", asked, indirect=True, scope="session")


@pytest.fixture
def clock():
    """The house's clock, at the start of a Monday."""
    return ManualClock(MONDAY)


class Files:
    """Stores as files: in one folder with the key, and gone with it."""

    name = "sqlite"

    def of(self, _folder):
        """What `open_house` needs to know beside the folder."""
        return {}

    def follow(self, lived, folder):
        """A folder was copied, and the store with it."""

    def drop(self, folder):
        """The folder goes when pytest says."""

    def held(self, folder):
        """All bytes of all files of a house, the key left out."""
        return b"".join(
            path.read_bytes() for path in sorted(folder.rglob("*")) if path.name != "master.key"
        )


class Server:
    """Stores as databases of a server, one for each folder with its key."""

    name = "postgresql"

    def __init__(self, executor):
        self._at = executor
        self._made = set()

    def named(self, folder):
        return f"{self._at.dbname}_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"

    def address(self, folder):
        at = self._at
        host, name = f"{at.host}:{at.port}", self.named(folder)
        return f"postgresql://{at.user}:{at.password}@{host}/{name}"

    def of(self, folder):
        if folder not in self._made:
            self._make(folder, self._at.template_dbname)
        return {"server": self.address(folder)}

    def follow(self, lived, folder):
        self.drop(folder)
        self._make(folder, self.named(lived))

    def drop(self, folder):
        self._made.discard(folder)
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.named(folder))

    def held(self, folder):
        """All that the server gives to whoever may read, and the files beside the key."""
        with self._connected(self.named(folder)) as connection, connection.cursor() as cursor:
            schema = "SELECT tablename FROM pg_tables WHERE schemaname = 'tummler'"
            names = [name for (name,) in cursor.execute(schema).fetchall()]
            return Files().held(folder) + b"".join(map(partial(self._bytes, cursor), names))

    def close(self):
        for folder in [*self._made]:
            self.drop(folder)

    def _bytes(self, cursor, table):
        copy = sql.SQL("COPY tummler.{} TO STDOUT (FORMAT BINARY)").format(sql.Identifier(table))
        with cursor.copy(copy) as rows:
            return b"".join(rows)

    def _make(self, folder, template):
        self._made.add(folder)
        self.run("CREATE DATABASE {} TEMPLATE {}", self.named(folder), template)

    def run(self, statement, *names):
        with self._connected("postgres") as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connected(self, database):
        at = self._at
        return psycopg.connect(
            host=at.host,
            port=at.port,
            user=at.user,
            password=at.password,
            dbname=database,
            autocommit=True,
        )


postgresql_noproc = factories.postgresql_noproc(**SERVER, dbname="tummler_tests")


@pytest.fixture(scope="session")
def server(request):
    """Databases of the server that was named; where none was, in CI a failure, else a loud skip."""
    if SERVER["port"] is None:
        if os.environ.get("TUMMLER_CI"):
            pytest.fail(f"PostgreSQL tests may not be skipped here: {NO_SERVER}")
        pytest.skip(f"SKIPPED: {NO_SERVER}")
    found = Server(request.getfixturevalue("postgresql_noproc"))
    yield found
    found.close()


@pytest.fixture(scope="session")
def kind(request):
    """Where the stores of a test lie: in files, and where a test looks at them, on a server too."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return Files()
    return request.getfixturevalue("server")


@pytest.fixture
async def house(tmp_path, kind):
    """The real house on an empty database of its own; words live for 72 hours."""
    folder = tmp_path / "house"
    async with open_house(folder=folder, retention=Retention(), **kind.of(folder)) as opened:
        yield opened
    kind.drop(folder)


class Talk:
    """Makes events of one community; times are counted from the start of a Monday."""

    community = CommunityId("town")
    platform = "parlour"
    start = MONDAY

    def at(self, after):
        return self.start + after

    def member(self, name):
        return MemberKey(platform=self.platform, member=name)

    def key(self, name):
        return MessageKey(platform=self.platform, community=self.community, message=name)

    def channel(self, room="square", thread=None):
        return ChannelKey(platform=self.platform, space="house", channel=room, thread=thread)

    def stamp(self, after, late=timedelta(), source=Source.LIVE):
        at = self.at(after)
        return Stamp(occurred_at=at, received_at=at + late, source=source)

    def post(self, name, author, after, text="So it goes.", **said):
        """`late`, `source`, `room`, `thread`, `to` and `mentions` by name; flags as they are."""
        to = said.pop("to", None)
        mentions = said.pop("mentions", ())
        return MessagePosted(
            stamp=self.stamp(after, said.pop("late", timedelta()), said.pop("source", Source.LIVE)),
            key=self.key(name),
            channel=self.channel(said.pop("room", "square"), said.pop("thread", None)),
            author=self.member(author),
            text=text,
            reply_to=None if to is None else self.key(to),
            mentions=tuple(self.member(each) for each in mentions),
            **said,
        )

    def edit(self, name, after, text, **when):
        return MessageEdited(stamp=self.stamp(after, **when), key=self.key(name), text=text)

    def delete(self, name, after):
        return MessageDeleted(stamp=self.stamp(after), key=self.key(name))

    def react(self, name, member, after, emoji="+1"):
        return ReactionAdded(
            stamp=self.stamp(after), key=self.key(name), member=self.member(member), emoji=emoji
        )

    def unreact(self, name, member, after, emoji="+1"):
        return ReactionRemoved(
            stamp=self.stamp(after), key=self.key(name), member=self.member(member), emoji=emoji
        )

    def plan(self, practice="rescue_unanswered", seed=bytes(range(32)), **changes):
        usual = {
            "community": self.community,
            "practice": practice,
            "version": 1,
            "hypothesis": "asking one volunteer brings more answers within a day",
            "seed": seed,
            "commitment": commitment(seed),
            "window": timedelta(hours=24),
            "starts_at": self.start,
            "earliest_end": self.start + timedelta(weeks=8),
            "signed_by": self.member("ref-of-mo"),
            "signed_at": self.start,
        }
        return Plan(**usual | changes)

    def framework(self, *plans, rung=Rung.SPEAK, budget=None, **changes):
        charter = Charter(
            community=self.community,
            social_object=SocialObject(
                kind=ObjectKind.CAUSE, purpose="mending what breaks", facets=("bicycles",)
            ),
            norms=(),
            tone="plain",
            language="en",
            timezone="Europe/Berlin",
            quiet_hours=QuietHours(start=time(), end=time()),
        )
        usual = {
            "community": self.community,
            "version": 1,
            "charter": charter,
            "budget": budget or Budget(),
            "evidence": ("a test",),
            "signed_by": self.member("ref-of-mo"),
            "signed_at": self.start,
            "rungs": {practice.key: rung for practice in load_practices()},
            "plans": plans,
        }
        return Framework(**usual | changes)


@pytest.fixture(scope="session")
def talk():
    """Makes events and signed papers of the town."""
    return Talk()


@pytest.fixture(scope="session")
def town_folder(tmp_path_factory, talk, kind):
    """A house in which the town is founded, closed again; never opened, only copied."""
    folder = tmp_path_factory.mktemp("town") / "house"

    async def found():
        async with (
            open_house(folder=folder, retention=Retention(), **kind.of(folder)) as opened,
            opened.store.unit() as unit,
        ):
            await unit.communities.found(talk.community, name="Town", timezone="Europe/Berlin")
            await unit.commit()

    asyncio.run(found())
    return folder


@pytest.fixture(scope="session")
def towns(town_folder, tmp_path_factory, kind):
    """Opens one house after the other in which the same town is founded, with the same keys."""

    @asynccontextmanager
    async def open_town(*, framework=None, consents=(), lived=town_folder, folder=None, **changes):
        own = folder is None
        folder = folder or tmp_path_factory.mktemp("copy")
        shutil.copytree(lived, folder, dirs_exist_ok=True)
        kind.follow(lived, folder)
        asked = {"retention": Retention()} | kind.of(folder) | changes
        async with open_house(folder=folder, **asked) as opened:
            async with opened.store.unit() as unit:
                if framework is not None:
                    await unit.frameworks.sign(framework)
                for consent in consents:
                    member = await unit.members.known_as(Talk.community, consent.member)
                    await unit.consents.save(Talk.community, replace(consent, member=member))
                await unit.commit()
            yield opened
        if own:  # nobody can open it again
            kind.drop(folder)

    return open_town


@pytest.fixture
async def town(towns):
    """A house in which the town is founded and nothing was signed."""
    async with towns() as opened:
        yield opened


@pytest.fixture(scope="session")
def takes_in():
    """Takes events through a house, `each` to a unit of work, ticking where something is due."""

    async def through(house, *events, until=None, each=1):
        for first in range(0, len(events), each):
            async with house.store.unit() as unit:
                for event in events[first : first + each]:
                    await house.ticking.catch_up(unit, Talk.community, event.stamp.occurred_at)
                    await house.pipeline.handle(unit, event)
                await unit.commit()
        if until is not None:
            async with house.store.unit() as unit:
                await house.ticking.catch_up(unit, Talk.community, until)
                await unit.commit()

    return through


@pytest.fixture(scope="session")
def rows_of():
    """Every row of every table, or of one, in the order of writing; what is sealed is opened.

    A room stands in it by its name: a number that was taken and given back tells nothing.
    """

    async def read(house, *names, community=Talk.community):
        found = {}
        async with house.store.unit() as unit:
            vault = (await unit.transaction.memory(community)).vault
            connection = unit.transaction.connection
            rooms = {room.id: room.channel for room in await connection.execute(select(channels))}
            for table in metadata.sorted_tables:
                if not names or table.name in names:
                    rows = await connection.execute(_in_order(table))
                    found[table.name] = [_opened(row._asdict(), vault, rooms) for row in rows]
            await unit.commit()  # leaving without it would make the house forget what it knows
        return found if len(names) != 1 else found[names[0]]

    return read


def _in_order(table):
    """Where order tells nothing, by key."""
    if "id" in table.c and isinstance(table.c.id.type, Integer):
        return select(*(c for c in table.c if c.name != "id")).order_by(table.c.id)
    return select(table).order_by(*table.primary_key)


def _opened(row, vault, rooms):
    held = row.get("channel_id")
    room = {} if held is None else {"channel_id": rooms[held]}
    sealed = {name for name in ("text", "sealed_id") if row.get(name) is not None}
    return row | room | {name: vault.open(row[name]) for name in sealed}
