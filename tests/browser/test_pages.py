"""The pages in a real browser, served by the real `tummler up`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    environment = kept | {
        "TUMMLER_DATA": str(tmp_path_factory.mktemp("data")),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    serving = subprocess.Popen(
        [sys.executable, "-m", "bot", "up", "--no-browser", "--port", "0"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    for line in serving.stderr:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            break
    else:
        pytest.fail(said)
    yield found.group()
    serving.terminate()
    serving.communicate(timeout=30)


@pytest.fixture(params=["/", "/digest", "/charter", "/metrics", "/metrics/valued_share"])
def path(request):
    return request.param


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_side(new_context, address, path, scheme, width):
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()

    page.goto(f"{address}{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_are_whole_without_script(new_context, address, path):
    context = new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{address}{path}")

    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()


def test_no_request_leaves_for_anywhere_else(new_context, address, path):
    asked = []
    page = new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{address}{path}", wait_until="networkidle")

    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_nothing_is_wrong_in_the_console(new_context, address, path):
    said = []
    page = new_context().new_page()
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{address}{path}", wait_until="networkidle")

    assert said == []


def test_the_keyboard_reaches_the_skip_link_first(new_context, address, path):
    page = new_context().new_page()
    page.goto(f"{address}{path}")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"


def test_the_two_themes_differ(new_context, address, path):
    grounds = set()
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme).new_page()
        page.goto(f"{address}{path}")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert len(grounds) == 2


def test_the_eight_steps_of_a_message_open_by_keyboard(new_context, address):
    page = new_context().new_page()
    page.goto(address)
    first = page.locator(".line details").first

    first.locator("summary").focus()
    page.keyboard.press("Enter")

    assert first.get_attribute("open") is not None


@pytest.mark.parametrize("drawn", ["/digest", "/metrics/ladder_level"])
def test_each_chart_has_words_and_a_table(new_context, address, drawn):
    page = new_context().new_page()
    page.goto(f"{address}{drawn}")

    for figure in page.locator("figure").all():
        drawn = figure.locator("svg[role=img]").first
        assert drawn.get_attribute("aria-labelledby") or drawn.get_attribute("aria-label")
        assert figure.locator("table tbody tr").count() > 0


def test_the_digest_leads_to_the_page_of_a_number_by_keyboard(new_context, address):
    page = new_context().new_page()
    page.goto(f"{address}/digest")
    link = page.locator("a[href='/metrics/valued_share']").first

    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/metrics/valued_share")

    assert page.locator("h1").inner_text() == "Valued Share"
