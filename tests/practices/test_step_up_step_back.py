"""Whoever was talked past is shown to a moderator; nobody's share is told."""

from dataclasses import replace

import pytest

from bot.core.interventions import Audience
from bot.practices.step_up_step_back import StepUpStepBack
from tests.practices.test_every_practice import cut, grown
from tests.practices.triggers import GAP, long_talk
from tests.practices.triggers import step_up_step_back as moment


@pytest.fixture(scope="session")
def practice():
    return StepUpStepBack()


def test_a_moderator_is_shown_who_was_not_heard(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.need) == (Audience.MODERATORS, talk.key("unheard"))


def test_nobody_s_name_or_share_is_in_it(practice, talk):
    made = practice.propose(moment(talk))

    assert "big" not in repr(made.wording)
    assert made.addressee is None


def test_who_opened_it_may_carry_it(practice, talk):
    assert practice.propose(moment(talk, opener="big")) is None


def test_even_shares_are_left_alone(practice, talk):
    assert practice.propose(moment(talk, words=5)) is None


def test_without_an_attempt_that_went_unheard_there_is_nothing_to_do(practice, talk):
    snapshot = moment(talk)
    heard = long_talk(talk, 33, people=("big", "ben", "big", "cleo"))

    assert practice.propose(talk.snapshot(*heard, waited=snapshot.now - talk.opened)) is None


def test_three_people_are_too_few_for_it_to_matter(talk):
    more = StepUpStepBack(StepUpStepBack.Settings(people=5))

    assert more.propose(moment(talk)) is None


def test_a_short_talk_is_left_alone(talk):
    longer = StepUpStepBack(StepUpStepBack.Settings(messages=60))

    assert longer.propose(moment(talk)) is None


def test_it_waits_for_the_talk_to_rest(practice, talk):
    assert practice.propose(moment(talk, waited=32 * GAP / 5)) is None


@pytest.mark.parametrize(("count", "stirs"), [(29, False), (30, True), (31, False), (40, True)])
def test_it_looks_at_every_tenth_message_of_a_long_talk(practice, talk, count, stirs):
    told = long_talk(talk, 45, people=("big", "ben", "big", "cleo", "big", "dan", "big", "eve"))
    carried = [replace(m, words=40) if m.author == talk.member("big") else m for m in told]

    assert practice.stirs(cut(grown(talk, carried), count)) is stirs


def test_a_talk_that_nobody_carries_is_not_looked_at(practice, talk):
    even = long_talk(talk, 45, people=("ben", "cleo", "dan", "eve"))

    assert not practice.stirs(cut(grown(talk, even), 40))
