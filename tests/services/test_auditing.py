from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from bot.core.audits import Label
from bot.core.measurements import Measurement
from bot.services.auditing import (
    DRAWN,
    ENOUGH,
    Agreement,
    Auditing,
    Quarter,
    agreement,
    by_conversation,
    dropped,
    kappa,
    spearman,
)

VALUES = {f"c{number}": float(number) for number in range(ENOUGH)}


def labels(*pairs):
    return [Label(conversation=f"c{n}", first=a, second=b) for n, (a, b) in enumerate(pairs)]


def told(metric, rho):
    return Agreement(metric=metric, n=30, rho=rho, low=rho, high=rho)


@pytest.fixture
def quarter(talk):
    start = talk.start - timedelta(days=40)
    return Quarter(
        community=talk.community, name="2026-Q1", start=start, end=start + timedelta(days=90)
    )


def test_the_published_example_of_kappa():
    both = labels(*[(True, True)] * 3, *[(False, False)] * 3, (True, False), (False, True))

    assert kappa(both) == pytest.approx(0.5)


@pytest.mark.parametrize("pairs", [(), ((True, True),) * 4])
def test_there_is_no_kappa_where_chance_leaves_nothing_over(pairs):
    assert kappa(labels(*pairs)) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=3, max_size=40))
def test_the_rank_correlation_is_that_of_scipy(pairs):
    import numpy as np

    value, label = np.array(pairs, dtype=float).T
    told = spearman(value, label)

    if len(set(value)) > 1 and len(set(label)) > 1:
        assert told == pytest.approx(spearmanr(value, label).statistic, abs=1e-12)
    else:
        assert told is None


def test_under_twenty_labelled_conversations_nothing_is_told():
    worth = dict(list(VALUES.items())[: ENOUGH - 1])

    assert agreement("m", VALUES, worth) == Agreement(
        metric="m", n=ENOUGH - 1, rho=None, low=None, high=None
    )


def test_a_correlation_lies_in_its_range():
    worth = {name: value % 3 for name, value in VALUES.items()}

    found = agreement("m", VALUES, worth)

    assert -1 <= found.low <= found.rho <= found.high <= 1


def test_a_metric_under_the_least_in_two_quarters_is_dropped():
    now = (told("low", 0.1), told("once", 0.1), told("untold", None), told("high", 0.5))
    before = (told("low", -0.3), told("once", 0.4), told("untold", 0.1), told("high", 0.1))

    assert dropped(now, before) == {"low"}


def test_several_values_of_one_conversation_are_averaged_by_weight():
    measured = (
        Measurement(cluster="a", value=1.0, weight=3),
        Measurement(cluster="a", value=0.0, weight=1),
        Measurement(cluster="b", value=1.0, weight=0),
    )

    assert by_conversation(measured) == {"a": 0.75}


async def test_the_draw_is_the_same_in_every_run(town, talk, takes_in, three_weeks, quarter):
    await takes_in(town, *three_weeks, each=300)
    auditing = Auditing(town.store.unit, town.measuring)

    drawn = await auditing.draw(quarter)

    assert drawn == await auditing.draw(quarter)
    assert len({card.conversation for card in drawn}) == len(drawn) == DRAWN
    assert all(card.people > 1 for card in drawn)


async def test_only_metrics_of_single_conversations_are_audited(
    town, talk, takes_in, three_weeks, quarter
):
    await takes_in(town, *three_weeks, each=300)
    auditing = Auditing(town.store.unit, town.measuring)
    drawn = await auditing.draw(quarter)
    said = [
        Label(conversation=card.conversation, first=card.people > 2, second=card.messages > 4)
        for card in drawn
    ]

    await auditing.keep(quarter, said, quarter.end)
    found = {each.metric: each for each in await auditing.agreements(quarter)}

    assert found["sustained_share"].n == DRAWN
    assert "new_ties" not in found


async def test_labels_of_other_conversations_are_not_kept(
    town, talk, takes_in, three_weeks, quarter
):
    await takes_in(town, *three_weeks, each=300)
    auditing = Auditing(town.store.unit, town.measuring)
    [card, *_] = await auditing.draw(quarter)
    said = [
        Label(conversation=name, first=True, second=False)
        for name in (card.conversation, "elsewhere")
    ]

    others = await auditing.keep(quarter, said, quarter.end)

    assert others == 1
    assert await auditing.labels(quarter) == (said[0],)
