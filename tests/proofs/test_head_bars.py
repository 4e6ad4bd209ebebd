"""The bars that the learned heads must reach on the public sets, by what was left out."""

import os
from pathlib import Path

import pytest

from bot.language.evaluation.figures import Asked
from bot.language.evaluation.tasks import hostility, scam_links, substance

ROOT = Path(__file__).parents[2]
DATA = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"NO DATA: {DATA} is absent"),
]


def ours(task):
    asked = Asked(data=DATA, draws=100, seed=20)
    return {(each.model, each.metric): each.ours for each in task.TASK.figures(asked)}


@pytest.fixture(scope="module")
def scam():
    return ours(scam_links)


@pytest.mark.parametrize("model", ["scam-1", "scam-1, no owners' list"])
def test_nine_in_ten_unseen_scam_domains_are_told(scam, model):
    assert scam[model, "recall"] >= 0.9


@pytest.mark.parametrize("model", ["scam-1", "scam-1, no owners' list"])
def test_at_most_seven_of_a_thousand_ordinary_hosts_alarm(scam, model):
    assert scam[model, "alarms per 1,000 ordinary hosts"] <= 7


def test_substance_beats_length_where_lengths_are_matched():
    found = ours(substance)

    assert found["substance-1 - length", "length-matched AUC, difference"] >= 0.05


def test_four_in_five_alarms_of_hostility_are_right():
    found = ours(hostility)

    assert found["hostility-1", "precision at its threshold"] >= 0.8
    assert found["hostility-1", "AUC"] > found["length", "AUC"]
