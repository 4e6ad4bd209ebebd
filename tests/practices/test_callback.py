"""Something like it was said before, and its author allows that to be told."""

from datetime import timedelta

import pytest

from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.practices.callback import Callback
from tests.practices.triggers import DAY, allows, earlier
from tests.practices.triggers import callback as moment


@pytest.fixture(scope="session")
def practice():
    return Callback()


def test_one_earlier_conversation_is_linked_in_the_thread(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.cites) == (
        Audience.PUBLIC,
        (talk.key("opening"), talk.key("earlier")),
    )


def test_without_anything_like_it_there_is_nothing_to_link(practice, talk):
    assert practice.propose(moment(talk, related=())) is None


def test_where_likeness_is_not_measured_it_is_silent(practice, talk):
    assert practice.propose(moment(talk, related=None)) is None


@pytest.mark.parametrize(("ago", "triggers"), [(7 * DAY, True), (6 * DAY, False)])
def test_what_is_still_fresh_is_not_called_back(practice, talk, ago, triggers):
    made = practice.propose(moment(talk, related=(earlier(talk, ago=ago),)))

    assert (made is not None) is triggers


@pytest.mark.parametrize("opt_ins", [(), (OptIn.ASK_ME,)])
def test_who_did_not_allow_it_is_not_called_back(practice, talk, opt_ins):
    assert practice.propose(moment(talk, consents=allows(talk, "cleo", *opt_ins))) is None


def test_who_is_in_the_talk_already_is_not_called_back(practice, talk):
    mine = {"related": (earlier(talk, "ana"),), "consents": allows(talk, "ana", OptIn.CALLBACKS)}

    assert practice.propose(moment(talk, **mine)) is None


def test_the_next_like_one_is_linked_where_the_first_may_not_be(practice, talk):
    found = (earlier(talk, "dan"), earlier(talk, "cleo"))

    assert practice.propose(moment(talk, related=found)) is not None


def test_a_short_message_says_too_little_to_compare(practice, talk):
    assert practice.propose(moment(talk, talk.message(words=24))) is None


@pytest.mark.parametrize(("minutes", "triggers"), [(9, False), (10, True)])
def test_it_waits_until_nobody_is_about_to_go_on(practice, talk, minutes, triggers):
    made = practice.propose(moment(talk, waited=timedelta(minutes=minutes)))

    assert (made is not None) is triggers
