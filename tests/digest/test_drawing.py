import json
from dataclasses import replace

import pytest

from bot.digest.compose import compose
from bot.digest.drawing import NARROW, WIDE, specification, theme
from bot.digest.palette import AS_VARIABLES, DARK, LIGHT

FORBIDDEN = {"transform", "url", "aggregate", "bin", "timeUnit", "calculate"}


@pytest.fixture(params=["valued_share", "waiting"])
def chart(request, replayed):
    return next(each for each in compose(replayed).charts if each.name == request.param)


def walked(value):
    """Every key and its value, however deep."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key, inside
            yield from walked(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from walked(inside)


def rows(spec):
    values = [
        inside for key, inside in walked(spec) if key == "values" and isinstance(inside, list)
    ]
    datasets = spec.get("datasets", {})
    return [row for part in [*values, *datasets.values()] for row in part if isinstance(row, dict)]


def test_data_is_inline_aggregated_and_small(chart):
    spec = specification(chart, LIGHT, WIDE)

    assert 0 < len(rows(spec)) <= 200
    assert not FORBIDDEN & {key for key, _ in walked({**spec, "$schema": ""})}


def test_every_value_that_is_drawn_has_its_range(chart):
    drawn = [row for row in rows(specification(chart, LIGHT, WIDE)) if "value" in row]

    assert drawn
    assert all(row["low"] <= row["value"] <= row["high"] for row in drawn)


def test_a_missing_week_parts_the_line(replayed):
    chart = compose(replayed).charts[0]

    runs = {
        row["label"]: row["run"] for row in rows(specification(chart, LIGHT, WIDE)) if "run" in row
    }

    assert runs["40"] != runs["42"]
    assert "41" not in runs


def test_shares_run_from_nothing_to_all(chart):
    spec = specification(chart, LIGHT, WIDE)
    domains = [
        inside["scale"]["domain"]
        for key, inside in walked(spec)
        if key == "y" and isinstance(inside, dict)
    ]

    assert domains
    assert all(domain == [0, 1] for domain in domains)


def test_the_description_is_the_alt_text(chart):
    assert specification(chart, LIGHT, NARROW)["description"] == chart.alt


@pytest.mark.parametrize("colours", [LIGHT, DARK, AS_VARIABLES])
def test_every_colour_comes_from_the_palette(chart, colours):
    spec = specification(chart, colours, WIDE)
    found = {
        inside
        for key, inside in walked(spec)
        if key in {"color", "fill", "stroke"} or key.endswith("Color")
        if isinstance(inside, str)
    }

    assert found
    assert found <= set(colours.values())


def test_no_text_is_smaller_than_eleven_pixels(chart):
    sizes = [
        inside for key, inside in walked(specification(chart, LIGHT, NARROW)) if "ontSize" in key
    ]

    assert min(sizes) >= 11


def test_a_specification_can_be_written_down(chart):
    spec = specification(chart, LIGHT, WIDE)

    assert json.loads(json.dumps(spec)) == spec


def test_the_theme_changes_colours_and_nothing_else():
    def shape(colours):
        return {key for key, _ in walked(theme(colours))}

    assert shape(LIGHT) == shape(DARK)


def test_a_chart_nobody_knows_is_refused(chart):
    with pytest.raises(KeyError):
        specification(replace(chart, name="pie"), LIGHT, WIDE)
