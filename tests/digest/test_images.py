import struct
import sys
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import psutil
import pytest

from bot.digest.compose import compose
from bot.digest.images import Painter, draw, draw_alone, inlined, picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def begun():
    """The processes that began since, whatever tests before this one have left running."""

    def alive():
        children = psutil.Process().children(recursive=True)
        running = [each for each in children if each.status() != psutil.STATUS_ZOMBIE]
        return {each for each in running if "spawn_main" in " ".join(each.cmdline())}

    before = alive()
    return lambda: alive() - before


@pytest.fixture(scope="module")
def pictures():
    """Drawn once: the process takes seconds to start."""
    return {}


@pytest.fixture
def drawn(replayed, pictures):
    report = compose(replayed)
    if not pictures:
        pictures.update(draw(report.charts))
    return report.charts, pictures


def test_every_chart_is_drawn_for_wide_and_narrow_screens(drawn):
    charts, pictures = drawn

    assert pictures.keys() == {chart.name for chart in charts}
    boxes = [ET.fromstring(pictures["waiting"].wide).get("viewBox").split()]  # noqa: S314  # our own
    boxes.append(ET.fromstring(pictures["waiting"].narrow).get("viewBox").split())  # noqa: S314
    assert [int(float(box[2])) for box in boxes] == [640, 320]


def test_a_picture_is_one_image_with_title_and_description(drawn):
    charts, pictures = drawn

    for chart in charts:
        root = ET.fromstring(pictures[chart.name].wide)  # noqa: S314  # drawn by us
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text == chart.title
        assert root.find(f"{SVG}desc").text == chart.alt
        assert [each for each in root.iter() if each.get("role")] == [root]


def test_colours_are_left_to_the_page(drawn):
    _, pictures = drawn
    text = "".join(picture.wide + picture.narrow for picture in pictures.values())

    assert "var(--accent)" in text
    assert 'fill="black"' not in text


def test_ids_of_two_pictures_never_meet(replayed):
    chart = compose(replayed).charts[0]
    svg = '<svg viewBox="0 0 9 9"><clipPath id="c"/><g clip-path="url(#c)"/></svg>'

    wide, narrow = inlined(svg, chart, "wide"), inlined(svg, chart, "narrow")

    assert 'id="wide-valued_share-c"' in wide
    assert "url(#wide-valued_share-c)" in wide
    assert 'id="narrow-valued_share-c"' in narrow


def test_a_picture_grows_with_its_place(replayed):
    chart = compose(replayed).charts[0]

    picture = inlined('<svg width="9" height="9" viewBox="0 0 9 9"></svg>', chart, "wide")

    assert picture.startswith('<svg viewBox="0 0 9 9" role="img"')


def test_words_in_a_picture_cannot_become_markup(replayed):
    chart = replace(compose(replayed).charts[0], title="<b>", alt="</desc>")

    picture = inlined("<svg></svg>", chart, "wide")

    assert "&lt;b&gt;" in picture
    assert "&lt;/desc&gt;" in picture


def test_a_file_of_each_chart_is_a_picture_of_some_size(replayed):
    charts = compose(replayed).charts

    files = draw_alone(charts)

    sizes = [struct.unpack(">II", file[16:24]) for file in files.values()]
    assert [*files] == [chart.name for chart in charts]
    assert all(file.startswith(b"\x89PNG\r\n") for file in files.values())
    assert all(width > 1000 and height > 300 for width, height in sizes)


def test_nothing_is_drawn_for_no_charts():
    assert draw(()) == {}


def test_a_chart_that_takes_too_long_is_left_out_and_its_process_ended(replayed, begun):
    charts = compose(replayed).charts

    assert draw(charts, timedelta(0)) == {}
    assert begun() == set()


def test_drawing_leaves_the_heavy_libraries_out_of_this_process(drawn):
    assert "vl_convert" not in sys.modules


def test_one_that_was_never_asked_for_anything_ends_when_it_is_closed(begun):
    painter = Painter(picture)
    painter.stand_by()
    [process] = begun()

    painter.close()

    assert not process.is_running()


def test_without_charts_no_process_is_started(begun):
    painter = Painter(picture)

    assert painter.draw(()) == {}
    assert begun() == set()
