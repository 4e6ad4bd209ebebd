"""Two talks on one topic among people who keep apart are shown to moderators."""

import pytest

from bot.core.interventions import Audience
from bot.practices.bridge_camps import BridgeCamps
from tests.practices.triggers import DAY, earlier
from tests.practices.triggers import bridge_camps as moment


@pytest.fixture(scope="session")
def practice():
    return BridgeCamps()


def test_moderators_are_shown_both(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.cites) == (
        Audience.MODERATORS,
        (talk.key("opening"), talk.key("earlier")),
    )


@pytest.mark.parametrize("apart", [False, None])
def test_people_who_meet_need_no_bridge(practice, talk, apart):
    assert practice.propose(moment(talk, related=(earlier(talk, ago=DAY, apart=apart),))) is None


def test_one_person_in_two_places_needs_no_bridge(practice, talk):
    both = (earlier(talk, "ana", ago=DAY, apart=True),)

    assert practice.propose(moment(talk, related=both)) is None


@pytest.mark.parametrize(("ago", "triggers"), [(6 * DAY, True), (8 * DAY, False)])
def test_talks_of_different_weeks_are_left_apart(practice, talk, ago, triggers):
    made = practice.propose(moment(talk, related=(earlier(talk, ago=ago, apart=True),)))

    assert (made is not None) is triggers


def test_where_nothing_is_compared_it_is_silent(practice, talk):
    assert practice.propose(moment(talk, related=None)) is None


def test_a_short_message_says_too_little_to_compare(practice, talk):
    assert practice.propose(moment(talk, talk.message(words=24))) is None
