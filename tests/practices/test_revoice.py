"""A long message that nobody took up is found, and what cannot be measured of it is said."""

from datetime import timedelta

import pytest

from bot.practices.revoice import Revoice
from tests.practices.triggers import revoice as moment


@pytest.fixture(scope="session")
def practice():
    return Revoice()


def test_what_is_missing_to_say_it_back_is_named(practice, talk):
    made = practice.propose(moment(talk))

    assert made.unmeasured == ("claims", "disagreement")


def test_it_is_never_sure_of_what_it_cannot_measure(practice, talk):
    assert practice.propose(moment(talk)).confidence < practice.terms.threshold


@pytest.mark.parametrize(("words", "triggers"), [(80, True), (79, False)])
def test_only_a_long_message_is_hard_to_take_up(practice, talk, words, triggers):
    made = practice.propose(moment(talk, talk.message(words=words)))

    assert (made is not None) is triggers


@pytest.mark.parametrize(("minutes", "triggers"), [(39, False), (40, True)])
def test_it_waits_as_long_as_first_replies_take_here(practice, talk, minutes, triggers):
    made = practice.propose(moment(talk, waited=timedelta(minutes=minutes)))

    assert (made is not None) is triggers
