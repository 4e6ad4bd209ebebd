"""What people write is read; what bots write is only counted."""

import pytest

from bot.core.readings import Head
from bot.language.rules import RuleReader
from bot.services.reading import Reading

QUESTION = "How do I true a wheel without a stand?"


class Counting(RuleReader):
    """Counts what it was asked."""

    def __init__(self):
        super().__init__()
        self.together = self.alone = 0

    def read_counted(self, text):
        self.alone += 1
        return super().read_counted(text)

    def read_all(self, texts):
        self.together += len(texts)
        return [RuleReader().read_counted(text) for text in texts]


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


def test_what_was_read_together_is_not_read_again():
    reader = Counting()
    reading = Reading(reader)

    reading.expect(["one two", "one two", "three"])

    assert reading.read("one two", human=True)[1] == 2
    assert (reader.together, reader.alone) == (2, 0)


def test_what_was_expected_is_let_go_of():
    reader = Counting()
    reading = Reading(reader)
    reading.expect(["one two"])

    reading.expect(())

    reading.read("one two", human=True)
    assert reader.alone == 1
