"""Everything is taken in once, and nothing of those who want to be left out."""

from datetime import timedelta

import pytest

from bot.core.events import MemberJoined, MemberLeft
from bot.core.privacy import Consent, Switch

HOUR = timedelta(hours=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def pausing(talk):
    """A wish to be left out until a moment."""

    def until(after, *switches):
        ends = dict.fromkeys(switches or (Switch.ANALYSIS,), talk.at(after))
        return Consent(member=talk.member("ana"), paused=ends)

    return until


def changed(before, after):
    """Which tables are not as they were, the appointments of the house left out."""
    return {name for name in before if before[name] != after[name]}


async def test_nothing_is_written_of_who_paused_analysis(towns, talk, takes_in, pausing, rows_of):
    async with towns(consents=[pausing(100 * HOUR)]) as house:
        before = await rows_of(house)

        await takes_in(
            house,
            talk.post("m1", "ana", HOUR, QUESTION),
            talk.post("m2", "ana", 2 * HOUR, QUESTION, thread="m1", to="m1"),
            talk.edit("m1", 3 * HOUR, QUESTION),
            talk.delete("m1", 4 * HOUR),
        )

        assert changed(before, await rows_of(house)) == set()
        assert house.intake.counts.not_allowed == 2


async def test_a_reaction_of_who_paused_analysis_is_not_kept(
    towns, talk, takes_in, pausing, rows_of
):
    async with towns(consents=[pausing(100 * HOUR)]) as house:
        await takes_in(house, talk.post("m1", "ben", HOUR), talk.react("m1", "ana", 2 * HOUR))

        assert await rows_of(house, "reactions") == []


async def test_who_is_mentioned_while_pausing_is_not_written_down(
    towns, talk, takes_in, pausing, rows_of
):
    async with towns(consents=[pausing(100 * HOUR)]) as house:
        await takes_in(house, talk.post("m1", "ben", HOUR, mentions=("ana",)))

        members = await rows_of(house, "members")
        assert [row["sealed_id"] for row in members] == ["ben"]


async def test_talk_is_taken_in_again_once_the_pause_is_over(
    towns, talk, takes_in, pausing, rows_of
):
    async with towns(consents=[pausing(2 * HOUR)]) as house:
        await takes_in(house, *(talk.post(f"m{n}", "ana", n * HOUR) for n in (1, 2, 3)))

        rows = await rows_of(house, "messages")
        assert [row["key"] for row in rows] == ["parlour/m2", "parlour/m3"]


async def test_what_counts_is_when_a_message_reached_us(towns, talk, takes_in, pausing, rows_of):
    late = talk.post("m1", "ana", HOUR, late=5 * HOUR)
    async with towns(consents=[pausing(2 * HOUR)]) as house:
        await takes_in(house, late)

        assert len(await rows_of(house, "messages")) == 1


async def test_pausing_mentions_alone_does_not_keep_talk_out(
    towns, talk, takes_in, pausing, rows_of
):
    async with towns(consents=[pausing(100 * HOUR, Switch.MENTIONS, Switch.PROMPTS)]) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR))

        assert len(await rows_of(house, "messages")) == 1


async def test_an_edit_made_while_pausing_is_neither_kept_nor_read(
    towns, talk, takes_in, rows_of, pausing
):
    async with towns() as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))
        async with house.store.unit() as unit:
            wish = pausing(100 * HOUR)
            ref = await unit.members.known_as(talk.community, wish.member)
            await unit.consents.save(talk.community, Consent(member=ref, paused=wish.paused))
            await unit.commit()

        await takes_in(house, talk.edit("m1", 2 * HOUR, "Thanks, solved it myself!"))

        [row] = await rows_of(house, "messages")
        assert [row[name] for name in ("text", "reader", "thanks")] == [None] * 3


async def test_an_edit_made_while_pausing_wakes_nobody(seasoned, talk, takes_in, rows_of, pausing):
    asked = 33 * HOUR
    async with seasoned() as house:
        await takes_in(house, talk.post("m1", "ana", asked, "So it goes with this one."))
        async with house.store.unit() as unit:
            wish = pausing(100 * HOUR)
            ref = await unit.members.known_as(talk.community, wish.member)
            await unit.consents.save(talk.community, Consent(member=ref, paused=wish.paused))
            await unit.commit()

        await takes_in(house, talk.edit("m1", asked + HOUR / 60, QUESTION))

        watches = await rows_of(house, "watches")
        assert [row for row in watches if row["conversation"]] == []


async def test_a_repeated_message_changes_nothing(town, talk, takes_in, rows_of):
    said = talk.post("m1", "ana", HOUR, QUESTION)
    await takes_in(town, said)
    before = await rows_of(town)

    await takes_in(town, said, said)

    assert changed(before, await rows_of(town)) == set()
    assert (town.intake.counts.taken, town.intake.counts.repeated) == (1, 2)


async def test_a_repeat_within_one_unit_changes_nothing_either(town, talk, rows_of):
    said = talk.post("m1", "ana", HOUR, QUESTION)

    async with town.store.unit() as unit:
        for _ in range(2):
            await town.pipeline.handle(unit, said)
        await unit.commit()

    assert len(await rows_of(town, "messages")) == 1


async def test_bots_are_heard_and_are_no_members(town, talk, takes_in, rows_of):
    await takes_in(
        town,
        talk.post("m1", "robot", HOUR, automated=True),
        talk.post("m2", "tummler", 2 * HOUR, own=True),
    )

    rows = await rows_of(town, "messages", "members")
    assert [(row["automated"], row["own"]) for row in rows["messages"]] == [
        (True, False),
        (True, True),
    ]
    assert rows["members"] == []


async def test_coming_and_going_is_counted_and_not_written(town, talk, takes_in, rows_of):
    before = await rows_of(town)

    who = {"community": talk.community, "member": talk.member("ana")}
    await takes_in(
        town,
        MemberJoined(stamp=talk.stamp(HOUR), **who),
        MemberLeft(stamp=talk.stamp(2 * HOUR), **who),
    )

    assert changed(before, await rows_of(town)) == set()
    assert town.intake.counts.arrivals == 2


async def test_a_reaction_to_what_was_never_seen_is_not_kept(town, talk, takes_in, rows_of):
    await takes_in(town, talk.react("m9", "ana", HOUR))

    assert await rows_of(town, "reactions") == []
