"""Features stand in the clear, words are sealed, and each message is kept once."""

from datetime import timedelta

from bot.core.readings import Head
from bot.language.heads import HeadReader

HOUR = timedelta(hours=1)
QUESTION = "How do I true a wheel without a stand?"


async def test_a_message_comes_back_without_its_words(town, talk, takes_in, unit_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION, thread="m0"))

    async with unit_of() as unit:
        message = await unit.messages.get(talk.key("m1"))
    assert (message.at, message.channel, message.words, message.text) == (
        talk.at(HOUR),
        talk.channel(thread="m0"),
        9,
        None,
    )
    assert message.reading.scores == HeadReader().read(QUESTION).scores
    assert Head.HOSTILITY in message.reading.scores


async def test_words_can_be_asked_for_while_they_live(town, talk, takes_in, unit_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    async with unit_of() as unit:
        assert await unit.messages.text(talk.key("m1")) == QUESTION


async def test_what_was_never_written_has_neither_message_nor_words(town, talk, unit_of):
    async with unit_of() as unit:
        found = [await ask(talk.key("m9")) for ask in (unit.messages.get, unit.messages.text)]

    assert found == [None, None]


async def test_a_message_is_seen_before_it_is_written_down(town, talk, unit_of):
    said = talk.post("m1", "ana", HOUR)
    async with unit_of() as unit:
        before = await unit.messages.seen(said.key)
        await town.pipeline.handle(unit, said)

        assert (before, await unit.messages.seen(said.key)) == (False, True)


async def test_the_same_message_id_on_another_platform_is_another_message(town, talk, unit_of):
    async with unit_of() as unit:
        await town.pipeline.handle(unit, talk.post("m1", "ana", HOUR))
        other = talk.key("m1").__class__(platform="slack", community=talk.community, message="m1")

        assert not await unit.messages.seen(other)


async def test_a_reaction_is_kept_once_per_member_and_sign(town, talk, takes_in, rows_of):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR),
        talk.react("m1", "ben", HOUR),
        talk.react("m1", "ben", 2 * HOUR),
        talk.react("m1", "ben", HOUR, emoji="heart"),
        talk.react("m1", "cleo", HOUR),
    )

    assert len(await rows_of(town, "reactions")) == 3


async def test_a_reaction_taken_back_is_gone(town, talk, takes_in, rows_of):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR),
        talk.react("m1", "ben", HOUR),
        talk.unreact("m1", "ben", 2 * HOUR),
        talk.unreact("m1", "cleo", 2 * HOUR),
    )

    assert await rows_of(town, "reactions") == []


async def test_a_reaction_in_the_unit_of_its_message_is_kept(town, talk, unit_of, rows_of):
    async with unit_of() as unit:
        for event in (talk.post("m1", "ana", HOUR), talk.react("m1", "ben", HOUR)):
            await town.pipeline.handle(unit, event)

    assert len(await rows_of(town, "reactions")) == 1
