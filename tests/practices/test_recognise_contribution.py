"""What moved several people and nobody thanked for is shown to a moderator."""

from datetime import timedelta

import pytest

from bot.core.interventions import Audience
from bot.practices.recognise_contribution import RecogniseContribution
from tests.practices.triggers import DAY, GAP, read
from tests.practices.triggers import recognise_contribution as moment


@pytest.fixture(scope="session")
def practice():
    return RecogniseContribution()


def opening(talk, *, question=0.1, words=60):
    return read(talk, heads={"question": question, "thanks": 0.0}, words=words)


def reply(talk, name, by, *, words=20, thanks=0.0, after=GAP):
    return read(talk, name, heads={"thanks": thanks}, by=by, after=after, words=words)


def test_a_moderator_is_shown_it(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.need) == (Audience.MODERATORS, talk.key("opening"))


def test_one_person_at_length_is_not_several(practice, talk):
    twice = [reply(talk, name, "ben") for name in ("one", "two")]

    assert practice.propose(moment(talk, opening(talk), *twice)) is None


@pytest.mark.parametrize(("words", "triggers"), [(12, True), (11, False)])
def test_short_replies_do_not_count(practice, talk, words, triggers):
    replies = reply(talk, "one", "ben"), reply(talk, "two", "cleo", words=words)

    made = practice.propose(moment(talk, opening(talk), *replies))

    assert (made is not None) is triggers


def test_the_author_s_own_words_do_not_count(practice, talk):
    replies = reply(talk, "one", "ben"), reply(talk, "two", "ana")

    assert practice.propose(moment(talk, opening(talk), *replies)) is None


def test_where_somebody_thanked_nobody_needs_to_be_told(practice, talk):
    replies = reply(talk, "one", "ben"), reply(talk, "two", "cleo", thanks=0.9)

    assert practice.propose(moment(talk, opening(talk), *replies)) is None


def test_a_question_is_no_contribution(practice, talk):
    replies = reply(talk, "one", "ben"), reply(talk, "two", "cleo")

    assert practice.propose(moment(talk, opening(talk, question=0.9), *replies)) is None


def test_a_short_opening_is_left_alone(practice, talk):
    replies = reply(talk, "one", "ben"), reply(talk, "two", "cleo")

    assert practice.propose(moment(talk, opening(talk, words=24), *replies)) is None


def test_people_have_their_time_to_thank_first(practice, talk):
    soon = 2 * GAP + talk.pace.first_reply_p75 - timedelta(seconds=1)

    assert practice.propose(moment(talk, waited=soon)) is None


@pytest.mark.parametrize(("by", "came"), [("ben", True), ("ana", False)])
def test_a_thank_you_by_somebody_else_reaches_it(practice, talk, by, came):
    told = talk.conversation(opening(talk), reply(talk, "ty", by, thanks=0.9, after=DAY))

    assert practice.reached(told, talk.key("opening"), talk.opened + 7 * DAY) is came


def test_a_need_that_is_gone_reached_nothing(practice, talk):
    assert not practice.reached(talk.empty(), talk.key("opening"), talk.opened + DAY)
