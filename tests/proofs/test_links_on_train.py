"""The published rows of the larger, train part: the scorer and the rule linker reproduce them."""

import os
from pathlib import Path

import pytest

from bot.language.evaluation.conversations import score_links
from bot.language.evaluation.folding import by_rules, parents_of, previous
from bot.language.evaluation.irc_days import read_days

ROOT = Path(__file__).parents[2]
DATA = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"NO DATA: {DATA} is absent"),
]


@pytest.fixture(scope="module")
def train():
    return read_days(DATA, "train")


def test_the_scorer_reproduces_the_previous_message_row(train):
    scores = score_links(train, [parents_of(previous(day)) for day in train])

    assert (scores.precision, scores.recall) == pytest.approx((32.4, 31.5), abs=0.2)


def test_the_rule_linker_reproduces_its_published_row(train):
    scores = score_links(train, [parents_of(by_rules(day)) for day in train])

    found = (scores.precision, scores.recall, scores.f)
    assert found == pytest.approx((68.0, 66.1, 67.0), abs=1)
