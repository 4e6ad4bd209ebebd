"""What every test stands on: a house of its own, a clock moved by hand, and no way out."""

import asyncio
import ipaddress
import os
import shutil
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, settings
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
from db.tables import metadata

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
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "corpus" in getattr(report, "keywords", ())
    ]
    where = os.environ.get("TUMMLER_SHARED", "../shared")
    terminalreporter.write_line(f"corpus tests skipped: {len(skipped)} (TUMMLER_SHARED={where})")


@pytest.fixture
def clock():
    """The house's clock, at the start of a Monday."""
    return ManualClock(MONDAY)


@pytest.fixture
async def house(tmp_path):
    """The real house on an empty database of its own; words live for 72 hours."""
    async with open_house(folder=tmp_path / "house", retention=Retention()) as opened:
        yield opened


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
def town_folder(tmp_path_factory, talk):
    """A house in which the town is founded, closed again; never opened, only copied."""
    folder = tmp_path_factory.mktemp("town") / "house"

    async def found():
        async with (
            open_house(folder=folder, retention=Retention()) as opened,
            opened.store.unit() as unit,
        ):
            await unit.communities.found(talk.community, name="Town", timezone="Europe/Berlin")
            await unit.commit()

    asyncio.run(found())
    return folder


@pytest.fixture(scope="session")
def towns(town_folder, tmp_path_factory):
    """Opens one house after the other in which the same town is founded, with the same keys."""

    @asynccontextmanager
    async def open_town(*, framework=None, consents=(), lived=town_folder, folder=None, **changes):
        folder = folder or tmp_path_factory.mktemp("copy")
        shutil.copytree(lived, folder, dirs_exist_ok=True)
        async with open_house(folder=folder, **{"retention": Retention()} | changes) as opened:
            async with opened.store.unit() as unit:
                if framework is not None:
                    await unit.frameworks.sign(framework)
                for consent in consents:
                    member = await unit.members.known_as(Talk.community, consent.member)
                    await unit.consents.save(Talk.community, replace(consent, member=member))
                await unit.commit()
            yield opened

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
    """Every row of every table, or of one, in the order of writing; what is sealed is opened."""

    async def read(house, *names, community=Talk.community):
        found = {}
        async with house.store.unit() as unit:
            vault = (await unit.transaction.memory(community)).vault
            for table in metadata.sorted_tables:
                if not names or table.name in names:
                    rows = await unit.transaction.connection.execute(_in_order(table))
                    found[table.name] = [_opened(row._asdict(), vault) for row in rows]
            await unit.commit()  # leaving without it would make the house forget what it knows
        return found if len(names) != 1 else found[names[0]]

    return read


def _in_order(table):
    """Where order tells nothing, by key."""
    if "id" in table.c and isinstance(table.c.id.type, Integer):
        return select(*(c for c in table.c if c.name != "id")).order_by(table.c.id)
    return select(table).order_by(*table.primary_key)


def _opened(row, vault):
    return {
        name: vault.open(value) if name in {"text", "sealed_id"} and value is not None else value
        for name, value in row.items()
    }
