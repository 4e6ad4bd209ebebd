"""Two real archives give exactly what stands in them."""

import json
import zipfile
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bot.core.events import MemberJoined, MessagePosted
from bot.platforms.exports.formats import open_export
from bot.platforms.exports.problems import Fault

pytestmark = pytest.mark.corpus

NOW = datetime(2026, 6, 1, tzinfo=UTC)
GITTER = {"message": "id", "author": "u", "time": "ts", "text": "t", "channel": "room"}


@pytest.fixture
def houston(corpus, options):
    return open_export(corpus("slack-export-houston") / "slack-export.zip", options())


@pytest.fixture
def inside(corpus):
    """The records of the zip, counted by subtype without any of our own code."""
    found = Counter()
    with zipfile.ZipFile(corpus("slack-export-houston") / "slack-export.zip") as file:
        for name in file.namelist():
            if "/" in name and name.endswith(".json"):
                found.update(record.get("subtype") for record in json.loads(file.read(name)))
    return found


@pytest.fixture
def gitter(corpus, options):
    path = corpus("freecodecamp-gitter") / "messages.jsonl.xz"
    return open_export(path, options(mapping=GITTER, bots=frozenset({"camperbot"})))


def test_every_record_of_houston_is_counted(houston, inside):
    posts = [event for event in houston.events() if isinstance(event, MessagePosted)]

    assert houston.tally.records == inside.total() == 1382
    assert len(posts) == inside[None] + inside["file_share"] + inside["file_comment"] == 1031
    assert houston.problems.total == 0


def test_nobody_joins_houston_twice(houston):
    joined = [event.member for event in houston.events() if isinstance(event, MemberJoined)]

    assert len(joined) == len(set(joined)) == 71


def test_houston_comes_in_order_with_all_its_words(houston):
    posts = [event for event in houston.events() if isinstance(event, MessagePosted)]

    assert all(a.stamp.occurred_at <= b.stamp.occurred_at for a, b in pairwise(posts))
    assert len(houston.words_of([post.key for post in posts])) == 1031


def test_houston_lives_by_chicago_time(houston):
    assert houston.time_zone_guess() == "America/Chicago"


@pytest.mark.slow
def test_the_figures_and_the_people_of_gitter_are_exact(gitter):
    survey = gitter.survey()
    posts = 0
    seen = set()
    people = set()
    for event in gitter.events():
        if isinstance(event, MessagePosted):
            posts += 1
            if not event.automated and event.key not in seen:
                seen.add(event.key)
                people.add(event.author)

    tally = gitter.tally
    assert (survey.records, len(survey.rooms), survey.ordered) == (211_983, 521, True)
    assert (posts, tally.duplicates, tally.automated) == (211_979 - 945, 945, 6_395)
    assert gitter.problems.counts == {Fault.NO_AUTHOR: 4}
    assert tally.people == 7_502
    assert (len(seen), len(people)) == (204_639, 7_501)
