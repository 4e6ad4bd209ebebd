"""Nobody who holds the file reads a word or a name in it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.privacy import Consent, OptIn, Retention, Switch
from db import tables

WORDS = "zanzibarmarker"
NAME = "U0MARKERNAME"
HOUR = timedelta(hours=1)


@pytest.fixture
def said(talk):
    """Everything that a marked member can do with marked words."""
    return (
        talk.post("m1", NAME, HOUR, f"How do I mend a {WORDS}?"),
        talk.post("m2", "ben", 2 * HOUR, f"The {WORDS} again.", mentions=(NAME,)),
        talk.post("m3", NAME, 3 * HOUR, f"Thanks, {WORDS}!", to="m2", thread="m2"),
        talk.edit("m1", 4 * HOUR, f"How do I mend two {WORDS}?"),
        talk.react("m2", NAME, 5 * HOUR),
    )


async def marked_consent(unit, talk, name):
    member = await unit.members.known_as(talk.community, talk.member(name))
    for_ever = talk.at(timedelta(days=900))
    consent = Consent(
        member=member, paused={Switch.PROMPTS: for_ever}, opt_ins=frozenset({OptIn.ASK_ME})
    )
    await unit.consents.save(talk.community, consent)


async def test_no_word_and_no_member_id_stands_in_the_files(
    towns, takes_in, said, *, talk, tmp_path, rows_of, kind
):
    async with towns(folder=tmp_path, framework=talk.framework(talk.plan())) as house:
        async with house.store.unit() as unit:
            await marked_consent(unit, talk, NAME)
            await unit.commit()
        await takes_in(house, *said, until=talk.at(2 * timedelta(days=1)))
        live = kind.held(tmp_path)  # the log of changes is still beside the file
        rows = await rows_of(house)
    closed = kind.held(tmp_path)

    assert [row["text"] is not None for row in rows["messages"]] == [True] * 3
    for held in (live, closed):
        assert b"m1" in held  # what is kept is found, so what is not found is not kept
        assert WORDS.encode() not in held
        assert NAME.encode() not in held


async def test_the_marker_would_be_found_if_it_were_there(towns, tmp_path, talk, kind):
    async with towns(folder=tmp_path) as house, house.store.unit() as unit:
        await unit.communities.found(talk.community, name=WORDS, timezone="UTC")
        await unit.commit()

        assert WORDS.encode() in kind.held(tmp_path)


async def test_erased_words_leave_no_trace_even_sealed(towns, takes_in, talk, tmp_path, kind):
    async with towns(folder=tmp_path) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, f"I keep a {WORDS} at home."))
        async with house.store.unit() as unit:
            query = select(tables.messages.c.text)
            sealed = (await unit.transaction.connection.execute(query)).scalar_one()
        before = kind.held(tmp_path)
        await takes_in(house, talk.delete("m1", 2 * HOUR))
    after = kind.held(tmp_path)

    assert (sealed in before, sealed in after) == (True, False)


async def test_words_are_never_written_where_they_are_not_kept(
    towns, takes_in, said, talk, rows_of
):
    async with towns(retention=Retention(text=timedelta())) as house:
        await takes_in(house, *said)
        rows = await rows_of(house, "messages")

    assert [row["text"] for row in rows] == [None] * 3
