"""`tummler experiment`: a plan checked, signed, looked at and stopped, as a moderator would."""

import hashlib
import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

PLAN = """\
practice = "rescue_unanswered"
hypothesis = "Passing a question on brings more answers within a day."
stage = "suggest"
window_hours = 24
start = {start}
earliest_end = {end}
covariates = ["channel mean", "hour"]
"""
FIELDS = (
    *("purpose=mending what breaks", "kind=cause", 'facets=["bicycles"]', "tone=plain"),
    'moderators=["table:ana"]',
)


@pytest.fixture(scope="session")
def chartered_once(imported_once, tmp_path_factory):
    """The small archive with a signed charter that names one moderator; only copied."""
    folder = tmp_path_factory.mktemp("chartered") / "data"
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


@pytest.fixture
def plan(tmp_path):
    today = datetime.now(UTC).date()
    path = tmp_path / "plan.toml"
    path.write_text(
        PLAN.format(start=today + timedelta(days=1), end=today + timedelta(weeks=12)),
        encoding="utf-8",
    )
    return path


SIGNED = ("--as", "table:ana", "--because", "to know")


def test_a_plan_is_checked_and_nothing_is_signed(tummler, chartered, plan):
    told = tummler("experiment", "plan", plan)

    assert told.returncode == 0
    assert "785 moments,   47 weeks" in told.stdout
    assert "'cannot tell yet' for most of a year" in " ".join(told.stdout.split())
    assert "Nothing was signed" in told.stdout
    assert "Nothing is under test" in tummler("experiment").stdout


def test_a_plan_is_signed_looked_at_and_stopped(tummler, chartered, plan):
    signed = json.loads(tummler("experiment", "plan", plan, *SIGNED, "--json").stdout)
    looked = tummler("experiment", "explain", "rescue_unanswered")
    told = json.loads(tummler("experiment", "--json").stdout)
    stopped = json.loads(
        tummler("experiment", "stop", "rescue_unanswered", *SIGNED, "--json").stdout
    )

    assert (signed["signed"], signed["seed"]) == (True, None)
    assert "Too few occasions to say anything (n = 0)." in looked.stdout
    assert "How it is found out" in looked.stdout
    assert signed["commitment"] in looked.stdout
    [one] = told["experiments"]
    assert (one["seed"], one["finding"]["decision"]) == (None, "cannot tell yet")
    assert told["quiet_days"]["over"] == []
    seed = bytes.fromhex(stopped["seed"])
    assert hashlib.sha256(seed).hexdigest() == signed["commitment"]


REFUSED = [
    (("plan", "{plan}", "--as", "table:ben", "--because", "x"), 4, "Only a moderator signs"),
    (("plan", "{plan}", "--as", "table:ana"), 2, "--because"),
    (("plan", "{plan}", "--as", "ana", "--because", "x"), 2, "platform and id"),
    (("stop", "rescue_unanswered"), 2, "--as"),
    (("stop", "rescue_unanswered", *SIGNED), 2, "not under test here"),
    (("plan", "nowhere.toml"), 1, "nowhere.toml"),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case[2])
def test_what_cannot_be_done_is_said_with_what_to_do(tummler, chartered, plan, case):
    asked, code, told = case

    run = tummler("experiment", *(part.format(plan=plan) for part in asked))

    assert (run.returncode, told in " ".join(run.stderr.split())) == (code, True), run.stderr


def test_a_plan_that_is_wrong_is_refused_with_all_that_is(tummler, chartered, plan):
    plan.write_text(plan.read_text().replace('"suggest"', '"shout"') + "luck = 1\n")

    run = tummler("experiment", "plan", plan)

    assert run.returncode == 2
    assert "there is no field luck" in run.stderr


def test_without_a_charter_it_is_refused(tummler, imported, plan):
    run = tummler("experiment", "plan", plan)

    assert run.returncode == 4
    assert "tummler charter" in run.stderr


def test_without_a_community_it_says_where_to_begin(tummler, plan):
    run = tummler("experiment", "plan", plan)

    assert run.returncode == 1
    assert "tummler import" in run.stderr
