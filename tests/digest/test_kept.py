"""The same charts are drawn once, and anything that changes has them drawn again."""

from dataclasses import replace

import pytest

from bot.digest.images import Picture
from bot.digest.kept import FILE, keeping
from bot.digest.report import Chart

CHART = Chart(
    name="waiting",
    title="How long people wait",
    alt="a curve",
    caption="",
    marks=(),
    rule=None,
    ticks=(),
    names=(),
    columns=("wait",),
    rows=(("five minutes",),),
)


class Pen:
    """Draws a number each time it is asked, and counts."""

    def __init__(self):
        self.drawn = 0

    def __call__(self, charts):
        self.drawn += 1
        return {chart.name: Picture(wide=f"<svg>{self.drawn}</svg>", narrow="") for chart in charts}


@pytest.fixture
def pen():
    return Pen()


def test_the_same_charts_are_drawn_once(tmp_path, pen):
    found = [keeping(tmp_path, pen)([CHART]) for _ in range(2)]

    assert pen.drawn == 1
    assert found[0] == found[1]


def test_a_chart_that_changed_is_drawn_again(tmp_path, pen):
    keeping(tmp_path, pen)([CHART])

    found = keeping(tmp_path, pen)([replace(CHART, rows=(("six minutes",),))])

    assert found["waiting"].wide == "<svg>2</svg>"


def test_another_release_of_a_library_draws_again(tmp_path, pen):
    keeping(tmp_path, pen)([CHART])

    keeping(tmp_path, pen, lambda name: f"{name} of tomorrow")([CHART])

    assert pen.drawn == 2


@pytest.mark.parametrize("spoilt", ["", "no JSON", "[]", '{"mark": "x"}', '{"pictures": {}}'])
def test_a_spoilt_file_is_drawn_over(tmp_path, pen, spoilt):
    (tmp_path / FILE).write_text(spoilt, encoding="utf-8")

    for _ in range(2):
        keeping(tmp_path, pen)([CHART])

    assert pen.drawn == 1


def test_what_was_not_drawn_in_time_is_tried_again(tmp_path):
    def late(_charts):
        return {}

    keeping(tmp_path, late)([CHART])

    assert list(tmp_path.iterdir()) == []


def test_nothing_but_the_one_file_is_left(tmp_path, pen):
    keeping(tmp_path, pen)([CHART])

    assert [file.name for file in tmp_path.iterdir()] == [FILE]
