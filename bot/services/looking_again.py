"""Has every level that a person gave looked at again, and lets one drop that nobody looks at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.core.errors import TummlerError
from bot.core.findings import Decision, Sentence
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.measurements import Span
from bot.core.trust import EVERY_PRACTICE, Rung, Standing
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.digest.material import PlanSaid
from bot.services.ladder import Ladder, NoCharterYet, NotAModerator, TooLittleEvidence
from bot.services.noticing import moderators_of

log = structlog.get_logger()
AGAIN_AFTER: Final = timedelta(days=91)
"""What was apt a quarter ago may be so no more (design prior)."""
DROPS_AFTER: Final = timedelta(days=28)
"""So long overdue, a level drops (product.md, section 3.3)."""
NOT_HELPFUL: Final = "not helpful"
"""What stands with a word about a practice that somebody called so."""
BY_ITSELF: Final = frozenset({NOT_HELPFUL, *(each.value for each in Decision)})
"""Why the bot says something of a level by itself. A word of somebody who was forgotten has nobody
beside it either, and was a look all the same.
"""
OVERDUE: Final = "nobody looked at it again"
KEPT: Final = "looked at again"
"""Why it dropped, and why it did not, as the history of levels has it."""


@dataclass(eq=False)
class NothingToKeep(TummlerError):
    """Nobody put {practice} above the digest in that very place, so nothing waits to be looked at.
    `tummler trust show` tells where each stands.
    """

    practice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLevel:
    """A level above the digest that somebody gave, and when it was looked at last.

    `channel` None: everywhere. `latest`: the last word on it; None: it was signed with the charter.
    """

    practice: str
    channel: ChannelKey | None
    rung: Rung
    looked_at: datetime
    latest: Standing | None

    @property
    def again_by(self) -> datetime:
        """The day by which somebody is to look at it again."""
        return self.looked_at + AGAIN_AFTER

    @property
    def drops_at(self) -> datetime:
        """When it drops by itself, unless somebody does."""
        return self.again_by + DROPS_AFTER


def levels(framework: Framework, said: Iterable[Standing]) -> tuple[GivenLevel, ...]:
    """Every level above the digest; `said` is the whole history of them, oldest first.

    Whoever moves, stops, starts or keeps it has looked at it. What the bot does by itself is no
    look, but for its own drop, after which the next one is as far away again.
    """
    found = {
        (practice, None): GivenLevel(
            practice=practice,
            channel=None,
            rung=rung,
            looked_at=framework.signed_at,
            latest=None,
        )
        for practice, rung in framework.rungs.items()
    }
    placed: dict[tuple[str, ChannelKey | None], GivenLevel] = {**found}
    for each in said:
        if each.practice == EVERY_PRACTICE:
            continue
        place = (each.practice, each.channel)
        before = placed.get(place) or placed.get((each.practice, None))
        looked = each.by is not None or each.because not in BY_ITSELF
        placed[place] = GivenLevel(
            practice=each.practice,
            channel=each.channel,
            rung=each.rung,
            looked_at=each.since if looked or before is None else before.looked_at,
            latest=each,
        )
    return tuple(each for each in placed.values() if each.rung > Rung.DIGEST)


class LookingAgain:
    """Tells which levels are to be looked at again, and keeps that somebody did."""

    def __init__(self, open_unit: OpenUnit, ladder: Ladder) -> None:
        self._open_unit = open_unit
        self._ladder = ladder

    async def level(
        self, community: CommunityId, practice: str, channel: ChannelKey | None
    ) -> GivenLevel | None:
        """The level of a practice in that very place; None: it may wait for nobody there."""
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            said = await unit.standings.history(community)
            await unit.commit()
        if framework is None:
            return None
        place = (practice, None if channel is None else channel.room)
        here = (each for each in levels(framework, said) if (each.practice, each.channel) == place)
        return next(here, None)

    async def keep(
        self, community: CommunityId, level: GivenLevel, by: MemberKey, now: datetime
    ) -> None:
        """Leave it where it stands, as a moderator (plain id) who looked at it.

        Raises NoCharterYet, NotAModerator, and TooLittleEvidence where it speaks and would not be
        let speak today.
        """
        places = await self._ladder.show(community, level.channel)
        evidence = next(each.evidence for each in places if each.practice == level.practice)
        if level.rung is Rung.SPEAK and not evidence.enough_to_speak:
            raise TooLittleEvidence(level.practice, evidence.reviewed, evidence.say)
        because = f"{KEPT}; say in {evidence.say} of {evidence.reviewed} reviewed"
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            known = await unit.members.known_as(community, by)
            if framework is None:
                raise NoCharterYet
            if known not in moderators_of(framework):
                raise NotAModerator
            await unit.standings.say(community, _word(level, level.rung, now, because, by=known))
            await unit.commit()


def told(
    framework: Framework, said: Sequence[Standing], names: Mapping[str, str], week: Span
) -> tuple[PlanSaid, ...]:
    """What a digest says of levels by the end of its week: what dropped in it, what is due.

    Of each practice once, wherever that is most pressing. `names`: what people call each.
    """
    until = week.seen_until
    dropped = {
        each.practice: Sentence(
            name="learning-level-dropped", values={"days": (until - each.since).days}
        )
        for each in said
        if each.because == OVERDUE and week.start <= each.since < until
    }
    given = [each for each in levels(framework, said) if each.latest and each.again_by <= until]
    due = {
        each.practice: Sentence(
            name="learning-level-due",
            values={
                "days": (until - each.again_by).days,
                "left": max(0, (each.drops_at - until).days),
            },
        )
        for each in sorted(given, key=lambda level: level.drops_at, reverse=True)
    }
    return tuple(
        PlanSaid(practice=names.get(practice, practice), sentences=(sentence,))
        for found in (dropped, due)
        for practice, sentence in sorted(found.items())
    )


async def drop_overdue(
    unit: UnitOfWork, framework: Framework, at: datetime
) -> tuple[Standing, ...]:
    """Let every level drop by one that is due to; the words that were put in force."""
    said = await unit.standings.history(framework.community)
    dropped: list[Standing] = []
    for each in levels(framework, said):
        if at < each.drops_at:
            continue
        word = _word(each, Rung(each.rung - 1), at, OVERDUE)
        await unit.standings.say(framework.community, word)
        log.warning("stepped_down", practice=each.practice, decision=OVERDUE)
        dropped.append(word)
    return tuple(dropped)


def _word(
    level: GivenLevel, rung: Rung, at: datetime, because: str, *, by: MemberKey | None = None
) -> Standing:
    """A new word on a level; what stops or freezes it goes on."""
    return Standing(
        practice=level.practice,
        channel=level.channel,
        rung=rung,
        since=at,
        by=by,
        because=because,
        stopped=level.latest is not None and level.latest.stopped,
        frozen_until=level.latest.frozen_until if level.latest else None,
    )
