"""Two people are shown one another's messages only where both asked for that."""

from datetime import timedelta

import pytest

from bot.core.privacy import OptIn
from bot.practices.connect_two import ConnectTwo
from tests.practices.triggers import DAY, allows, earlier
from tests.practices.triggers import connect_two as moment

BOTH = (OptIn.CONNECT, OptIn.CALLBACKS)


@pytest.fixture(scope="session")
def practice():
    return ConnectTwo()


def test_the_one_is_mentioned_to_the_other(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.addressee, talk.key("earlier") in made.cites) == (talk.member("cleo"), True)


@pytest.mark.parametrize("missing", ["ana", "cleo"])
@pytest.mark.parametrize("left", [(), (OptIn.CONNECT,), (OptIn.CALLBACKS,)])
def test_both_must_have_asked_for_both(practice, talk, missing, left):
    consents = allows(talk, "ana", *BOTH) | allows(talk, "cleo", *BOTH)

    made = practice.propose(moment(talk, consents=consents | allows(talk, missing, *left)))

    assert made is None


@pytest.mark.parametrize("met", [True, None])
def test_who_has_met_or_may_have_is_not_introduced(practice, talk, met):
    related = (earlier(talk, met=met, apart=True, ripe=True),)

    assert practice.propose(moment(talk, related=related)) is None


@pytest.mark.parametrize("apart", [False, None])
def test_who_is_at_home_in_one_channel_is_not_introduced(practice, talk, apart):
    related = (earlier(talk, met=False, apart=apart, ripe=True),)

    assert practice.propose(moment(talk, related=related)) is None


@pytest.mark.parametrize("ripe", [False, None])
def test_who_said_too_little_or_was_introduced_is_not_introduced(practice, talk, ripe):
    related = (earlier(talk, met=False, apart=True, ripe=ripe),)

    assert practice.propose(moment(talk, related=related)) is None


def test_nobody_is_introduced_to_themselves(practice, talk):
    mine = earlier(talk, "ana", met=False, apart=True, ripe=True)

    assert practice.propose(moment(talk, related=(mine,))) is None


def test_a_short_message_says_too_little_to_compare(practice, talk):
    assert practice.propose(moment(talk, talk.message(words=24))) is None


def outcome(practice, talk, *later, days=7):
    told = talk.conversation(talk.message(), *later)
    return practice.reached(told, talk.key("opening"), talk.opened + days * DAY)


def test_an_answer_and_a_word_back_reach_it(practice, talk):
    answer = talk.message("answer", by="cleo", after=DAY)
    back = talk.message("back", by="ana", after=2 * DAY)

    assert outcome(practice, talk, answer, back)


def test_an_answer_alone_does_not(practice, talk):
    assert not outcome(practice, talk, talk.message("answer", by="cleo", after=DAY))


def test_a_word_back_after_the_window_does_not_count(practice, talk):
    answer = talk.message("answer", by="cleo", after=DAY)
    back = talk.message("back", by="ana", after=7 * DAY + timedelta(seconds=1))

    assert not outcome(practice, talk, answer, back)
