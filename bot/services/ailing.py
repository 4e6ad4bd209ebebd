"""What is not well in one community, as its moderators can mend it; nothing of the machine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.core.charter import CharterDraft
from bot.core.framework import Framework
from bot.core.ids import CommunityId
from bot.core.reviews import Review, ReviewStatus
from bot.core.trust import Rung
from bot.core.unit_of_work import OpenUnit
from bot.services.changing import Changes, overdue
from bot.services.ladder import Ladder, Place

FEWEST_MODERATORS = 2
UNSIGNED = timedelta(days=14)
"""So long a change of the charter may wait for a signature."""
UNSAID = timedelta(minutes=10)
"""What was approved is said within a minute; rate limits and a short absence come on top."""
UNERASED = timedelta(days=1)
WEEK = timedelta(days=7)
_NOTHING: Mapping[str, str | float] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that is not well. Its sentences are `ails-<name>` and `ails-<name>-fix`.

    `check`: what the operator's `tummler doctor` calls the same; empty: it does not look at it.
    """

    name: str
    check: str = ""
    values: Mapping[str, str | float] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is looked at, of one community at one moment."""

    now: datetime
    framework: Framework | None
    draft: CharterDraft | None
    offered: frozenset[str]
    approved: tuple[Review, ...]
    waits_since: tuple[datetime, ...]
    deaf: int
    last_heard: datetime | None
    places: tuple[Place, ...]
    unreviewed: int


class Ailing:
    """Looks and changes nothing."""

    def __init__(self, open_unit: OpenUnit, ladder: Ladder) -> None:
        self._open_unit = open_unit
        self._ladder = ladder

    async def found(self, community: CommunityId, now: datetime) -> tuple[Ailment, ...]:
        """Everything that is not well, what matters most first; empty: all is well."""
        places = await self._ladder.show(community)
        records = await Changes(self._open_unit).records(community)
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            volunteers = await unit.consents.volunteers(community)
            approved = await unit.reviews.with_status(
                community, frozenset({ReviewStatus.APPROVED, ReviewStatus.SENDING})
            )
            asked = await unit.erasures.open()
            deaf = await unit.listening.deaf(community, now - WEEK, now)
            reach = await (await unit.reading()).reach(community)
            draft = await unit.charters.draft(community)
            await unit.commit()
        today = (framework.charter.local(now) if framework else now).date()
        latest = {record.setting: record for _, record in records}.values()
        return tuple(
            _ailments(
                _Found(
                    now=now,
                    framework=framework,
                    draft=draft,
                    offered=frozenset(topic for each in volunteers for topic in each.topics),
                    approved=approved,
                    waits_since=tuple(e.asked_at for e in asked if e.community == community),
                    deaf=len(deaf),
                    last_heard=None if reach is None else reach[1],
                    places=places,
                    unreviewed=sum(overdue(each, today) for each in latest),
                )
            )
        )


def _ailments(found: _Found) -> Iterator[Ailment]:
    yield from _promises(found)
    yield from _hearing(found)
    yield from _trust(found)
    yield from _charter(found)


def _promises(found: _Found) -> Iterator[Ailment]:
    late = [each for each in found.waits_since if found.now - each > UNERASED]
    if late:
        yield Ailment(name="unerased", check="P03", values={"count": len(late)})
    unsaid = [
        each
        for each in found.approved
        if found.now - (each.decided_at or each.submitted_at) > UNSAID
    ]
    if unsaid:
        yield Ailment(name="unsaid", check="R04", values={"count": len(unsaid)})


def _hearing(found: _Found) -> Iterator[Ailment]:
    if found.last_heard is None:
        yield Ailment(name="unheard", check="R02")
    if found.deaf:
        yield Ailment(name="deaf", check="R03", values={"count": found.deaf})


def _trust(found: _Found) -> Iterator[Ailment]:
    for each in found.places:
        evidence = each.evidence
        if each.rung is Rung.SPEAK and not evidence.enough_to_speak:
            values: dict[str, str | float] = {
                "practice": each.practice,
                "say": evidence.say,
                "reviewed": evidence.reviewed,
            }
            yield Ailment(name="unproven", check="G03", values=values)
    if found.unreviewed:
        yield Ailment(name="unreviewed", check="G03", values={"count": found.unreviewed})


def _charter(found: _Found) -> Iterator[Ailment]:
    written = None if found.draft is None else found.draft.written_at
    if found.framework is None:
        yield Ailment(name="unsigned", check="G02")
    if written is not None and found.now - written > UNSIGNED:
        days = (found.now - written) // timedelta(days=1)
        yield Ailment(name="unsigned-change", check="G02", values={"days": days})
    if found.framework is None:
        return
    charter = found.framework.charter
    if not charter.norms:
        yield Ailment(name="no-norms", check="G02")
    if len(charter.moderators) < FEWEST_MODERATORS:
        yield Ailment(name="few-moderators", check="G01", values={"count": len(charter.moderators)})
    alone = [
        facet
        for facet in charter.social_object.facets
        if facet not in found.offered and not charter.helpers.get(facet)
    ]
    if alone:
        values = {"count": len(alone), "of": len(charter.social_object.facets)}
        yield Ailment(name="no-hosts", check="G04", values=values)
