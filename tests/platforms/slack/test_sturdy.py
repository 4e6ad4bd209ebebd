"""What a busy workspace does to its listeners: each oddity ends with what was really said."""

from datetime import timedelta

import pytest

from bot.platforms.slack.connection import SILENCE
from tests.platforms.slack.conftest import until

ANA, BEN = "U000000AN", "U000000BE"


@pytest.fixture
async def heard(rig, porch):
    """The rig, connected, with the porch listened to."""
    await rig.chooses(porch)
    async with rig.listening():
        await rig.level()
        yield rig


async def told(rig, payload):
    """An event that was delivered and acknowledged."""
    envelope = await rig.fake.tell(payload)
    await until(lambda: envelope in rig.fake.acknowledged)


async def test_a_socket_that_stays_silent_while_people_talk_is_left_for_another(heard, fake, porch):
    fake.world.says(porch, ANA, "Nobody told.")
    fake.world.later(SILENCE + timedelta(seconds=1))

    await heard.level(connection=2)

    assert await heard.held(porch) == [*porch.messages]


async def test_a_socket_that_is_silent_because_nobody_talks_is_kept(heard, fake, porch):
    fake.world.later(SILENCE + timedelta(seconds=1))
    asked = len([each for each in fake.record.requests if each.template == "conversations.history"])

    await until(
        lambda: (
            len([r for r in fake.record.requests if r.template == "conversations.history"])
            > asked + 1
        )
    )

    assert fake.connections == 1


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_whatever_reason_slack_gives_for_leaving_the_next_connection_hears(
    heard, fake, porch, reason
):
    await fake.asks_to_leave(reason)
    await heard.level(connection=2)

    await told(heard, fake.world.says(porch, ANA, "Still here."))

    assert await heard.held(porch) == [*porch.messages]


async def test_words_that_came_with_a_file_are_heard(heard, fake, porch):
    files = [{"id": "F00000001", "name": "wheel.jpg", "mimetype": "image/jpeg"}]

    await told(heard, fake.world.says(porch, ANA, "My wheel.", subtype="file_share", files=files))

    [ts] = porch.messages
    assert await heard.words(porch, ts) == "My wheel."


async def test_an_answer_shown_in_the_channel_too_is_heard_once(heard, fake, porch):
    await told(heard, fake.world.says(porch, ANA, "Who knows?"))
    [root] = porch.messages
    shown = fake.world.says(porch, BEN, "I do.", thread=root, subtype="thread_broadcast")

    await told(heard, shown)
    fake.world.later()
    await told(heard, shown | {"event_id": "Ev99999999"})

    assert [*await heard.held(porch), *await heard.held(porch, root)] == [*porch.messages]


NOTES = ["huddle_thread", "channel_join", "channel_leave", "channel_topic", "something_new"]


@pytest.mark.parametrize("subtype", NOTES)
async def test_a_note_by_slack_is_acknowledged_and_is_nobody_s_words(heard, fake, porch, subtype):
    await told(heard, fake.world.says(porch, ANA, "A note.", subtype=subtype, room={"id": "R1"}))

    assert await heard.held(porch) == []


@pytest.mark.parametrize("subtype", NOTES)
async def test_a_note_by_slack_in_the_history_is_nobody_s_words(rig, fake, porch, subtype):
    fake.world.says(porch, ANA, "A note.", subtype=subtype, room={"id": "R1"})
    fake.world.says(porch, BEN, "Good morning.")
    await rig.chooses(porch)

    async with rig.listening():
        await rig.level()

    assert await rig.held(porch) == [*porch.messages][1:]


async def test_a_huddle_that_ends_is_no_edit_of_anybody(heard, fake, porch):
    await told(heard, fake.world.says(porch, ANA, "", subtype="huddle_thread", room={"id": "R1"}))
    [ts] = porch.messages
    ended = fake.world.edits(porch, ts, "")
    del ended["event"]["message"]["edited"]

    await told(heard, ended)

    assert await heard.held(porch) == []


async def test_what_people_write_in_a_huddle_s_thread_is_talk(heard, fake, porch):
    await told(heard, fake.world.says(porch, ANA, "", subtype="huddle_thread", room={"id": "R1"}))
    [root] = porch.messages

    await told(heard, fake.world.says(porch, BEN, "The wheel is true now.", thread=root))

    assert await heard.held(porch, root) == [ts for ts in porch.messages if ts != root]


async def test_an_edit_that_comes_before_its_message_has_the_last_word(heard, fake, porch):
    first = fake.world.says(porch, ANA, "Befroe.")
    [ts] = porch.messages

    await told(heard, fake.world.edits(porch, ts, "Before."))
    await told(heard, first)

    assert await heard.words(porch, ts) == "Before."


async def test_what_was_deleted_before_it_was_told_stays_deleted(heard, fake, porch):
    first = fake.world.says(porch, ANA, "Never mind.")
    [ts] = porch.messages

    await told(heard, fake.world.deletes(porch, ts))
    await told(heard, first)

    assert await heard.held(porch) == []


async def test_an_older_edit_that_comes_late_changes_nothing(heard, fake, porch):
    await told(heard, fake.world.says(porch, ANA, "One."))
    [ts] = porch.messages
    second, third = fake.world.edits(porch, ts, "Two."), fake.world.edits(porch, ts, "Three.")

    await told(heard, third)
    await told(heard, second)

    assert await heard.words(porch, ts) == "Three."
