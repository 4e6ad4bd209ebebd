"""Which lines answer a question, as people's own links tell it."""

import pytest

from bot.language.evaluation.answered import labelled
from bot.language.evaluation.irc_days import Day, Line

SAID = (
    ("ana", "how do I true a wheel?", ()),
    ("ben", "@ana with a stand", ("ana",)),
    ("ana", "a small one is enough", ()),
    ("cleo", "and where is it kept?", ()),
    None,
)
GOLD = {
    0: frozenset({0}),
    1: frozenset({0}),
    2: frozenset({0}),
    3: frozenset({0}),
    4: frozenset({0}),
}


@pytest.fixture
def told():
    """Of a day: by text, whether it is an answer."""
    lines = tuple(
        None if said is None else Line(minute=0, author=said[0], mentions=said[2], text=said[1])
        for said in SAID
    )
    day = Day(name="one", digest=1, lines=lines, gold=GOLD)
    return {text.prose: yes for text, yes in labelled(day)}


def test_a_line_that_is_linked_to_anothers_question_answers_it(told):
    assert told["with a stand"] is True


def test_whoever_goes_on_with_their_own_question_does_not_answer_it(told):
    assert told["a small one is enough"] is False


def test_what_asks_itself_is_left_out(told):
    assert "and where is it kept?" not in told


def test_the_systems_lines_are_left_out(told):
    assert len(told) == 2
