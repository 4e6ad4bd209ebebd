"""Edits, deletions and late messages, from the event to the agenda and the ledger."""

from datetime import timedelta
from itertools import permutations

import pytest

from bot.core.events import ChannelChanged, Source
from bot.core.privacy import Retention

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
QUESTION = "How do I true a wheel without a stand?"
LATER = timedelta(days=1, hours=9)


@pytest.fixture
async def answering_town(seasoned):
    """A town with a pace of its own, so that questions are watched."""
    async with seasoned() as opened:
        yield opened


@pytest.fixture
def watched(talk, rows_of):
    """Which conversations are to be looked at."""

    async def read(house):
        rows = await rows_of(house, "watches")
        return [row["conversation"].removeprefix("parlour/") for row in rows if row["conversation"]]

    return read


async def test_a_question_is_watched(answering_town, talk, takes_in, watched):
    await takes_in(answering_town, talk.post("m1", "ana", LATER, QUESTION))

    assert await watched(answering_town) == ["m1"]


async def test_what_asks_nothing_is_counted_and_not_watched(
    answering_town, talk, takes_in, watched, rows_of
):
    before = sum(row["moments"] for row in await rows_of(answering_town, "unspoken"))

    await takes_in(answering_town, talk.post("m1", "ana", LATER, "ok"))

    after = sum(row["moments"] for row in await rows_of(answering_town, "unspoken"))
    assert (await watched(answering_town), after - before) == ([], 1)


async def test_what_a_bot_says_is_neither_watched_nor_counted(
    answering_town, talk, takes_in, watched, rows_of
):
    before = await rows_of(answering_town, "unspoken")

    await takes_in(answering_town, talk.post("m1", "robot", LATER, QUESTION, automated=True))

    assert await watched(answering_town) == []
    assert await rows_of(answering_town, "unspoken") == before


@pytest.mark.parametrize(
    ("late", "source", "looked_at"),
    [
        (9 * MINUTE, Source.LIVE, ["m1"]),
        (11 * MINUTE, Source.LIVE, []),
        (11 * MINUTE, Source.BACKFILL, []),
        (300 * HOUR, Source.IMPORT, []),
        (11 * MINUTE, Source.REPLAY, ["m1"]),
    ],
)
async def test_what_reached_us_late_is_not_proposed_upon(
    answering_town, talk, takes_in, *, watched, late, source, looked_at
):
    await takes_in(
        answering_town, talk.post("m1", "ana", LATER, QUESTION, late=late, source=source)
    )

    assert await watched(answering_town) == looked_at


async def test_an_edit_is_read_again(answering_town, talk, takes_in, rows_of):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, "So it goes."),
        talk.edit("m1", LATER + MINUTE, "Thanks, that helped me a lot!"),
    )

    row = (await rows_of(answering_town, "messages"))[-1]
    assert (row["thanks"], row["words"], row["text"]) == (1.0, 6, "Thanks, that helped me a lot!")


def again(talk, text, hours=None):
    """The same message once more, edited so many hours later, or as far as told never."""
    edited = None if hours is None else talk.at(LATER + timedelta(hours=hours))
    return talk.post("m1", "ana", LATER, text, edited_at=edited)


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_the_last_edit_stands_in_whichever_order_archives_bring_it(
    answering_town, talk, takes_in, rows_of, order
):
    versions = (again(talk, "One."), again(talk, "One two.", 1), again(talk, "One two three.", 2))

    await takes_in(answering_town, *(versions[place] for place in order))

    row = (await rows_of(answering_town, "messages"))[-1]
    assert (row["words"], row["edited_at"]) == (3, talk.at(LATER + timedelta(hours=2)))


async def test_a_live_edit_is_not_undone_by_an_older_archive(
    answering_town, talk, takes_in, rows_of
):
    await takes_in(
        answering_town,
        again(talk, "One."),
        talk.edit("m1", LATER + timedelta(hours=2), "One two three."),
        again(talk, "One two.", 1),
    )

    row = (await rows_of(answering_town, "messages"))[-1]
    assert row["words"] == 3


async def test_another_room_that_uses_the_same_id_changes_no_words(
    answering_town, talk, takes_in, rows_of
):
    elsewhere = talk.post(
        "m1", "ben", LATER, "One two.", room="porch", edited_at=talk.at(LATER + HOUR)
    )

    await takes_in(answering_town, again(talk, "One."), elsewhere)

    row = (await rows_of(answering_town, "messages"))[-1]
    assert row["words"] == 1


async def test_a_deleted_message_is_not_brought_back_by_an_edit(
    answering_town, talk, takes_in, rows_of
):
    await takes_in(
        answering_town,
        again(talk, "One.", 1),
        talk.delete("m1", LATER + timedelta(hours=2)),
        again(talk, "One two.", 3),
    )

    row = (await rows_of(answering_town, "messages"))[-1]
    assert (row["gone"], row["words"], row["edited_at"]) == (True, 0, None)


async def test_an_edit_into_a_question_is_watched(answering_town, talk, takes_in, watched):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, "So it goes."),
        talk.edit("m1", LATER + MINUTE, QUESTION),
    )

    assert await watched(answering_town) == ["m1"]


async def test_an_edit_out_of_a_question_is_watched_no_more(
    answering_town, talk, takes_in, watched
):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, QUESTION),
        talk.edit("m1", LATER + MINUTE, "Found it."),
    )

    assert await watched(answering_town) == []


async def test_an_edit_of_an_answer_leaves_the_watch_alone(answering_town, talk, takes_in, watched):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, QUESTION),
        talk.post("m2", "ana", LATER + MINUTE, "With a plain fork.", to="m1"),
        talk.edit("m2", LATER + 2 * MINUTE, "With a fork."),
    )

    assert await watched(answering_town) == ["m1"]


async def test_an_edit_of_an_answered_question_asks_nobody(answering_town, talk, takes_in, watched):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, "So it goes."),
        talk.post("m2", "ben", LATER + MINUTE, "It does.", to="m1"),
        talk.edit("m1", LATER + 2 * MINUTE, QUESTION),
    )

    assert await watched(answering_town) == []


async def test_an_edit_of_what_was_never_seen_changes_nothing(town, talk, takes_in, rows_of):
    before = await rows_of(town)

    await takes_in(town, talk.edit("m9", HOUR, QUESTION))

    assert await rows_of(town) == before


async def test_an_edit_gives_words_no_longer_life_than_their_message(town, talk, takes_in, rows_of):
    await takes_in(
        town, talk.post("m1", "ana", HOUR, QUESTION), talk.edit("m1", 80 * HOUR, "New words.")
    )

    [row] = await rows_of(town, "messages")
    assert (row["words"], row["text"]) == (2, None)


async def test_a_deleted_question_is_watched_no_more(answering_town, talk, takes_in, watched):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, QUESTION),
        talk.delete("m1", LATER + MINUTE),
    )

    assert await watched(answering_town) == []


async def test_deleting_an_answer_leaves_the_watch_alone(answering_town, talk, takes_in, watched):
    await takes_in(
        answering_town,
        talk.post("m1", "ana", LATER, QUESTION),
        talk.post("m2", "ben", LATER + MINUTE, "Hm.", to="m1"),
        talk.delete("m2", LATER + 2 * MINUTE),
    )

    assert await watched(answering_town) == ["m1"]


async def test_deleting_what_was_never_seen_changes_nothing(town, talk, takes_in, rows_of):
    before = await rows_of(town)

    await takes_in(town, talk.delete("m9", HOUR))

    assert await rows_of(town) == before


@pytest.mark.parametrize(
    ("late", "life", "kept"),
    [(0, 72, True), (71, 72, True), (72, 72, False), (0, 0, False)],
)
async def test_words_are_kept_only_within_their_life(
    towns, talk, takes_in, *, rows_of, late, life, kept
):
    async with towns(retention=Retention(text=life * HOUR)) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION, late=late * HOUR))

        [row] = await rows_of(house, "messages")
    assert (row["text"] is not None) == kept


async def test_a_room_takes_the_name_it_is_given(town, talk, takes_in, rows_of):
    await takes_in(
        town,
        ChannelChanged(
            stamp=talk.stamp(HOUR),
            community=talk.community,
            channel=talk.channel("shed"),
            name="The shed",
            private=True,
        ),
    )

    [row] = await rows_of(town, "channels")
    assert (row["name"], row["private"]) == ("The shed", True)
