"""The three charters that ship."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.core.charter import ObjectKind
from bot.platforms.parlour.charters import example_charters, town_charter

ALL = (town_charter(), *example_charters())


def test_there_is_one_charter_of_each_kind():
    kinds = [charter.social_object.kind for charter in ALL]

    assert sorted(kinds) == sorted(ObjectKind)


def test_the_town_gathers_round_four_facets_of_bread():
    facets = town_charter().social_object.facets

    assert facets == ("starters", "flour and grain", "ovens and crust", "sharing the table")


def test_no_two_charters_are_of_one_community():
    assert len({charter.community for charter in ALL}) == 3


@pytest.mark.parametrize("charter", ALL, ids=lambda charter: charter.community)
def test_a_charter_says_everything_that_is_asked_of_one(charter):
    about = charter.social_object

    assert all([about.purpose, about.artefacts, about.vocabulary])
    assert all([charter.norms, charter.tone, charter.never])


@pytest.mark.parametrize("charter", ALL, ids=lambda charter: charter.community)
def test_a_charter_lives_by_a_zone_that_exists(charter):
    assert ZoneInfo(charter.timezone).key == charter.timezone


@pytest.mark.parametrize("charter", ALL, ids=lambda charter: charter.community)
def test_nothing_is_said_at_night(charter):
    assert charter.quiet_hours.hold(time(2))
    assert not charter.quiet_hours.hold(time(12))


@pytest.mark.parametrize("charter", ALL, ids=lambda charter: charter.community)
def test_a_norm_is_no_ban(charter):
    bans = ("do not", "don't", "never", "no ", "must not")

    assert [norm for norm in charter.norms if norm.lower().startswith(bans)] == []
