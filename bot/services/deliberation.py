"""Steps 5 and 6: ask the practices, judge what they propose, keep every verdict."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.core.events import TimePassed
from bot.core.growth import Growth
from bot.core.ids import ConversationId
from bot.core.interventions import Proposal, Verdict
from bot.core.outcomes import Window
from bot.core.ports import Drafter
from bot.core.reasons import Reason
from bot.core.restraint import RestraintBudget
from bot.core.snapshots import Person, Snapshot
from bot.core.trial import Draw, Plan, draw
from bot.core.unit_of_work import UnitOfWork
from bot.practices.base import Practice
from bot.services.noticing import Noticing, listening

NOT_TWICE_WITHIN = timedelta(days=60)
"""For so long no wording is used again in a community (restraint-and-policy.md, section 4)."""

log = structlog.get_logger()


class Deliberation:
    """Asks each practice at its moment; speaks to nobody.

    `practices` stand in the signed order of priority: of several that would act on one
    conversation the first is judged, and the others are kept as OUTRANKED.
    """

    def __init__(self, practices: Sequence[Practice], noticing: Noticing, drafter: Drafter) -> None:
        self._practices = tuple(practices)
        self._noticing = noticing
        self._drafter = drafter
        self._budget = RestraintBudget({p.key: p.terms for p in practices})

    async def watch(self, unit: UnitOfWork, growth: Growth) -> bool:
        """Note when each practice wants to look at a conversation; False if none ever does."""
        conversation = growth.conversation()
        if conversation is None or growth.opener is None or not growth.human:
            return False
        community = growth.community
        pace = await unit.rooms.pace(community, growth.channel, growth.opened_at)
        first = await unit.members.first_at(community, growth.opener)
        people = {growth.opener: Person(newcomer=first == growth.opened_at)}
        watched = False
        for practice in self._practices:
            wait = practice.watch(conversation, pace, people)
            if wait is not None:
                watched = True
                due = growth.opened_at + wait
                await unit.agenda.watch(community, growth.id, practice.key, due)
        return watched

    async def look(
        self, unit: UnitOfWork, growth: Growth, practices: frozenset[str], now: datetime
    ) -> tuple[Verdict, ...]:
        """Consider a conversation whose time has come, for the practices that asked for it."""
        moment = TimePassed(community=growth.community, conversation=growth.id, at=now)
        conversation = growth.conversation()
        if conversation is None:
            return ()
        snapshot = await self._noticing.snapshot(unit, growth, conversation, moment, now)
        proposals = [
            proposal
            for practice in self._practices
            if practice.key in practices and (proposal := _ask(practice, snapshot)) is not None
        ]
        if not proposals and not await self._watch_on(unit, snapshot, practices):
            await unit.ledger.nothing_to_say(growth.community, growth.channel, now)
        return tuple(
            [
                await self._judge(unit, proposal, snapshot, outranked=rank > 0)
                for rank, proposal in enumerate(proposals)
            ]
        )

    async def _watch_on(
        self, unit: UnitOfWork, snapshot: Snapshot, practices: frozenset[str]
    ) -> bool:
        # A new day may have told that people here take longer: then the need is looked at later.
        conversation, again = snapshot.conversation, False
        for practice in self._practices:
            if practice.key not in practices:
                continue
            wait = practice.watch(conversation, snapshot.pace, snapshot.people)
            if wait is not None and conversation.opened_at + wait > snapshot.now:
                due = conversation.opened_at + wait
                await unit.agenda.watch(conversation.community, conversation.id, practice.key, due)
                again = True
        return again

    async def _judge(
        self, unit: UnitOfWork, proposal: Proposal, snapshot: Snapshot, *, outranked: bool
    ) -> Verdict:
        community = snapshot.conversation.community
        plan = _plan_for(proposal, snapshot)
        next_draw = None
        if plan is not None:
            taken = await unit.ledger.draws_taken(community, plan)
            next_draw = _drawing(plan, taken, proposal.conversation)
        verdict = self._budget.judge(proposal, snapshot, next_draw, outranked=outranked)
        said = verdict.reason in _SAID or verdict.would_have_said
        draft = None
        if said:
            used = await unit.ledger.wordings(community, snapshot.now - NOT_TWICE_WITHIN)
            draft = self._drafter.draft(proposal, used.__contains__)
        shadow = listening(snapshot.framework)
        await unit.ledger.keep(community, verdict, draft, shadow=shadow)
        if said or verdict.reason is Reason.HELD_OUT:
            await unit.outcomes.open(community, _window(verdict))
        return verdict


_SAID = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW})


def _ask(practice: Practice, snapshot: Snapshot) -> Proposal | None:
    try:
        return practice.propose(snapshot)
    except Exception:
        # One practice that fails must not silence the others; it is asked again at its next moment.
        log.exception(
            "practice_failed", practice=practice.key, conversation=snapshot.conversation.id
        )
        return None


def _plan_for(proposal: Proposal, snapshot: Snapshot) -> Plan | None:
    framework = snapshot.framework
    plans = framework.plans if framework else ()
    return next((p for p in plans if p.runs(proposal.practice, snapshot.now)), None)


def _window(verdict: Verdict) -> Window:
    proposal = verdict.proposal
    return Window(
        proposal=proposal.id,
        practice=proposal.practice,
        conversation=proposal.conversation,
        need=proposal.need,
        arm=verdict.draw.arm if verdict.draw else None,
        opens_at=verdict.at,
        closes_at=verdict.at + proposal.window,
    )


def _drawing(plan: Plan, position: int, unit: ConversationId) -> Callable[[], Draw]:
    return lambda: draw(plan, position, unit)
