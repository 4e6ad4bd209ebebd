"""The local room, told from outside."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.clock import ManualClock
from bot.core.errors import NaiveTime
from bot.core.events import (
    ChannelChanged,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Source,
)
from bot.core.ids import CommunityId
from bot.platforms.parlour.keys import channel, member, thread_of
from bot.platforms.parlour.platform import AlreadyHeard, ParlourPlatform
from bot.platforms.parlour.residents import town

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CRUMB = channel("kitchen", "crumb")
STAFF = channel("kitchen", "staff")
ANA, BEA, BOT = member("ana"), member("bea"), member("tummler")


class Ear:
    """A listener that fails as often as it is told to."""

    def __init__(self):
        self.heard = []
        self.failures = 0

    async def receive(self, event):
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        self.heard.append(event)


@pytest.fixture
def clock():
    return ManualClock(NOON)


@pytest.fixture
def room(clock):
    return ParlourPlatform(community=CommunityId("room"), clock=clock, moderators=[BEA], bot=BOT)


@pytest.fixture
def ear():
    return Ear()


@asynccontextmanager
async def listening(room, receive):
    """Somebody listens; where the listener failed, the failure is raised at the end."""
    task = asyncio.create_task(room.run(receive))
    await room.opened()
    try:
        yield task
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def past(room, where, since=NOON):
    return [event async for event in room.history(where, since)]


async def test_what_is_said_is_heard_before_the_speaker_goes_on(room, ear):
    async with listening(room, ear.receive):
        said = await room.say(CRUMB, ANA, "is it done?")
        await room.say(CRUMB, BEA, "knock on it", reply_to=said.key)

        assert [event.text for event in ear.heard] == ["is it done?", "knock on it"]


async def test_what_nobody_heard_is_handed_over_when_somebody_listens(room, ear):
    said = await room.say(CRUMB, ANA, "is it done?")

    async with listening(room, ear.receive):
        later = await room.say(CRUMB, ANA, "hello?")

        assert ear.heard == [said, later]


async def test_what_the_listener_failed_on_comes_again(room, ear):
    ear.failures = 1
    task = asyncio.create_task(room.run(ear.receive))
    await room.opened()
    said = await room.say(CRUMB, ANA, "is it done?")
    with pytest.raises(ConnectionError):
        await task

    async with listening(room, ear.receive):
        later = await room.say(CRUMB, ANA, "hello?")

        assert ear.heard == [said, later]


async def test_a_speaker_does_not_wait_for_a_listener_that_failed(room, ear):
    ear.failures = 1
    task = asyncio.create_task(room.run(ear.receive))
    await room.opened()
    await room.say(CRUMB, ANA, "one")
    with pytest.raises(ConnectionError):
        await task

    await room.say(CRUMB, ANA, "two")

    assert ear.heard == []


async def test_the_listener_may_speak_while_it_listens(room):
    heard = []

    async def answer(event):
        heard.append(event.text)
        if not event.own:
            await room.say(CRUMB, BOT, "noted", reply_to=event.key)

    async with listening(room, answer):
        await room.say(CRUMB, ANA, "one")
        await room.say(CRUMB, ANA, "two")

        assert heard[:3] == ["one", "noted", "two"]


async def test_two_listeners_are_refused(room, ear):
    async with listening(room, ear.receive):
        await room.say(CRUMB, ANA, "hello")

        with pytest.raises(AlreadyHeard):
            await room.run(ear.receive)


async def test_somebody_else_may_listen_when_the_first_has_gone(room, ear):
    async with listening(room, Ear().receive):
        await room.say(CRUMB, ANA, "to the first")

    async with listening(room, ear.receive):
        second = await room.say(CRUMB, ANA, "to the second")

        assert ear.heard == [second]


async def test_every_deed_is_an_event(room, ear):
    async with listening(room, ear.receive):
        await room.furnish(CRUMB, "crumb")
        await room.join(ANA)
        said = await room.say(CRUMB, ANA, "hello")
        await room.edit(said.key, "hello all")
        await room.react(said.key, BEA, "bread")
        await room.unreact(said.key, BEA, "bread")
        await room.delete(said.key)
        await room.leave(ANA)

        assert [type(event) for event in ear.heard] == [
            ChannelChanged,
            MemberJoined,
            MessagePosted,
            MessageEdited,
            ReactionAdded,
            ReactionRemoved,
            MessageDeleted,
            MemberLeft,
        ]


async def test_keys_grow_whatever_time_is_told(room, clock):
    first = await room.say(CRUMB, ANA, "now")
    late = await room.say(CRUMB, ANA, "an hour ago", at=NOON - HOUR)
    clock.move_to(NOON + HOUR)
    last = await room.say(CRUMB, ANA, "an hour on")

    assert first.key.message < late.key.message < last.key.message


async def test_what_is_told_late_reaches_us_now(room):
    said = await room.say(CRUMB, ANA, "an hour ago", at=NOON - HOUR)

    assert (said.stamp.occurred_at, said.stamp.received_at) == (NOON - HOUR, NOON)


async def test_what_is_told_ahead_reaches_us_when_it_happens(room):
    said = await room.say(CRUMB, ANA, "in an hour", at=NOON + HOUR)

    assert said.stamp.received_at == said.stamp.occurred_at == NOON + HOUR


async def test_a_time_without_a_zone_is_refused(room):
    with pytest.raises(NaiveTime):
        await room.say(CRUMB, ANA, "when?", at=NOON.replace(tzinfo=None))


async def test_a_message_of_the_bot_is_its_own(room):
    by_bot = await room.say(CRUMB, BOT, "noted")
    by_ana = await room.say(CRUMB, ANA, "noted")

    assert (by_bot.own, by_bot.automated) == (True, True)
    assert (by_ana.own, by_ana.automated) == (False, False)


async def test_every_key_carries_the_name_of_the_platform(room):
    said = await room.say(CRUMB, ANA, "hello")

    assert room.name == said.key.platform


async def test_everything_is_possible_here(room):
    assert await room.granted(CRUMB) == {*Capability}


async def test_a_moderator_moderates_everywhere_and_nobody_else_does(room):
    assert await room.is_moderator(BEA, CRUMB)
    assert not await room.is_moderator(ANA, CRUMB)


async def test_only_moderators_see_a_private_room(room):
    await room.furnish(STAFF, "staff", private=True)

    assert await room.may_see(BEA, STAFF)
    assert not await room.may_see(ANA, STAFF)


async def test_a_room_that_is_opened_up_is_seen_by_all(room):
    await room.furnish(STAFF, "staff", private=True)
    await room.furnish(STAFF, "staff")

    assert await room.may_see(ANA, STAFF)


async def test_a_message_is_read_as_it_stands(room):
    said = await room.say(CRUMB, ANA, "hello")
    await room.edit(said.key, "hello all")

    assert await room.read(said.key) == "hello all"


async def test_nothing_is_left_of_a_deleted_message(room):
    said = await room.say(CRUMB, ANA, "hello")
    await room.delete(said.key)

    assert await room.read(said.key) is None
    assert await past(room, CRUMB) == []


async def test_an_edit_of_a_deleted_message_does_not_bring_it_back(room):
    said = await room.say(CRUMB, ANA, "hello")
    await room.delete(said.key)
    await room.edit(said.key, "hello all")

    assert await room.read(said.key) is None


async def test_two_messages_never_stand_in_one_place(room):
    one = await room.say(CRUMB, ANA, "one")
    two = await room.say(CRUMB, ANA, "two")

    assert room.link(one.key) != room.link(two.key)


async def test_history_is_in_time_order_from_the_time_asked_for(room):
    for hours in (3, 1, 2):
        await room.say(CRUMB, ANA, str(hours), at=NOON + hours * HOUR)

    told = await past(room, CRUMB, NOON + 2 * HOUR)

    assert [event.text for event in told] == ["2", "3"]


async def test_history_holds_the_threads_of_a_room_and_no_other_room(room):
    root = await room.say(CRUMB, ANA, "root")
    await room.say(thread_of(CRUMB, root.key), BEA, "below", reply_to=root.key)
    await room.say(channel("kitchen", "lounge"), ANA, "elsewhere")

    told = await past(room, CRUMB)

    assert [event.text for event in told] == ["root", "below"]


async def test_history_is_marked_as_told_afterwards(room, clock):
    await room.say(CRUMB, ANA, "hello")
    clock.move_to(NOON + HOUR)

    [event] = await past(room, CRUMB)

    assert event.stamp.source is Source.BACKFILL
    assert (event.stamp.occurred_at, event.stamp.received_at) == (NOON, NOON + HOUR)


async def test_history_is_not_asked_for_without_a_zone(room):
    with pytest.raises(NaiveTime):
        await past(room, CRUMB, NOON.replace(tzinfo=None))


async def test_the_demo_town_can_be_played_in_it(ear):
    made = town(datetime(2026, 3, 2, tzinfo=UTC).date())
    room = ParlourPlatform(
        community=made.community, clock=ManualClock(NOON), moderators=made.moderators
    )

    async with listening(room, ear.receive):
        for event in made.events():
            await room.play(event)

    posted = [event.key for event in ear.heard if isinstance(event, MessagePosted)]
    assert ear.heard == [*made.events()]
    assert [await room.read(key) for key in posted] == [made.words(key) for key in posted]
