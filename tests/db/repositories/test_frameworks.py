"""What was signed comes back word for word, and the newest version is in force."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.core.changes import ChangeRecord
from bot.core.charter import QuietHours
from bot.core.restraint import Budget
from bot.core.room_rules import RoomRule
from bot.core.trial import BrokenSeal, Phase, Rules, Stage
from bot.core.trust import Rung


@pytest.fixture
def signed(talk):
    """A framework in which nothing is as it is by default."""
    plan = talk.plan(
        stage=Stage.SPEAK,
        phase=Phase.ADAPT,
        probability=0.7,
        covariates=("hour", "words"),
        rules=Rules(harmed=2, sure=0.95),
        source='practice = "rescue_unanswered"',
        quiet_from=date(2026, 3, 9),
        quiet_schedules=11,
        ended_at=talk.start + timedelta(days=40),
        ended_because="by a person",
    )
    plain = talk.framework(
        plan,
        rung=Rung.SUGGEST,
        budget=Budget(per_day=5, mention_gap=timedelta(days=9), bot_share=0.03),
        quiet_days=frozenset({date(2026, 3, 9)}),
    )
    charter = replace(
        plain.charter,
        norms=("be kind",),
        never=("guys",),
        quiet_hours=QuietHours(start=time(22), end=time(7, 30)),
        social_object=replace(plain.charter.social_object, vocabulary=frozenset({"hub", "rim"})),
    )
    change = ChangeRecord(
        version=1,
        setting="per-day",
        before="3",
        after="5",
        evidence="Six of eight questions waited.",
        insight="Three a day leave people waiting.",
        rival="It was the week of the fair.",
        review_on=date(2026, 4, 1),
    )
    rule = RoomRule(purpose="mending", quiet_hours=QuietHours(start=time(22), end=time(7)))
    rooms = {talk.channel(): rule, talk.channel("porch"): RoomRule(purpose="hello")}
    return replace(plain, charter=charter, change=change, rooms=rooms)


async def current(house, talk):
    async with house.store.unit() as unit:
        return await unit.frameworks.current(talk.community)


async def test_what_was_signed_comes_back_equal(towns, talk, signed):
    async with towns(framework=signed) as house:
        house.store.forget()

        assert await current(house, talk) == signed


async def test_where_nobody_signed_there_is_none(town, talk):
    assert await current(town, talk) is None


async def test_the_highest_version_is_in_force(towns, talk, signed):
    newer = replace(signed, version=2, budget=Budget(per_day=1))
    async with towns(framework=newer) as house:
        async with house.store.unit() as unit:
            await unit.frameworks.sign(replace(signed, version=3))
            await unit.commit()
        house.store.forget()

        assert (await current(house, talk)).version == 3


async def test_a_seed_that_is_not_the_one_committed_to_is_refused(talk):
    with pytest.raises(BrokenSeal):
        talk.plan(commitment="0" * 64)
