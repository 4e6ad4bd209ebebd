"""What was promised to members, kept and broken."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import open_house
from bot.core.events import MemberLeft
from bot.core.privacy import Retention, Then
from bot.doctor.base import Status

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "Which reed suits a cold room when the stove is out?"


@pytest.fixture
async def talked(lived, talk, takes_in):
    """A house in which somebody has just written something, closed again."""
    async with open_house(folder=lived.folder, retention=Retention()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, WORDS))
    return replace(lived, now=talk.at(2 * HOUR))


@pytest.fixture
async def wished(talked, talk):
    """The same, and then she asked to be forgotten, of which nothing is done yet."""
    async with open_house(folder=talked.folder, retention=Retention()) as house:
        wish = ([talk.community], [talk.member("ana")], Then.START_AFRESH, talked.now)
        await house.privacy.note(*wish)
    return talked


async def test_p02_is_fine_while_words_may_live(sees, talked):
    assert (await sees("P02", talked)).status is Status.FINE


async def test_p02_fails_for_people_who_left_long_ago(sees, talked, talk, takes_in):
    left = MemberLeft(
        stamp=talk.stamp(2 * HOUR), community=talk.community, member=talk.member("ana")
    )
    async with open_house(folder=talked.folder, retention=Retention()) as house:
        await takes_in(house, left)

    early = await sees("P02", replace(talked, now=talked.now + 2 * DAY))
    late = await sees("P02", replace(talked, now=talked.now + 91 * DAY))

    assert early.status is Status.FINE
    assert late.seen.endswith("1 who left long ago are still known")


@pytest.mark.parametrize(("later", "words", "people"), [(75 * HOUR, 1, 0), (91 * DAY, 1, 1)])
async def test_p02_fails_for_words_and_people_past_their_time(sees, talked, later, words, people):
    seen = await sees("P02", replace(talked, now=talked.now + later))

    assert (seen.status, seen.auto, seen.where) == (Status.FAILED, True, "town")
    assert f"{words} messages still have words and {people} still" in seen.seen


async def test_p02_bears_the_hour_until_the_next_sweep(sees, talked):
    assert (await sees("P02", replace(talked, now=talked.now + 71.5 * HOUR))).status is Status.FINE


async def test_p02_takes_away_what_is_past_its_time_once(mends, talked):
    late = replace(talked, now=talked.now + 91 * DAY)

    [after], said = await mends("P02", late)

    assert (after.seen.status, after.fixed, len(said)) == (Status.FINE, True, 1)
    assert (await mends("P02", late))[1] == []


async def test_p03_is_fine_without_a_wish(sees, talked):
    assert (await sees("P03", talked)).status is Status.FINE


async def test_p03_warns_of_an_open_wish(sees, wished):
    assert (await sees("P03", wished)).status is Status.WARNING


async def test_p03_fails_for_a_wish_that_is_open_for_more_than_a_day(sees, wished):
    seen = await sees("P03", replace(wished, now=wished.now + 25 * HOUR))

    assert seen.status is Status.FAILED
    assert "1 wishes" in seen.seen
    assert "25 h" in seen.seen


async def test_p03_carries_wishes_out_once(mends, wished):
    [after], said = await mends("P03", wished)

    assert (after.seen.status, after.fixed, len(said)) == (Status.FINE, True, 1)
    assert (await mends("P03", wished))[1] == []


async def test_a_mend_that_cannot_be_done_is_told_and_left(mends, wished, talk):
    async with open_house(folder=wished.folder, retention=Retention()) as house:
        await house.privacy.note(
            [talk.community], [talk.member("ben")], Then.START_AFRESH, wished.now
        )
        [after], said = await mends("P03", wished)

    assert (after.seen.status, after.fixed) == (Status.WARNING, False)
    assert "could not be done: Another Tummler" in said[-1]


async def test_p04_is_fine_with_the_tables_of_the_house(sees, lived):
    assert (await sees("P04", lived)).status is Status.FINE


async def test_p04_fails_for_a_table_of_which_nobody_said_anything(sees, lived, sql):
    sql(("CREATE TABLE friends (who TEXT, whom TEXT)",))

    seen = await sees("P04", lived)

    assert (seen.status, seen.where) == (Status.FAILED, "friends")


async def test_p06_is_fine_with_the_columns_of_the_house(sees, lived):
    assert (await sees("P06", lived)).status is Status.FINE


async def test_p06_fails_for_a_column_of_which_nobody_said_anything(sees, lived, sql):
    sql(("ALTER TABLE members ADD COLUMN score INTEGER",))

    seen = await sees("P06", lived)

    assert (seen.status, seen.where) == (Status.FAILED, "members.score")


async def test_p05_waits_for_a_log(sees, talked):
    assert (await sees("P05", talked)).status is Status.NOT_CHECKED


async def test_p05_is_fine_with_a_log_of_keys_and_counts(sees, talked):
    line = {"event": "verdict_kept", "practice": "rescue_unanswered", "exception": "x" * 500}
    (talked.folder / "tummler.log").write_text(f"{json.dumps(line)}\nnot a line of ours\n[1]\n")

    assert (await sees("P05", talked)).status is Status.FINE


@pytest.mark.parametrize("line", [f"heard: {WORDS}", json.dumps({"event": f"heard {WORDS}"})])
async def test_p05_fails_for_words_that_are_still_kept(sees, talked, line):
    (talked.folder / "tummler.log").write_text(f"{line}\n")

    seen = await sees("P05", talked)

    assert (seen.status, seen.seen) == (Status.FAILED, "words of 1 messages stand in it")
    assert WORDS not in f"{seen}"


async def test_p05_fails_for_a_field_longer_than_any_reason(sees, talked, key_of):
    key_of.unlink()  # without it the words are not known; the length still is
    (talked.folder / "tummler.log").write_text(json.dumps({"event": "x" * 121}))

    assert (await sees("P05", talked)).status is Status.FAILED


HEARD = "INSERT INTO listening VALUES ('town', 'discord', 'g', ?, 0, 0, ?)"


async def test_p01_waits_where_nothing_is_listened_to(sees, lived):
    assert "a channel that is listened to" in (await sees("P01", lived)).waits_for


async def test_p01_warns_until_it_is_noted_where_members_were_told(sees, lived, sql):
    sql((HEARD, "a", "https://chat.example/1"), (HEARD, "b", None))

    seen = await sees("P01", lived)

    assert (seen.status, "1 of 2 channels" in seen.seen) == (Status.WARNING, True)
    assert "tummler connect discord --announced LINK" in seen.fix


async def test_p01_is_fine_once_it_is(sees, lived, sql):
    sql((HEARD, "a", "https://chat.example/1"))

    assert (await sees("P01", lived)).status is Status.FINE
