"""Of several workspaces each is answered by its own connection, and no other request by any."""

import asyncio
import json

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette

from bot.core.clock import ManualClock
from bot.platforms.slack.receiving import Door
from cogs.slack.door import PATH, door_routes
from tests.servers.slack.posting import SECRET
from tests.servers.slack.world import START, TEAM

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
AT = str(int(START.timestamp()))
BODIES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60).map(str.encode),
    st.sampled_from([b"[]", b"1", b"null", b'"x"', b"payload=[]", b"payload=%7B", b"{}"]),
    st.builds(
        lambda team, told: json.dumps({"team": team, "event": told}).encode(),
        st.one_of(st.none(), st.integers(), st.text(max_size=5), st.just({"id": 1}), st.just([])),
        st.one_of(st.none(), st.text(max_size=5), st.just({"type": 1})),
    ),
)


@pytest.fixture
def door():
    return Door(SECRET, ManualClock(START), several=True)


async def posted(door, body, kind=JSON):
    """What a rightly signed request is answered."""
    signed = SignatureVerifier(SECRET).generate_signature(timestamp=AT, body=body)
    headers = {
        "X-Slack-Request-Timestamp": AT,
        "X-Slack-Signature": signed,
        "Content-Type": kind,
    }
    across = httpx.ASGITransport(app=Starlette(routes=door_routes(door)))
    async with httpx.AsyncClient(transport=across, base_url="http://here") as slack:
        return await slack.post(PATH, content=body, headers=headers)


async def test_the_address_is_confirmed_before_anybody_has_installed_it(door):
    told = await posted(door, b'{"type": "url_verification", "challenge": "3eZ"}')

    assert (told.status_code, told.text) == (200, "3eZ")


async def test_a_workspace_that_is_not_answered_yet_is_to_be_told_again(door):
    door.workspaces[TEAM] = START
    body = json.dumps({"type": "event_callback", "team_id": TEAM}).encode()

    first, again = await posted(door, body), await posted(door, body)

    assert (first.status_code, again.status_code) == (503, 503)


@pytest.mark.parametrize(("before", "status"), [(59, 503), (61, 200)])
async def test_that_a_workspace_left_before_it_let_us_in_again_leads_to_nothing(
    door, before, status
):
    door.workspaces[TEAM] = START
    told = {"team_id": TEAM, "event": {"type": "app_uninstalled"}, "type": "event_callback"}
    body = json.dumps(told | {"event_time": int(START.timestamp()) - before}).encode()

    answer = await posted(door, body)  # who would answer is not there

    assert answer.status_code == status


async def test_what_is_of_no_workspace_here_is_not_to_be_told_again(door):
    told = await posted(door, b'{"type": "event_callback", "team_id": "T9"}')

    assert (told.status_code, told.headers["X-Slack-No-Retry"]) == (403, "1")


@settings(max_examples=60, deadline=None)
@given(body=BODIES, kind=st.sampled_from([JSON, FORM]))
def test_whatever_is_rightly_signed_and_of_no_workspace_is_refused_in_order(body, kind):
    door = Door(SECRET, ManualClock(START), several=True)
    door.workspaces[TEAM] = START

    told = asyncio.run(posted(door, body, kind))

    assert told.status_code in {400, 401, 403}
