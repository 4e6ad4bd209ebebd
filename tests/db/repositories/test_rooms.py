"""A room is made on first sight and known again after a restart."""

from datetime import timedelta

import pytest

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


async def test_a_room_without_a_name_is_called_by_its_id(town, talk, unit_of):
    async with unit_of() as unit:
        assert await unit.rooms.name(talk.community, talk.channel("shed")) == "shed"


async def test_a_name_is_kept_and_the_last_one_counts(town, talk, unit_of):
    async with unit_of() as unit:
        for name in ("The shed", "Tools"):
            await unit.rooms.rename(talk.community, talk.channel("shed"), name, private=True)
    town.store.forget()

    async with unit_of() as unit:
        assert await unit.rooms.name(talk.community, talk.channel("shed")) == "Tools"


async def test_a_thread_is_in_its_room(town, talk, unit_of, rows_of):
    async with unit_of() as unit:
        for thread in (None, "m1", "m2"):
            await unit.rooms.name(talk.community, talk.channel("shed", thread=thread))

    assert len(await rows_of(town, "channels")) == 1


async def test_the_last_person_is_heard_over_any_number_of_bots(town, talk, takes_in, unit_of):
    bots = [
        talk.post(f"b{n}", "robot", HOUR + n * timedelta(seconds=10), automated=True)
        for n in range(300)
    ]
    await takes_in(town, talk.post("m1", "ana", HOUR), *bots)
    town.store.forget()

    async with unit_of() as unit:
        heard = await unit.rooms.last_human_at(talk.community, talk.channel())
    assert heard == talk.at(HOUR)


async def test_what_is_said_in_threads_does_not_push_out_what_a_linker_looks_back_on(
    town, talk, takes_in, unit_of
):
    said = [
        talk.post(f"t{n}", "ben", HOUR + n * timedelta(seconds=5), thread="m1", to="m1")
        for n in range(300)
    ]
    await takes_in(town, talk.post("m1", "ana", HOUR), *said)

    looked_back = []
    for _ in range(2):
        async with unit_of() as unit:
            earlier = await unit.rooms.earlier(talk.community, talk.channel())
            looked_back.append([message.key for message in earlier.messages()])
        town.store.forget()

    assert looked_back == [[talk.key("m1")]] * 2


async def test_there_is_no_pace_where_too_little_was_said(town, talk, takes_in, unit_of):
    await takes_in(town, *(talk.post(f"m{n}", "ana", n * HOUR) for n in range(20)))

    async with unit_of() as unit:
        assert await unit.rooms.pace(talk.community, talk.channel(), talk.at(48 * HOUR)) is None


async def test_pace_is_as_of_the_start_of_the_day(town, talk, takes_in, unit_of):
    paces = []
    for number in range(60):  # two days of questions, answered after ten minutes, then never
        after = number * HOUR
        asked = talk.post(f"m{number}", f"p{number % 7}", after, "Where is it?")
        answer = talk.post(f"a{number}", "ben", after + 10 * MINUTE, "There.", to=f"m{number}")
        await takes_in(town, asked, *([answer] if number < 48 else []))
        if number in {48, 59}:
            async with unit_of() as unit:
                now = asked.stamp.occurred_at
                paces.append(await unit.rooms.pace(talk.community, talk.channel(), now))

    assert paces[0] == paces[1]
    assert paces[0].first_reply_p75 == 10 * MINUTE


async def test_what_came_late_counts_for_the_day_it_was_said_on(town, talk, takes_in, unit_of):
    for number in range(60):
        name, after = f"m{number}", number * 30 * MINUTE
        asked = talk.post(name, f"p{number % 7}", after, "Where is it?")
        await takes_in(town, asked, talk.post(f"a{number}", "ben", after + 10 * MINUTE, to=name))
    late = [talk.post(f"l{n}", "cleo", 20 * HOUR + n * MINUTE) for n in range(100)]
    gaps = []
    for said in ((), late):
        await takes_in(town, *said)
        for _ in range(2):
            async with unit_of() as unit:
                pace = await unit.rooms.pace(talk.community, talk.channel(), talk.at(29 * HOUR))
                gaps.append(pace.median_gap)
            if said:
                town.store.forget()

    assert gaps == [10 * MINUTE] * 2 + [MINUTE] * 2


def openings(talk, count, words=lambda number: number + 1):
    """So many, an hour apart, each by somebody else, with so many words."""
    return [
        talk.post(f"m{n}", f"p{n}", n * 2 * HOUR, " ".join(["word"] * words(n)))
        for n in range(count)
    ]


async def long_from(town, talk, unit_of, after):
    """What is held in memory says, and then what the tables say."""
    told = []
    for _ in range(2):
        async with unit_of() as unit:
            told.append(await unit.rooms.long_from(talk.community, talk.channel(), talk.at(after)))
        town.store.forget()
    return told


async def test_how_long_is_long_is_the_same_from_memory_and_from_the_tables(
    town, talk, takes_in, unit_of
):
    await takes_in(town, *openings(talk, 48))

    assert await long_from(town, talk, unit_of, 96 * HOUR) == [33, 33]


async def test_too_few_openings_do_not_say_what_is_long(town, talk, takes_in, unit_of):
    await takes_in(town, *openings(talk, 29))

    assert await long_from(town, talk, unit_of, 96 * HOUR) == [None, None]


async def test_how_long_is_long_is_known_without_a_look_at_the_tables(
    town, talk, takes_in, unit_of
):
    *before, last = openings(talk, 49)
    await takes_in(town, *before)
    async with unit_of() as unit:
        await unit.rooms.long_from(talk.community, talk.channel(), talk.at(72 * HOUR))
        await town.pipeline.handle(unit, last)
        pending = len(unit.transaction.pending.messages)
        await unit.rooms.long_from(talk.community, talk.channel(), talk.at(120 * HOUR))

        assert (pending, len(unit.transaction.pending.messages)) == (1, 1)


@pytest.mark.parametrize("change", ["edit", "delete"])
async def test_an_opening_that_changed_counts_as_it_is_now(town, talk, takes_in, unit_of, change):
    await takes_in(town, *openings(talk, 48))
    async with unit_of() as unit:
        before = await unit.rooms.long_from(talk.community, talk.channel(), talk.at(96 * HOUR))
    changed = [
        talk.edit(f"m{n}", 97 * HOUR, "word " * 60)
        if change == "edit"
        else talk.delete(f"m{n}", 97 * HOUR)
        for n in range(18)
    ]
    await takes_in(town, *changed)

    after = await long_from(town, talk, unit_of, 144 * HOUR)

    assert after == [60 if change == "edit" else 39] * 2
    assert before == 33
