from contextlib import asynccontextmanager

import pytest

from bot.core.capabilities import Capability, PlatformBusy, PlatformRefused
from bot.platforms.discord.controls import nonce_of
from bot.platforms.discord.hands import DiscordHands
from tests.platforms.discord.hands_rig import HISTORY, POST, person, town
from tests.servers.discord.server import CUT, Fault

ONCE = "0a1b2c3d4e5f"


@pytest.fixture
async def rig():
    async with town() as made:
        yield made


async def test_an_answer_stands_below_its_message_with_four_buttons(rig):
    key = await rig.hands.reply(rig.key(rig.asked), "bo bound one last week", once=ONCE)

    [said] = rig.said()
    buttons = [each["custom_id"] for each in said["components"][0]["components"]]
    assert (key.message, said["content"]) == (said["id"], "bo bound one last week")
    assert said["message_reference"]["message_id"] == rig.asked
    assert buttons == [
        f"said:helpful:{ONCE}",
        f"said:notnow:{ONCE}",
        f"said:stop:{ONCE}",
        f"why:show:{ONCE}",
    ]


async def test_the_buttons_below_a_german_line_are_german(rig):
    await rig.hands.reply(rig.key(rig.asked), "letzte Woche", once=ONCE, language="de")

    [said] = rig.said()
    labels = [each["label"] for each in said["components"][0]["components"]]
    assert labels == ["Hilfreich", "Jetzt nicht", "Hier aufhören", "Warum?"]


async def test_an_answer_in_a_thread_stands_in_the_thread(rig):
    thread = rig.fake.world.opens_thread(rig.channel, rig.asked, "binding")
    there = rig.fake.world.says(rig.ana, thread, "with thread or glue?")

    await rig.hands.reply(rig.key(there), "bo used thread", once=ONCE)

    assert [each["content"] for each in rig.fake.acting.said(thread)] == ["bo used thread"]


async def test_what_was_said_once_is_not_said_again(rig):
    first = await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    rig.later(hours=3)  # no nonce is remembered for so long

    again = await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    assert again == first
    assert len(rig.said()) == 1


async def test_the_nonce_is_made_of_the_once_alone(rig):
    await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    [post] = rig.fake.record.to("POST", POST)
    assert (post.body["nonce"], post.body["enforce_nonce"]) == (nonce_of(ONCE), True)
    assert len(nonce_of(ONCE)) == 24


async def test_what_was_said_is_found_behind_much_talk(rig):
    key = await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    for _ in range(230):
        rig.fake.world.says(rig.ana, rig.channel, "and so on")

    found = await rig.hands.posted(rig.place, once=ONCE)

    assert found == key


async def test_what_was_not_said_is_not_found(rig):
    await rig.hands.reply(rig.key(rig.asked), "one", once="ffffffffffff")

    assert await rig.hands.posted(rig.place, once=ONCE) is None


async def test_where_nobody_can_look_nothing_is_taken_for_unsaid(rig):
    rig.fake.listening.hidden.add(rig.channel)

    with pytest.raises(PlatformRefused):
        await rig.hands.posted(rig.place, once=ONCE)


async def test_a_message_that_is_gone_is_not_answered(rig):
    rig.fake.world.deletes(rig.channel, rig.asked)

    with pytest.raises(PlatformRefused):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    assert rig.said() == []


@pytest.mark.parametrize("words", ["@everyone", "@here", "<@{ana}>", "<@&{guild}>"])
async def test_words_that_would_call_somebody_call_nobody(rig, words):
    text = words.format(ana=rig.ana, guild=rig.guild)

    await rig.hands.reply(rig.key(rig.asked), text, once=ONCE)

    [said] = rig.said()
    [post] = rig.fake.record.to("POST", POST)
    assert (said["content"], said["mentions"]) == (text, [])
    assert post.body["allowed_mentions"] == {"parse": [], "users": []}


async def test_the_one_who_asked_for_it_is_called(rig):
    bo = rig.fake.world.person("bo")

    await rig.hands.reply(
        rig.key(rig.asked),
        f"{rig.hands.mention(person(bo))} bound one",
        once=ONCE,
        mentions=(person(bo),),
    )

    [said] = rig.said()
    assert [each["id"] for each in said["mentions"]] == [bo]


async def test_one_person_alone_is_written_to(rig):
    key = await rig.hands.whisper(rig.place, person(rig.ana), "as you asked", once=ONCE)

    [said] = rig.fake.acting.whispered(rig.ana)
    assert (said["id"], said["content"]) == (key.message, "as you asked")


async def test_one_person_is_written_to_once(rig):
    await rig.hands.whisper(rig.place, person(rig.ana), "as you asked", once=ONCE)
    rig.later(hours=1)

    await rig.hands.whisper(rig.place, person(rig.ana), "as you asked", once=ONCE)

    assert len(rig.fake.acting.whispered(rig.ana)) == 1


async def test_what_was_said_to_one_alone_is_found_there(rig):
    key = await rig.hands.whisper(rig.place, person(rig.ana), "as you asked", once=ONCE)

    assert await rig.hands.posted(rig.place, once=ONCE, to=person(rig.ana)) == key
    assert await rig.hands.posted(rig.place, once=ONCE) is None


async def test_whoever_takes_no_messages_is_not_written_to(rig):
    rig.fake.acting.no_dms.add(rig.ana)

    with pytest.raises(PlatformRefused):
        await rig.hands.whisper(rig.place, person(rig.ana), "as you asked", once=ONCE)


async def test_a_missing_right_is_remembered_for_ten_minutes(rig):
    rig.fake.acting.denied.add((rig.channel, "send_messages"))
    with pytest.raises(PlatformRefused):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    before = len(rig.fake.record.requests)

    with pytest.raises(PlatformRefused):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    assert len(rig.fake.record.requests) == before
    assert rig.door.lacking(rig.place) == {Capability.REPLY_IN_THREAD}


async def test_a_right_that_came_back_is_used_after_ten_minutes(rig):
    rig.fake.acting.denied.add((rig.channel, "send_messages"))
    with pytest.raises(PlatformRefused):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    rig.fake.acting.denied.clear()
    rig.later(minutes=11)

    await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    assert len(rig.said()) == 1
    assert rig.door.lacking(rig.place) == frozenset()


async def test_a_full_bucket_is_waited_for(rig):
    rig.fake.faults.append(
        Fault(
            "POST",
            POST,
            429,
            body={"code": 0, "message": "slow", "retry_after": 0.05, "global": False},
        )
    )

    await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    assert len(rig.said()) == 1


@asynccontextmanager
async def blocked(rig, **headers):
    rig.fake.faults.append(
        Fault(
            "POST",
            POST,
            429,
            headers={"Via": "", **headers},
            body={"code": 0, "message": "blocked", "retry_after": 1.0, "global": False},
        )
    )
    with pytest.raises(PlatformBusy):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    yield


async def test_after_a_block_at_the_edge_nothing_is_asked_for_as_long_as_it_says(rig):
    async with blocked(rig, **{"Retry-After": "120"}):
        before = len(rig.fake.record.requests)

        with pytest.raises(PlatformBusy):
            await rig.hands.posted(rig.place, once=ONCE)

        assert len(rig.fake.record.requests) == before
        rig.later(seconds=121)
        assert await rig.hands.posted(rig.place, once=ONCE) is None


async def test_a_block_that_says_nothing_lasts_ten_minutes(rig):
    async with blocked(rig):
        rig.later(minutes=9)
        assert rig.door.closed_until is not None

        rig.later(minutes=2)
        assert rig.door.closed_until is None


async def test_a_server_that_fails_is_asked_again_later(rig):
    rig.fake.faults.append(Fault("POST", POST, 503))

    with pytest.raises(PlatformBusy):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    assert len(rig.said()) == 1


async def test_an_answer_that_got_lost_is_found_and_not_said_again(rig):
    rig.fake.faults.append(Fault("POST", POST, 503, accepted=True))
    with pytest.raises(PlatformBusy):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)
    rig.later(hours=1)

    found = await rig.hands.posted(rig.place, once=ONCE)

    assert found is not None
    assert len(rig.said()) == 1


async def test_a_connection_that_broke_off_is_no_answer_either_way(rig):
    rig.fake.faults.append(Fault("POST", POST, CUT, accepted=True))
    with pytest.raises(PlatformBusy):
        await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    assert len(rig.said()) == 1


async def test_too_long_words_are_refused_whole(rig):
    with pytest.raises(PlatformRefused):
        await rig.hands.reply(rig.key(rig.asked), "x" * 2001, once=ONCE)

    assert rig.fake.record.to("POST", POST) == []


async def test_a_look_that_never_ends_is_given_up(rig):
    hands = DiscordHands(rig.client, rig.door, rig.clock, rig.hands._where, most_pages=1)
    for _ in range(101):
        rig.fake.world.says(rig.ana, rig.channel, "and so on")

    with pytest.raises(PlatformRefused):
        await hands.posted(rig.place, once=ONCE)

    assert len(rig.fake.record.to("GET", HISTORY)) == 1


async def test_a_message_of_ours_is_taken_back_and_a_second_time_changes_nothing(rig):
    key = await rig.hands.reply(rig.key(rig.asked), "one", once=ONCE)

    await rig.hands.withdraw(rig.place, key)
    await rig.hands.withdraw(rig.place, key)

    assert rig.said() == []


async def test_without_the_right_nobody_else_s_message_is_taken_back(rig):
    with pytest.raises(PlatformRefused):
        await rig.hands.withdraw(rig.place, rig.key(rig.asked))
