"""The board shows what stands in the room, and tells whoever looks on what became otherwise."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.core.capabilities import PlatformRefused
from bot.core.cards import Card
from bot.core.clock import ManualClock
from bot.core.ids import CommunityId
from bot.platforms.parlour.board import KEPT
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.keys import channel, member, thread_of
from bot.platforms.parlour.platform import ParlourPlatform

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
CRUMB, HELLO = channel("kitchen", "crumb"), channel("kitchen", "hello")
ANA, BEA, BOT = member("ana"), member("bea"), member("tummler")


@pytest.fixture
def room():
    return ParlourPlatform(community=CommunityId("room"), clock=ManualClock(NOON), bot=BOT)


@pytest.fixture
def board(room):
    return room.board


async def test_what_was_written_stands_in_its_room(room, board):
    posted = await room.say(CRUMB, ANA, "A flat loaf.")
    await room.say(HELLO, BEA, "Hello.")

    assert [line.key for line in board.lines(CRUMB, 10)] == [posted.key]


async def test_threads_stand_in_their_room(room, board):
    root = await room.say(CRUMB, ANA, "A flat loaf.")
    await room.say(thread_of(CRUMB, root.key), BEA, "How flat?")

    assert [line.text for line in board.lines(CRUMB, 10)] == ["A flat loaf.", "How flat?"]


async def test_the_latest_lines_are_shown(room, board):
    for number in range(5):
        await room.say(CRUMB, ANA, str(number))

    assert [line.text for line in board.lines(CRUMB, 2)] == ["3", "4"]


async def test_changed_words_stand_in_the_place_of_the_old(room, board):
    posted = await room.say(CRUMB, ANA, "A flat lof.")
    await room.edit(posted.key, "A flat loaf.")

    line = board.line(posted.key)

    assert (line.text, line.edited) == ("A flat loaf.", True)


async def test_of_what_was_taken_away_no_word_is_left(room, board):
    posted = await room.say(CRUMB, ANA, "A flat loaf.")
    await room.delete(posted.key)

    line = board.line(posted.key)

    assert (line.text, line.gone) == ("", True)


async def test_each_person_reacts_once_with_each_sign(room, board):
    posted = await room.say(CRUMB, ANA, "A flat loaf.")
    for who in (ANA, BEA, BEA):
        await room.react(posted.key, who, "+1")

    assert board.line(posted.key).reactions == {"+1": {ANA, BEA}}


async def test_a_reaction_that_everybody_took_back_is_gone(room, board):
    posted = await room.say(CRUMB, ANA, "A flat loaf.")
    await room.react(posted.key, BEA, "+1")
    await room.unreact(posted.key, BEA, "+1")

    assert board.line(posted.key).reactions == {}


async def test_no_words_show_when_a_line_is_printed(room, board):
    posted = await room.say(CRUMB, ANA, "A flat loaf.")

    assert "loaf" not in repr(board.line(posted.key))


async def test_who_was_away_is_told_all_that_changed_since(room, board):
    await room.say(CRUMB, ANA, "One.")
    seen = board.newest
    second = await room.say(CRUMB, ANA, "Two.")
    await room.edit(second.key, "Two!")

    assert [change.about for change in board.since(seen)] == [second.key, second.key]


async def test_who_was_away_too_long_is_told_so(room, board):
    posted = await room.say(CRUMB, ANA, "One.")
    for _ in range(KEPT):
        board.touch(posted.key)

    assert board.since(0) is None
    assert len(board.since(1)) == KEPT


async def test_of_a_change_that_is_yet_to_come_nothing_can_be_told(board):
    assert board.since(5) is None


async def test_whoever_waits_hears_of_the_next_change(room, board):
    waiting = asyncio.create_task(board.beyond(board.newest))
    await room.say(CRUMB, ANA, "One.")

    await asyncio.wait_for(waiting, 30)


async def test_what_one_person_is_told_nobody_else_sees(board):
    board.tell(ANA, CRUMB, NOON, Card(heading="Yours"))

    assert [n.answer.heading for n in board.notices(ANA, CRUMB)] == ["Yours"]
    assert board.notices(BEA, CRUMB) == ()
    assert board.notices(ANA, HELLO) == ()


async def test_what_one_is_told_takes_the_place_of_what_one_was_told_before(board):
    board.tell(ANA, CRUMB, NOON, Card(heading="First"))
    board.tell(ANA, CRUMB, NOON, Card(heading="Second"))

    assert [n.answer.heading for n in board.notices(ANA, CRUMB)] == ["Second"]


async def test_a_notice_is_put_away_by_whom_it_was_for(board):
    notice = board.tell(ANA, CRUMB, NOON, Card(heading="Yours"))

    board.put_away(BEA, notice.number)
    kept = board.notices(ANA, CRUMB)
    board.put_away(ANA, notice.number)

    assert kept == (notice,)
    assert board.notices(ANA, CRUMB) == ()


async def test_a_line_of_the_bot_knows_under_what_it_was_said(room, board):
    asked = await room.say(CRUMB, ANA, "A flat loaf?")

    said = await ParlourHands(room, BOT).reply(asked.key, "Somebody?", once="r1")

    assert board.line(said).once == "r1"
    assert board.line(asked.key).once is None


async def test_what_another_process_said_to_one_alone_is_not_said_again(room):
    await ParlourHands(room, BOT).whisper(CRUMB, ANA, "For you.", once="r1")

    with pytest.raises(PlatformRefused):
        await ParlourHands(room, BOT).posted(CRUMB, once="r1", to=ANA)


async def test_a_whisper_is_a_notice_with_the_four_buttons(room, board):
    hands = ParlourHands(room, BOT)

    keys = {await hands.whisper(CRUMB, ANA, "For you.", once="r1") for _ in range(2)}

    [notice] = board.notices(ANA, CRUMB)
    ids = [b.action.id for section in notice.answer.sections for b in section.buttons]
    assert len(keys) == 1
    assert ids == ["said:helpful:r1", "said:notnow:r1", "said:stop:r1", "why:show:r1"]


async def test_what_happened_before_is_handed_to_nobody(room):
    heard = []
    told = await room.say(CRUMB, ANA, "Long ago.")
    other = ParlourPlatform(community=CommunityId("room"), clock=ManualClock(NOON), bot=BOT)
    other.remember(told)

    async def receive(event):
        heard.append(event)

    listening = asyncio.create_task(other.run(receive))
    await other.opened()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)

    assert heard == []
    assert other.board.line(told.key).text == "Long ago."
