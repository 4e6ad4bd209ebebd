"""A ritual comes up at the hour that a moderator set, and at no other."""

from datetime import timedelta

import pytest

from bot.practices.standing_prompt import StandingPrompt
from tests.practices.triggers import DAY
from tests.practices.triggers import standing_prompt as moment


@pytest.fixture(scope="session")
def practice():
    return StandingPrompt()


def test_the_moderator_s_own_message_is_what_waits(practice, talk):
    assert practice.propose(moment(talk)).need == talk.key("opening")


@pytest.mark.parametrize(("after", "triggers"), [(119, True), (120, True), (121, False)])
def test_it_waits_for_the_hour_that_was_set(practice, talk, after, triggers):
    made = practice.propose(moment(talk, after=timedelta(minutes=after)))

    assert (made is not None) is triggers


def test_without_a_calendar_it_never_speaks(practice, talk):
    assert practice.propose(moment(talk, scheduled=())) is None


def test_a_message_that_was_taken_back_is_not_brought_up(practice, talk):
    assert practice.propose(moment(talk, talk.message("other"))) is None


def outcome(practice, talk, *later, answers=None):
    told = talk.conversation(talk.message(), *later, answers=answers)
    return practice.reached(told, talk.key("opening"), talk.opened + 2 * DAY)


def said(talk, name, by):
    return talk.message(name, by=by, after=timedelta(hours=3))


def test_two_people_who_answer_one_another_keep_it_alive(practice, talk):
    assert outcome(practice, talk, said(talk, "one", "ben"), said(talk, "two", "cleo"))


def test_answers_to_the_prompt_alone_do_not(practice, talk):
    replies = said(talk, "one", "ben"), said(talk, "two", "cleo")

    assert not outcome(practice, talk, *replies, answers=("opening", "opening"))


def test_one_person_alone_does_not(practice, talk):
    assert not outcome(practice, talk, said(talk, "one", "ben"), said(talk, "two", "ben"))


def test_a_prompt_that_is_gone_reached_nothing(practice, talk):
    assert not practice.reached(talk.empty(), talk.key("opening"), talk.opened + DAY)
