"""The cards of a replay in a real browser, served by the real `tummler replay --rate`."""

import csv
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
COLUMNS = "message=id,author=user,time=at,text=body,channel=room,thread=parent"
pytestmark = pytest.mark.browser


def talk():
    """Days of quick answers, each of which ends with a question that nobody answers."""
    for day in range(6):
        start = MONDAY + timedelta(days=day)
        for turn in range(12):
            at, name = start + timedelta(minutes=40 * turn), f"{day}-{turn}"
            yield f"q{name}", f"ask{turn}", at, f"How do I true wheel {turn}?", ""
            answer = at + timedelta(minutes=4)
            yield f"a{name}", f"tell{turn}", answer, "Turn each spoke a little.", f"q{name}"
        at = start + timedelta(hours=10)
        yield f"lonely{day}", f"ana{day}", at, f"Which pump suits shed {day}?", ""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rewind")
    archive = folder / "archive.csv"
    with archive.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "user", "at", "body", "room", "parent"])
        for key, author, at, text, parent in talk():
            rows.writerow([key, author, at.isoformat(), text, "shed", parent])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    command = [
        *(sys.executable, "-m", "bot", "--data", str(folder / "data"), "replay", str(archive)),
        *("--map", COLUMNS, "--time-zone", "UTC", "--rate", "--out", str(folder / "out")),
    ]
    serving = subprocess.Popen(
        command,
        env=kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "TUMMLER_PORT": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    for line in serving.stderr:
        said += line
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/rewind", line):
            break
    else:
        pytest.fail(said)
    yield f"{found[1]}/rewind"
    serving.send_signal(signal.SIGINT)
    serving.communicate(timeout=30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_side(new_context, address, scheme, width):
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_buttons_rate(new_context, address):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    before = page.locator("[role=status]").inner_text()

    page.locator("button[value=say]").click()

    assert "Noted: Say." in page.locator("[role=status]").inner_text()
    assert page.locator("[role=status]").inner_text() != before


def test_a_key_rates_and_leads_to_the_next_card(new_context, address):
    page = new_context().new_page()
    page.goto(address)
    card = page.locator("input[name=card]").get_attribute("value")

    page.keyboard.press("2")

    expect(page.locator("[role=status]")).to_contain_text(re.compile("Noted: Don.t say"))
    assert page.locator("input[name=card]").get_attribute("value") != card


def test_what_happened_then_opens_by_keyboard(new_context, address):
    page = new_context().new_page()
    page.goto(address)
    summary = page.locator("article details summary")
    summary.focus()

    page.keyboard.press("Enter")

    expect(page.locator("article details")).to_have_attribute("open", "")
