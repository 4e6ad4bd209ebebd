"""A community's past through a house of its own: what would have been said, and why so little."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.app import House
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.clock import ManualClock
from bot.core.framework import Framework
from bot.core.ids import MemberKey
from bot.core.measurements import Span
from bot.core.privacy import Retention
from bot.core.restraint import Budget
from bot.core.trust import Rung
from bot.digest.material import Mode
from bot.digest.report import DigestReport
from bot.past import COMMUNITY, COMPARED, NothingUsable, fingerprint
from bot.platforms.ahead import Aside
from bot.platforms.exports.base import Export, Selection, Survey
from bot.practices import load_practices
from bot.services.calendar import week_label, week_start
from bot.services.digest import Circumstances
from bot.services.history import Step

LEAST_SPAN = timedelta(days=14)
LEAST_CONVERSATIONS = 30
NOTHING_KEPT = Retention(text=timedelta(0))
"""A replay keeps nobody's words; the served page reads them from the export when someone looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What part of the past, at which level, and where its store lies."""

    name: str
    zone: str
    since: datetime | None = None
    until: datetime | None = None
    rooms: frozenset[str] | None = None
    rung: Rung = Rung.SPEAK
    week: datetime | None = None
    """The start of the week to show; None: the last with enough talk."""
    charter: Charter | None = None
    """What the community is for; None: nobody said, and what is measured against it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay found. `short`: too little for any rate, in a plain sentence."""

    report: DigestReport
    messages: int
    conversations: int
    resumed_at: int
    short: str | None


class Replay:
    """One archive, one run. `at_hand`: a process that stands by to read the archive."""

    def __init__(self, export: Export, asked: Asked, at_hand: Aside | None = None) -> None:
        self.export = export
        self._asked = asked
        self._at_hand = at_hand
        self._survey: Survey = export.survey()
        self._resumed_at = 0

    @property
    def run_id(self) -> str:
        """The same for the same archive read the same way, so that a stopped run is found again."""
        rooms = sorted(self._asked.rooms or ())
        return fingerprint(self.export, replace(self._asked, rooms=None, week=None), rooms)

    @property
    def total(self) -> int:
        """How many records the archive has; an upper bound of the events to come."""
        return self._survey.records

    @property
    def name(self) -> str:
        """What the archive's community is called."""
        return self._asked.name

    @property
    def zone(self) -> str:
        """The IANA name of the zone in which its weeks are counted."""
        return self._asked.zone

    @property
    def chartered(self) -> bool:
        """Whether somebody said what the community is for."""
        return self._asked.charter is not None

    @property
    def database(self) -> str:
        """The file of this run's own store."""
        return f"replay-{self.run_id[:16]}.sqlite"

    async def run(
        self, house: House, stop: Callable[[], bool] = lambda: False
    ) -> AsyncGenerator[Step]:
        """Take the archive through; yields after each unit of work, ends early when `stop` says so.

        Raises NothingUsable.
        """
        asked = self._asked
        await self._prepare(house)
        history = house.history(ManualClock(_EPOCH))
        self._resumed_at = await history.done(self.run_id)
        chosen = Selection(since=asked.since, until=asked.until, rooms=asked.rooms)
        events = house.ahead(self.export, chosen, self._at_hand)
        last: Step | None = None
        async with aclosing(history.run(COMMUNITY, self.run_id, events)) as steps:
            async for step in steps:
                last = step
                yield step
                if stop():
                    return
        if last is None and not self._resumed_at:
            raise NothingUsable
        reach = await self._reach(house)
        await history.settle(COMMUNITY, reach[1])

    async def tell(self, house: House) -> Replayed:
        """What the run found: the digest of the week to show, and everything considered."""
        asked = self._asked
        first, last = await self._reach(house)
        start = asked.week
        if start is None:
            start = await house.digest.week_with_enough_talk(COMMUNITY, last + timedelta(seconds=1))
        if start is None:
            start = week_start(last, asked.zone)
        seen = last + timedelta(seconds=1)
        span = Span(start=first, end=seen, seen_until=seen)
        weeks = max(1, round((last - first) / timedelta(weeks=1)))
        rewind = await house.rewinding.rewind(COMMUNITY, span, weeks)
        ends = week_label(last, asked.zone)
        report = await house.digest.compose(
            COMMUNITY,
            start,
            Circumstances(
                mode=Mode.REPLAY,
                cannot_tell=self.export.cannot_tell,
                skipped=self.export.problems.total,
                archive_ends_with=None if ends == week_label(start, asked.zone) else ends,
                seen_until=seen,
                rewind=rewind,
            ),
        )
        return Replayed(
            report=report,
            messages=rewind.messages,
            conversations=rewind.conversations,
            resumed_at=self._resumed_at,
            short=_too_little(last - first, rewind.conversations),
        )

    async def _prepare(self, house: House) -> None:
        asked = self._asked
        async with house.store.unit() as unit:
            if await unit.communities.describe(COMMUNITY) is None:
                await unit.communities.found(COMMUNITY, name=asked.name, timezone=asked.zone)
                await unit.frameworks.sign(simulated_framework(asked))
                await unit.commit()

    async def _reach(self, house: House) -> tuple[datetime, datetime]:
        async with house.store.views() as views:
            reach = await views.reach(COMMUNITY)
        if reach is None:
            raise NothingUsable
        return reach

    def measure_from(self) -> datetime | None:
        """From when on weeks are measured."""
        last = self._asked.until or self._survey.last
        return None if last is None else last - COMPARED


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def simulated_framework(asked: Asked) -> Framework:
    """The framework of a replay: the standard budgets, and every practice at one level.

    Signed by nobody's hand: it lives in the replay's own store, where nothing can speak. A charter
    that was given holds, without the people whom it names: an export may call them otherwise.
    """
    charter = _no_charter(asked.zone) if asked.charter is None else asked.charter
    return Framework(
        community=COMMUNITY,
        version=1,
        charter=replace(charter, community=COMMUNITY, helpers={}, moderators=frozenset()),
        budget=Budget(),
        evidence=("a replay: nothing is said to anybody",),
        signed_by=MemberKey(platform="replay", member="simulated"),
        signed_at=_EPOCH,
        rungs={practice.key: asked.rung for practice in load_practices()},
    )


def _no_charter(zone: str) -> Charter:
    return Charter(
        community=COMMUNITY,
        social_object=SocialObject(
            kind=ObjectKind.LIFESTYLE, purpose="what the archive's people talk about", facets=()
        ),
        norms=(),
        tone="plain",
        language="en",
        timezone=zone,
        quiet_hours=QuietHours(start=time(), end=time()),
    )


def _too_little(span: timedelta, conversations: int) -> str | None:
    if span >= LEAST_SPAN and conversations >= LEAST_CONVERSATIONS:
        return None
    days = max(1, span.days + 1)
    held = "1 conversation" if conversations == 1 else f"{conversations:,} conversations"
    return (
        f"This archive holds {held} within {'1 day' if days == 1 else f'{days:,} days'}. "
        "Under 14 days or 30 conversations there is too little to say how often anything happens."
    )
