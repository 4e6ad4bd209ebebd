"""What people write is read; what bots write is only counted."""

import pytest

from bot.core.readings import Head
from bot.language.rules import RuleReader
from bot.services.reading import Reading

QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def reading():
    return Reading(RuleReader())


def test_what_a_person_writes_is_read(reading):
    said, words = reading.read(QUESTION, human=True)

    assert (said.says(Head.QUESTION), words) == (True, 9)


def test_what_a_bot_writes_is_counted_only(reading):
    assert reading.read(QUESTION, human=False) == (None, 9)


def test_what_was_read_elsewhere_is_taken_over(reading):
    elsewhere = Reading(RuleReader()).read("Danke!", human=True)

    reading.hear({QUESTION: elsewhere})

    assert reading.read(QUESTION, human=True) is elsewhere


def test_a_parcel_is_held_until_the_one_after_the_next(reading):
    elsewhere = Reading(RuleReader()).read("Danke!", human=True)
    taken = []
    for parcel in ({QUESTION: elsewhere}, {}, {}):
        reading.hear(parcel)
        taken.append(reading.read(QUESTION, human=True) is elsewhere)

    assert taken == [True, True, False]


def test_who_reads_is_named(reading):
    assert reading.model == "rules-1"
