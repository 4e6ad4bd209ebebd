"""Reads what was decided, said and posted, in counts, for who looks after a house."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select

from bot.core.ids import CommunityId
from bot.core.posts import PostStatus
from bot.core.reviews import Evidence, Label, ReviewStatus
from bot.core.trust import Rung
from bot.services.looking_again import BY_ITSELF
from db.charter_body import read_charter
from db.examining import Look
from db.rows import FORGOTTEN
from db.tables import (
    accounts,
    alerts,
    digests,
    frameworks,
    labels,
    ledger,
    messages,
    reviews,
    standings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """How many lines were approved before a moment and are not said yet, and since when."""

    community: CommunityId
    lines: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The latest week's digest of a community on a surface, and how far it came."""

    community: CommunityId
    surface: str
    week: str
    status: PostStatus
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """How often the bot was heard in one conversation, or on one of its days."""

    community: CommunityId
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A practice that may speak in a channel, with what moderators said of it there.

    `channel`: the store's own number of it; None: everywhere.
    """

    community: CommunityId
    practice: str
    channel: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Unattended:
    """A level in one place, and since when nobody has looked at it."""

    community: CommunityId
    practice: str
    rung: Rung
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A plan's draws: how many there are, and how many places of its order they take."""

    community: CommunityId
    practice: str
    plan: int
    draws: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """How much lies before moderators that whoever alone moderates there wrote themselves."""

    community: CommunityId
    platform: str
    messages: int


async def unsent(look: Look, before: datetime) -> tuple[Unsent, ...]:
    """What was approved before then and waits to be said, by community."""
    named = (ReviewStatus.APPROVED.value, ReviewStatus.SENDING.value)
    at = func.coalesce(reviews.c.decided_at, reviews.c.submitted_at)
    rows = await look.rows(
        select(reviews.c.community, func.count().label("lines"), func.min(at).label("since"))
        .where(reviews.c.status.in_(named), at < before)
        .group_by(reviews.c.community)
        .order_by(reviews.c.community)
    )
    return tuple(
        Unsent(community=CommunityId(row.community), lines=row.lines, since=row.since)
        for row in rows
    )


async def last_digests(look: Look) -> tuple[Posted, ...]:
    """The latest week on each surface, by community; none where none was begun."""
    rows = await look.rows(select(digests).order_by(digests.c.community, digests.c.week))
    latest = {(row.community, row.surface): row for row in rows}
    return tuple(
        Posted(
            community=CommunityId(row.community),
            surface=row.surface,
            week=row.week,
            status=PostStatus(row.status),
            at=row.at,
        )
        for _, row in sorted(latest.items())
    )


async def said_in_conversations(look: Look) -> tuple[Talked, ...]:
    """The most that the bot said in one conversation, by community; none where it said nothing."""
    each = (
        select(messages.c.community, func.count().label("lines"))
        .where(messages.c.own, messages.c.gone.is_(False))
        .group_by(messages.c.community, messages.c.conversation)
        .subquery()
    )
    rows = await look.rows(
        select(each.c.community, func.max(each.c.lines).label("lines"))
        .group_by(each.c.community)
        .order_by(each.c.community)
    )
    return tuple(Talked(community=CommunityId(row.community), lines=row.lines) for row in rows)


async def said_at(look: Look) -> tuple[tuple[CommunityId, datetime], ...]:
    """When the bot was heard, by community."""
    rows = await look.rows(
        select(messages.c.community, messages.c.at)
        .where(messages.c.own, messages.c.gone.is_(False))
        .order_by(messages.c.community, messages.c.at)
    )
    return tuple((CommunityId(row.community), row.at) for row in rows)


async def raised(look: Look) -> tuple[Raised, ...]:
    """Every practice that was put on *speak* by its latest word, and what speaks for it.

    What is part of another community now speaks by that one's words, and its own are left out.
    """
    resting = await look.homes()
    said = await look.rows(select(standings).order_by(standings.c.id))
    latest = {(row.community, row.practice, row.channel_id): row for row in said}
    speaking = [
        key
        for key, row in latest.items()
        if row.rung >= Rung.SPEAK and not row.stopped and row.community not in resting
    ]
    judged = await look.rows(
        select(
            labels.c.community,
            labels.c.practice,
            labels.c.channel_id,
            func.count().label("reviewed"),
            func.sum(case((labels.c.label == Label.SAY.value, 1), else_=0)).label("say"),
        ).group_by(labels.c.community, labels.c.practice, labels.c.channel_id)
    )
    found: list[Raised] = []
    for community, practice, channel in speaking:
        about = [
            row
            for row in judged
            if (row.community, row.practice) == (community, practice)
            and channel in {None, row.channel_id}
        ]
        evidence = Evidence(
            say=sum(row.say for row in about), reviewed=sum(row.reviewed for row in about)
        )
        name = CommunityId(community)
        found.append(Raised(community=name, practice=practice, channel=channel, evidence=evidence))
    return tuple(found)


async def unattended(look: Look, before: datetime) -> tuple[Unattended, ...]:
    """Every level above the digest that nobody has looked at since then, as somebody gave it."""
    resting = await look.homes()
    found: dict[tuple[str, str, int | None], Unattended] = {}
    for row in await look.rows(select(standings).order_by(standings.c.id)):
        place = (row.community, row.practice, row.channel_id)
        known = found.get(place) or found.get((row.community, row.practice, None))
        looked = row.decided_by is not None or row.because not in BY_ITSELF
        found[place] = Unattended(
            community=CommunityId(row.community),
            practice=row.practice,
            rung=Rung(row.rung),
            since=row.at if looked or known is None else known.since,
        )
    return tuple(
        each
        for each in found.values()
        if each.rung > Rung.DIGEST and each.since < before and each.community not in resting
    )


async def running_plans(look: Look, now: datetime) -> dict[CommunityId, int]:
    """How many experiments run at this moment in each community that has a charter.

    One that is part of another now is left out: what it had under test rests with it.
    """
    resting = await look.homes()
    signed = await look.rows(
        select(frameworks.c.community, frameworks.c.body).order_by(
            frameworks.c.community, frameworks.c.version
        )
    )
    latest = {row.community: row.body for row in signed}
    return {
        CommunityId(name): _running(body, now)
        for name, body in latest.items()
        if name not in resting
    }


async def draws(look: Look) -> tuple[Tried, ...]:
    """What each plan has drawn so far."""
    rows = await look.rows(
        select(
            ledger.c.community,
            ledger.c.practice,
            ledger.c.plan,
            func.count().label("draws"),
            func.count(ledger.c.position.distinct()).label("places"),
        )
        .where(ledger.c.plan.is_not(None))
        .group_by(ledger.c.community, ledger.c.practice, ledger.c.plan)
        .order_by(ledger.c.community, ledger.c.practice, ledger.c.plan)
    )
    return tuple(
        Tried(
            community=CommunityId(row.community),
            practice=row.practice,
            plan=row.plan,
            draws=row.draws,
            places=row.places,
        )
        for row in rows
    )


async def unjudged(look: Look) -> tuple[Unjudged, ...]:
    """What waits for a moderator besides whoever wrote it, where a charter names no other there.

    Linked accounts are one person. Who moderates by a platform's own rights nobody can see here.
    """
    signed = await look.rows(select(frameworks).order_by(frameworks.c.version))
    papers = {row.community: row for row in signed}
    linked = await look.rows(select(accounts.c.community, accounts.c.ref, accounts.c.person))
    person = {(row.community, row.ref): row.person for row in linked}
    told = (alerts.c.community, alerts.c.platform, alerts.c.author, alerts.c.message)
    waits = alerts.c.settled_at.is_(None) & alerts.c.author.is_not(None)
    found: Counter[tuple[str, str]] = Counter()
    for row in await look.rows(select(*told).where(waits).distinct()):
        of = row.community
        named = _moderators(papers[of], row.platform) if of in papers else frozenset[str]()
        people = {person.get((of, ref), ref) for ref in named}
        found[of, row.platform] += people == {person.get((of, row.author), row.author)}
    return tuple(
        Unjudged(community=CommunityId(community), platform=platform, messages=count)
        for (community, platform), count in sorted(found.items())
        if count
    )


def _moderators(paper: Row[Any], platform: str) -> frozenset[str]:
    """The keyed hashes of those who moderate a platform by a signed charter, and who signed it."""
    by, _, signer = paper.signed_by.partition("/")
    named = read_charter(paper.community, json.loads(paper.body)["charter"]).moderators
    found = {each.member for each in named if each.platform == platform}
    return frozenset(found | {signer} if by == platform else found) - {FORGOTTEN}


def _running(body: str, now: datetime) -> int:
    plans = json.loads(body)["plans"]
    begun = [plan for plan in plans if datetime.fromisoformat(plan["starts_at"]) <= now]
    ends = [plan["ended_at"] for plan in begun]
    return sum(end is None or now < datetime.fromisoformat(end) for end in ends)
