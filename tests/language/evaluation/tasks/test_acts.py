"""Rates of offers, promises and introductions in an invented archive."""

import json
import lzma

import pytest

from bot.language.evaluation.figures import Asked
from bot.language.evaluation.gitter import MESSAGES
from bot.language.evaluation.tasks.acts import Acts

SAID = (
    ("ana", "Hello, I'm new here and this is my first loom"),
    ("ana", "I can help you with the glaze if you want"),
    ("bo", "The kiln is on the other side of the house"),
    ("bo", "I'll let you know how it went with the dough"),
)


@pytest.fixture
def rates(tmp_path):
    path = tmp_path / MESSAGES
    path.parent.mkdir()
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for number, (author, text) in enumerate(SAID):
            row = {"ts": f"2016-01-01T00:{number:02}:00.000Z", "room": "loom", "u": author}
            file.write(json.dumps(row | {"id": str(number), "t": text}) + "\n")
    figures = Acts().figures(Asked(data=tmp_path, draws=100, seed=4))
    return {(f.model, f.metric): f.ours for f in figures}


@pytest.mark.parametrize("act", ["offer", "promise", "introduction"])
def test_a_rate_is_per_thousand_messages(rates, act):
    assert rates[f"{act}-rules-1", "told per 1,000"] == 250


def test_introductions_are_told_apart_by_peoples_first_messages(rates):
    first, later = (
        rates["introduction-rules-1", f"told per 1,000 of people's {which} messages"]
        for which in ("first", "later")
    )

    assert (first, later) == (500, 0)
