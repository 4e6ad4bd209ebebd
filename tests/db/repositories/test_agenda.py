"""What is to be looked at is taken off the list once, soonest first."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

HOUR = timedelta(hours=1)


async def test_the_soonest_comes_first_with_all_its_practices(town, talk):
    async with town.store.unit() as unit:
        for conversation, practice, hour in (("b", "x", 2), ("a", "y", 1), ("b", "y", 3)):
            await unit.agenda.watch(talk.community, conversation, practice, talk.at(hour * HOUR))

        due = await unit.agenda.due(talk.community, talk.at(5 * HOUR))

    assert due == [("a", frozenset({"y"})), ("b", frozenset({"x", "y"}))]


async def test_what_is_not_yet_due_stays(town, talk):
    async with town.store.unit() as unit:
        await unit.agenda.watch(talk.community, "a", "x", talk.at(2 * HOUR))

        assert await unit.agenda.due(talk.community, talk.at(HOUR)) == []
        assert await unit.agenda.next_due(talk.community) == talk.at(2 * HOUR)


async def test_what_was_taken_does_not_come_again_after_a_restart(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.agenda.watch(talk.community, "a", "x", talk.at(HOUR))
        await unit.agenda.due(talk.community, talk.at(HOUR))
    town.store.forget()

    async with unit_of() as unit:
        assert await unit.agenda.due(talk.community, talk.at(9 * HOUR)) == []


async def test_a_new_time_replaces_the_old(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.agenda.watch(talk.community, "a", "x", talk.at(HOUR))
        await unit.agenda.watch(talk.community, "a", "x", talk.at(3 * HOUR))

        assert await unit.agenda.due(talk.community, talk.at(2 * HOUR)) == []


async def test_unwatching_forgets_every_practice_of_a_conversation(town, talk, unit_of):
    async with unit_of() as unit:
        for practice in ("x", "y"):
            await unit.agenda.watch(talk.community, "a", practice, talk.at(HOUR))
        await unit.agenda.unwatch(talk.community, "a")
    town.store.forget()

    async with unit_of() as unit:
        assert await unit.agenda.next_due(talk.community) is None


async def test_an_appointment_is_kept_through_a_restart(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.agenda.appoint(talk.community, "digest", talk.at(HOUR))
    town.store.forget()

    async with unit_of() as unit:
        assert await unit.agenda.appointments(talk.community) == {"digest": talk.at(HOUR)}
        assert await unit.agenda.appointments_due(talk.community, talk.at(HOUR)) == [
            (talk.at(HOUR), "digest")
        ]
        assert await unit.agenda.appointments(talk.community) == {}


DOINGS = st.lists(
    st.tuples(
        st.sampled_from(("watch", "unwatch", "due", "restart")),
        st.sampled_from("abc"),
        st.sampled_from("xy"),
        st.integers(0, 6),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(DOINGS)
async def test_the_list_is_what_was_put_on_it_less_what_was_taken(towns, talk, doings):
    expected = {}
    async with towns() as house:
        for doing, conversation, practice, hour in doings:
            now = talk.at(hour * HOUR)
            async with house.store.unit() as unit:
                if doing == "watch":
                    await unit.agenda.watch(talk.community, conversation, practice, now)
                    expected[conversation, practice] = now
                elif doing == "unwatch":
                    await unit.agenda.unwatch(talk.community, conversation)
                    expected = {k: v for k, v in expected.items() if k[0] != conversation}
                elif doing == "due":
                    due = await unit.agenda.due(talk.community, now)
                    taken = {(c, p) for c, practices in due for p in practices}
                    assert taken == {k for k, v in expected.items() if v <= now}
                    expected = {k: v for k, v in expected.items() if k not in taken}
                await unit.commit()
            if doing == "restart":
                house.store.forget()
        async with house.store.unit() as unit:
            due = await unit.agenda.due(talk.community, talk.at(9 * HOUR))

    assert {(c, p) for c, practices in due for p in practices} == set(expected)
