"""`tummler review --of`: what would have been said in a replay that was kept, and its labels."""

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest

COLUMNS = "message=id,author=user,time=at,text=body,channel=room,thread=parent"
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def talk():
    """Four days on which questions are answered within minutes, then one that nobody answers."""
    number = 0
    for day in range(4):
        for turn in range(14):
            at = MONDAY + timedelta(days=day, minutes=40 * turn)
            question = f"How do I true the wheel number {number}?"
            yield f"q{number}", f"ask{turn}", at, question, ""
            answer = at + timedelta(minutes=4)
            yield f"a{number}", f"tell{turn}", answer, "Turn each spoke a little.", f"q{number}"
            number += 1
    at = MONDAY + timedelta(days=4)
    yield "lonely", "ana", at, "Which of these pumps suits a cold shed?", ""
    yield "later", "ben", at + timedelta(days=2), "A fine morning to all of you.", ""


@pytest.fixture
def kept(tummler, tmp_path):
    """A replay that was kept, by the name that it was given."""
    archive = tmp_path / "archive.csv"
    with archive.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "user", "at", "body", "room", "parent"])
        for key, author, at, text, parent in talk():
            rows.writerow([key, author, at.isoformat(), text, "shed", parent])
    done = tummler("replay", archive, "--map", COLUMNS, "--time-zone", "UTC", "--keep")
    assert done.returncode == 0, done.stderr
    [name] = [path.name for path in (tmp_path / "data").glob("replay-*.sqlite")]
    assert f"tummler review --of {name}" in done.stdout + done.stderr
    return name


def cards(tummler, name):
    return json.loads(tummler("review", "list", "--of", name, "--json").stdout)["waiting"]


def test_what_would_have_been_said_in_a_replay_waits_for_a_label(tummler, kept):
    assert "lonely" in {each["need"] for each in cards(tummler, kept)}


def test_a_label_is_kept_with_the_replay(tummler, kept):
    before = cards(tummler, kept)
    asked = ("--of", kept, "--as", "table:mo", "--label", "dont-say")

    done = tummler("review", "label", before[0]["id"], *asked)

    assert done.returncode == 0, done.stderr
    assert len(cards(tummler, kept)) == len(before) - 1


def test_a_replay_is_found_by_the_start_of_its_name(tummler, kept):
    short = kept.removeprefix("replay-")[:6]

    assert cards(tummler, short) == cards(tummler, kept)


def test_nothing_is_decided_in_a_replay(tummler, kept):
    done = tummler("review", "send", "deadbeef", "--of", kept, "--as", "table:mo")

    assert (done.returncode, "Nothing waits in a replay" in done.stderr) == (2, True)


def test_a_replay_that_was_not_kept_is_named_with_those_there_are(tummler, imported):
    done = tummler("review", "list", "--of", "nothing")

    assert done.returncode == 2
    assert "Kept are: none" in done.stderr
