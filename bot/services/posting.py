"""Posts each community's weekly digest where its moderators read: once, and at its hour."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.core.capabilities import PlatformRefused
from bot.core.engine import Engine, Payload
from bot.core.ids import CommunityId, MessageKey
from bot.core.ports import Clock
from bot.core.posts import DigestPost, PostStatus
from bot.core.unit_of_work import OpenUnit
from bot.digest.material import Mode
from bot.digest.report import DigestReport
from bot.services.calendar import (
    last_digest_by,
    next_digest_after,
    week_after,
    week_label,
    week_labelled,
    week_start,
)
from bot.services.digest import Circumstances, WeeklyDigest

log = structlog.get_logger()
QUEUE = "digest"
TOO_LATE = timedelta(hours=24)
"""After so long a digest is no longer posted; it stands on the page (digest.md, section 13)."""
WORTH_A_WORD = timedelta(hours=1)
AGAIN = timedelta(hours=1)
"""A surface that refused is asked again after so long, until it is too late."""
LEAST_HEARD = timedelta(days=3)
"""A first digest rests on so much talk at least (digest.md, section 14)."""
SETTLES = timedelta(minutes=15)
"""A post that was claimed so long ago and is not there was broken off."""


class DigestSurface(Protocol):
    """Where moderators read a digest: a staff channel, an inbox."""

    async def carries(self, community: CommunityId) -> bool:
        """Whether somebody chose a place for this community's digest here."""
        ...

    async def post(
        self, community: CommunityId, report: DigestReport, *, once: str
    ) -> MessageKey | None:
        """Post it; with the same `once` again, nothing is posted twice. Raises PlatformRefused.

        Returns its first message; None where a surface has none.
        """
        ...


class DigestPosting:
    """One post for each community, ISO week and surface, across restarts and changes of the clock.

    `surfaces`: by name. The claim in the store is what makes a post single; the engine's key keeps
    the work from being asked for twice.
    """

    def __init__(
        self,
        open_unit: OpenUnit,
        digest: WeeklyDigest,
        surfaces: Mapping[str, DigestSurface],
        engine: Engine,
        clock: Clock,
    ) -> None:
        self._open_unit = open_unit
        self._digest = digest
        self._surfaces = surfaces
        self._engine = engine
        self._clock = clock
        engine.on(QUEUE, self._post)

    async def look(self, now: datetime) -> None:
        """Ask for every post whose hour has come and that nobody asked for yet."""
        async with self._open_unit() as unit:
            communities = await unit.communities.all()
            await unit.commit()
        for community in communities:
            for surface, place in self._surfaces.items():
                if await place.carries(community):
                    await self._ask(community, surface, now)

    async def _ask(self, community: CommunityId, surface: str, now: datetime) -> None:
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(community)
            due = last_digest_by(now, zone)
            reach = await (await unit.reading()).reach(community)
            if reach is None or reach[0] > due - LEAST_HEARD:
                return
            week = week_label(_week_before(due, zone), zone)
            kept = await unit.posts.of_week(community, week, surface)
            if kept is None and now - due > TOO_LATE:
                late = DigestPost(week=week, surface=surface, status=PostStatus.TOO_LATE, at=now)
                await unit.posts.keep(community, late)
                await unit.commit()
                log.warning("digest_too_late", community=community, week=week, surface=surface)
                return
        asked = _asked(kept, now)
        if asked is not None:
            payload = {"community": community, "week": week, "surface": surface}
            key = f"{QUEUE}:{community}:{week}:{surface}{asked}"
            await self._engine.enqueue(QUEUE, payload, key=key)

    async def _post(self, payload: Payload) -> None:
        """Claim it, post it, and keep what was posted; each lasts before the next is begun."""
        community = CommunityId(payload["community"])
        week, surface = payload["week"], payload["surface"]
        now = self._clock.now()
        async with self._open_unit() as unit:
            if await unit.communities.describe(community) is None:
                return  # it was erased after somebody asked for its digest
            zone = await unit.communities.zone(community)
            start = week_labelled(week, zone)
            last = await unit.posts.last_posted(community, surface)
            post = await unit.posts.claim(community, week, surface, now)
            await unit.commit()
        if post.status in {PostStatus.POSTED, PostStatus.TOO_LATE}:
            return
        late = now - next_digest_after(week_after(start, zone), zone)
        if late > TOO_LATE:
            await self._end(community, _at(post, PostStatus.TOO_LATE, now))
            return
        circumstances = Circumstances(
            mode=Mode.LIVE,
            late=late if late >= WORTH_A_WORD else None,
            left_out=_between(last, start, zone),
        )
        report = await self._digest.compose(community, start, circumstances)
        await self._end(community, await self._sent(community, post, report))

    async def _sent(
        self, community: CommunityId, post: DigestPost, report: DigestReport
    ) -> DigestPost:
        once = f"{QUEUE}:{community}:{post.week}:{post.surface}"
        try:
            posted = await self._surfaces[post.surface].post(community, report, once=once)
        except PlatformRefused:
            log.warning("digest_refused", surface=post.surface, week=post.week)
            return _at(post, PostStatus.REFUSED, self._clock.now())
        return _at(post, PostStatus.POSTED, self._clock.now(), posted)

    async def _end(self, community: CommunityId, post: DigestPost) -> None:
        async with self._open_unit() as unit:
            await unit.posts.keep(community, post)
            await unit.commit()


def _week_before(due: datetime, zone: str) -> datetime:
    return week_after(week_start(due, zone), zone, -1)


def _between(last: str | None, start: datetime, zone: str) -> tuple[str, ...]:
    """The weeks after the last that was posted and before the one that begins at `start`."""
    weeks: list[str] = []
    if last is not None:
        week = week_after(week_labelled(last, zone), zone)
        while week < start:
            weeks.append(week_label(week, zone))
            week = week_after(week, zone)
    return tuple(weeks)


def _asked(kept: DigestPost | None, now: datetime) -> str | None:
    """What tells this asking from those before it; None: there is nothing to ask for."""
    if kept is None:
        return ""
    waits = {PostStatus.REFUSED: AGAIN, PostStatus.CLAIMED: SETTLES}.get(kept.status)
    if waits is None or now - kept.at < waits:
        return None
    return f":after-{kept.at:%Y%m%dT%H%M%S}"


def _at(
    post: DigestPost, status: PostStatus, at: datetime, posted: MessageKey | None = None
) -> DigestPost:
    return DigestPost(week=post.week, surface=post.surface, status=status, at=at, posted=posted)
