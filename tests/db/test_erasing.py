"""One person is taken out of every table, and nobody else."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.core.charter import CharterDraft
from bot.core.measurements import Age, WeekValue
from bot.core.outcomes import Window
from bot.core.privacy import Consent, OptIn, Then
from db import tables
from db.erasing import WHO, everybody

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAME = "U0MARKERNAME"
WORDS = "zanzibarmarker"
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def exchange(talk):
    return (
        talk.post("m1", NAME, HOUR, QUESTION),
        talk.post("m2", "ben", 2 * HOUR, "Turn each spoke a quarter.", to="m1"),
        talk.post("m3", "cleo", 3 * HOUR, "Or bring it here.", to="m2"),
        talk.post("m4", NAME, 4 * HOUR, f"Thanks, {WORDS}!", to="m2"),
        talk.post("m5", "ben", 5 * HOUR, "Another thing.", room="porch"),
        talk.post("m6", NAME, 6 * HOUR, "Only mine.", room="shed"),
        talk.react("m2", NAME, 4 * HOUR),
        talk.react("m4", "ben", 5 * HOUR),
        talk.react("m3", "ben", 5 * HOUR),
    )


@pytest.fixture
def forget(talk):
    """Carries out a wish; returns its receipt."""

    async def carry_out(house, name=NAME, then=Then.IGNORE_ME, at=7 * HOUR):
        await house.privacy.note([talk.community], [talk.member(name)], then, talk.at(at))
        [receipt] = await house.privacy.carry_out(talk.at(at))
        return receipt

    return carry_out


def one(rows, **wanted):
    [row] = [r for r in rows if all(r[name] == value for name, value in wanted.items())]
    return row


def ruling(talk, proposal, need, addressee):
    said = {"community": talk.community, "at": talk.at(6 * HOUR), "proposal": proposal}
    about = {"practice": "rescue_unanswered", "channel_id": 1, "conversation": need, "need": need}
    return (
        said
        | about
        | {"reason": "SHADOW", "otherwise": True, "audience": "public", "because": "it waited"}
        | {"addressee": addressee}
    )


def window(talk, proposal, need):
    return Window(
        proposal=proposal,
        practice="rescue_unanswered",
        conversation=need,
        need=talk.key(need.removeprefix("parlour/")),
        arm=None,
        opens_at=talk.at(6 * HOUR),
        closes_at=talk.at(DAY),
    )


async def keep_weeks(house, talk, *starts):
    values = [
        WeekValue(
            metric="valued_share",
            starts_on=start,
            age=Age.COMPLETE,
            instrument="rules",
            value=0.5,
            low=0.4,
            high=0.6,
            n=9.0,
            outside=0,
        )
        for start in starts
    ]
    async with house.store.unit() as unit:
        await unit.weeks.keep(talk.community, values)
        await unit.commit()


async def test_no_row_leads_to_them_any_more(town, talk, takes_in, exchange, *, forget, rows_of):
    await takes_in(town, *exchange)
    async with town.store.unit() as unit:
        ref = (await unit.members.known_as(talk.community, talk.member(NAME))).member
        before = await everybody(unit.transaction, talk.community)
        await unit.commit()

    await forget(town)

    async with town.store.unit() as unit:
        after = await everybody(unit.transaction, talk.community)
        await unit.commit()
    assert (ref in before, ref in after) == (True, False)
    assert ref not in str(await rows_of(town))


async def test_their_messages_are_gone_whole(town, takes_in, exchange, forget, rows_of):
    await takes_in(town, *exchange)

    await forget(town)

    keys = [row["key"] for row in await rows_of(town, "messages")]
    assert keys == ["parlour/m2", "parlour/m3", "parlour/m5"]


async def test_whoever_answered_them_answers_nobody(town, takes_in, exchange, forget, rows_of):
    await takes_in(town, *exchange)

    await forget(town)

    row = one(await rows_of(town, "messages"), key="parlour/m2")
    assert (row["parent"], row["parent_author"]) == (None, None)


async def test_answers_among_others_stay(town, takes_in, exchange, forget, rows_of):
    await takes_in(town, *exchange)

    await forget(town)

    row = one(await rows_of(town, "messages"), key="parlour/m3")
    assert row["parent"] == "parlour/m2"
    assert row["parent_author"] is not None


async def test_their_reactions_go_and_those_to_their_messages(
    town, takes_in, exchange, forget, rows_of
):
    await takes_in(town, *exchange)

    await forget(town)

    assert [row["key"] for row in await rows_of(town, "reactions")] == ["parlour/m3"]


async def test_a_conversation_is_counted_from_what_others_wrote(
    town, takes_in, exchange, forget, rows_of
):
    await takes_in(town, *exchange)

    await forget(town)

    row = one(await rows_of(town, "conversations"), id="parlour/m1")
    assert (row["messages"], row["turns"], row["opener"]) == (2, 2, None)


async def test_a_conversation_in_which_nobody_else_wrote_goes(
    town, takes_in, exchange, forget, rows_of
):
    await takes_in(town, *exchange)

    await forget(town)

    ids = {row["id"] for row in await rows_of(town, "conversations")}
    assert ids == {"parlour/m1", "parlour/m5"}


async def test_nothing_waits_for_them_any_more(
    town, talk, takes_in, exchange, *, forget, rows_of, unit_of
):
    await takes_in(town, *exchange)
    async with unit_of() as unit:
        for talked in ("parlour/m1", "parlour/m5"):
            await unit.agenda.watch(talk.community, talked, "rescue_unanswered", talk.at(DAY))

    await forget(town)

    watched = {row["conversation"] for row in await rows_of(town, "watches")}
    assert "parlour/m1" not in watched
    assert "parlour/m5" in watched


async def test_whom_the_ledger_would_have_mentioned_is_not_in_it(
    town, talk, takes_in, exchange, *, forget, rows_of, unit_of
):
    await takes_in(town, *exchange)
    async with unit_of() as unit:
        ref = (await unit.members.known_as(talk.community, talk.member(NAME))).member
        await unit.transaction.connection.execute(
            insert(tables.ledger), ruling(talk, "p1", "parlour/m5", ref)
        )
        for proposal, need in (("p1", "parlour/m5"), ("p2", "parlour/m1"), ("p3", "parlour/m3")):
            await unit.outcomes.open(talk.community, window(talk, proposal, need))

    receipt = await forget(town)

    [row] = await rows_of(town, "ledger")
    left = {row["proposal"] for row in await rows_of(town, "windows")}
    assert row["addressee"] is None
    assert receipt.erased["ledger cites"] == 1
    assert left == {"p3"}


async def test_what_was_known_before_a_draw_goes_with_whose_message_it_was_about(
    town, talk, takes_in, exchange, *, forget, rows_of, unit_of
):
    await takes_in(town, *exchange)
    known = {"known": '{"hour": 9, "words": 7, "newcomer": true, "people": 2, "offered": true}'}
    async with unit_of() as unit:
        for proposal, need in (("p1", "parlour/m1"), ("p2", "parlour/m3")):
            row = ruling(talk, proposal, need, None) | known
            await unit.transaction.connection.execute(insert(tables.ledger), row)

    await forget(town)

    rows = {row["proposal"]: row["known"] for row in await rows_of(town, "ledger")}
    assert rows == {"p1": None, "p2": known["known"]}


async def test_whoever_signed_is_nobody_and_the_version_stays(towns, talk, forget, rows_of):
    async with towns() as house:
        async with house.store.unit() as unit:
            signer = await unit.members.known_as(talk.community, talk.member(NAME))
            paper = talk.framework(talk.plan(signed_by=signer), signed_by=signer)
            await unit.frameworks.sign(paper)
            await unit.commit()

        await forget(house)

        [row] = await rows_of(house, "frameworks")
    assert row["signed_by"] == "parlour/"
    assert json.loads(row["body"])["plans"][0]["signed_by"] == ["parlour", ""]


async def test_whoever_a_charter_names_is_taken_out_of_it(towns, talk, forget, rows_of):
    async with towns() as house:
        async with house.store.unit() as unit:
            named = await unit.members.known_as(talk.community, talk.member(NAME))
            other = talk.member("ref-of-ben")
            paper = talk.framework()
            people = {"moderators": frozenset({named, other}), "helpers": {"bicycles": {named}}}
            charter = replace(paper.charter, **people)
            await unit.frameworks.sign(replace(paper, charter=charter))
            draft = CharterDraft(charter=charter, based_on=1, written_at=talk.start)
            await unit.charters.keep(draft)
            await unit.commit()

        await forget(house)

        kept = [*await rows_of(house, "frameworks"), *await rows_of(house, "charter_drafts")]
    bodies = [json.loads(row["body"]) for row in kept]
    charters = [body.get("charter", body) for body in bodies]
    assert [each["moderators"] for each in charters] == [[["parlour", "ref-of-ben"]]] * 2
    assert [each["helpers"] for each in charters] == [{"bicycles": []}] * 2
    assert named.member not in json.dumps(bodies)


async def test_somebody_whom_only_a_draft_names_is_known(town, talk, unit_of):
    async with unit_of() as unit:
        named = await unit.members.known_as(talk.community, talk.member("zoe"))
        charter = replace(talk.framework().charter, moderators=frozenset({named}))
        draft = CharterDraft(charter=charter, based_on=0, written_at=talk.start)
        await unit.charters.keep(draft)

    assert await town.privacy.known_in([talk.member("zoe")]) == (talk.community,)


async def test_a_room_that_is_called_by_their_id_loses_it(town, talk, takes_in, forget, rows_of):
    await takes_in(town, talk.post("m1", "ben", HOUR, room=NAME.lower()))

    async with town.store.unit() as unit:
        await unit.rooms.rename(
            talk.community, talk.channel(NAME.lower()), f"mpdm-ben--{NAME.lower()}-1", private=True
        )
        await unit.commit()
    await takes_in(town, talk.post("m2", NAME, 2 * HOUR))
    await forget(town)

    rooms = await rows_of(town, "channels")
    assert NAME.lower() not in str(rooms)


@pytest.mark.parametrize(("people", "kept"), [(4, 0), (5, 1)])
async def test_the_numbers_of_a_week_go_where_fewer_than_five_people_wrote(
    town, talk, takes_in, *, forget, rows_of, people, kept
):
    others = (talk.post(f"o{n}", f"p{n}", (n + 2) * HOUR) for n in range(people - 1))
    await takes_in(town, talk.post("m1", NAME, HOUR), *others)
    await keep_weeks(town, talk, talk.at(timedelta()))

    await forget(town, at=20 * HOUR)

    assert len(await rows_of(town, "week_values")) == kept


async def test_weeks_in_which_they_said_nothing_keep_their_numbers(
    town, talk, takes_in, forget, rows_of
):
    await takes_in(town, talk.post("m1", NAME, HOUR))
    await keep_weeks(town, talk, talk.at(-7 * DAY), talk.at(7 * DAY))

    await forget(town)

    starts = {row["starts_on"] for row in await rows_of(town, "week_values")}
    assert starts == {talk.at(-7 * DAY), talk.at(7 * DAY)}


async def test_a_restart_after_forgetting_finds_what_stayed_in_memory(
    towns, talk, takes_in, exchange, *, forget, rows_of
):
    later = talk.post("m7", "cleo", 9 * HOUR, "And then?", to="m2")
    async with towns() as house:
        await takes_in(house, *exchange)
        await forget(house)
        await takes_in(house, later)
        kept = await rows_of(house)
    async with towns() as house:
        await takes_in(house, *exchange)
        await forget(house)
        house.store.forget()
        await takes_in(house, later)
        read_again = await rows_of(house)

    same = set(kept) - {"requests", "erasures"}
    assert {name: kept[name] for name in same} == {name: read_again[name] for name in same}


async def test_the_counts_say_what_went(town, takes_in, exchange, forget):
    await takes_in(town, *exchange)

    receipt = await forget(town)

    assert receipt.erased == {
        "words": 3,
        "messages": 3,
        "links": 1,
        "reactions": 2,
        "conversations": 2,
        "member records": 1,
    }


async def test_asking_about_nobody_writes_nothing(town, talk, takes_in, exchange, rows_of):
    await takes_in(town, *exchange)
    before = await rows_of(town)

    known = await town.privacy.known_in([talk.member("nobody")])

    assert known == ()
    assert await rows_of(town) == before


async def test_the_search_for_a_reference_looks_at_every_column_that_holds_one(town):
    who = {
        *("ref", "author", "parent_author", "opener", "last_speaker", "addressee", "signed_by"),
        *("decided_by", "undone_by"),
    }
    held = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.sorted_tables
        for column in table.c
        if column.name in who
    }

    searched = {f"{column.table.name}.{column.name}" for column in WHO}
    assert held == searched | {"frameworks.signed_by"}


async def test_one_person_with_two_names_is_forgotten_at_once(
    town, talk, takes_in, exchange, rows_of
):
    await takes_in(town, *exchange)
    people = [talk.member(NAME), talk.member("ben")]

    await town.privacy.note([talk.community], people, Then.IGNORE_ME, talk.at(7 * HOUR))
    [receipt] = await town.privacy.carry_out(talk.at(7 * HOUR))

    assert [row["key"] for row in await rows_of(town, "messages")] == ["parlour/m3"]
    assert receipt.erased["member records"] == 2


async def test_their_consent_goes_and_the_ignoring_stays(town, talk, forget, rows_of, unit_of):
    async with unit_of() as unit:
        member = await unit.members.known_as(talk.community, talk.member(NAME))
        await unit.consents.save(
            talk.community, Consent(member=member, opt_ins=frozenset({OptIn.CALLBACKS}))
        )

    await forget(town)

    async with unit_of() as unit:
        consents = await unit.consents.of(talk.community, (member,))
        written = select(tables.consents)
        assert (await unit.transaction.connection.execute(written)).all() == []
    assert not consents[member].opt_ins
    assert consents[member].paused
