"""The way of a workspace to Slack and back is good once, in one browser, for ten minutes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.platforms.slack.installing import GOOD_FOR, MOST_STATES, States
from bot.platforms.slack.manifest import INSTALL, LEADS_BACK, Wanted, scopes
from db import tables
from tests.platforms.slack.conftest import WorldClock
from tests.scenarios.workspaces_town import OTHER, OTHER_TOKEN, living
from tests.servers.slack.server import AWAY, CLIENT, Fault, fake_slack, shared_folder

pytestmark = pytest.mark.stores("sqlite")
SECOND = timedelta(seconds=1)


@pytest.fixture
async def fake():
    async with fake_slack(shared_folder()) as server:
        yield server
        assert server.record.wrong == []


@pytest.fixture
def other(fake):
    return fake.adds(OTHER, OTHER_TOKEN)


@pytest.fixture
async def town(fake, tmp_path):
    async with living(fake, tmp_path) as town:
        yield town


async def comes_back(town, state, cookie, **asked):
    query = "&".join(f"{name}={value}" for name, value in (asked | {"state": state}).items())
    return await town.opens(f"{LEADS_BACK}?{query}", cookie=cookie)


async def test_the_page_leads_to_slack_with_the_rights_of_the_manifest_and_no_users(town):
    told = await town.opens(INSTALL)

    address = told.headers["Location"]
    assert told.status == 302
    assert address.startswith("https://slack.com/oauth/v2/authorize?")
    assert f"client_id={CLIENT[0]}" in address
    assert ",".join(scopes(Wanted())) in address.replace("%3A", ":").replace("%2C", ",")
    assert address.endswith("user_scope=") or "user_scope=&" in address


async def test_the_cookie_is_for_this_browser_and_no_script(town):
    told = await town.opens(INSTALL)

    cookie = told.headers["Set-Cookie"].lower()
    assert {"secure", "httponly", "max-age=600"} <= {each.strip() for each in cookie.split(";")}


async def test_a_state_is_good_once(town, fake, other):
    state, cookie = await town.sets_out()

    first = await comes_back(town, state, cookie, code=fake.allows(other))
    again = await comes_back(town, state, cookie, code=fake.allows(other))

    assert (first.status, again.status) == (200, 401)


async def test_another_browser_cannot_come_back_with_it(town, fake, other):
    state, _ = await town.sets_out()
    _, anothers = await town.sets_out()

    told = await comes_back(town, state, anothers, code=fake.allows(other))

    assert told.status == 400
    assert await town.held(other, tables.installations) == 0


async def test_a_state_that_nobody_gave_out_is_refused(town, fake, other):
    cookie = "slack-app-oauth-state=made-up"

    told = await comes_back(town, "made-up", cookie, code=fake.allows(other))

    assert told.status == 401


async def test_after_ten_minutes_one_begins_anew(town, fake, other):
    state, cookie = await town.sets_out()
    fake.world.at += GOOD_FOR + SECOND

    told = await comes_back(town, state, cookie, code=fake.allows(other))

    assert told.status == 401


async def test_a_code_that_slack_does_not_know_installs_nothing(town, caplog, capsys):
    state, cookie = await town.sets_out()

    told = await comes_back(town, state, cookie, code="zanzibarcode")

    assert told.status == 401
    assert "zanzibarcode" not in caplog.text + "".join(capsys.readouterr())


async def test_whoever_says_no_at_slack_is_told_that_nothing_was_installed(town):
    state, cookie = await town.sets_out()

    told = await comes_back(town, state, cookie, error="access_denied")

    assert (told.status, told.text) == (200, "Nothing was installed.")


@pytest.mark.parametrize(
    "given",
    [
        {"is_enterprise_install": True, "enterprise": {"id": "E1"}, "team": None},
        {"refresh_token": "xoxe-1", "expires_in": 43_200},
        {"access_token": None},
    ],
)
async def test_what_no_workspace_alone_may_give_is_not_kept(town, fake, other, given):
    fake.installs = given
    state, cookie = await town.sets_out()

    told = await comes_back(town, state, cookie, code=fake.allows(other))

    assert told.status == 403
    assert await town.held(other, tables.installations) == 0


async def test_a_users_token_that_comes_along_is_kept_nowhere(town, fake, other):
    fake.installs = {"authed_user": {"id": "U1", "access_token": "xoxp-marker"}}

    told = await town.installs(other)

    async with town.on.house.store.unit() as unit:
        [kept] = await unit.installations.all()
        rows = (await unit.transaction.connection.execute(select(tables.installations))).all()
        await unit.commit()
    assert told.status == 200
    assert (kept.token, len(rows)) == (OTHER_TOKEN, 1)


async def test_a_slack_that_is_away_is_told_in_words(town, fake):
    state, cookie = await town.sets_out()
    fake.faults.append(Fault(method="oauth.v2.access", status=AWAY, times=2))

    told = await comes_back(town, state, cookie, code="any")

    assert (told.status, "nothing was installed" in told.text) == (502, True)


async def test_of_too_many_on_their_way_the_first_begin_anew(fake):
    states = States(WorldClock(fake))
    first = await states.async_issue()
    last = [await states.async_issue() for _ in range(MOST_STATES)][-1]

    assert not await states.async_consume(first)
    assert await states.async_consume(last)
