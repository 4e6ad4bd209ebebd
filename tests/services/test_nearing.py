"""What a message is near to is measured while its words live, and its vector goes with them."""

from datetime import timedelta

import pytest

from bot.core.events import Source
from bot.core.privacy import Retention
from bot.language.encoder import ThreadedEncoder
from bot.language.fake import FakeEncoder, FakeModel
from bot.services.nearing import BEFORE, LEAST, since_when

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHEELS = "The wheels of these bicycles are all bent and need mending."
CHAINS = "I think that the chain of the bicycles was too long for them."
GERMAN = "Das Rad ist krumm und die Kette ist auch nicht mehr ganz neu."


class Broken(FakeModel):
    """Fails on every text."""

    def vectors(self, batch):
        raise RuntimeError(len(batch))


@pytest.fixture
async def near_town(towns, talk):
    async with towns(framework=talk.framework(), encoder=FakeEncoder()) as opened:
        yield opened


@pytest.fixture
def stored(talk):
    """The message as it is stored, and all that is stored of vectors."""

    async def of(house, name="m1"):
        async with house.store.unit() as unit:
            message = await unit.messages.get(talk.key(name))
            meant = await unit.messages.meant(
                talk.community, talk.channel(), before=talk.at(90 * DAY), most=100
            )
            await unit.commit()
        return message, {each.message.message: each.vector for each in meant}

    return of


async def test_a_message_is_measured_against_the_charter(near_town, talk, takes_in, stored):
    await takes_in(near_town, talk.post("m1", "ana", HOUR, WHEELS))

    message, vectors = await stored(near_town)

    assert message.affinity == max(message.facets)
    assert message.encoder.startswith("fake+object-")
    assert vectors["m1"] is not None


async def test_without_a_charter_nothing_is_measured(towns, talk, takes_in, stored):
    async with towns(encoder=FakeEncoder()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, WHEELS))

        message, vectors = await stored(house)

    assert (message.affinity, message.encoder, vectors) == (None, None, {})


async def test_without_an_encoder_nothing_is_measured(towns, talk, takes_in, stored):
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, WHEELS))

        assert (await stored(house))[0].affinity is None


@pytest.mark.parametrize("text", [GERMAN, "ok", "\U0001f600", "```\nfor wheel in bicycles:\n```"])
async def test_what_it_cannot_read_is_not_measured(near_town, talk, takes_in, stored, text):
    await takes_in(near_town, talk.post("m1", "ana", HOUR, text))

    assert (await stored(near_town))[0].affinity is None


async def test_what_bots_write_is_not_measured(near_town, talk, takes_in, stored):
    await takes_in(near_town, talk.post("m1", "bot", HOUR, WHEELS, automated=True))

    assert (await stored(near_town))[0].affinity is None


async def test_where_the_encoder_fails_everything_else_goes_on(towns, talk, takes_in, stored):
    broken = ThreadedEncoder("broken", Broken)
    async with towns(framework=talk.framework(), encoder=broken) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, WHEELS))

        message, vectors = await stored(house)

    assert message.reading is not None
    assert (message.affinity, vectors) == (None, {})


async def test_only_an_answer_has_something_to_continue(near_town, talk, takes_in, stored):
    await takes_in(
        near_town,
        talk.post("m1", "ana", HOUR, WHEELS),
        talk.post("m2", "ben", 2 * HOUR, WHEELS, to="m1"),
    )

    found = [(await stored(near_town, name))[0].continuity for name in ("m1", "m2")]

    assert found == [None, 1.0]


async def test_it_continues_what_was_said_lately(near_town, talk, takes_in, stored):
    later = [
        talk.post(f"m{n}", "ana", HOUR + timedelta(minutes=n), WHEELS, to="m1")
        for n in range(2, BEFORE + 3)
    ]

    await takes_in(near_town, talk.post("m1", "ana", HOUR, CHAINS), *later)

    assert (await stored(near_town, f"m{BEFORE + 2}"))[0].continuity == 1.0


async def test_an_edit_is_measured_anew(near_town, talk, takes_in, stored):
    await takes_in(
        near_town,
        talk.post("m1", "ana", HOUR, CHAINS),
        talk.edit("m1", 2 * HOUR, "It is all about the mending of what breaks in bicycles."),
    )
    edited, vectors = await stored(near_town)
    await takes_in(near_town, talk.post("m2", "ben", 3 * HOUR, CHAINS))

    assert edited.affinity > (await stored(near_town, "m2"))[0].affinity
    assert vectors["m1"] != (await stored(near_town))[1]["m2"]


async def test_an_edit_to_nothing_readable_leaves_nothing(near_town, talk, takes_in, stored):
    await takes_in(near_town, talk.post("m1", "ana", HOUR, WHEELS), talk.edit("m1", 2 * HOUR, "ok"))

    message, vectors = await stored(near_town)

    assert (message.affinity, message.facets, message.encoder, vectors) == (None, (), None, {})


async def test_a_vector_goes_with_the_words_and_the_number_stays(near_town, talk, takes_in, stored):
    await takes_in(near_town, talk.post("m1", "ana", HOUR, WHEELS))
    async with near_town.store.unit() as unit:
        await unit.messages.sweep(talk.community, talk.at(5 * DAY), Retention())
        await unit.commit()

    message, vectors = await stored(near_town)

    assert message.affinity is not None
    assert vectors == {"m1": None}


async def test_nothing_is_continued_whose_words_are_gone(near_town, talk, takes_in, stored):
    await takes_in(near_town, talk.post("m1", "ana", HOUR, WHEELS))
    async with near_town.store.unit() as unit:
        await unit.messages.sweep(talk.community, talk.at(5 * DAY), Retention())
        await unit.commit()
    await takes_in(near_town, talk.post("m2", "ben", 5 * DAY, WHEELS, to="m1"))

    answer, _ = await stored(near_town, "m2")

    assert answer.affinity is not None
    assert answer.continuity is None


async def test_words_older_than_their_life_leave_no_vector(near_town, talk, takes_in, stored):
    await takes_in(
        near_town,
        talk.post("m1", "ana", HOUR, WHEELS, late=100 * DAY, source=Source.IMPORT),
    )

    message, vectors = await stored(near_town)

    assert message.affinity is not None
    assert vectors == {"m1": None}


async def test_a_deleted_message_leaves_neither(near_town, talk, takes_in, stored):
    await takes_in(near_town, talk.post("m1", "ana", HOUR, WHEELS), talk.delete("m1", 2 * HOUR))

    assert await stored(near_town) == (None, {})


async def test_no_vector_stands_in_the_files_as_it_is(towns, talk, takes_in, kind, tmp_path):
    folder = tmp_path / "near"
    async with towns(framework=talk.framework(), encoder=FakeEncoder(), folder=folder) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, WHEELS))
        async with house.store.unit() as unit:
            [meant] = await unit.messages.meant(
                talk.community, talk.channel(), before=talk.at(DAY), most=1
            )
            await unit.commit()

    assert meant.vector[:32] not in kind.held(folder)


async def test_a_batch_of_the_past_gives_what_the_moment_gave(towns, talk, takes_in, stored):
    said = (WHEELS, CHAINS, "ok", WHEELS)
    posts = [talk.post(f"m{n}", "ana", n * HOUR, text) for n, text in enumerate(said)]
    async with towns(framework=talk.framework(), encoder=FakeEncoder()) as one_by_one:
        await takes_in(one_by_one, *posts)
        lived = [await stored(one_by_one, f"m{n}") for n in range(len(said))]

    async with towns(framework=talk.framework(), encoder=FakeEncoder()) as house:
        async for _ in house.history().run(talk.community, "run", iter(posts)):
            pass
        past = [await stored(house, f"m{n}") for n in range(len(said))]

    assert past == lived


async def test_what_no_number_reads_is_not_measured(towns, talk, takes_in, stored):
    later = talk.at(60 * DAY)
    async with towns(
        framework=talk.framework(), encoder=FakeEncoder(), measure_from=later
    ) as house:
        await takes_in(
            house,
            talk.post("m1", "ana", HOUR, WHEELS),
            talk.post("m2", "ana", since_when(later) - talk.start, WHEELS),
        )

        found = [(await stored(house, name))[0].affinity for name in ("m1", "m2")]

    assert found[0] is None
    assert found[1] is not None


async def test_what_is_usual_needs_enough_talk(near_town, talk, takes_in):
    posts = [
        talk.post(f"m{n}", "ana", timedelta(minutes=n), WHEELS if n % 2 else CHAINS)
        for n in range(LEAST)
    ]
    await takes_in(near_town, *posts[:-1])
    before = await _usual(near_town, talk)

    await takes_in(near_town, posts[-1])

    assert before is None
    assert await _usual(near_town, talk) == min([await _near(near_town, talk, n) for n in (1, 2)])


async def _usual(house, talk):
    async with house.store.unit() as unit:
        growth = await unit.conversations.holding(talk.key("m0"))
        found = await house.pipeline._nearing.usual(unit, growth, talk.at(DAY))
        await unit.commit()
    return found


async def _near(house, talk, number):
    async with house.store.unit() as unit:
        message = await unit.messages.get(talk.key(f"m{number}"))
        await unit.commit()
    return message.affinity
