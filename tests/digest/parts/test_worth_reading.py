from dataclasses import replace

import pytest

from bot.digest.material import Why
from bot.digest.parts.worth_reading import MOST, MOST_IN_CHAT, WorthReadingPart
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def compose(material):
    return WorthReadingPart().compose(material, WORDS)


def test_most_different_people_come_first(typical):
    shuffled = replace(typical, worth_reading=typical.worth_reading[::-1])

    assert compose(shuffled) == compose(typical)


def test_three_are_shown_two_of_them_in_chat(typical):
    part = compose(replace(typical, worth_reading=typical.worth_reading * 2))

    assert [line.chat for line in part.lines] == [True] * MOST_IN_CHAT + [False] * (
        MOST - MOST_IN_CHAT
    )


@pytest.mark.parametrize("why", Why)
def test_every_reason_of_the_list_has_its_words(typical, why):
    only = replace(typical.worth_reading[0], why=why, people=9)

    [line] = compose(replace(typical, worth_reading=(only,))).lines

    assert why.value.split()[-1] in line.text


@pytest.mark.parametrize(
    ("people", "of", "words"),
    [(9, 118, "9 people built"), (3, 118, "fewer than five people"), (9, 12, "people built")],
)
def test_people_are_counted_only_where_nobody_can_be_worked_out(typical, people, of, words):
    only = replace(typical.worth_reading[0], people=people)
    coverage = replace(typical.coverage, people=of)

    [line] = compose(replace(typical, worth_reading=(only,), coverage=coverage)).lines

    assert line.text.startswith(words)


def test_nothing_worth_a_minute_is_nothing_to_say(typical):
    assert compose(replace(typical, worth_reading=())) is None


def test_what_somebody_pointed_at_comes_first_whoever_took_part(typical):
    few = replace(typical.worth_reading[-1], why=Why.POINTED_AT, people=2)

    part = compose(replace(typical, worth_reading=(*typical.worth_reading, few)))

    assert "a moderator pointed at it" in part.lines[0].text
