"""What a person wrote is posted once on Discord, as text or poll, with a thread where it may be."""

import pytest

from bot.core.capabilities import PlatformBusy, PlatformRefused
from bot.core.own_posts import Poll, named
from tests.platforms.discord.hands_rig import POST, person, town
from tests.servers.discord.server import CUT, Fault

ONCE = named("0a1b2c3d")
WORDS = "The shed opens at ten."
ASKED = Poll(question="Which day?", answers=("Saturday", "Sunday"))
THREAD = "/channels/{channel_id}/messages/{message_id}/threads"


@pytest.fixture
async def rig():
    async with town() as made:
        yield made


async def posts(rig, text=WORDS, **more):
    return await rig.hands.post(rig.place, text, once=ONCE, author=person(rig.ana), **more)


async def test_it_stands_in_the_channel_below_no_message_with_one_button(rig):
    key = await posts(rig)

    [said] = rig.said()
    [row] = said["components"]
    assert (key.message, said["content"]) == (said["id"], WORDS)
    assert "message_reference" not in said
    assert [each["custom_id"] for each in row["components"]] == [f"why:show:{ONCE}"]


async def test_the_same_once_again_posts_nothing_however_late(rig):
    first = await posts(rig)
    rig.later(hours=3)  # no nonce is remembered for so long

    assert await posts(rig) == first
    assert len(rig.said()) == 1


@pytest.mark.parametrize("words", ["@everyone at ten", "<@&42> at ten", "<@7> at ten"])
async def test_whatever_it_says_calls_nobody(rig, words):
    await posts(rig, words)

    [post] = rig.fake.record.to("POST", POST)
    assert post.body["allowed_mentions"] == {"parse": [], "users": []}


async def test_a_poll_asks_once_and_closes_after_three_days(rig):
    await posts(rig, "by ana", poll=ASKED)
    rig.later(hours=3)
    await posts(rig, "by ana", poll=ASKED)

    [post] = rig.fake.record.to("POST", POST)
    assert (post.body["poll"]["duration"], post.body["poll"]["allow_multiselect"]) == (72, False)
    assert len(rig.said()) == 1


async def test_a_poll_that_may_not_be_made_is_refused_and_text_is_not(rig):
    rig.fake.acting.denied.add((rig.channel, "send_polls"))

    with pytest.raises(PlatformRefused):
        await posts(rig, poll=ASKED)
    await posts(rig)

    assert [each["content"] for each in rig.said()] == [WORDS]


async def test_an_answer_that_got_lost_is_found_and_nothing_is_posted_again(rig):
    rig.fake.faults.append(Fault("POST", POST, CUT, accepted=True))

    with pytest.raises(PlatformBusy):
        await posts(rig)
    rig.later(minutes=10)
    await posts(rig)

    assert len(rig.said()) == 1


async def test_a_thread_is_opened_below_it_and_a_second_time_nothing_is(rig):
    key = await posts(rig)

    for _ in range(2):
        await rig.hands.open_thread(rig.place, key, "The shed")

    [thread] = rig.fake.world.guilds[rig.guild].threads.values()
    assert (thread["id"], thread["name"]) == (key.message, "The shed")


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, 50013), (400, 160006), (404, 10008), (404, 10003), (400, 50083)],
    ids=["no right", "too many threads", "message gone", "channel gone", "archived"],
)
async def test_a_thread_that_cannot_be_is_refused(rig, status, code):
    key = await posts(rig)
    told = {"code": code, "message": "no"}
    rig.fake.faults.append(Fault("POST", THREAD, status, body=told))

    with pytest.raises(PlatformRefused):
        await rig.hands.open_thread(rig.place, key, "The shed")


@pytest.mark.parametrize("code", [50001, 10003])
async def test_a_channel_that_is_shut_or_gone_is_refused(rig, code):
    status = 404 if code == 10003 else 403
    rig.fake.faults.append(Fault("POST", POST, status, body={"code": code, "message": "no"}))

    with pytest.raises(PlatformRefused):
        await posts(rig)
