"""What is erased, or has had its time, leaves nothing of anybody behind."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.privacy import Retention
from db import tables

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def exchange(talk):
    return (
        talk.post("m1", "ana", HOUR, QUESTION),
        talk.post("m2", "ben", 2 * HOUR, "Turn each spoke a quarter.", to="m1"),
        talk.post("m3", "ana", 3 * HOUR, "Thanks!", to="m2"),
        talk.react("m2", "ana", 3 * HOUR),
    )


@pytest.fixture
def only(rows_of):
    """The one row of a table in which a column has this value."""

    async def find(house, table, **wanted):
        rows = await rows_of(house, table)
        [row] = [r for r in rows if all(r[name] == value for name, value in wanted.items())]
        return row

    return find


async def test_an_erased_message_keeps_its_key_and_place_alone(
    town, talk, takes_in, exchange, only
):
    await takes_in(town, *exchange, talk.delete("m2", 4 * HOUR))

    row = await only(town, "messages", key="parlour/m2")
    nothing = ("author", "parent", "parent_author", "text", "reader", "language", "question")
    assert {row[name] for name in (*nothing, "thanks", "distress")} == {None}
    assert (row["words"], row["gone"]) == (0, True)


async def test_whoever_answered_an_erased_message_answers_nobody_any_more(
    town, talk, takes_in, exchange, only
):
    await takes_in(town, *exchange, talk.delete("m2", 4 * HOUR))

    row = await only(town, "messages", key="parlour/m3")
    assert (row["parent"], row["parent_author"]) == (None, None)


async def test_reactions_go_with_their_message(town, talk, takes_in, exchange, rows_of):
    await takes_in(town, *exchange, talk.delete("m2", 4 * HOUR))

    assert await rows_of(town, "reactions") == []


async def test_a_conversation_is_counted_anew_without_the_erased_answer(
    town, talk, takes_in, exchange, only
):
    await takes_in(town, *exchange, talk.delete("m2", 4 * HOUR))

    row = await only(town, "conversations", id="parlour/m1")
    assert (row["messages"], row["turns"], row["first_answer_at"]) == (2, 1, None)


async def test_the_next_answer_takes_the_place_of_the_erased_one(
    town, talk, takes_in, exchange, only
):
    later = talk.post("m4", "cleo", 5 * HOUR, "Or bring it here.", to="m1")

    await takes_in(town, *exchange, later, talk.delete("m2", 6 * HOUR))

    row = await only(town, "conversations", id="parlour/m1")
    assert row["first_answer_at"] == talk.at(5 * HOUR)


async def test_whose_every_message_is_erased_is_no_opener_and_no_last_speaker(
    town, talk, takes_in, only
):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), talk.delete("m1", 2 * HOUR))

    row = await only(town, "conversations", id="parlour/m1")
    assert (row["opener"], row["last_speaker"], row["messages"]) == (None, None, 0)


async def test_where_people_are_forgotten_an_erasure_changes_only_how_many_messages_there_are(
    town, talk, takes_in, exchange, only
):
    await takes_in(town, *exchange, until=talk.at(98 * DAY))
    before = await only(town, "conversations", id="parlour/m1")

    await takes_in(town, talk.delete("m2", 99 * DAY))

    after = await only(town, "conversations", id="parlour/m1")
    assert after == before | {"messages": 2}


async def test_a_late_repeat_does_not_bring_an_erased_message_back(
    town, talk, takes_in, exchange, rows_of
):
    await takes_in(town, *exchange, talk.delete("m1", 4 * HOUR))
    before = await rows_of(town)

    await takes_in(town, exchange[0])

    assert await rows_of(town) == before


async def test_nothing_reacts_to_what_is_gone(town, talk, takes_in, exchange, rows_of):
    await takes_in(town, *exchange, talk.delete("m2", 4 * HOUR), talk.react("m2", "cleo", 5 * HOUR))

    assert await rows_of(town, "reactions") == []


async def test_an_erased_message_is_no_talk_since_the_bots_turn(town, talk, takes_in):
    said = [talk.post(f"m{n}", f"p{n}", n * HOUR) for n in range(1, 4)]

    await takes_in(town, *said, talk.delete("m2", 4 * HOUR))

    async with town.store.unit() as unit:
        now = talk.at(5 * HOUR)
        spent = await unit.ledger.spent(
            talk.community,
            talk.channel(),
            "parlour/m1",
            now=now,
            midnight=now - DAY,
            shadow=False,
        )
    assert (spent.people_since, spent.messages_since, spent.bot_share) == (2, 2, 0.5)


async def test_erasing_what_was_never_seen_says_so(town, talk):
    async with town.store.unit() as unit:
        assert not await unit.messages.erase(talk.key("never"))


async def test_words_live_for_their_hours_and_no_longer_than_the_next_sweep(
    town, talk, takes_in, exchange, rows_of
):
    alive, over = [], []
    for until, found in ((3 * DAY, alive), (5 * DAY, over)):
        await takes_in(town, *exchange, until=talk.at(until))
        found += [row["text"] for row in await rows_of(town, "messages")]

    assert alive[0] == QUESTION
    assert over == [None] * 3


async def test_words_that_grew_old_before_they_were_written_down_are_swept_too(
    town, talk, takes_in, only
):
    # Between Monday's digests, for those would write everything down.
    said = [talk.post("m1", "ana", 30 * HOUR), talk.post("m9", "ana", 130 * HOUR)]

    await takes_in(town, *said, each=2)

    assert (await only(town, "messages", key="parlour/m1"))["text"] is None


async def test_what_was_read_of_swept_words_stays(town, talk, takes_in, exchange, only):
    await takes_in(town, *exchange, until=talk.at(5 * DAY))

    row = await only(town, "messages", key="parlour/m1")
    assert (row["question"], row["language"], row["words"]) == (1.0, "en", 9)


async def references(house):
    """Every column of every table that tells who somebody is, apart from the members' own list."""
    columns = [
        column
        for table in tables.metadata.sorted_tables
        for column in table.c
        if column.name in {"author", "parent_author", "opener", "last_speaker", "addressee"}
        or (table.name, column.name) == ("reactions", "ref")
    ]
    async with house.store.unit() as unit:
        connection = unit.transaction.connection
        found = [(c, (await connection.execute(select(c))).scalars().all()) for c in columns]
    return {f"{c.table.name}.{c.name}" for c, values in found if any(v is not None for v in values)}


async def test_nobody_is_known_by_their_talk_after_ninety_days(seasoned_talk, talk, takes_in):
    known = await references(seasoned_talk)

    await takes_in(seasoned_talk, until=talk.at(98 * DAY))

    assert known == {
        *("messages.author", "messages.parent_author", "reactions.ref", "ledger.addressee"),
        *("conversations.opener", "conversations.last_speaker"),
    }
    assert await references(seasoned_talk) == set()


async def test_everybody_is_known_by_their_talk_until_then(seasoned_talk, talk, takes_in):
    known = await references(seasoned_talk)

    await takes_in(seasoned_talk, until=talk.at(84 * DAY))

    assert await references(seasoned_talk) == known


async def test_a_restart_does_not_bring_people_back(seasoned_talk, talk, takes_in, rows_of):
    await takes_in(seasoned_talk, until=talk.at(98 * DAY))
    again = talk.post("n1", "ana", 99 * DAY, "It broke again.", to="m1")

    await takes_in(seasoned_talk, again)
    row = next(r for r in await rows_of(seasoned_talk, "conversations") if r["id"] == "parlour/m1")

    assert (row["opener"], row["last_speaker"] is None) == (None, False)


async def test_a_sweep_counts_what_it_touched(town, talk, takes_in, exchange):
    await takes_in(town, *exchange)

    async with town.store.unit() as unit:
        swept = await unit.messages.sweep(talk.community, talk.at(2 * HOUR + 3 * DAY), Retention())

    assert swept == 1  # m1 alone is older than 72 hours


async def test_what_is_let_fade_is_gone_when_its_unit_is_written_down(
    town, talk, takes_in, exchange, rows_of
):
    await takes_in(town, *exchange)

    async with town.store.unit() as unit:
        await unit.messages.let_fade(talk.community, talk.at(98 * DAY), Retention())
        await unit.commit()

    assert {row["text"] for row in await rows_of(town, "messages")} == {None}
    assert await references(town) == set()


async def test_what_is_let_fade_stays_where_its_unit_does_not_last(town, talk, takes_in, exchange):
    await takes_in(town, *exchange)
    known = await references(town)

    async with town.store.unit() as unit:
        await unit.messages.let_fade(talk.community, talk.at(98 * DAY), Retention())

    assert await references(town) == known


async def test_nobody_of_what_fades_is_read_back_before_it_is_written_down(
    town, talk, takes_in, exchange
):
    await takes_in(town, *exchange)
    town.store.forget()

    async with town.store.unit() as unit:
        await unit.messages.let_fade(talk.community, talk.at(98 * DAY), Retention())
        growth = await unit.conversations.holding(talk.key("m1"))

    assert (growth.opener, growth.last_speaker) == (None, None)
    assert {message.author.member for message in growth.messages} == {""}


@pytest.fixture
async def seasoned_talk(towns, talk, takes_in, exchange):
    """A house where somebody was answered, somebody reacted, and somebody was asked to look."""
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, *exchange)
        async with house.store.unit() as unit:
            row = {
                **{c.name: None for c in tables.ledger.c if c.nullable},
                "community": talk.community,
                "at": talk.at(4 * HOUR),
                "proposal": "rescue_unanswered:parlour/m1",
                "practice": "rescue_unanswered",
                "channel_id": 1,
                "conversation": "parlour/m1",
                "need": "parlour/m1",
                "reason": "GRANTED",
                "otherwise": True,
                "audience": "public",
                "because": "it waited",
                "addressee": "ref-of-cleo",
            }
            await unit.transaction.connection.execute(tables.ledger.insert(), [row])
            await unit.commit()
        yield house
