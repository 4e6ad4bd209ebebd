"""Several Slack workspaces live in one house, and none of them knows of another."""

import pytest

from bot.platforms.slack.keys import community_of
from db import tables
from tests.platforms.slack.conftest import until
from tests.scenarios.workspaces_town import OTHER, OTHER_TOKEN, living
from tests.servers.slack.server import Fault, fake_slack, shared_folder
from tests.servers.slack.world import TEAM

pytestmark = pytest.mark.stores("sqlite")
ANA, BO, MO = "U000000AN", "U000000BO", "U000000MO"


@pytest.fixture
async def fake():
    async with fake_slack(shared_folder()) as server:
        yield server
        assert server.record.wrong == []


@pytest.fixture
def other(fake):
    """Another workspace, whose channels go by the same ids."""
    return fake.adds(OTHER, OTHER_TOKEN)


@pytest.fixture
def porch(fake):
    return fake.world.opens("porch", ANA, BO)


@pytest.fixture
def yard(other):
    return other.opens("yard", ANA, BO)


async def both_installed(town, fake, other, porch, yard):
    await town.listens(fake.world, porch)
    await town.listens(other, yard)
    for world in (fake.world, other):
        assert (await town.installs(world)).status == 200
        await town.answers(world.team)


async def test_each_workspace_is_heard_by_its_own_token(fake, other, porch, yard, *, tmp_path):
    async with living(fake, tmp_path) as town:
        await both_installed(town, fake, other, porch, yard)

        first, _ = await town.tells(fake.world.says(porch, ANA, "how does one bind a book?"))
        second, _ = await town.tells(other.says(yard, ANA, "who has the key?"))
        third, _ = await town.tells(other.says(yard, BO, "I do."))

        assert (first, second, third) == (200, 200, 200)
        await town.holds(fake.world, 1)
        await town.holds(other, 2)


async def test_each_workspace_is_answered_by_its_own_token(fake, other, porch, yard, *, tmp_path):
    async with living(fake, tmp_path) as town:
        await both_installed(town, fake, other, porch, yard)

        status, _ = await town.tells(other.command(ANA, yard, "help"), "slash_commands")
        await until(lambda: bool(other.beside))

    assert (status, fake.world.beside) == (200, [])


async def test_a_restart_keeps_both(fake, other, porch, yard, tmp_path):
    async with living(fake, tmp_path) as town:
        await both_installed(town, fake, other, porch, yard)

    async with living(fake, tmp_path) as town:
        await town.answers(TEAM)
        await town.answers(OTHER)
        told = [
            await town.tells(fake.world.says(porch, ANA, "good morning")),
            await town.tells(other.says(yard, ANA, "good evening")),
        ]

        assert [status for status, _ in told] == [200, 200]
        await town.holds(fake.world, 1)
        await town.holds(other, 1)


async def test_a_workspace_is_a_community_from_its_installation_on(fake, other, tmp_path):
    async with living(fake, tmp_path) as town:
        await town.installs(other)

        assert await town.on.hearing.zone(community_of(OTHER)) == "Europe/Berlin"


async def test_what_is_rightly_signed_of_a_workspace_that_did_not_install_is_refused(
    fake, other, porch, yard, *, tmp_path, caplog
):
    async with living(fake, tmp_path) as town:
        await town.installs(fake.world)
        await town.answers(TEAM)

        event, _ = await town.tells(other.says(yard, ANA, "zanzibarmarker"))
        command, _ = await town.tells(other.command(ANA, yard, "forget"), "slash_commands")

        assert (event, command) == (403, 403)
        assert await town.held(other) == 0
    assert "zanzibarmarker" not in caplog.text


@pytest.mark.parametrize("word", ["app_uninstalled", "tokens_revoked"])
async def test_what_a_workspace_takes_back_is_erased_and_the_other_goes_on(
    fake, other, porch, yard, *, tmp_path, word
):
    async with living(fake, tmp_path) as town:
        await both_installed(town, fake, other, porch, yard)
        await town.tells(fake.world.says(porch, ANA, "how does one bind a book?"))
        await town.tells(other.says(yard, ANA, "who has the key?"))
        await town.holds(other, 1)

        status, _ = await town.tells(other.tells(type=word, tokens={"bot": ["U1"]}))
        goes_on, _ = await town.tells(fake.world.says(porch, BO, "with thread"))

        assert (status, goes_on) == (200, 200)
        await town.holds(fake.world, 2)
        assert await town.held(other) == 0
        assert await town.held(other, tables.installations) == 0
        assert await town.held(fake.world, tables.installations) == 1
        assert town.on.ready


async def test_the_second_word_that_a_workspace_leaves_is_no_failure(fake, other, tmp_path):
    async with living(fake, tmp_path) as town:
        await town.installs(other)
        await town.answers(OTHER)
        first, _ = await town.tells(other.tells(type="tokens_revoked", tokens={"bot": ["U1"]}))

        second, _ = await town.tells(other.tells(type="app_uninstalled"))

    assert (first, second) == (200, 200)


async def test_whoever_left_may_come_back_with_a_new_token(fake, other, yard, tmp_path):
    async with living(fake, tmp_path) as town:
        await town.installs(other)
        await town.answers(OTHER)
        await town.tells(other.tells(type="app_uninstalled"))
        other.token = "xoxb-another"  # no real token

        await town.installs(other)
        await town.answers(OTHER)
        await town.listens(other, yard)
        status, _ = await town.tells(other.says(yard, ANA, "hello again"))

        assert status == 200
        await town.holds(other, 1)


async def test_a_late_word_of_leaving_erases_nothing_of_whoever_came_back(
    fake, other, yard, tmp_path
):
    async with living(fake, tmp_path) as town:
        await town.installs(other)
        await town.answers(OTHER)
        await town.listens(other, yard)
        await town.tells(other.says(yard, ANA, "hello again"))
        await town.holds(other, 1)

        late = other.tells(type="app_uninstalled")
        late["event_time"] -= 300
        status, _ = await town.tells(late)

        assert status == 200
        assert await town.held(other) == 1
        assert await town.held(other, tables.installations) == 1


async def test_installing_again_puts_the_new_token_in_the_old_ones_place(
    fake, other, yard, tmp_path
):
    async with living(fake, tmp_path) as town:
        await town.installs(other)
        await town.answers(OTHER)
        before = town.door.desk(OTHER)
        other.token = "xoxb-another"  # no real token

        await town.installs(other)
        await until(lambda: town.door.desk(OTHER) not in {None, before})
        await town.tells(other.command(ANA, yard, "help"), "slash_commands")
        await until(lambda: bool(other.beside))

        assert await town.held(other, tables.installations) == 1


async def test_a_token_that_slack_takes_no_more_ends_that_workspace_alone(
    fake, other, porch, yard, *, tmp_path
):
    async with living(fake, tmp_path) as town:
        await both_installed(town, fake, other, porch, yard)
    other.revoked = True

    async with living(fake, tmp_path) as town:
        await town.answers(TEAM)
        heard, _ = await town.tells(fake.world.says(porch, ANA, "good morning"))
        refused, _ = await town.tells(other.says(yard, ANA, "good evening"))

        assert (heard, refused) == (200, 403)
        assert town.on.workspaces.teams == {TEAM}
        assert town.on.ready


async def test_a_workspace_that_cannot_be_reached_for_a_while_is_tried_again(
    fake, other, yard, tmp_path
):
    async with living(fake, tmp_path) as town:
        await town.listens(other, yard)
        await town.installs(other)
        await town.answers(OTHER)
    fake.faults.append(Fault(method="auth.test", times=3))

    async with living(fake, tmp_path) as town:
        await town.answers(OTHER)
        await town.tells(other.says(yard, ANA, "hello"))

        await town.holds(other, 1)


async def test_the_moderators_channel_of_a_workspace_is_its_own(fake, other, tmp_path):
    private = fake.world.opens("staff", MO)
    private.private = True

    async with living(fake, tmp_path, staff={TEAM: private.number}) as town:
        for world in (fake.world, other):
            await town.installs(world)
            await town.answers(world.team)
        surface = town.on.sides.surface("slack")

        assert await surface.carries(community_of(TEAM))
        assert not await surface.carries(community_of(OTHER))
