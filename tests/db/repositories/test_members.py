"""Who is who stands under keyed hashes, with the first time they wrote."""

from datetime import timedelta

from bot.core.readings import Head

HOUR = timedelta(hours=1)


async def test_meeting_somebody_for_the_first_time_says_so(town, talk, unit_of):
    async with unit_of() as unit:
        met = [
            await unit.members.meet(talk.community, talk.member("ana"), talk.at(n * HOUR))
            for n in (1, 2)
        ]

    assert met == [True, False]


async def test_an_earlier_message_that_came_late_moves_the_first_time_back(town, talk, unit_of):
    async with unit_of() as unit:
        for hour in (5, 2, 7):
            await unit.members.meet(talk.community, talk.member("ana"), talk.at(hour * HOUR))
    town.store.forget()

    async with unit_of() as unit:
        ana = await unit.members.known_as(talk.community, talk.member("ana"))
        assert await unit.members.first_at(talk.community, ana) == talk.at(2 * HOUR)


async def test_nobody_who_never_wrote_has_a_first_time(town, talk, unit_of):
    async with unit_of() as unit:
        ana = await unit.members.known_as(talk.community, talk.member("ana"))

        assert await unit.members.first_at(talk.community, ana) is None


async def test_fetching_ahead_finds_what_is_kept(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.members.meet(talk.community, talk.member("ana"), talk.at(HOUR))
        known = [await unit.members.known_as(talk.community, talk.member(n)) for n in ("ana", "b")]
    town.store.forget()

    async with unit_of() as unit:
        await unit.members.expect(talk.community, {k.member for k in known})

        first = [await unit.members.first_at(talk.community, k) for k in known]
    assert first == [talk.at(HOUR), None]


async def test_the_plain_id_is_sealed_beside_the_reference(town, talk, unit_of, rows_of):
    async with unit_of() as unit:
        await unit.members.meet(talk.community, talk.member("ana"), talk.at(HOUR))

    [row] = await rows_of(town, "members")
    assert (row["sealed_id"], "ana" in row["ref"]) == ("ana", False)


async def test_whoever_left_is_found_after_their_time_with_their_plain_id(town, talk, unit_of):
    async with unit_of() as unit:
        for name in ("ana", "ben"):
            await unit.members.meet(talk.community, talk.member(name), talk.at(HOUR))
        await unit.members.leave(talk.community, talk.member("ana"), talk.at(2 * HOUR))
        await unit.members.leave(talk.community, talk.member("nobody"), talk.at(2 * HOUR))

    async with unit_of() as unit:
        early = await unit.erasures.departed(talk.community, talk.at(2 * HOUR))
        late = await unit.erasures.departed(talk.community, talk.at(3 * HOUR))

    assert (early, late) == ((), (talk.member("ana"),))


async def test_whoever_came_back_later_has_not_left(town, talk, unit_of):
    ana = talk.member("ana")
    async with unit_of() as unit:
        await unit.members.meet(talk.community, ana, talk.at(HOUR))
        await unit.members.leave(talk.community, ana, talk.at(4 * HOUR))
        await unit.members.come(talk.community, ana, talk.at(2 * HOUR))  # told late
        stays_gone = await unit.erasures.departed(talk.community, talk.at(9 * HOUR))
    town.store.forget()

    async with unit_of() as unit:
        await unit.members.come(talk.community, ana, talk.at(5 * HOUR))

        assert stays_gone == (ana,)
        assert await unit.erasures.departed(talk.community, talk.at(9 * HOUR)) == ()


async def test_the_plain_id_of_whoever_left_is_sealed(town, talk, unit_of, rows_of):
    async with unit_of() as unit:
        await unit.members.meet(talk.community, talk.member("ana"), talk.at(HOUR))
        await unit.members.leave(talk.community, talk.member("ana"), talk.at(2 * HOUR))

    [row] = await rows_of(town, "departures")
    assert (row["sealed_id"], row["left_at"]) == ("ana", talk.at(2 * HOUR))
    assert "ana" not in row["ref"]


async def habits(talk, unit_of, *names, since=timedelta()):
    async with unit_of() as unit:
        known = [await unit.members.known_as(talk.community, talk.member(n)) for n in names]
        found = await unit.members.habits(talk.community, known, talk.at(since))
    return {name: found.get(key) for name, key in zip(names, known, strict=True)}


async def test_somebody_is_at_home_where_most_of_their_messages_stand(
    town, talk, takes_in, unit_of
):
    rooms = ("square", "shed", "shed", "shed", "square")
    await takes_in(
        town, *(talk.post(f"m{n}", "ana", n * HOUR, room=room) for n, room in enumerate(rooms))
    )

    found = await habits(talk, unit_of, "ana", "ben")

    assert found["ana"].home == talk.channel("shed")
    assert found["ben"] is None


async def test_only_messages_of_substance_count_and_only_lately(town, talk, takes_in, unit_of):
    long = (
        "I disagree, because the council's own figures show that the rent rose by a third in four "
        "years, while wages barely moved; therefore a cap would help the families who spend half "
        "of what they earn on housing, and I think that matters more than the landlords' returns."
    )
    await takes_in(
        town,
        talk.post("old", "ana", HOUR, long),
        talk.post("new", "ana", 50 * HOUR, long),
        talk.post("nod", "ana", 51 * HOUR, "ok"),
    )
    async with unit_of() as unit:
        read = await unit.messages.get(talk.key("new"))
    of_substance = int(read.says(Head.SUBSTANCE))

    everything = await habits(talk, unit_of, "ana")
    lately = await habits(talk, unit_of, "ana", since=2 * timedelta(days=1))

    assert (everything["ana"].substantial, lately["ana"].substantial) == (
        2 * of_substance,
        of_substance,
    )
    assert of_substance == 1
