"""Counts tell the names of fields, but not those that may be a person's words."""

from datetime import UTC, datetime, timedelta

from bot.platforms.exports.tally import KEPT_NAMES, OTHER_NAMES, Tally

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_field_is_counted_by_its_name():
    tally = Tally()
    tally.saw_unknown("mood")

    assert tally.unknown == {"mood": 1}


def test_a_name_that_may_be_a_sentence_is_not_kept():
    tally = Tally()
    tally.saw_unknown("what I meant to say")
    tally.saw_unknown(7)

    assert tally.unknown == {OTHER_NAMES: 2}


def test_the_names_that_are_told_apart_are_bounded():
    tally = Tally()
    for number in range(KEPT_NAMES + 10):
        tally.saw_unknown(f"field{number}")

    assert len(tally.unknown) == KEPT_NAMES + 1
    assert tally.unknown[OTHER_NAMES] == 10


def test_a_message_after_a_younger_one_is_late():
    tally = Tally()
    tally.keep(NOON, automated=False)
    tally.keep(NOON - timedelta(hours=1), automated=False)

    assert (tally.late, tally.first, tally.last) == (1, NOON - timedelta(hours=1), NOON)
