"""What happens in a workspace is heard once, whatever becomes of the connection."""

import asyncio
from datetime import timedelta

import pytest

from bot.platforms.exports.slack_records import member
from bot.platforms.slack.connection import SlackStopped
from bot.platforms.slack.keys import channel
from tests.platforms.slack.conftest import until
from tests.servers.slack.server import Fault
from tests.servers.slack.world import TEAM

ANA, BEN = "U000000AN", "U000000BE"


async def told(rig, payload):
    """An event that was delivered and acknowledged."""
    envelope = await rig.fake.tell(payload)
    await until(lambda: envelope in rig.fake.acknowledged)


async def test_what_is_said_in_a_chosen_channel_is_taken_in_before_it_is_acknowledged(
    rig, fake, porch
):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()

        await told(rig, fake.world.says(porch, ANA, "Who knows a wheel builder?"))

        assert await rig.held(porch) == [*porch.messages]


async def test_of_a_channel_that_nobody_chose_nothing_is_stored(rig, fake, porch):
    shed = fake.world.opens("shed", ANA)
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()

        await told(rig, fake.world.says(shed, ANA, "Not for the bot."))

        assert await rig.held(shed) == []


async def test_what_was_said_before_the_first_connection_is_fetched_as_far_as_words_are_kept(
    rig, fake, porch
):
    fake.world.says(porch, ANA, "Long ago.")
    fake.world.later(timedelta(days=4))
    for n in range(8):
        fake.world.says(porch, ANA, f"Number {n}.")
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages][1:]


async def test_answers_in_threads_are_fetched_too(rig, fake, porch):
    fake.world.says(porch, ANA, "Who knows?")
    [root] = porch.messages
    for n in range(5):
        fake.world.says(porch, BEN, f"I do, {n}.", thread=root)
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch, root) == [ts for ts in porch.messages if ts != root]


async def test_a_new_answer_in_an_old_thread_is_found(rig, fake, porch):
    fake.world.says(porch, ANA, "Who knows?")
    [root] = porch.messages
    fake.world.later(timedelta(days=6))
    fake.world.says(porch, BEN, "I do.", thread=root)
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch, root) == [ts for ts in porch.messages if ts != root]


async def test_what_was_said_while_nobody_listened_is_fetched_at_the_next_start(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await told(rig, fake.world.says(porch, ANA, "Before."))
    fake.world.says(porch, BEN, "Meanwhile.")

    rig.start()
    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


async def test_a_message_that_was_deleted_meanwhile_is_deleted_here(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        for text in ("Stays.", "Goes.", "Stays too."):
            await told(rig, fake.world.says(porch, ANA, text))
    gone = [*porch.messages][1]
    fake.world.deletes(porch, gone)

    rig.start()
    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


async def test_a_connection_that_slack_ends_is_followed_by_another(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await fake.asks_to_leave()
        await rig.level(connection=2)

        await told(rig, fake.world.says(porch, ANA, "After."))

        assert await rig.held(porch) == [*porch.messages]


async def test_what_is_lost_with_a_broken_connection_is_fetched(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await fake.drops()
        await fake.tell(fake.world.says(porch, ANA, "Into the void."))
        await rig.level(connection=2)

        assert await rig.held(porch) == [*porch.messages]


async def test_an_event_delivered_twice_counts_once(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        payload = fake.world.says(porch, ANA, "Once.")
        await told(rig, payload)
        await told(rig, payload)

    assert await rig.held(porch) == [*porch.messages]


async def test_every_kind_of_event_is_acknowledged(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()

        await told(rig, fake.world.tells(type="something_new", channel=porch.number))

    assert rig.platform.ears.skipped == {"something_new: not used": 1}


async def test_an_edit_reaches_the_words(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await told(rig, fake.world.says(porch, ANA, "Befroe."))
        [ts] = porch.messages
        await told(rig, fake.world.edits(porch, ts, "Before."))

        assert await rig.words(porch, ts) == "Before."


async def test_a_channel_that_is_deleted_takes_its_talk_with_it(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await told(rig, fake.world.says(porch, ANA, "Soon gone."))
        await told(rig, fake.world.tells(type="channel_deleted", channel=porch.number))

    assert await rig.held(porch) == []


async def test_a_history_that_fails_is_asked_again(rig, fake, porch):
    fake.world.says(porch, ANA, "Hello.")
    fake.faults.append(Fault("conversations.history", times=3))
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


async def test_a_rate_limit_is_waited_for(rig, fake, porch):
    fake.world.says(porch, ANA, "Hello.")
    limited = {"ok": False, "error": "ratelimited"}
    fake.faults.append(
        Fault("conversations.history", limited, status=429, headers={"Retry-After": "1"})
    )
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


async def test_a_channel_that_the_bot_was_not_invited_to_keeps_no_other_waiting(rig, fake, porch):
    closed = fake.world.opens("closed", ANA, invited=False)
    fake.world.says(porch, ANA, "Hello.")
    await rig.chooses(closed, porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


async def test_an_invitation_into_a_chosen_channel_is_noticed(rig, fake, porch):
    shed = fake.world.opens("shed", ANA, invited=False)
    await rig.chooses(porch, shed)
    async with rig.listening():
        await rig.level()
        shed.members.add("U0000ME01")
        fake.world.says(shed, ANA, "Welcome.")
        joined = fake.world.tells(
            type="member_joined_channel", user="U0000ME01", channel=shed.number
        )
        await told(rig, joined)
        await rig.level()

    assert await rig.held(shed) == [*shed.messages]


async def test_a_token_that_was_revoked_ends_it_with_a_sentence(rig, fake, porch):
    fake.world.revoked = True
    await rig.chooses(porch)

    with pytest.raises(SlackStopped, match="tummler connect slack"):
        await rig.platform.run()


async def test_a_token_that_is_revoked_while_listening_ends_it(rig, fake, porch):
    await rig.chooses(porch)

    async def listened():
        async with rig.listening() as task:
            await rig.level()
            fake.world.revoked = True
            await until(task.done)

    with pytest.raises(SlackStopped):
        await listened()


async def test_an_app_that_is_removed_is_told_of(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await told(rig, fake.world.tells(type="app_uninstalled"))

    assert rig.gone == [rig.community]


async def test_a_stretch_that_nobody_heard_is_kept_and_made_good(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await told(rig, fake.world.says(porch, ANA, "Before."))
    left = fake.world.at
    fake.world.later(timedelta(hours=2))

    rig.start()
    async with rig.listening():
        await rig.level()

    now = fake.world.at
    stretch, *_ = await rig.hearing.deaf(rig.community, now - timedelta(days=1), now)
    assert (stretch.started_at, stretch.ended_at, stretch.level_at) == (left, now, now)


async def test_a_message_is_read_as_it_stands_now(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        await told(rig, fake.world.says(porch, ANA, "Befroe."))
        [ts] = porch.messages
        fake.world.edits(porch, ts, "Before.")
        key = rig.message(porch, ts)

        assert await rig.platform.read(key) == "Before."
        porch.messages.clear()
        assert await rig.platform.read(key) is None


async def test_a_workspace_whose_channels_slack_does_not_tell_at_first_is_heard_all_the_same(
    rig, fake, porch
):
    fake.faults.append(Fault("users.conversations"))
    fake.world.says(porch, ANA, "Before.")
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


async def test_a_channel_deleted_while_it_is_brought_level_keeps_no_other_waiting(rig, fake, porch):
    shed = fake.world.opens("shed", ANA)
    await rig.chooses(porch, shed)
    async with rig.listening():
        await rig.level()
    rig.start()
    fault = Fault("conversations.history", times=1_000_000)
    fake.faults.append(fault)

    async with rig.listening():
        await until(lambda: fault.fired > 1)
        await told(rig, fake.world.tells(type="channel_deleted", channel=porch.number))
        del fake.world.channels[porch.number]
        fault.times = 0
        await rig.level()

        await told(rig, fake.world.says(shed, ANA, "After."))
        assert await rig.held(shed) == [*shed.messages]


async def test_a_watch_that_slack_does_not_answer_ends_nothing(rig, fake, porch):
    await rig.chooses(porch)
    async with rig.listening() as running:
        await rig.level()
        fault = Fault("auth.test", times=3)
        fake.faults.append(fault)
        await until(lambda: fault.fired == fault.times or running.done())

        assert not running.done()
        await told(rig, fake.world.says(porch, ANA, "Still here."))


async def test_what_was_let_go_while_the_history_was_read_is_read_once_more(rig, fake, porch):
    fake.world.says(porch, ANA, "Before.")
    await rig.chooses(porch)
    gate = asyncio.Event()
    fake.held["conversations.history"] = gate

    async with rig.listening():
        await until(lambda: fake.on_their_way == 1)
        for n in range(8):
            await told(rig, fake.world.says(porch, ANA, f"Number {n}."))
        gate.set()
        await rig.level()

    assert await rig.held(porch) == [*porch.messages]


@pytest.mark.parametrize("status", [200, 500])
async def test_a_moderator_whom_slack_did_not_tell_of_is_asked_about_again(rig, fake, status):
    fake.world.admins.add(ANA)
    fake.faults.append(Fault("users.info", status=status))
    mo, here = member(ANA), channel(TEAM, "C00000001")

    first = await rig.platform.is_moderator(mo, here)
    second = await rig.platform.is_moderator(mo, here)

    assert (first, second) == (False, True)


async def test_looking_around_knows_the_channels_before_anything_is_heard(rig, porch):
    await rig.platform.look_around(await rig.connection.identity())

    assert [room.key.channel for room in rig.platform.ears.rooms] == [porch.number]


async def test_channels_that_slack_does_not_tell_at_the_start_stop_nothing(rig, fake, porch):
    fake.faults.append(Fault("users.conversations"))

    await rig.platform.look_around(await rig.connection.identity())

    assert rig.platform.ears.rooms == ()
