"""Steps 5 and 6: ask the practices, judge what they propose, keep every verdict."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.events import TimePassed
from bot.core.growth import Growth
from bot.core.ids import CommunityId, MessageKey
from bot.core.interventions import Draft, Proposal, Verdict
from bot.core.outcomes import Window
from bot.core.ports import Drafter
from bot.core.prompt_uses import PromptUse
from bot.core.reasons import Reason
from bot.core.restraint import RestraintBudget, UnknownPractice
from bot.core.senses import Sense
from bot.core.snapshots import Person, Snapshot
from bot.core.trial import Draw, Known, Plan, draw
from bot.core.trust import Rung
from bot.core.unit_of_work import UnitOfWork
from bot.practices.base import LANGUAGE, Mode, Practice
from bot.services.containing import stirred_by, told_by, waits_of
from bot.services.expecting import Expecting
from bot.services.noticing import Noticing, listening
from bot.services.prompt_draws import PromptDraws
from bot.services.reviewing import drafted
from bot.services.wording import compared

NOT_TWICE_WITHIN = timedelta(days=60)
"""For so long no wording is used again in a community (restraint-and-policy.md, section 4)."""
_SETS = 1_000
"""Of so many sets of practices it is remembered what they ask for; few ever come up."""


class Deliberation:
    """Asks each practice at its moment; speaks to nobody.

    `practices` stand in the signed order of priority: of several that would act on one
    conversation the first is judged, and the others are kept as OUTRANKED. One that needs to know
    what this house cannot tell is not asked at all. `book`: the discussion prompts that go before
    the drafter's own words where one fits; None: there are none.
    """

    def __init__(
        self,
        practices: Sequence[Practice],
        noticing: Noticing,
        drafter: Drafter,
        book: PromptDraws | None = None,
    ) -> None:
        self._practices = tuple(p for p in practices if p.senses <= noticing.senses)
        self._watching = tuple(p for p in self._practices if type(p).watch is not Practice.watch)
        self._stirred = tuple(p for p in self._practices if type(p).stirs is not Practice.stirs)
        self._noticing = noticing
        self._by_key = {practice.key: practice for practice in self._practices}
        self._drafter = drafter
        self._book = book
        self._expecting = Expecting()
        self._known: dict[frozenset[str], tuple[tuple[Practice, ...], frozenset[Sense]]] = {}
        """What `_asking` says of the sets of practices that come up together."""
        self._budget = RestraintBudget({p.key: p.terms for p in practices})

    def lacking(self, practices: Sequence[Practice]) -> dict[str, tuple[str, ...]]:
        """What each of these would have to know and this house cannot tell; most lack nothing."""
        lacks = {p.key: sorted(p.senses - self._noticing.senses) for p in practices}
        return {key: tuple(s.value for s in senses) for key, senses in lacks.items() if senses}

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
        for practice, wait in waits_of(self._watching, conversation, pace, people):
            if await _is_wanted(unit, practice, community):
                watched = True
                due = growth.opened_at + wait
                await unit.agenda.watch(community, growth.id, practice.key, due)
        return watched

    async def stir(self, unit: UnitOfWork, growth: Growth) -> bool:
        """Note which practices the message that just joined gives something to look at later."""
        stirred = stirred_by(self._stirred, growth)
        if not stirred:
            return False
        community, at = growth.community, growth.messages[-1].at
        wanted = [each for each in stirred if await _is_wanted(unit, each, community)]
        if not wanted:
            return False
        pace = await unit.rooms.pace(community, growth.channel, at)
        if pace is None:
            return False
        watched = False
        for practice in wanted:
            patience = told_by(
                practice, growth.id, partial(practice.patience, pace), otherwise=None
            )
            if patience is not None:
                watched = True
                await unit.agenda.watch(community, growth.id, practice.key, at + patience)
        return watched

    async def look(
        self,
        unit: UnitOfWork,
        growth: Growth,
        practices: frozenset[str],
        now: datetime,
        asked: MessageKey | None = None,
    ) -> tuple[Verdict, ...]:
        """Consider a conversation whose time has come, for the practices that asked for it.

        `asked`: the message with which a member asked for a summary of it.
        """
        moment = TimePassed(community=growth.community, conversation=growth.id, at=now)
        conversation = growth.conversation()
        if conversation is None:
            return ()
        asking, wanted = self._asking(practices)
        snapshot = await self._noticing.snapshot(
            unit, growth, conversation, moment, now, wanted=wanted, about=practices, asked=asked
        )
        proposals = [p for each in asking if (p := _ask(each, snapshot)) is not None]
        proposed = {proposal.practice for proposal in proposals}
        silent = [practice for practice in asking if practice.key not in proposed]
        if not await self._watch_on(unit, snapshot, silent) and not proposals:
            await unit.ledger.nothing_to_say(growth.community, growth.channel, now)
        return tuple(
            [
                await self._judge(unit, proposal, snapshot, outranked=rank > 0)
                for rank, proposal in enumerate(proposals)
            ]
        )

    def _asking(self, practices: frozenset[str]) -> tuple[tuple[Practice, ...], frozenset[Sense]]:
        """Those of these practices that there are, in their order, and what they want to know."""
        if (known := self._known.get(practices)) is None:
            asking = tuple(practice for practice in self._practices if practice.key in practices)
            wanted = frozenset[Sense]().union(*(each.wants for each in asking))
            known = asking, wanted & self._noticing.senses
            if len(self._known) < _SETS:
                self._known[practices] = known
        return known

    async def _watch_on(
        self, unit: UnitOfWork, snapshot: Snapshot, practices: Sequence[Practice]
    ) -> bool:
        # A new day may have told that people here take longer: then the need is looked at later.
        conversation, again = snapshot.conversation, False
        for practice in practices:
            again_at = partial(practice.again, conversation, snapshot.pace, snapshot.people)
            due = told_by(practice, conversation.id, again_at, otherwise=None)
            if due is not None and due > snapshot.now:
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
            expected = await self._expecting.of(unit, plan, snapshot)
            if expected is not None:
                snapshot = replace(snapshot, expected={plan.practice: expected})
            taken = await unit.ledger.draws_taken(community, plan)
            next_draw = _drawing(plan, taken, proposal, snapshot)
        verdict = self._budget.judge(proposal, snapshot, next_draw, outranked=outranked)
        said = verdict.reason in _SAID or verdict.would_have_said
        draft, use = await self._words(unit, verdict, snapshot) if said else (None, None)
        shadow = listening(snapshot.framework, await unit.standings.latest(community))
        await unit.ledger.keep(community, verdict, draft, shadow=shadow)
        if verdict.reason in _SAID:
            approved = verdict.reason is Reason.GRANTED
            await unit.reviews.add(community, drafted(verdict, draft, approved=approved))
            if draft is not None and use is not None:
                await unit.prompts.keep(community, use, compared(draft.text, proposal.because))
        if said or verdict.reason is Reason.HELD_OUT:
            await unit.outcomes.open(community, _window(verdict))
        return verdict

    async def _words(
        self, unit: UnitOfWork, verdict: Verdict, snapshot: Snapshot
    ) -> tuple[Draft | None, PromptUse | None]:
        """What would be said, and the use of the book of prompts where it is out of that."""
        proposal, community = verdict.proposal, snapshot.conversation.community
        kept = await unit.ledger.wordings(community, snapshot.now - NOT_TWICE_WITHIN)
        used = kept.__contains__
        charter = snapshot.framework.charter if snapshot.framework else None
        never = (*charter.never, *charter.off_limits) if charter else ()
        practice = self._by_key[proposal.practice]
        if charter is not None and not charter.talks(proposal.wording.slots.get(LANGUAGE, "")):
            return None, None  # a moderator's own words remain
        # What goes by the calendar says what its moderator wrote, and the book has no part in it.
        if self._book is not None and practice.mode is not Mode.SCHEDULED:
            drawn = await self._book.draw(unit, verdict, snapshot, used, never=never)
            if drawn is not None:
                return drawn.draft, drawn.use
        words = partial(self._drafter.draft, proposal, used, never=never)
        return told_by(practice, proposal.conversation, words, otherwise=None), None


_SAID = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW})


async def _is_wanted(unit: UnitOfWork, practice: Practice, community: CommunityId) -> bool:
    """Whether anybody here could be glad of it: what nobody chose or asked for is not looked at."""
    if practice.mode is Mode.SCHEDULED:
        framework = await unit.frameworks.current(community)
        said = await unit.standings.latest(community)
        risen = any(each.practice == practice.key and each.rung > Rung.LISTEN for each in said)
        return framework is not None and (
            risen or framework.rungs.get(practice.key, Rung.LISTEN) > Rung.LISTEN
        )
    if practice.only_opted_in:
        return bool(await unit.consents.asking_for(community, practice.opt_in))
    return True


def _ask(practice: Practice, snapshot: Snapshot) -> Proposal | None:
    return told_by(
        practice, snapshot.conversation.id, partial(_proposed, practice, snapshot), otherwise=None
    )


def _proposed(practice: Practice, snapshot: Snapshot) -> Proposal | None:
    proposal = practice.propose(snapshot)
    if proposal is not None and proposal.practice != practice.key:
        raise UnknownPractice(proposal.practice)  # it may not speak in another one's name
    return proposal


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


def known_before(proposal: Proposal, snapshot: Snapshot) -> Known:
    """What is known of a moment before it is drawn, in numbers that name nobody."""
    framework = snapshot.framework
    messages = snapshot.conversation.messages
    need = next((m for m in messages if m.key == proposal.need), None)
    author = None if need is None else snapshot.people.get(need.author)
    return Known(
        hour=(framework.charter.local(snapshot.now) if framework else snapshot.now).hour,
        words=need.words if need else 0,
        newcomer=author is not None and author.newcomer,
        people=snapshot.spent.people_since,
    )


def _drawing(
    plan: Plan, position: int, proposal: Proposal, snapshot: Snapshot
) -> Callable[[], Draw]:
    expected = snapshot.expected.get(plan.practice)
    return lambda: draw(
        plan,
        position,
        proposal.conversation,
        known_before(proposal, snapshot),
        probability=expected.probability if expected is not None else None,
    )
