"""A quarrel is shown to moderators, and only where it has not mended by the next turn."""

import pytest

from bot.core.interventions import Audience
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.practices.cool_down import CoolDown
from tests.practices.test_every_practice import grown
from tests.practices.triggers import DAY, GAP, read
from tests.practices.triggers import cool_down as moment


@pytest.fixture(scope="session")
def practice():
    return CoolDown()


def turn(talk, name, hostility, *, by="ben", after=GAP):
    return read(talk, name, heads={"hostility": hostility}, by=by, after=after)


def test_moderators_alone_are_shown_it(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.addressee) == (Audience.MODERATORS, None)


def test_every_hostile_turn_is_cited(practice, talk):
    made = practice.propose(moment(talk))

    assert set(made.cites) == {talk.key("one"), talk.key("two")}


def test_one_sharp_word_is_no_quarrel(practice, talk):
    calm = turn(talk, "opening", 0.1, after=0 * GAP), turn(talk, "one", 0.95)

    assert practice.propose(moment(talk, *calm)) is None


def test_a_quarrel_that_mended_itself_is_left_alone(practice, talk):
    turns = [turn(talk, name, 0.95, after=n * GAP) for n, name in enumerate(("opening", "one"))]

    assert practice.propose(moment(talk, *turns, turn(talk, "sorry", 0.1, after=2 * GAP))) is None


def test_it_defers_until_a_turn_s_time_has_passed(practice, talk):
    assert practice.propose(moment(talk, waited=3 * GAP - GAP / 5)) is None


def test_only_what_the_head_is_sure_of_counts(practice, talk):
    turns = [turn(talk, name, 0.84, after=n * GAP) for n, name in enumerate(("opening", "one"))]

    assert practice.propose(moment(talk, *turns)) is None


def test_the_forecast_that_it_needs_is_not_measured_here(practice):
    assert Head.DERAILMENT in practice.terms.heads


def test_its_own_subject_does_not_silence_it(practice):
    assert Reason.HEATED in practice.terms.exempt


@pytest.mark.parametrize(
    ("first", "second", "stirs"), [(0.9, 0.9, True), (0.1, 0.9, False), (0.9, 0.1, False)]
)
def test_the_second_hostile_turn_stirs_it(practice, talk, first, second, stirs):
    turns = turn(talk, "opening", first, after=0 * GAP), turn(talk, "one", second)

    assert practice.stirs(grown(talk, list(turns))) is stirs


@pytest.mark.parametrize(("hostility", "came"), [(0.1, True), (0.9, False)])
def test_it_is_reached_where_nobody_was_hostile_again(practice, talk, hostility, came):
    before = moment(talk).conversation.messages
    told = talk.conversation(*before, turn(talk, "later", hostility, after=DAY / 2))

    assert practice.reached(told, talk.key("two"), talk.opened + 3 * GAP + DAY) is came


def test_a_talk_that_is_gone_reached_nothing(practice, talk):
    assert not practice.reached(talk.empty(), talk.key("two"), talk.opened + DAY)
