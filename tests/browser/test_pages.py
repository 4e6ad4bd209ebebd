"""The pages in a real browser, served by the real `tummler up`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

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


DRAWN = ("/", "/digest", "/charter", "/metrics", "/metrics/valued_share")
LIVE = ("/parlour", "/queue", "/ladder", "/silences", "/proposals", "/me")


@pytest.fixture(params=[*DRAWN, *LIVE])
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


def test_in_the_room_a_story_is_played_to_its_end(new_context, address):
    """A newcomer waits, and a moderator lets the bot speak; each has a page of their own."""
    newcomer, moderator = (new_context().new_page() for _ in range(2))
    for page, part in ((newcomer, "newcomer"), (moderator, "moderator")):
        page.goto(f"{address}/parlour?room=hello")
        page.locator(f"button[value={part}]").click()
        expect(page.locator(f"button[value={part}]")).to_have_attribute("aria-pressed", "true")

    newcomer.get_by_label("Write in #hello").fill("Hello! Why does my rye loaf stay so flat?")
    newcomer.get_by_role("button", name="Send").last.click()
    mine = newcomer.locator(".line", has_text="so flat?").last
    expect(mine).to_contain_text("Nothing is decided")
    for _ in range(6):
        moderator.get_by_role("button", name="An hour later").click()
    expect(mine).to_contain_text("I drafted one line")
    moderator.goto(f"{address}/queue")
    moderator.get_by_role("button", name="Let the bot send").first.click()
    said = newcomer.locator(".line.bot").last
    expect(said.get_by_role("button", name="Stop here")).to_be_visible()
    said.get_by_role("button", name="Why?").click()

    expect(newcomer.locator("#notices")).to_contain_text("For you alone")
    expect(newcomer.locator("#lively")).to_have_text("New lines appear by themselves.")


def test_what_is_being_written_outlives_a_line_being_drawn_anew(new_context, address):
    page = new_context().new_page()
    page.goto(f"{address}/parlour?room=lounge")
    line = page.locator(".line").last
    line.locator("summary", has_text="Reply").click()
    line.locator("textarea").first.fill("Half a thought")

    line.locator("form[action='/parlour/react'] button").first.click()

    expect(line.locator("form[action='/parlour/react'] button").first).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(line.locator("textarea").first).to_have_value("Half a thought")


def test_a_line_is_answered_by_keyboard_alone(new_context, address):
    page = new_context().new_page()
    page.goto(f"{address}/parlour?room=lounge")
    line = page.locator(".line").last

    line.locator("summary", has_text="Reply").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Told by keys")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".line", has_text="Told by keys").last).to_be_visible()
