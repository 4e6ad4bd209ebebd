"""What Tummler does with levels by itself: down where the signed rules say so, and never up."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.core.findings import Decision, Finding
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId
from bot.core.trust import Rung, Standing
from bot.core.unit_of_work import UnitOfWork
from bot.services.experiments import learned
from bot.services.looking_again import drop_overdue

log = structlog.get_logger()


class SteppingDown:
    """Looks once a day at every plan that runs, and at levels that nobody looked at again.

    Nothing it does is undone but by a person. `looks_again`: false in a replay, whose levels are
    what somebody supposed.
    """

    def __init__(self, *, looks_again: bool = False) -> None:
        self._looks_again = looks_again

    async def watches(self, unit: UnitOfWork, community: CommunityId, at: datetime) -> bool:
        """Whether anything is under test there now."""
        framework = await unit.frameworks.current(community)
        return framework is not None and any(plan.running(at) for plan in framework.plans)

    async def look(
        self, unit: UnitOfWork, community: CommunityId, at: datetime
    ) -> tuple[Standing, ...]:
        """Carry out what the signed rules ask for by now; the words that were put in force."""
        framework = await unit.frameworks.current(community)
        if framework is None:
            return ()
        lowered = await self._by_experiments(unit, framework, at)
        overdue = await drop_overdue(unit, framework, at) if self._looks_again else ()
        return (*lowered, *overdue)

    async def _by_experiments(
        self, unit: UnitOfWork, framework: Framework, at: datetime
    ) -> list[Standing]:
        community = framework.community
        if not await self.watches(unit, community, at):
            return []
        zone = framework.charter.timezone
        before = await unit.standings.history(community)
        found = await learned(
            await unit.reading(), framework, community, zone, at, said=before, tested=False
        )
        lowered: list[Standing] = []
        for finding in found.findings:
            if finding.ended or not finding.decision.steps_down:
                continue
            for practice in _practices(finding, framework):
                lowered += await _lower(unit, framework, practice, finding, at)
        return lowered


def _practices(finding: Finding, framework: Framework) -> Sequence[str]:
    # The alarm is about talk as a whole, so it concerns everything that may be said.
    return (
        sorted({finding.practice, *framework.rungs})
        if finding.decision is Decision.HARM_ALARM
        else (finding.practice,)
    )


def _target(finding: Finding) -> Rung:
    if finding.decision is Decision.RETIRE:
        return Rung.DIGEST
    # Who was harmed by drafts is not helped by more drafts.
    stopped = finding.decision is Decision.HARM_STOP and finding.offered
    return Rung.DIGEST if stopped else Rung.SUGGEST


async def _lower(
    unit: UnitOfWork, framework: Framework, practice: str, finding: Finding, at: datetime
) -> list[Standing]:
    community, target = framework.community, _target(finding)
    latest = [s for s in await unit.standings.latest(community) if s.practice == practice]
    placed: dict[ChannelKey | None, Standing | None] = {None: None}
    placed |= {standing.channel: standing for standing in latest}
    lowered: list[Standing] = []
    for channel, standing in placed.items():
        rung = standing.rung if standing else framework.rungs.get(practice, Rung.LISTEN)
        if rung <= target:
            continue
        word = Standing(
            practice=practice,
            channel=channel,
            rung=target,
            since=at,
            by=None,
            because=finding.decision.value,
            stopped=standing is not None and standing.stopped,
            frozen_until=standing.frozen_until if standing else None,
        )
        await unit.standings.say(community, word)
        log.warning("stepped_down", practice=practice, decision=finding.decision.value)
        lowered.append(word)
    return lowered
