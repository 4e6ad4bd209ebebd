"""The rows of a table about one head."""

import numpy as np
import pytest

from bot.language.evaluation.binary import FEWEST_PAIRS, Labelled, auc
from bot.language.evaluation.figures import Asked
from bot.language.evaluation.rows import Rows


@pytest.fixture
def rows(tmp_path):
    asked = Asked(data=tmp_path, draws=100, seed=2)
    return Rows(table="cups", split="all", convention="", source="invented", asked=asked)


@pytest.fixture
def labelled():
    return Labelled(
        yes=np.arange(1200) % 3 == 0,
        cluster=np.arange(1200) % 30,
        characters=np.full(1200, 9),
    )


def test_a_difference_of_a_model_from_itself_is_nothing_at_all(rows, labelled):
    measure = auc(labelled, np.arange(1200.0))

    row = rows.less("one - one", "AUC", labelled, measure, measure)

    assert (row.ours, row.low, row.high) == (0, 0, 0)


def test_a_matched_row_counts_its_pairs(rows, labelled):
    assert rows.matched("one", labelled, np.arange(1200.0)).n == 400 * 800


def test_too_few_pairs_have_no_number(rows):
    few = Labelled(
        yes=np.arange(20) % 2 == 0, cluster=np.arange(20), characters=np.full(20, FEWEST_PAIRS)
    )

    row = rows.matched("one", few, np.arange(20.0))

    assert (row.metric, row.ours, row.n) == ("length-matched AUC: too few pairs", None, 100)
