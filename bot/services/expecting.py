"""What plans that have learned expect of acting this week, from what was known when it began."""

from dataclasses import replace
from datetime import datetime

from bot.core.framework import Framework
from bot.core.outcomes import Occasion
from bot.core.snapshots import Snapshot
from bot.core.trial import Expected, Phase, Plan
from bot.core.unit_of_work import UnitOfWork
from bot.core.views import Views
from bot.learning.analysis import Asked, analyse, estimate_of
from bot.learning.pooling import Estimate
from bot.learning.thompson import expected
from bot.services.calendar import week_start


class Expecting:
    """Works it out once a week for each plan: what was drawn since changes nothing until the next.

    So the probability of every draw is known before it, and can be worked out again afterwards.
    """

    def __init__(self) -> None:
        self._weeks: dict[tuple[str, str, int], tuple[datetime, Expected]] = {}

    async def of(self, unit: UnitOfWork, plan: Plan, snapshot: Snapshot) -> Expected | None:
        """What is expected of this plan's practice in the week of the snapshot; None: it learns."""
        framework = snapshot.framework
        if framework is None or plan.phase is Phase.LEARN:
            return None
        key = (plan.community, plan.practice, plan.version)
        start = week_start(snapshot.now, framework.charter.timezone)
        known = self._weeks.get(key)
        if known is None or known[0] != start:
            told = await expected_in(await unit.reading(), framework, plan, start)
            known = self._weeks[key] = (start, told)
        return known[1]


async def expected_in(views: Views, framework: Framework, plan: Plan, start: datetime) -> Expected:
    """What a plan expects in the week that begins at `start`, by outcomes known at that moment."""
    estimates = [
        found
        for each in framework.plans
        if each.stage is plan.stage
        if (found := await _estimate(views, framework, each, start)) is not None
    ]
    return expected(plan, estimates)


async def _estimate(
    views: Views, framework: Framework, plan: Plan, start: datetime
) -> Estimate | None:
    drawn = await views.occasions(plan.community, plan.practice, plan.version)
    asked = Asked(plan=plan, zone=framework.charter.timezone, now=start, tested=False)
    return estimate_of(analyse(as_of(start, drawn), asked), plan.community)


def as_of(now: datetime, occasions: tuple[Occasion, ...]) -> tuple[Occasion, ...]:
    """What was drawn by then; what came of it, where its time was over by then."""
    return tuple(
        each if each.closes_at <= now else replace(each, reached=None, missing=None)
        for each in occasions
        if each.at < now
    )
