"""What Slack posts is heard as what it tells through a socket; what is not Slack's is refused."""

import asyncio
import contextlib
import json
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.platforms.slack.connection import SILENCE
from cogs.slack.door import LARGEST
from tests.platforms.slack.conftest import until
from tests.servers.slack.posting import written

ANA = "U000000AN"
WORDS = "Who knows a wheel builder?"
JSON = {"Content-Type": "application/json"}


async def listening(rig, porch):
    await rig.chooses(porch)
    return rig.listening()


async def test_what_is_posted_is_taken_in_before_it_is_answered(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()

        await fake.tell(fake.world.says(porch, ANA, WORDS))

        assert fake.poster.statuses == [200]
        assert await posted.held(porch) == [*porch.messages]


async def test_the_address_is_confirmed_by_its_challenge(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()

        told = await fake.poster.post(
            {"type": "url_verification", "challenge": "abc", "token": "t"}, "events_api"
        )

    assert told == {"challenge": "abc"}


async def test_what_was_said_before_the_door_opened_is_fetched(posted, fake, porch):
    fake.world.says(porch, ANA, WORDS)

    async with await listening(posted, porch):
        await posted.level()

    assert await posted.held(porch) == [*porch.messages]


async def test_before_anybody_listens_slack_is_asked_to_tell_it_again(posted, fake, porch):
    await fake.tell(fake.world.says(porch, ANA, WORDS))

    assert fake.poster.statuses == [503]


async def test_what_came_again_has_the_history_read_once_more(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()
        fake.world.says(porch, ANA, "Lost on its way.")
        payload = fake.world.says(porch, ANA, WORDS)

        await fake.tell(payload, attempt=1)
        await posted.level(connection=2)

    assert await posted.held(porch) == [*porch.messages]


async def test_a_door_that_stays_silent_while_people_talk_has_the_history_read(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()
        fake.world.says(porch, ANA, "Nobody told.")
        fake.world.later(SILENCE + timedelta(seconds=1))

        await posted.level(connection=2)

    assert await posted.held(porch) == [*porch.messages]


async def test_a_token_that_was_revoked_ends_it_here_too(posted, fake, porch):
    async def listened():
        async with await listening(posted, porch) as task:
            await posted.level()
            fake.world.revoked = True
            await until(task.done)

    with pytest.raises(Exception, match="tummler connect slack"):
        await listened()


def forged(headers, _body):
    return headers | {"X-Slack-Signature": "v0=" + "0" * 64}


def unsigned(_headers, _body):
    return {}


def strange(headers, _body):
    return headers | {"X-Slack-Request-Timestamp": "yesterday"}


def not_ascii(headers, _body):
    return headers | {"X-Slack-Signature": "v0=ünder"}


@pytest.mark.parametrize("wrong", [forged, unsigned, strange, not_ascii])
async def test_what_slack_did_not_sign_is_refused(posted, fake, porch, wrong):
    async with await listening(posted, porch):
        await posted.level()
        body, _ = written(fake.world.says(porch, ANA, WORDS), "events_api")

        status, _ = await fake.poster.send(body, JSON | wrong(fake.poster.signed(body), body))

        assert status == 401
        assert await posted.held(porch) == []


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"", b"{"])
async def test_bytes_that_are_no_text_are_refused(posted, fake, porch, body):
    async with await listening(posted, porch):
        await posted.level()

        status, _ = await fake.poster.send(body, JSON | forged(fake.poster.signed(b"x"), body))

    assert status == 401


async def test_a_body_that_was_changed_after_it_was_signed_is_refused(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()
        body, _ = written(fake.world.says(porch, ANA, WORDS), "events_api")

        changed = body.replace(b"wheel", b"house")
        status, _ = await fake.poster.send(changed, JSON | fake.poster.signed(body))

    assert status == 401


@pytest.mark.parametrize("ago", [301, -302])
async def test_a_timestamp_too_far_away_is_refused(posted, fake, porch, ago):
    async with await listening(posted, porch):
        await posted.level()
        body, _ = written(fake.world.says(porch, ANA, WORDS), "events_api")

        status, _ = await fake.poster.send(body, JSON | fake.poster.signed(body, ago=ago))

    assert status == 401


async def test_a_request_that_comes_twice_is_answered_once(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()
        body, _ = written(fake.world.says(porch, ANA, WORDS), "events_api")
        headers = JSON | fake.poster.signed(body)

        first, _ = await fake.poster.send(body, headers)
        second, _ = await fake.poster.send(body, headers)

    assert (first, second) == (200, 409)


async def test_a_request_of_another_workspace_is_acknowledged_and_dropped(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()
        payload = fake.world.says(porch, ANA, WORDS) | {"team_id": "T0000EVIL"}
        payload["authorizations"][0]["team_id"] = "T0000EVIL"

        with capture_logs() as logs:
            await fake.tell(payload)

        assert fake.poster.statuses == [200]
        assert await posted.held(porch) == []
        assert [each["event"] for each in logs] == ["slack_request_of_another_workspace"]


@pytest.mark.parametrize("more", [0, LARGEST])
async def test_a_body_beyond_the_bound_is_refused_before_it_is_read(posted, fake, porch, more):
    async with await listening(posted, porch):
        await posted.level()
        body = b"x" * (LARGEST + 1 + more)

        status, _ = await fake.poster.send(body, JSON | fake.poster.signed(body))

    assert status == 413


async def test_a_refusal_leaves_no_word_and_no_id_in_the_log(posted, fake, porch):
    async with await listening(posted, porch):
        await posted.level()
        body, _ = written(fake.world.says(porch, ANA, WORDS), "events_api")
        headers = fake.poster.signed(body)

        with capture_logs() as logs:
            await fake.poster.send(body, JSON | forged(headers, body))
            await fake.poster.send(b"x" * (LARGEST + 1), JSON)

    assert [each["why"] for each in logs] == ["forged", "too large"]
    assert not any(each in json.dumps(logs) for each in (WORDS, ANA, porch.number))


@pytest.fixture
async def failing(posted):
    """A connection in which hearing fails the first time; what was heard after that."""
    heard, tries = [], []

    async def hear(delivery):
        tries.append(delivery)
        if len(tries) == 1:
            raise RuntimeError
        heard.append(delivery.event_id)

    async def nothing():
        return False

    await posted.connection.identity()
    task = asyncio.create_task(posted.connection.run(hear, nothing, nothing))
    await until(lambda: posted.door.answered)
    yield heard
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_what_fails_in_hearing_is_told_again(failing, fake, porch):
    payload = fake.world.says(porch, ANA, WORDS)

    await fake.tell(payload)
    await fake.tell_again()

    assert fake.poster.statuses == [500, 200]
    assert failing == [payload["event_id"]]


async def test_what_failed_may_come_with_the_same_signature(failing, fake, porch):
    body, _ = written(fake.world.says(porch, ANA, WORDS), "events_api")
    headers = JSON | fake.poster.signed(body)

    statuses = [(await fake.poster.send(body, headers))[0] for _ in range(3)]

    assert statuses == [500, 200, 409]
    assert len(failing) == 1
