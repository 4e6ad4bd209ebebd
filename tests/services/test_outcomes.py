"""What people did is measured alike, whether the bot spoke, held back or only listened."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.outcomes import Window
from bot.core.trial import Arm
from bot.practices import load_practices
from bot.practices.base import Mode, Practice
from bot.services.outcomes import Outcomes

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
QUESTION = "How do I true a wheel without a stand?"
ARMS = (Arm.TREATMENT, Arm.HOLDOUT, None)


@pytest.fixture
def outcomes(towns, talk, takes_in, rows_of):
    """What comes of a question after this talk, in a window of a day, for each arm."""

    async def measure(*later, practice="rescue_unanswered", arms=ARMS):
        found = []
        for arm in arms:
            async with towns() as house:
                await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))
                async with house.store.unit() as unit:
                    await unit.outcomes.open(talk.community, a_day(talk, practice, arm))
                    await unit.commit()
                await takes_in(house, *later, until=talk.at(40 * HOUR))
                [row] = await rows_of(house, "windows")
                assert row.pop("arm") == arm
                found.append(row)
        return found

    return measure


def a_day(talk, practice, arm):
    return Window(
        proposal="p:1",
        practice=practice,
        conversation="parlour/m1",
        need=talk.key("m1"),
        arm=arm,
        opens_at=talk.at(2 * HOUR),
        closes_at=talk.at(26 * HOUR),
    )


def told(row):
    return row["reached"], row["missing"], row["human_replies"], row["distinct_people"]


async def test_both_arms_and_listening_are_measured_alike(outcomes, talk):
    rows = await outcomes(
        talk.post("m2", "ben", 3 * HOUR, "Turn each spoke.", to="m1"),
        talk.post("m3", "ben", 4 * HOUR, "A quarter.", to="m2"),
        talk.post("m4", "cleo", 5 * HOUR, "Or bring it.", to="m1"),
        talk.post("m5", "ana", 6 * HOUR, "Thanks!", to="m4"),
    )

    assert rows[0] == rows[1] == rows[2]
    assert told(rows[0]) == (True, None, 3, 2)


async def test_where_nobody_came_nothing_was_reached(outcomes):
    [row] = await outcomes(arms=ARMS[:1])

    assert told(row) == (False, None, 0, 0)


async def test_an_outcome_is_kept_when_its_window_closes(outcomes, talk):
    [row] = await outcomes(arms=ARMS[:1])

    assert row["closed_at"] == talk.at(26 * HOUR)


@pytest.mark.parametrize(
    ("after", "counts"),
    [(26 * HOUR - MINUTE, (True, None, 1, 1)), (26 * HOUR + MINUTE, (False, None, 0, 0))],
)
async def test_a_window_ends_where_it_ends(outcomes, talk, after, counts):
    [row] = await outcomes(talk.post("m2", "ben", after, "Hm.", to="m1"), arms=ARMS[:1])

    assert told(row) == counts


async def test_what_bots_say_is_no_answer(outcomes, talk):
    [row] = await outcomes(
        talk.post("m2", "robot", 3 * HOUR, "Hm.", to="m1", automated=True),
        talk.post("m3", "tummler", 4 * HOUR, "Hm.", to="m1", own=True),
        arms=ARMS[:1],
    )

    assert told(row) == (False, None, 0, 0)


async def test_what_is_said_to_the_bot_answers_nobody(outcomes, talk):
    [row] = await outcomes(
        talk.post("m2", "tummler", 3 * HOUR, "Who might know?", to="m1", own=True),
        talk.post("m3", "ben", 4 * HOUR, "Not I.", to="m2"),
        arms=ARMS[:1],
    )

    assert row["reached"] is False


async def test_the_asker_alone_does_not_answer(outcomes, talk):
    [row] = await outcomes(talk.post("m2", "ana", 3 * HOUR, "Anybody?", to="m1"), arms=ARMS[:1])

    assert told(row) == (False, None, 0, 0)


async def test_of_a_deleted_question_the_outcome_is_missing_in_both_arms(outcomes, talk):
    rows = await outcomes(
        talk.post("m2", "ben", 3 * HOUR, "Hm.", to="m1"), talk.delete("m1", 4 * HOUR)
    )

    assert rows[0] == rows[1] == rows[2]
    assert told(rows[0]) == (None, "message deleted", 0, 0)


async def test_of_a_conversation_all_gone_the_outcome_is_missing(outcomes, talk):
    [row] = await outcomes(talk.delete("m1", 4 * HOUR), arms=ARMS[:1])

    assert told(row) == (None, "message deleted", 0, 0)


async def test_of_a_practice_that_is_gone_the_outcome_is_missing(outcomes):
    [row] = await outcomes(practice="no_longer_here", arms=ARMS[:1])

    assert told(row) == (None, "practice gone", 0, 0)


async def test_an_open_window_survives_a_restart(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    async with town.store.unit() as unit:
        await unit.outcomes.open(talk.community, a_day(talk, "rescue_unanswered", Arm.HOLDOUT))
        await unit.commit()
    town.store.forget()

    await takes_in(town, until=talk.at(40 * HOUR))

    [row] = await rows_of(town, "windows")
    assert (row["arm"], row["reached"]) == ("holdout", False)


class Broken(Practice):
    """Cannot tell what came of it."""

    key = "rescue_unanswered"
    human_name = "Broken"
    mode = Mode.SPEAK
    needs = frozenset()
    window = 24 * HOUR
    templates = ()

    def propose(self, snapshot):  # noqa: ARG002  # as every practice is asked
        return None

    def reached(self, conversation, need, until):  # noqa: ARG002  # as every practice is asked
        raise ZeroDivisionError(need)


async def test_a_practice_that_fails_leaves_its_outcome_missing_and_the_others_measured(
    towns, talk, takes_in, rows_of
):
    others = [each for each in load_practices() if each.key != "rescue_unanswered"]
    async with towns() as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))
        second = replace(a_day(talk, "probe_further", None), proposal="p:2")
        async with house.store.unit() as unit:
            for window in (a_day(talk, "rescue_unanswered", None), second):
                await unit.outcomes.open(talk.community, window)
            with capture_logs() as logs:
                await Outcomes([Broken(), *others]).measure_due(
                    unit, talk.community, talk.at(40 * HOUR)
                )
            await unit.commit()
        rows = await rows_of(house, "windows")

    assert [row["missing"] for row in rows] == ["practice failed", None]
    assert [entry["practice"] for entry in logs] == ["rescue_unanswered"]
