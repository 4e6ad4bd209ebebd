"""Two workspaces in one house never see each other, though rooms and people go by the same ids."""

import json
from datetime import timedelta

import pytest

from bot.core.privacy import Then
from bot.platforms.exports.slack_records import member
from bot.platforms.slack.keys import channel, community_of
from db import tables
from tests.platforms.slack.conftest import until
from tests.scenarios.workspaces_town import OTHER, OTHER_TOKEN, living
from tests.servers.slack.server import fake_slack, shared_folder
from tests.servers.slack.world import TEAM

pytestmark = pytest.mark.stores("sqlite")
ANA, BO, MO = "U000000AN", "U000000BO", "U000000MO"
WORD = "zanzibarmarker"


@pytest.fixture
async def fake():
    async with fake_slack(shared_folder()) as server:
        yield server
        assert server.record.wrong == []


@pytest.fixture
async def town(fake, tmp_path):
    """Two workspaces with a porch each, in which Ana and Bo said something."""
    other = fake.adds(OTHER, OTHER_TOKEN)
    async with living(fake, tmp_path) as town:
        for world in (fake.world, other):
            porch = world.opens("porch", ANA, BO, MO)
            await town.installs(world)
            await town.listens(world, porch)
            await town.answers(world.team)
            await town.tells(world.says(porch, ANA, f"how does one bind a {WORD}?"))
            await town.tells(world.says(porch, BO, "with thread"))
            await town.holds(world, 2)
        yield town


@pytest.fixture
def here(fake, town):
    return fake.world


@pytest.fixture
def there(fake, town):
    return fake.others[0]


def room(world):
    return world.channels["C00000001"]


async def asks(town, world, user, said):
    """What somebody of a workspace is answered beside what they typed."""
    before = len(world.beside)
    await town.tells(world.command(user, room(world), said), "slash_commands")
    await until(lambda: len(world.beside) > before)
    return json.dumps(world.beside[before:])


def button_in(blocks, label):
    return next(
        element
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == label
    )


async def test_whoever_is_forgotten_in_one_stays_in_the_other(town, here, there):
    now = here.at + timedelta(seconds=1)

    await town.on.house.privacy.note([community_of(TEAM)], [member(ANA)], Then.START_AFRESH, now)
    await town.on.house.privacy.carry_out(now)

    assert (await town.held(here), await town.held(there)) == (1, 2)


async def test_a_pause_in_one_is_none_in_the_other(town, here, there):
    await asks(town, here, ANA, "pause prompts 7d")

    assert await town.held(here, tables.consents) == 1
    assert await town.held(there, tables.consents) == 0


async def test_an_admin_of_one_moderates_nothing_in_the_other(town, here, there):
    here.admins.add(MO)

    mine = await asks(town, here, MO, "staff queue")
    theirs = await asks(town, there, MO, "staff queue")

    assert "This is for moderators" not in mine
    assert "This is for moderators" in theirs


async def test_a_flag_in_one_lies_before_the_moderators_of_one(town, here, there):
    for world in (here, there):
        world.admins.add(MO)
    ts = next(iter(room(here).messages))
    await town.tells(here.shortcut(BO, room(here), ts, "more"), "interactive")
    await until(lambda: bool(here.beside))
    button = button_in(here.beside[0]["blocks"], "For the moderators…")
    await town.tells(here.press(BO, room(here), "1", button), "interactive")
    await until(lambda: bool(here.views))

    typed = {"words": {"type": "plain_text_input", "value": "look at this"}}
    await town.tells(here.hands_in(BO, here.views[-1], typed), "interactive")

    await town.holds(here, 1, tables.alerts)
    assert await town.held(there, tables.alerts) == 0
    assert "look at this" in await asks(town, here, MO, "staff alerts")
    assert "look at this" not in await asks(town, there, MO, "staff alerts")


async def test_what_one_is_shown_at_home_is_asked_for_by_its_own_token(town, here, there):
    await town.tells(here.tells(type="app_home_opened", user=ANA, tab="home"))
    await until(lambda: bool(here.homes))

    assert set(here.homes) == {ANA}
    assert there.homes == {}


async def test_no_answer_in_one_leads_into_the_other(town, here, there):
    said = await asks(town, there, ANA, "me")

    assert TEAM not in said


async def test_a_moderator_of_one_is_none_of_a_room_of_the_other(town, here, there):
    here.admins.add(MO)
    sides = town.on.sides

    assert await sides.moderates(member(MO), channel(TEAM, "C00000001"))
    assert not await sides.moderates(member(MO), channel(OTHER, "C00000001"))


async def test_each_is_measured_by_itself(town, here, there):
    await town.tells(here.says(room(here), BO, "and glue"))
    await town.holds(here, 3)

    async with town.on.house.store.unit() as unit:
        views = await unit.reading()
        start, end = here.at - timedelta(days=1), here.at + timedelta(days=1)
        many = [
            (await views.heard(community_of(team), start, end)).messages for team in (TEAM, OTHER)
        ]
        await unit.commit()

    assert many == [3, 2]
