"""Archives that no community should have, from the file to the page: a number or a reason."""

import csv
import json
import math
from datetime import UTC, datetime, timedelta

import pytest

from bot.metrics import load_metrics

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
QUESTION = "How do I true a wheel that rubs on one side only?"
ANSWER = "Turn each spoke a little, and look at the rim again after every turn of the key."


def one_message():
    yield "ana", 0, QUESTION, ""


def one_author():
    for number in range(60):
        yield "ana", number, ANSWER, f"m{number - 1}" if number else ""


def one_moment():
    for number in range(60):
        yield f"p{number % 7}", 0, QUESTION if number % 2 else ANSWER, "m0" if number else ""


def answers_before_questions():
    for number in range(60):
        turn = number % 3
        yield f"p{number % 7}", number - 90 * turn, ANSWER, f"m{number - 1}" if turn else ""


def years_of_silence():
    for number in range(30):
        yield f"p{number % 7}", number - 5_000_000, ANSWER, f"m{number - 1}" if number else ""
    for number in range(30, 60):
        yield f"p{number % 7}", number, ANSWER, f"m{number - 1}"


def no_words():
    for number in range(60):
        yield f"p{number % 7}", number, "👍", f"m{number - 1}" if number else ""


ODD = (one_message, one_author, one_moment, answers_before_questions, years_of_silence, no_words)


@pytest.fixture(params=ODD, ids=[each.__name__ for each in ODD])
def odd(request, tmp_path, tummler):
    """`tummler`, with one odd archive taken in, told in minutes around one Monday."""
    file = tmp_path / "odd.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "user", "at", "body", "room", "parent"])
        for number, (author, minute, body, parent) in enumerate(request.param()):
            at = MONDAY + timedelta(minutes=minute)
            rows.writerow([f"m{number}", author, at.isoformat(), body, "shed", parent])
    columns = "message=id,author=user,time=at,text=body,channel=room,thread=parent"
    done = tummler("import", file, "--map", columns, "--time-zone", "UTC")
    assert done.returncode == 0, done.stderr
    return tummler


def test_each_metric_of_an_odd_archive_has_a_number_or_a_reason(odd):
    done = odd("metrics", "--json")

    told = json.loads(done.stdout, parse_constant=pytest.fail)  # NaN and infinities are such
    assert done.returncode == 0
    assert {each["metric"] for each in told} == {*load_metrics()}
    assert all(math.isfinite(e["value"]) if e["state"] == "known" else e["cause"] for e in told)


def test_an_odd_archive_is_told_without_a_nan_or_a_warning(odd):
    done = [odd("metrics"), odd("digest", "--week", "2026-W10")]

    assert [each.returncode for each in done] == [0, 0]
    assert [each.stderr for each in done] == ["", ""]
    assert not any("nan" in each.stdout.lower().split() for each in done)
