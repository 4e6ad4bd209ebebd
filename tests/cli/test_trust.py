"""`tummler trust`, `review` and `budget`: what a moderator sees and may do at the machine."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from bot.app import open_house
from bot.cli.budget import few
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.core.trust import EVERY_PRACTICE
from bot.services.hearing import Hearing
from bot.services.linking import Linking

FIELDS = (
    *("purpose=mending what breaks", "kind=cause", 'facets=["bicycles"]', "tone=plain"),
    'moderators=["table:ana"]',
)


@pytest.fixture(scope="session")
def chartered_once(imported_once, tmp_path_factory):
    """The small archive with a signed charter that names one moderator; only copied."""
    folder = tmp_path_factory.mktemp("trusted") / "data"
    shutil.copytree(imported_once, folder)
    settings = [part for field in FIELDS for part in ("--set", field)]
    for asked in (
        ["charter", "edit", *settings],
        ["charter", "sign", "--as", "table:ana", "--because", "we met", "--yes"],
    ):
        subprocess.run(
            [sys.executable, "-m", "bot", "--data", str(folder), *asked],
            capture_output=True,
            timeout=120,
            check=True,
        )
    return folder


@pytest.fixture
def chartered(chartered_once, tmp_path):
    shutil.copytree(chartered_once, tmp_path / "data")


def practices(done):
    return {each["practice"]: each for each in json.loads(done.stdout)["practices"]}


@pytest.mark.parametrize("command", ["trust", "review", "budget"])
def test_where_nothing_is_kept_it_says_what_to_do(tummler, command):
    done = tummler(command)

    assert (done.returncode, "tummler import" in done.stderr) == (1, True)


def test_every_practice_listens_at_first(tummler, imported):
    done = tummler("trust", "show", "--json")

    assert {each["level"] for each in practices(done).values()} == {"listen"}
    assert len(practices(done)) == 18


def test_what_a_practice_lacks_here_is_told(tummler, imported):
    done = tummler("trust", "show", "--json")

    assert practices(done)["callback"]["not_measured"]


def test_a_table_says_what_it_takes_to_speak(tummler, imported):
    done = tummler("trust")

    assert "rescue_unanswered" in done.stdout
    assert "at least 80% 'say' of at least 30" in done.stdout


def test_a_moderator_promotes(tummler, chartered):
    done = tummler("trust", "promote", "rescue_unanswered", "--as", "table:ana", "--json")

    assert (done.returncode, practices(done)["rescue_unanswered"]["level"]) == (0, "digest")


def test_without_a_charter_nothing_is_promoted(tummler, imported):
    done = tummler("trust", "promote", "rescue_unanswered", "--as", "table:ana")

    assert (done.returncode, "signed charter" in done.stderr) == (4, True)


def test_who_is_no_moderator_is_refused(tummler, chartered):
    done = tummler("trust", "promote", "rescue_unanswered", "--as", "table:zoe")

    assert (done.returncode, "Only a moderator" in done.stderr) == (4, True)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("promote", "rescue_unanswered"), "--as"),
        (("promote", "--as", "table:ana"), "Name the practice"),
        (("demote", "shout", "--as", "table:ana"), "no practice shout"),
        (("show", "--channel", "nowhere"), "no channel named nowhere"),
    ],
)
def test_a_slip_is_named(tummler, chartered, asked, said):
    done = tummler("trust", *asked)

    assert (done.returncode, said in done.stderr) == (2, True)


def test_whoever_is_at_the_machine_stops_everything(tummler, imported):
    done = tummler("trust", "stop", "--json")

    assert all(each["stopped"] for each in practices(done).values())


def test_a_moderator_lets_it_go_on(tummler, chartered):
    tummler("trust", "stop")

    done = tummler("trust", "start", "--as", "table:ana", "--json")

    assert not any(each["stopped"] for each in practices(done).values())


def test_every_change_is_in_the_history(tummler, chartered):
    tummler("trust", "stop", "callback")

    done = tummler("trust", "history", "--json")

    [change] = json.loads(done.stdout)["changes"]
    assert (change["practice"], change["stopped"]) == ("callback", True)


def test_a_history_without_changes_says_so(tummler, imported):
    assert "Nothing was changed" in tummler("trust", "history").stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [((), "No draft waits"), (("--shadow",), "Nothing waits for a label")],
)
def test_an_empty_queue_says_so(tummler, imported, asked, said):
    done = tummler("review", "list", *asked)

    assert (done.returncode, said in done.stdout) == (0, True)


def test_an_empty_queue_is_json_too(tummler, imported):
    assert json.loads(tummler("review", "list", "--json").stdout)["waiting"] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("take",), "tummler review list"),
        (("take", "deadbeef"), "--as"),
        (("take", "deadbeef", "--as", "table:ana"), "no draft deadbeef"),
        (("label", "deadbeef", "--as", "table:ana"), "--label say"),
        (("label", "deadbeef", "--as", "table:ana", "--label", "say"), "no moment deadbeef"),
        (("edit", "deadbeef", "--as", "table:ana"), "--words"),
    ],
)
def test_a_slip_in_the_queue_is_named(tummler, chartered, asked, said):
    done = tummler("review", *asked)

    assert (done.returncode, said in done.stderr) == (2, True)


def test_the_budget_tells_how_to_stop_it(tummler, imported):
    done = tummler("budget")

    assert done.returncode == 0
    assert "tummler trust stop" in done.stdout
    assert "no signed charter" in done.stdout


def test_the_budget_is_json_too(tummler, chartered):
    said = json.loads(tummler("budget", "--json").stdout)

    assert {each["name"] for each in said["limits"]} >= {"a day", "share of talk"}
    assert (said["listening"], said["helpful"]) == (True, None)


def test_a_small_number_about_people_is_not_told_exactly():
    assert [few(count) for count in (0, 1, 4, 5)] == [
        "0",
        "fewer than five",
        "fewer than five",
        "5",
    ]


def test_practices_are_evaluated_on_what_is_planted(tummler):
    done = tummler("evaluate", "practices", "--json")

    [town] = json.loads(done.stdout)["evaluated"]
    rescue = next(e for e in town["planted"] if e["practice"] == "rescue_unanswered")
    assert (rescue["planted"], rescue["found"] <= rescue["planted"]) == (3, True)
    assert len(town["weekly"]) == 18


def test_language_is_evaluated_on_sets_that_are_named(tummler):
    done = tummler("evaluate", "language")

    assert (done.returncode, "--data" in done.stderr) == (2, True)


async def test_a_stop_of_what_is_part_of_another_community_holds_where_it_is_spoken(
    tummler, tmp_path
):
    home, origin = CommunityId("discord:1"), CommunityId("slack:T1")
    async with open_house(folder=tmp_path / "data", retention=Retention()) as house:
        hearing = Hearing(house.store.unit, house.pipeline, house.homes)
        for community in (home, origin):
            await hearing.found(community, "a place", "UTC")
        linking = Linking(house.store.unit, house.homes)
        await linking.unite(home, origin, datetime(2026, 3, 2, tzinfo=UTC))

    done = tummler("trust", "stop", "--community", origin)

    assert done.returncode == 0, done.stderr
    async with (
        open_house(folder=tmp_path / "data", retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        said = await unit.standings.latest(home)
        await unit.commit()
    assert [(each.practice, each.stopped) for each in said] == [(EVERY_PRACTICE, True)]


def test_a_moderator_who_looked_at_a_level_again_keeps_it(tummler, chartered):
    tummler("trust", "promote", "rescue_unanswered", "--as", "table:ana")
    tummler("trust", "promote", "rescue_unanswered", "--as", "table:ana")

    done = tummler("trust", "keep", "rescue_unanswered", "--as", "table:ana", "--json")

    kept = practices(done)["rescue_unanswered"]
    assert (kept["level"], kept["because"].partition(";")[0]) == ("suggest", "looked at again")


def test_where_nobody_gave_a_level_there_is_none_to_keep(tummler, chartered):
    done = tummler("trust", "keep", "rescue_unanswered", "--as", "table:ana")

    assert (done.returncode, "nothing waits to be looked at" in done.stderr) == (4, True)
