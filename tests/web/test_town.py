import asyncio
import re
from datetime import UTC, datetime

import pytest

from bot.app import open_house
from bot.demo import DATABASE, KEPT, live_through, show
from bot.platforms.parlour.residents import town, town_start
from bot.web.town import TownPage


@pytest.fixture(scope="module")
def lived():
    return town(town_start(datetime(2026, 11, 18, 12, tzinfo=UTC)))


@pytest.fixture(scope="module")
def page(lived, tmp_path_factory):
    async def draw():
        folder = tmp_path_factory.mktemp("demo")
        async with open_house(folder=folder, database=DATABASE, retention=KEPT) as house:
            await live_through(house, lived)
            return TownPage(await show(house, lived)).html()

    return asyncio.run(draw())


def test_the_banner_says_that_nobody_here_is_real(page):
    assert "Nothing here is about real people." in page


def test_every_message_of_the_shown_week_has_a_verdict(page):
    messages = page.count('class="line ')

    assert messages > 150
    assert page.count('class="verdict"') == messages


def test_a_message_that_was_looked_at_shows_all_eight_steps(page, lived):
    anchor = "m" + re.sub("[^0-9a-zA-Z]", "-", lived.scenes[3].key.message)

    [line] = re.findall(rf'<li class="line [a-z]+" id="{anchor}">.*?</li>', page, re.DOTALL)

    assert [n for n in range(1, 9) if f"<dt>{n} " in line] == list(range(1, 9))


def test_the_scenes_lead_to_messages_that_are_there(page):
    anchors = re.findall(r'<li value="\d+"><a href="#([^"]+)">', page)

    assert len(anchors) >= 14
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_the_page_asks_nothing_of_anybody_else(page):
    assert not re.findall(r"(?:src|href)=\"https?://", page)
    assert "<script" not in page


def test_there_is_one_main_heading_and_a_way_past_the_top(page):
    assert page.count("<h1>") == 1
    assert 'class="skip" href="#thoughts"' in page
