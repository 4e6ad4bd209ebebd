"""Who is who stands under keyed hashes, with the first time they wrote."""

from datetime import timedelta

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
