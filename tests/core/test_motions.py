"""Votes are told only where no count gives away what a few people said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.motions import OPEN_FOR, TOLD_FOR, About, Motion, Ruled, Tally

THEN = datetime(2026, 3, 2, tzinfo=UTC)


def motion(**changes):
    return Motion(
        **{"number": 1, "about": About.CHARTER, "text": "Fewer rooms.", "opened_at": THEN} | changes
    )


@pytest.mark.parametrize(("approve", "oppose"), [(4, 0), (0, 4), (2, 2), (0, 0)])
def test_below_five_voters_nothing_is_told(approve, oppose):
    assert not Tally(approve=approve, oppose=oppose).is_told


def test_five_of_one_mind_are_told_exactly():
    assert Tally(approve=5).is_exact


@given(st.integers(1, 4), st.integers(0, 500))
def test_a_side_of_a_few_is_never_told_by_what_the_other_side_is(few, many):
    assert not Tally(approve=few, oppose=many).is_exact
    assert not Tally(approve=many, oppose=few).is_exact


def test_a_proposal_lapses():
    last = THEN + OPEN_FOR

    assert motion().is_open(last - timedelta(seconds=1))
    assert not motion().is_open(last)


def test_a_decided_one_is_open_no_more_and_told_for_four_weeks():
    decided = motion(ruled=Ruled.DECLINED, decided_at=THEN)

    assert not decided.is_open(THEN)
    assert decided.is_told(THEN + TOLD_FOR - timedelta(seconds=1))
    assert not decided.is_told(THEN + TOLD_FOR)


def test_no_word_of_it_stands_in_its_shown_form():
    assert "rooms" not in repr(motion())
