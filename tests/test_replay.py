"""An archive replayed twice, or stopped and gone on with, tells the same to the last byte."""

import json
import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import open_house
from bot.core.events import Source
from bot.core.trust import Rung
from bot.digest.records import to_json
from bot.past import COMPARED, NothingUsable
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.tummler_jsonl import TummlerJsonl, write_events
from bot.practices import load_practices
from bot.replay import COMMUNITY, NOTHING_KEPT, Asked, Replay, simulated_framework

pytestmark = pytest.mark.stores

NOW = datetime(2026, 9, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = Asked(name="The workshop", zone="Europe/Berlin")
SAID = (
    "How do I true a wheel without a stand?",
    "Where is the pump that works?",
    "Turn each spoke a quarter and look again.",
    "Thanks, that helped!",
)


def some_talk(talk, days, per_day=60):
    """Talk of some people, in which about every third message answers an earlier one."""
    draw = random.Random(7)  # noqa: S311  # no secret is drawn
    names = []
    for day in range(days):
        for number in range(per_day):
            name, after = f"d{day}n{number}", day * DAY + (24 * HOUR / per_day) * number
            to = draw.choice(names[-9:]) if names and draw.random() < 0.35 else None
            yield talk.post(name, f"p{draw.randrange(14)}", after, draw.choice(SAID), to=to)
            names.append(name)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, talk):
    """Three weeks of talk, in more than two units of work."""
    path = tmp_path_factory.mktemp("archive") / "workshop.jsonl"
    write_events(path, some_talk(talk, 21))
    return path


def replay_of(path, asked=ASKED):
    options = ReadingOptions(community=COMMUNITY, now=NOW, source=Source.REPLAY)
    return Replay(TummlerJsonl(path, options), asked)


@pytest.fixture
def house_of(kind):
    def opened(folder):
        return open_house(folder=folder, retention=NOTHING_KEPT, **kind.of(folder))

    return opened


async def live(house, replay, units=None):
    """Run a replay; stop after so many units of work, at the end if None."""
    steps = []
    async for step in replay.run(house, stop=lambda: len(steps) == units):
        steps.append(step)  # noqa: PERF401  # the run asks after each one whether to stop
    return steps


async def told(house, replay):
    return json.dumps(to_json((await replay.tell(house)).report)).encode()


async def test_two_runs_give_the_same_bytes(archive, tmp_path, house_of):
    found = []
    for name in ("one", "other"):
        async with house_of(tmp_path / name) as house:
            replay = replay_of(archive)
            await live(house, replay)
            found.append(await told(house, replay))

    assert found[0] == found[1]


async def test_it_tells_of_talk_and_of_what_it_thought(archive, tmp_path, house_of):
    async with house_of(tmp_path) as house:
        replay = replay_of(archive)
        await live(house, replay)
        done = await replay.tell(house)

    assert (done.messages, done.resumed_at, done.short) == (21 * 60, 0, None)
    assert done.conversations > 500


@pytest.mark.parametrize("units", [1, 2])
async def test_going_on_where_it_was_stopped_gives_the_same(
    archive, tmp_path, rows_of, units, *, house_of, kind
):
    prepared, found = tmp_path / "prepared", []
    async with house_of(prepared) as house:
        await replay_of(archive)._prepare(house)
    for stopping in (None, units):
        folder = tmp_path / f"until {stopping}"
        shutil.copytree(prepared, folder)
        kind.follow(prepared, folder)
        if stopping:
            async with house_of(folder) as house:
                await live(house, replay_of(archive), stopping)
        async with house_of(folder) as house:
            replay = replay_of(archive)
            await live(house, replay)
            rows = await rows_of(house, community=COMMUNITY)
            found.append((rows, await told(house, replay)))

    assert found[0] == found[1]


async def test_a_run_that_was_stopped_says_where_it_went_on(archive, tmp_path, house_of):
    async with house_of(tmp_path) as house:
        await live(house, replay_of(archive), 1)
        replay = replay_of(archive)
        await live(house, replay)

        assert (await replay.tell(house)).resumed_at == 500


async def test_replaying_again_into_the_same_store_changes_no_table(
    archive, tmp_path, rows_of, house_of
):
    async with house_of(tmp_path) as house:
        await live(house, replay_of(archive))
        before = await rows_of(house, community=COMMUNITY)

        await live(house, replay_of(archive))

        assert await rows_of(house, community=COMMUNITY) == before


async def test_nobodys_words_are_kept(archive, tmp_path, rows_of, house_of):
    async with house_of(tmp_path) as house:
        await live(house, replay_of(archive))
        rows = await rows_of(house, "messages", community=COMMUNITY)

    assert {row["text"] for row in rows} == {None}


async def test_an_archive_without_a_message_is_of_no_use(tmp_path, house_of):
    path = tmp_path / "empty.jsonl"
    write_events(path, [])
    async with house_of(tmp_path / "house") as house:
        with pytest.raises(NothingUsable):
            await live(house, replay_of(path))


async def test_a_short_archive_says_that_it_is_short(tmp_path, talk, house_of):
    path = tmp_path / "short.jsonl"
    write_events(path, some_talk(talk, 3, per_day=4))
    async with house_of(tmp_path / "house") as house:
        replay = replay_of(path)
        await live(house, replay)
        done = await replay.tell(house)

    assert done.short is not None
    assert "9 conversations within 3 days" in done.short


async def test_the_week_asked_for_is_shown(archive, tmp_path, talk, house_of):
    week = talk.start - HOUR
    async with house_of(tmp_path) as house:
        replay = replay_of(archive, replace(ASKED, week=week))
        await live(house, replay)
        report = (await replay.tell(house)).report

    assert report.week == "2026-W10"


def test_the_same_archive_read_the_same_way_is_the_same_run(archive):
    assert replay_of(archive).run_id == replay_of(archive).run_id


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "UTC"},
        {"since": NOW - 180 * DAY},
        {"rooms": frozenset({"shed"})},
        {"rung": Rung.LISTEN},
    ],
)
def test_read_another_way_it_is_another_run(archive, changes):
    assert replay_of(archive, replace(ASKED, **changes)).run_id != replay_of(archive).run_id


def test_which_week_is_shown_makes_no_other_run(archive, talk):
    assert replay_of(archive, replace(ASKED, week=talk.start)).run_id == replay_of(archive).run_id


def test_an_archive_that_grew_is_another_run(tmp_path, talk):
    path = tmp_path / "workshop.jsonl"
    runs = []
    for days in (1, 2):
        write_events(path, some_talk(talk, days))
        runs.append(replay_of(path).run_id)

    assert runs[0] != runs[1]


def test_a_store_is_named_for_its_run(archive):
    replay = replay_of(archive)

    assert replay.database == f"replay-{replay.run_id[:16]}.sqlite"
    assert replay.total == 21 * 60


def test_only_the_weeks_a_digest_looks_back_on_are_measured(archive, talk):
    last = talk.at(21 * DAY - 24 * HOUR / 60)

    assert replay_of(archive).measure_from() == last - COMPARED
    assert replay_of(archive, replace(ASKED, until=talk.start)).measure_from() == (
        talk.start - COMPARED
    )


def test_a_simulated_framework_has_every_practice_at_one_level():
    framework = simulated_framework(Asked(name="a past", zone="UTC", rung=Rung.SUGGEST))

    assert framework.rungs == {practice.key: Rung.SUGGEST for practice in load_practices()}
    assert (framework.plans, framework.signed_by.member) == ((), "simulated")
