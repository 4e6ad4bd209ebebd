from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.measurements import Hidden, Known, TooFew, Trend
from bot.digest.cells import LEAST, count_of_people, guarded, opted_out, share_of_people, shown

COUNTS = st.integers(min_value=0, max_value=60)


def share(successes, trials, *, raw=True):
    value = successes / trials if trials else 0.0
    return Known(
        metric="newcomer_survival",
        unit="proportion",
        value=value,
        low=0.0,
        high=1.0,
        confidence=0.9,
        n=trials,
        usual=None,
        trend=Trend.NO_USUAL,
        rough=False,
        raw=(successes, trials) if raw else None,
    )


@given(COUNTS, COUNTS)
def test_a_count_of_people_is_shown_only_with_five_on_either_side(count, rest):
    found = shown(count, count + rest)

    assert (found == count) if min(count, rest) >= LEAST else (found is None)


@given(COUNTS, COUNTS, st.booleans())
def test_a_share_of_people_is_hidden_where_under_five_stand_on_a_side(count, rest, raw):
    found = share_of_people(share(count, count + rest, raw=raw))

    assert isinstance(found, Hidden) == (min(count, rest) < LEAST)


@pytest.mark.parametrize(("pairs", "hidden"), [(0, True), (4, True), (5, False)])
def test_fewer_than_five_pairs_are_not_counted_out_loud(pairs, hidden):
    found = count_of_people(replace(share(1, 2), value=pairs, high=99.0))

    assert isinstance(found, Hidden) == hidden


def test_what_has_no_number_stays_as_it_is():
    few = TooFew(metric="newcomer_survival", unit="proportion", n=3, needed=20)

    assert share_of_people(few) is few


def test_a_share_of_questions_is_no_cell_of_people(typical):
    headlines = replace(typical.headlines, answered_rate=share(1, 3))

    assert guarded(headlines).answered_rate is headlines.answered_rate


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, (0, 4)), (4, (0, 4)), (5, (5, 9)), (9, (5, 9)), (10, (10, 19)), (27, (20, 29))],
)
def test_the_opted_out_are_a_range(count, said):
    assert opted_out(count) == said
