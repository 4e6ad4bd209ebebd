"""Reading ahead gives what reading here gives, wherever it ends."""

import json
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing import active_children

import pytest

from bot.core.ids import CommunityId
from bot.language.rules import RuleReader
from bot.platforms.ahead import PARCEL, aside, events_ahead
from bot.platforms.exports.base import ReadingOptions, Selection
from bot.platforms.exports.table import Table

COUNT = PARCEL + 200
START = datetime(2026, 1, 1, tzinfo=UTC)
EVERYTHING = Selection()
MAPPING = {"message": "id", "author": "by", "time": "at", "text": "said"}


def line(number):
    row = {
        "id": str(number),
        "by": f"member{number % 7}",
        "at": (START + timedelta(minutes=number)).isoformat(),
        "said": f"Which reed number {number} suits a cold room?",
    }
    return json.dumps(row)


@pytest.fixture
def export(tmp_path):
    """Some messages, of which two cannot be used."""

    def made(**changes):
        path = tmp_path / "talk.jsonl"
        said = [line(number) for number in range(COUNT)]
        said[3], said[COUNT - 5] = "no JSON", '{"id": "4", "by": "", "at": "x"}'
        path.write_text("\n".join(said), encoding="utf-8")
        now = datetime(2027, 1, 1, tzinfo=UTC)
        options = ReadingOptions(community=CommunityId("town"), now=now, mapping=MAPPING, **changes)
        return Table(path, options)

    return made


def ahead(export, heard=None, *, asked=EVERYTHING, reader=RuleReader):
    return events_ahead(export, asked, reader, heard or {}.update, least=0)


class Contrary:
    """A reader whose process ends as soon as it begins."""

    model = "contrary"

    def __init__(self):
        raise OSError


class Quiet:
    """A reader of the tests' own."""

    model = "quiet"

    def read_counted(self, text):
        return RuleReader().read_counted(text)

    def read_all(self, texts):
        return [self.read_counted(text) for text in texts]


class Calling(Quiet):
    """The same, and it calls out if it is let."""

    def read_counted(self, text):
        socket.getaddrinfo("localhost", 80)
        return super().read_counted(text)


def test_the_events_are_those_of_reading_here(export):
    found = list(ahead(export()))

    assert found == list(export().events())


def test_what_is_asked_for_is_all_that_comes(export):
    asked = Selection(since=START + timedelta(hours=1), until=START + timedelta(hours=2))

    found = list(ahead(export(), asked=asked))

    assert found == list(export().events(since=asked.since, until=asked.until))


def test_the_tally_is_that_of_reading_here(export):
    far, here = export(), export()

    list(ahead(far))
    list(here.events())

    assert far.tally == here.tally


def test_the_problems_are_those_of_reading_here(export):
    far, here = export(), export()

    list(ahead(far))
    list(here.events())

    assert (far.problems.kept, far.problems.total) == (here.problems.kept, 2)


def test_every_problem_stands_in_the_file_of_problems(export, tmp_path):
    far = export()
    far.problems.write_to(tmp_path / "skipped.txt")

    list(ahead(far))

    assert len((tmp_path / "skipped.txt").read_text(encoding="utf-8").splitlines()) == 2


def test_what_is_heard_is_what_the_reader_says(export):
    heard = {}

    list(ahead(export(), heard.update))

    assert heard == {text: RuleReader().read_counted(text) for text in heard}


def test_every_text_is_heard_before_it_comes(export):
    heard = {}

    missed = [event for event in ahead(export(), heard.update) if _unheard(event, heard)]

    assert missed == []


def _unheard(event, heard):
    return getattr(event, "text", None) not in {None, *heard}


def test_a_small_archive_is_read_here(export):
    heard = {}

    list(events_ahead(export(), EVERYTHING, RuleReader, heard.update))

    assert heard == {}


def test_what_cannot_be_carried_is_read_here(export):
    heard = {}

    def nameless():
        return RuleReader()

    found = list(ahead(export(), heard.update, reader=nameless))

    assert (found, heard) == (list(export().events()), {})


def test_what_ends_early_is_read_on_here(export):
    found = list(ahead(export(), reader=Contrary))

    assert found == list(export().events())


def test_nothing_reaches_the_network_from_there(export):
    heard = {}

    list(ahead(export(), heard.update, reader=Calling))

    assert heard == {}


def test_any_reader_that_can_be_imported_there_reads_there(export):
    heard = {}

    list(ahead(export(), heard.update, reader=Quiet))

    assert len(heard) == COUNT - 2


def test_a_time_pattern_is_carried_along(export, tmp_path):
    heard = {}
    far = export(time_format="%Y-%m-%dT%H:%M:%S%z")

    list(ahead(far, heard.update))

    assert len(heard) == COUNT - 2


def test_closing_ends_the_process(export):
    events = ahead(export())
    next(events)

    events.close()

    assert active_children() == []


def test_the_end_ends_the_process(export):
    list(ahead(export()))

    assert active_children() == []


def test_a_process_that_stands_by_reads_the_same(export):
    heard = {}
    at_hand = aside(export(), least=1)
    at_hand.look()

    far = events_ahead(export(), EVERYTHING, RuleReader, heard.update, least=0, at_hand=at_hand)

    assert list(far) == list(export().events())
    assert heard
    assert active_children() == []


def test_a_process_that_stands_by_finds_what_is_found_here(export):
    with closing(aside(export(), least=1)) as at_hand:
        assert at_hand.look() == export().survey()


def test_a_process_that_died_standing_by_has_found_nothing(export):
    at_hand = aside(export(), least=1)
    at_hand.close()

    assert at_hand.look() is None


def test_what_ends_early_is_read_on_here_by_an_export_that_was_only_told(export):
    far = export()
    at_hand = aside(far, least=1)
    far.tell(at_hand.look())

    found = list(events_ahead(far, EVERYTHING, Contrary, {}.update, least=0, at_hand=at_hand))

    assert found == list(export().events())


def test_a_process_that_died_standing_by_is_not_missed(export):
    at_hand = aside(export(), least=1)
    at_hand.close()

    far = events_ahead(export(), EVERYTHING, RuleReader, {}.update, least=0, at_hand=at_hand)

    assert list(far) == list(export().events())


def test_nobody_stands_by_for_a_small_archive(export):
    assert aside(export(), least=10**9) is None
