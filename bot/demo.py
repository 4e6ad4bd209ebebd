"""The demo town in a store of its own: what a newcomer sees before anything of theirs is read."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

from bot.app import House
from bot.core.clock import ManualClock
from bot.core.events import MessagePosted
from bot.core.framework import Framework
from bot.core.ids import MemberKey
from bot.core.measurements import Age, Span, WeekValue
from bot.core.privacy import Consent, OptIn, Retention
from bot.core.restraint import LEAST_CHANNEL_GAP, MOST_BOT_SHARE, Budget
from bot.core.trial import Plan, commitment
from bot.core.trust import Rung
from bot.core.unit_of_work import UnitOfWork
from bot.digest.material import Mode
from bot.digest.report import DigestReport
from bot.platforms.parlour.cast import RESIDENTS
from bot.platforms.parlour.charters import first_town_charter
from bot.platforms.parlour.residents import Town, Wish
from bot.practices import load_practices
from bot.services.calendar import WEEK, week_after
from bot.services.digest import Circumstances
from bot.services.series import Asked, Point
from bot.services.thinking import Thought

DATABASE: Final = "demo.sqlite"
KEPT: Final = Retention(text=timedelta(days=30))
"""The demo's words live longer than anybody's real words would; the page says so."""
GENERATED_WEEKS: Final = 6
SEED: Final = hashlib.sha256(b"tummler demo town").digest()
"""The demo's coin falls the same in every house, so that its scenes come out the same."""


PLANTED: Final[Mapping[int, str | None]] = MappingProxyType(
    {
        1: None,
        2: "greet_and_hand_over",
        3: "rescue_unanswered",
        4: "rescue_unanswered",
        5: None,
        6: None,
        7: "cool_down",
        8: None,
        9: "probe_further",
        11: None,
        12: None,
        14: None,
        16: "rescue_unanswered",
    }
)
"""Which need each scene was written to hold, as the practice that is there for it; None: no need.

By what each scene's title says happens in it. Scene 10 holds a how-to that people find again by
themselves, 13 is about wishes, 15 is in a language that is not read.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The town as it was lived through: its digest, and what was thought of each message."""

    town: Town
    report: DigestReport
    thoughts: tuple[Thought, ...]
    names: dict[str, str]
    """What each member is called, by message: a letter."""
    signed: tuple[Framework, ...]
    """Every signed version, oldest first."""
    points: tuple[Point, ...]
    """What each metric said of each week that was lived through."""


def framework(lived: Town) -> Framework:
    """The demo's signed framework: both practices at `speak`, one of them under test.

    At `speak`, so that the page can show what would be said; in this release nothing can speak.
    """
    moderator = next(iter(sorted(lived.moderators, key=lambda m: m.member)))
    start = lived.shown[0] - WEEK
    return Framework(
        community=lived.community,
        version=2,
        charter=lived.charter,
        budget=Budget(),
        evidence=("the demo town: every word of it was written by the developers",),
        signed_by=moderator,
        signed_at=start,
        rungs={practice.key: Rung.SPEAK for practice in load_practices()},
        plans=(_plan(lived, moderator, start),),
    )


def first_framework(lived: Town) -> Framework:
    """What the moderators signed two weeks before, when nothing rose above listening."""
    second = framework(lived)
    return replace(
        second,
        version=1,
        charter=first_town_charter(),
        evidence=("an evening at the Saturday table, two moderators and a draft",),
        signed_at=second.signed_at - 2 * WEEK,
        rungs={},
        plans=(),
    )


def room_framework(lived: Town, at: datetime) -> Framework:
    """What they sign for the local room: nothing goes out without a person, and a wider budget.

    Under the usual one a visitor would wait for days until the bot may say the next line.
    """
    wide = Budget(per_day=10, channel_gap=LEAST_CHANNEL_GAP, bot_share=MOST_BOT_SHARE)
    return replace(
        framework(lived),
        version=3,
        budget=wide,
        evidence=("for the local room: whoever visits sees a draft within hours",),
        signed_at=at,
        rungs={practice.key: Rung.SUGGEST for practice in load_practices()},
    )


async def sign_for_the_room(house: House, lived: Town, at: datetime) -> None:
    """Sign that once, when the room opens for the first time."""
    async with house.store.unit() as unit:
        current = await unit.frameworks.current(lived.community)
        third = room_framework(lived, at)
        if current is not None and current.version < third.version:
            await unit.frameworks.sign(await _hashed(unit, third))
        await unit.commit()


def _plan(lived: Town, moderator: MemberKey, start: datetime) -> Plan:
    return Plan(
        community=lived.community,
        practice="rescue_unanswered",
        version=1,
        hypothesis="passing a waiting question to a person brings it an answer within a day",
        seed=SEED,
        commitment=commitment(SEED),
        window=timedelta(hours=24),
        starts_at=start,
        earliest_end=start + timedelta(weeks=52),
        signed_by=moderator,
        signed_at=start,
    )


def volunteers() -> tuple[Consent, ...]:
    """Who may be mentioned: one host of the town; the others want to be asked in private only."""
    return tuple(
        Consent(member=each.member, opt_ins=frozenset({OptIn.ASK_ME}), topics=each.topics)
        for each in RESIDENTS
        if each.letter == "E"
    )


async def live_through(house: House, lived: Town) -> None:
    """Let the town happen in this house, once; a second call finds it done."""
    run = f"town {lived.start.isoformat()}"
    clock = ManualClock(datetime(1970, 1, 1, tzinfo=UTC))
    history = house.history(clock)
    if await history.done(run):
        return
    await _furnish(house, lived)
    events = list(lived.events())
    cuts = [*_later_wishes(lived), None]
    begin = 0
    done = 0
    for wish in cuts:
        upto = len(events)
        if wish is not None:
            upto = sum(1 for e in events if e.stamp.occurred_at <= wish.at)
        async for step in history.run(lived.community, f"{run}, until {upto}", events[begin:upto]):
            done += step.done
        if wish is not None:
            await _grant(house, lived, wish.consent)
        begin = upto
    # Until the digest of the shown week has been measured, on Monday morning.
    await history.settle(lived.community, lived.shown[1] + timedelta(hours=10))
    async with house.store.unit() as unit:
        await unit.runs.advance(run, done, lived.shown[1])
        await unit.commit()


def _later_wishes(lived: Town) -> list[Wish]:
    offer = Wish(
        # On the fifth evening of the shown week a second host lets themselves be mentioned.
        at=lived.shown[0] + timedelta(days=4, hours=20),
        consent=Consent(
            member=next(r.member for r in RESIDENTS if r.letter == "F"),
            opt_ins=frozenset({OptIn.ASK_ME}),
        ),
    )
    return sorted((offer, *lived.wishes), key=lambda wish: wish.at)


async def _furnish(house: House, lived: Town) -> None:
    async with house.store.unit() as unit:
        await unit.communities.found(lived.community, name=lived.name, timezone=lived.time_zone)
        for signed in (first_framework(lived), framework(lived)):
            await unit.frameworks.sign(await _hashed(unit, signed))
        await unit.commit()
    for consent in volunteers():
        await _grant(house, lived, consent)


async def _hashed(unit: UnitOfWork, signed: Framework) -> Framework:
    """The framework with everybody whom its charter names, and who signed, under the keyed hash."""
    of = signed.community
    known = {m: await unit.members.known_as(of, m) for m in signed.charter.people}
    by = await unit.members.known_as(of, signed.signed_by)
    return replace(signed, charter=signed.charter.naming(known), signed_by=by)


async def _grant(house: House, lived: Town, consent: Consent) -> None:
    async with house.store.unit() as unit:
        known = await unit.members.known_as(lived.community, consent.member)
        await unit.consents.save(lived.community, replace(consent, member=known))
        await unit.commit()


async def show(house: House, lived: Town) -> Demo:
    """The shown week's digest, and every message of it with what was thought."""
    start, end = lived.shown
    await _generate_earlier_weeks(house, lived)
    span = Span(start=start, end=end, seen_until=end)
    report = await house.digest.compose(
        lived.community, start, Circumstances(mode=Mode.DEMO, generated_weeks=GENERATED_WEEKS)
    )
    letters = {each.member: each.letter for each in RESIDENTS}
    names = {
        event.key.message: letters[event.author]
        for event in lived.events()
        if isinstance(event, MessagePosted)
    }
    thoughts = await house.thinking.of(lived.community, span)
    signed = await house.charters.history(lived.community)
    points = await house.series.points(
        Asked(community=lived.community, since=start - WEEK, until=end, heard_until=end)
    )
    return Demo(
        town=lived, report=report, thoughts=thoughts, names=names, signed=signed, points=points
    )


async def _generate_earlier_weeks(house: House, lived: Town) -> None:
    """Six weeks of numbers before the town's first, from a fixed seed; said so wherever drawn."""
    first = week_after(lived.shown[0], lived.time_zone, -1)
    async with house.store.unit() as unit:
        kept = await unit.weeks.before(lived.community, first, GENERATED_WEEKS)
        by_now = {v.starts_on for v in kept if v.instrument == house.measuring.instrument}
        if len(by_now) >= GENERATED_WEEKS:
            return
        views = await unit.reading()
        # Like the shown week where that is measured whole: in the first, every tie is new.
        measured = [
            await house.measuring.measure(
                views, lived.community, start, lived.time_zone, age=age, history=()
            )
            for start, age in ((lived.shown[0], Age.SO_FAR), (first, Age.COMPLETE))
        ]
        chance = random.Random(20)  # noqa: S311  # made-up numbers, the same in every house
        values = [
            _like(value, week_after(first, lived.time_zone, -back), chance)
            for week in measured
            for value in week.values
            for back in range(1, GENERATED_WEEKS + 1)
        ]
        await unit.weeks.keep(lived.community, values)
        await unit.commit()


def _like(value: WeekValue, start: datetime, chance: random.Random) -> WeekValue:
    width = (value.high - value.low) / 2
    shifted = value.value + chance.uniform(-0.5, 0.5) * width
    low, high = shifted - width, shifted + width
    if value.low >= 0 and value.high <= 1:
        low, shifted, high = (min(1.0, max(0.0, each)) for each in (low, shifted, high))
    return replace(value, starts_on=start, value=shifted, low=low, high=high, outside=0)
