"""What is seen beside talk is counted without a name, and lies before moderators once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.automod import RuleKind
from bot.core.ids import ChannelKey
from bot.core.incidents import FEWEST, SLICE, UNLEARNED, Cause, Did, Server, Told
from bot.core.privacy import Retention, Then
from bot.core.trust import Rung
from bot.services.moving_posts import move_alerts
from bot.services.watching import HeldBack, Joined, Watching
from db.tables import incidents

NOW, DAY, MINUTE = timedelta(), timedelta(days=1), timedelta(minutes=1)
SPACE = "t1"
SAID = "zanzibarmarker"


class Desk:
    """A house that is told who joins, and its moderators' list."""

    def __init__(self, house, talk):
        self.house, self.talk = house, talk
        self.watching = Watching(house.store.unit)

    @property
    def server(self):
        return Server(community=self.talk.community, platform=self.talk.platform, space=SPACE)

    async def begins(self, after=-8 * DAY):
        at = self.talk.at(after)
        await self.watching.begins(self.talk.community, self.talk.platform, SPACE, at)

    async def come(self, many, after=NOW, told_later=NOW):
        at = self.talk.at(after)
        joined = Joined(
            community=self.talk.community,
            platform=self.talk.platform,
            space=SPACE,
            at=at,
            told=Told.MEMBERS,
        )
        for _ in range(many):
            await self.watching.joined(joined, at + told_later)

    def held(self, after=NOW, **changes):
        held = HeldBack(
            community=self.talk.community,
            space=SPACE,
            by=self.talk.member("ana"),
            at=self.talk.at(after),
            rule="99",
            kind=RuleKind.WORDS,
            did=Did.HELD,
            room=ChannelKey(platform=self.talk.platform, space=SPACE, channel="square"),
            words=SAID,
        )
        return replace(held, **changes)

    async def holds(self, after=NOW, **changes):
        await self.watching.held_back(self.held(after, **changes), self.talk.at(after))

    async def waiting(self, by="mo"):
        return await self.watching.waiting(self.talk.community, self.talk.member(by))

    async def counts(self):
        async with self.house.store.unit() as unit:
            found = await unit.incidents.counts(self.server)
            await unit.commit()
        return found


@pytest.fixture
async def desk(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        yield Desk(house, talk)


async def test_of_who_joined_a_count_is_kept_and_nothing_else(desk, rows_of):
    await desk.come(3)

    [row] = [row for row in await rows_of(desk.house, "arrivals") if row["joined"]]
    assert set(row) == {"community", "platform", "space", "at", "joined"}
    assert row["joined"] == 3


async def test_ten_within_twenty_minutes_are_laid_there_on_a_quiet_server(desk):
    await desk.begins()
    await desk.come(FEWEST - 1)
    await desk.come(1, after=SLICE)

    [flood] = await desk.waiting()
    assert (flood.cause, flood.joined) == (Cause.JOINS, FEWEST)


async def test_ten_within_an_hour_are_not(desk):
    await desk.begins()
    for minutes in range(0, 100, 10):
        await desk.come(1, after=minutes * MINUTE)

    assert await desk.waiting() == ()


async def test_before_a_week_is_known_it_takes_fifty(desk):
    await desk.begins(-3 * DAY)
    await desk.come(UNLEARNED - 1)
    before = await desk.waiting()

    await desk.come(1)

    assert (len(before), len(await desk.waiting())) == (0, 1)


async def test_a_server_that_was_quiet_for_a_month_is_known_to_be_quiet(desk):
    await desk.begins(-60 * DAY)
    await desk.come(1, after=-DAY)

    await desk.come(FEWEST)

    assert len(await desk.waiting()) == 1


async def test_what_is_older_than_four_weeks_is_let_go_of_but_for_the_latest(desk):
    for days in (60, 50, 40, 30, 20):
        await desk.come(1, after=-days * DAY)

    await desk.come(1)

    ago = [(desk.talk.at(NOW) - start).days for start in sorted(await desk.counts())]
    assert ago == [30, 20, 0]


async def test_joins_that_are_told_a_day_late_are_counted_and_raise_nothing(desk):
    await desk.begins()

    await desk.come(FEWEST, told_later=DAY)

    assert sum((await desk.counts()).values()) == FEWEST
    assert await desk.waiting() == ()


async def test_a_clock_ahead_of_ours_is_not_believed(desk):
    await desk.come(1, told_later=-2 * DAY)

    assert max(await desk.counts()) <= desk.talk.at(-2 * DAY)


async def test_a_flood_is_counted_from_its_beginning(desk):
    await desk.begins()
    await desk.come(4, after=-SLICE)

    await desk.come(FEWEST)

    [flood] = await desk.waiting()
    assert flood.joined == FEWEST + 4


async def test_two_servers_are_not_counted_together(desk):
    await desk.begins()
    await desk.come(FEWEST - 1)

    other = Joined(
        community=desk.talk.community,
        platform=desk.talk.platform,
        space="t2",
        at=desk.talk.at(NOW),
        told=Told.MEMBERS,
    )
    await desk.watching.joined(other, desk.talk.at(NOW))

    assert await desk.waiting() == ()


async def test_every_action_of_a_rule_about_one_thing_stands_in_one_case(desk):
    for did in (Did.HELD, Did.TOLD, Did.TIMED_OUT):
        await desk.holds(did=did)

    [case] = await desk.waiting()
    assert case.did == (Did.HELD, Did.TOLD, Did.TIMED_OUT)


@pytest.mark.parametrize("changes", [{"rule": "98"}, {"room": None}, {"after": MINUTE}])
async def test_another_rule_place_or_moment_is_another_case(desk, changes):
    await desk.holds()

    await desk.holds(**changes)

    assert len(await desk.waiting()) == 2


async def test_somebody_else_is_another_case(desk):
    await desk.holds()

    await desk.holds(by=desk.talk.member("bo"))

    assert len(await desk.waiting()) == 2


async def test_no_name_and_no_word_of_it_stands_open_in_the_store(desk):
    await desk.holds()

    async with desk.house.store.unit() as unit:
        rows = (await unit.transaction.connection.execute(select(incidents))).all()
        await unit.commit()
    assert len(rows) == 1
    assert repr(desk.talk.member("ana").member) not in repr(rows)
    assert SAID not in repr(rows)


async def test_it_says_neither_whose_it_is_nor_the_words(desk):
    await desk.holds()

    [case] = await desk.waiting()
    assert SAID not in repr(case) + repr(desk.held())
    assert (case.by, case.words) == (desk.talk.member("ana"), SAID)


async def test_of_whoever_paused_analysis_nothing_is_kept(desk):
    talk, privacy = desk.talk, desk.house.privacy
    await privacy.note([talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(-DAY))
    await privacy.carry_out(talk.at(-DAY))

    await desk.holds()

    assert await desk.waiting() == ()


async def test_after_ninety_days_it_is_gone(desk):
    await desk.begins()
    await desk.come(FEWEST)
    await desk.holds()

    async with desk.house.store.unit() as unit:
        await unit.messages.sweep(desk.talk.community, desk.talk.at(91 * DAY), Retention())
        await unit.commit()

    assert await desk.waiting() == ()


async def test_what_nobody_knows_is_not_put_away(desk):
    mo, at = desk.talk.member("mo"), desk.talk.at(NOW)

    assert await desk.watching.settle(desk.talk.community, "nothing", at, mo) is None


async def test_it_goes_along_with_its_server_and_comes_back(desk):
    await desk.begins()
    await desk.come(FEWEST)
    await desk.holds()
    origin = f"{desk.talk.platform}:{SPACE}"
    before = await desk.waiting()

    async with desk.house.store.unit() as unit:
        await unit.communities.found("elsewhere", name="elsewhere", timezone="Europe/Berlin")
        await move_alerts(unit, desk.talk.community, "elsewhere", origin, desk.talk.at(DAY))
        there = await unit.incidents.waiting("elsewhere", desk.talk.platform)
        await move_alerts(unit, "elsewhere", desk.talk.community, origin, desk.talk.at(DAY))
        await unit.commit()

    assert len(there) == 2
    assert [replace(each, id="") for each in await desk.waiting()] == [
        replace(each, id="") for each in before
    ]


async def test_nobody_sees_or_puts_away_what_was_held_back_of_theirs(desk):
    await desk.holds()
    [case] = await desk.waiting()
    community, ana, at = desk.talk.community, desk.talk.member("ana"), desk.talk.at(NOW)

    put_away = await desk.watching.settle(community, case.id, at, ana)

    assert (await desk.waiting("ana"), put_away) == ((), None)
    assert await desk.waiting() == (case,)


async def test_a_moderator_of_another_platform_puts_nothing_away(desk):
    await desk.holds()
    [case] = await desk.waiting()
    stranger = replace(desk.talk.member("mo"), platform="elsewhere")

    await desk.watching.settle(desk.talk.community, case.id, desk.talk.at(NOW), stranger)

    assert await desk.waiting() == (case,)
