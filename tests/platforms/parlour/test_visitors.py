"""Whom one plays is kept between two pages, and whatever else is written there is a member."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.parlour.residents import town
from bot.platforms.parlour.visitors import As, newcomer, playing, read

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize("visitor", [newcomer(7), playing(As.MEMBER), playing(As.MODERATOR)])
def test_it_is_read_back_as_it_was_written(visitor):
    assert read(visitor.written) == visitor


@given(st.text(max_size=40))
def test_whatever_is_written_somebody_is_played(written):
    assert read(written).letter


@pytest.mark.parametrize("written", ["", "moderators.A", "newcomer.", "newcomer.N", "newcomer.x"])
def test_what_nobody_wrote_here_is_a_member(written):
    assert read(written).part is As.MEMBER


def test_the_moderator_signed_the_charter_of_the_town():
    assert playing(As.MODERATOR).member in town(MONDAY).moderators


def test_the_member_lives_in_the_town_and_moderates_nothing():
    residents = {each.member: each for each in town(MONDAY).residents}

    assert not residents[playing(As.MEMBER).member].moderator


def test_a_newcomer_is_nobody_of_the_town():
    assert newcomer(1).member not in {each.member for each in town(MONDAY).residents}
