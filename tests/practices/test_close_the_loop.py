"""A promise is remembered after its time, in private where that was asked for."""

import pytest

from bot.core.interventions import Audience
from bot.core.snapshots import Person
from bot.practices.close_the_loop import CloseTheLoop
from tests.practices.triggers import DAY, GAP, read
from tests.practices.triggers import close_the_loop as moment


@pytest.fixture(scope="session")
def practice():
    return CloseTheLoop()


def test_who_asked_for_reminders_is_reminded_in_private(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.addressee, made.need) == (
        Audience.MEMBER,
        talk.member("ben"),
        talk.key("will"),
    )


def test_for_everybody_else_a_moderator_is_shown_it(practice, talk):
    made = practice.propose(moment(talk, opt_ins=()))

    assert (made.audience, made.addressee) == (Audience.MODERATORS, None)


def test_it_is_as_sure_as_the_reading_was(practice, talk):
    assert practice.propose(moment(talk)).confidence == 0.9


def test_before_its_time_a_promise_is_nobody_s_business(practice, talk):
    assert practice.propose(moment(talk, waited=7 * DAY)) is None


def test_who_has_not_been_about_is_not_followed(practice, talk):
    assert practice.propose(moment(talk, last=GAP)) is None


def test_where_it_is_not_known_who_was_about_it_is_silent(practice, talk):
    nobody = {talk.member("ben"): Person(newcomer=False)}

    assert practice.propose(moment(talk, people=nobody)) is None


def test_who_told_more_in_the_same_place_is_not_reminded(practice, talk):
    told = (
        read(talk, heads={"promise": 0.0}),
        read(talk, "will", heads={"promise": 0.9}, by="ben", after=GAP),
        read(talk, "did", heads={"promise": 0.1}, by="ben", after=2 * DAY),
    )

    assert practice.propose(moment(talk, *told)) is None


def test_what_is_no_promise_is_left_alone(practice, talk):
    told = (
        read(talk, heads={"promise": 0.0}),
        read(talk, "may", heads={"promise": 0.4}, by="ben", after=GAP),
    )

    assert practice.propose(moment(talk, *told)) is None


@pytest.mark.parametrize(("by", "came"), [("ben", True), ("ana", False)])
def test_telling_how_it_went_reaches_it(practice, talk, by, came):
    before = moment(talk).conversation.messages
    told = talk.conversation(*before, read(talk, "went", heads={}, by=by, after=9 * DAY))

    assert practice.reached(told, talk.key("will"), talk.opened + 15 * DAY) is came
