"""A newcomer's very short question, and nothing else, is drawn out."""

import pytest

from bot.core.interventions import Audience
from bot.practices.coach_request import CoachRequest
from tests.practices.triggers import coach_request as moment


@pytest.fixture(scope="session")
def practice():
    return CoachRequest()


def test_a_short_first_question_is_shown_to_a_moderator(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.addressee) == (Audience.MODERATORS, None)


def test_it_looks_once_nobody_is_about_to_go_on(practice, talk):
    snapshot = moment(talk)

    wait = practice.watch(snapshot.conversation, snapshot.pace, snapshot.people)

    assert wait == 2 * talk.pace.median_gap


@pytest.mark.parametrize(("words", "triggers"), [(7, True), (8, False)])
def test_a_question_of_usual_length_is_left_alone(practice, talk, words, triggers):
    made = practice.propose(moment(talk, talk.message(words=words)))

    assert (made is not None) is triggers


def test_what_is_no_question_is_left_alone(practice, talk):
    assert practice.propose(moment(talk, talk.message(words=4, question=0.2))) is None


def test_somebody_known_here_is_not_coached(practice, talk):
    assert practice.propose(moment(talk, newcomer=False)) is None


def test_without_a_pace_it_does_not_know_when_to_look(practice, talk):
    assert practice.propose(moment(talk, pace=None)) is None


def test_a_community_may_draw_the_line_elsewhere(talk):
    stricter = CoachRequest(CoachRequest.Settings(words=3))

    assert stricter.propose(moment(talk)) is None
