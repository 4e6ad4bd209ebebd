"""A talk is woven together only where a member asked, and there is enough of it."""

import pytest

from bot.practices.summarise_and_weave import MOST_LINKS, SummariseAndWeave
from tests.practices.triggers import DAY, long_talk, read
from tests.practices.triggers import summarise_and_weave as moment


@pytest.fixture(scope="session")
def practice():
    return SummariseAndWeave()


def asked(talk, count, **changes):
    return [*long_talk(talk, count, **changes), read(talk, "asks", heads={}, by="eve", after=DAY)]


def test_the_request_is_what_waits(practice, talk):
    assert practice.propose(moment(talk)).need == talk.key("asks")


def test_unasked_it_says_nothing(practice, talk):
    assert practice.propose(moment(talk, asked=None)) is None


def test_a_request_that_is_gone_is_none(practice, talk):
    assert practice.propose(moment(talk, asked=talk.key("gone"))) is None


@pytest.mark.parametrize(("count", "triggers"), [(29, True), (28, False)])
def test_a_short_talk_needs_no_summary(practice, talk, count, triggers):
    made = practice.propose(moment(talk, asked(talk, count)))

    assert (made is not None) is triggers


def test_a_talk_of_three_needs_none(practice, talk):
    assert practice.propose(moment(talk, asked(talk, 31, people=("ben",)))) is None


def test_the_beginning_is_always_linked(practice, talk):
    assert practice.propose(moment(talk)).cites[1] == talk.key("opening")


def test_an_open_question_is_linked(practice, talk):
    told = asked(talk, 31)
    told[30] = read(talk, "m30", heads={"question": 0.9}, by="dan", after=DAY / 2)

    answers = [*(m.key.message for m in told[:-2]), "opening"]
    snapshot = moment(talk, conversation=talk.conversation(*told, answers=answers))

    assert practice.propose(snapshot).cites[2] == talk.key("m30")


def test_it_is_short_enough_to_be_read(practice, talk):
    assert len(practice.propose(moment(talk)).cites) == MOST_LINKS + 2
