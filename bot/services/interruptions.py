"""The public interruption budget: what was said, held back and spent, for every member to read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.feedback import Felt
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId
from bot.core.interventions import Ruling
from bot.core.reasons import Reason
from bot.core.restraint import (
    LEAST_CHANNEL_GAP,
    LEAST_MESSAGES_BETWEEN,
    LEAST_PEOPLE_BETWEEN,
    LEAST_PRIVATE_GAP,
    MOST_BOT_SHARE,
    MOST_PER_CONVERSATION,
    MOST_PER_DAY,
    Budget,
)
from bot.core.reviews import ReviewStatus
from bot.core.unit_of_work import OpenUnit
from bot.core.views import Views
from bot.services.calendar import WEEK
from bot.services.ladder import Ladder, Place
from bot.services.noticing import day_around, listening

FEWEST = 5
"""A smaller number about people is told as "fewer than five"."""
_SAID = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One place over one week. `room` None: the whole community.

    `held_back` counts by the reason that stood first; `would_have_said` what only trust held back.
    """

    room: str | None
    spoken: int
    suggested: int
    would_have_said: int
    to_learn: int
    held_back: Mapping[Reason, int]
    followed: int
    ignored: int
    too_early: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One budget: what is spent of it, what is allowed, what it is unless signed otherwise.

    `spent` None: it is counted per conversation or person, and nobody's is shown. `hardest`: the
    most that anybody could sign.
    """

    name: str
    spent: float | None
    allowed: float
    usual: float
    hardest: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A plan under test, by what may be told of it; `seed` only after it ended."""

    practice: str
    version: int
    commitment: str
    seed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruptions:
    """Everything a member may read of how often they were interrupted, and how to stop it.

    `listening`: nothing may be said in public yet, and what is spent is what would have been.
    `quiet_days` are past ones. `helpful`, `not_helpful`: how often people said so of what was said
    in both weeks; None: nothing was said of which they could.
    """

    community: CommunityId
    as_of: datetime
    listening: bool
    this_week: tuple[Tally, ...]
    last_week: tuple[Tally, ...]
    limits: tuple[Limit, ...]
    practices: tuple[Place, ...]
    frozen: tuple[Place, ...]
    plans: tuple[Running, ...]
    quiet_days: tuple[date, ...]
    version: int | None
    helpful: int | None
    not_helpful: int | None


class InterruptionBudget:
    """Counts from the ledger; no names, no words, nothing about a conversation."""

    def __init__(self, open_unit: OpenUnit, ladder: Ladder) -> None:
        self._open_unit = open_unit
        self._ladder = ladder

    async def as_of(self, community: CommunityId, now: datetime) -> Interruptions:
        """The budget as it stands, this week being the last seven days. Raises UnknownCommunity."""
        places = await self._ladder.show(community)
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            zone = await unit.communities.zone(community)
            said = await unit.standings.latest(community)
            sent = await unit.reviews.with_status(community, frozenset({ReviewStatus.SENT}))
            views = await unit.reading()
            weeks = [
                await _tallies(views, community, end - WEEK, end, [r.submitted_at for r in sent])
                for end in (now, now - WEEK)
            ]
            limits = await _limits(views, community, framework, now, zone)
            rooms = await views.room_names(community)
            felt = Counter(s.felt for s in await unit.feedback.since(community, now - 2 * WEEK))
            await unit.commit()
        spoken = any(tally.spoken for week in weeks for tally in week)
        frozen = [
            place
            for channel in rooms
            for place in await self._ladder.show(community, channel)
            if place.standing is not None
            and place.standing.frozen_until is not None
            and place.standing.frozen_until > now
        ]
        today = now.date() if framework is None else framework.charter.local(now).date()
        return Interruptions(
            community=community,
            as_of=now,
            listening=listening(framework, said),
            this_week=weeks[0],
            last_week=weeks[1],
            limits=limits,
            practices=places,
            frozen=tuple(frozen),
            plans=_plans(framework),
            quiet_days=tuple(sorted(d for d in _quiet(framework) if d < today)),
            version=framework.version if framework else None,
            helpful=felt[Felt.HELPFUL] if spoken else None,
            not_helpful=felt[Felt.NOT_HELPFUL] if spoken else None,
        )


async def _tallies(
    views: Views, community: CommunityId, start: datetime, end: datetime, sent: Sequence[datetime]
) -> tuple[Tally, ...]:
    rulings = await views.rulings(community, start, end)
    names = await views.room_names(community)
    by_room: dict[ChannelKey, list[Ruling]] = {}
    for ruling in rulings:
        by_room.setdefault(ruling.channel.room, []).append(ruling)
    spoken = frozenset(sent)
    told = [(names.get(room, room.channel), each) for room, each in by_room.items()]
    return (
        _tally(None, rulings, spoken),
        *(_tally(name, each, spoken) for name, each in sorted(told, key=lambda pair: pair[0])),
    )


def _tally(room: str | None, rulings: Sequence[Ruling], spoken: frozenset[datetime]) -> Tally:
    said = [r for r in rulings if r.reason in _SAID]
    shadow = [r for r in rulings if r.otherwise and r.reason.shadows]
    opened = [*said, *shadow]
    held = Counter(
        r.reason
        for r in rulings
        if r.reason not in _SAID and not (r.otherwise and r.reason.shadows)
    )
    out = sum(r.at in spoken for r in said)
    return Tally(
        room=room,
        spoken=out,
        suggested=len(said) - out,
        would_have_said=len(shadow),
        to_learn=held.pop(Reason.HELD_OUT, 0),
        held_back=dict(sorted(held.items(), key=lambda pair: -pair[1])),
        followed=sum(r.reached is True for r in opened),
        ignored=sum(r.reached is False for r in opened),
        too_early=sum(r.reached is None for r in opened),
    )


async def _limits(
    views: Views, community: CommunityId, framework: Framework | None, now: datetime, zone: str
) -> tuple[Limit, ...]:
    budget, usual = (framework.budget if framework else Budget()), Budget()
    start, _ = day_around(now, zone)
    spends = [r for r in await views.rulings(community, now - WEEK, now) if _spends(r)]
    heard = await views.heard(community, now - WEEK, now)
    people = heard.messages - heard.automated - heard.own
    spent: dict[str, float | None] = {
        "a day": sum(r.at >= start for r in spends),
        "share of talk": len(spends) / people if people > 0 else None,
    }
    allowed, by_default = _amounts(budget), _amounts(usual)
    return tuple(
        Limit(
            name=name,
            spent=spent.get(name),
            allowed=allowed[name],
            usual=by_default[name],
            hardest=hardest,
            unit=unit,
        )
        for name, (hardest, unit) in _HARDEST.items()
    )


def _hours(length: timedelta) -> float:
    return length / timedelta(hours=1)


_HARDEST: Mapping[str, tuple[float, str]] = {
    "a day": (MOST_PER_DAY, "times"),
    "share of talk": (MOST_BOT_SHARE, "of a week's messages"),
    "a conversation": (MOST_PER_CONVERSATION, "times, ever"),
    "a channel": (_hours(LEAST_CHANNEL_GAP), "hours between"),
    "people between": (LEAST_PEOPLE_BETWEEN, "people"),
    "messages between": (LEAST_MESSAGES_BETWEEN, "messages"),
    "private notes": (_hours(LEAST_PRIVATE_GAP), "hours between, for one person"),
}
"""Each budget with what nobody can sign away, and the unit of both."""


def _amounts(budget: Budget) -> dict[str, float]:
    return {
        "a day": budget.per_day,
        "share of talk": budget.bot_share,
        "a conversation": budget.per_conversation,
        "a channel": _hours(budget.channel_gap),
        "people between": budget.people_between,
        "messages between": budget.messages_between,
        "private notes": _hours(budget.private_gap),
    }


def _spends(ruling: Ruling) -> bool:
    return ruling.reason.spends or (ruling.otherwise and ruling.reason.shadows)


def _plans(framework: Framework | None) -> tuple[Running, ...]:
    return tuple(
        Running(
            practice=plan.practice,
            version=plan.version,
            commitment=plan.commitment,
            seed=None if plan.ended_at is None else plan.seed.hex(),
        )
        for plan in (framework.plans if framework else ())
    )


def _quiet(framework: Framework | None) -> frozenset[date]:
    return framework.quiet_days if framework else frozenset()
