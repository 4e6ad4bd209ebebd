"""How often the bot may speak, and the judge of proposals: gates, then budget, then the coin."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.errors import OutOfRange, TummlerError
from bot.core.gates import GATES, LATE, Case, Terms
from bot.core.interventions import Proposal, Verdict
from bot.core.reasons import Reason
from bot.core.swift import swift
from bot.core.trial import Arm, Draw

if TYPE_CHECKING:  # a snapshot holds what is spent of the budget below
    from bot.core.snapshots import Snapshot

MOST_PER_CONVERSATION = 2
MOST_PER_DAY = 10
LEAST_CHANNEL_GAP = timedelta(hours=1)
LEAST_PEOPLE_BETWEEN = 2
LEAST_MESSAGES_BETWEEN = 5
MOST_BOT_SHARE = 0.05
LEAST_PRIVATE_GAP = timedelta(days=7)
LEAST_MENTION_GAP = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The limits of restraint-and-policy.md, section 2; the smallest binds. Silence is the default.

    Raises OutOfRange beyond a hard ceiling: nobody can sign one away.
    """

    per_conversation: int = 1
    per_day: int = 3
    channel_gap: timedelta = timedelta(hours=6)
    people_between: int = 2
    messages_between: int = 5
    bot_share: float = 0.02
    private_gap: timedelta = timedelta(days=14)
    mention_gap: timedelta = timedelta(days=7)

    def __post_init__(self) -> None:
        for what, value, least, most in (
            ("per_conversation", self.per_conversation, 0, MOST_PER_CONVERSATION),
            ("per_day", self.per_day, 0, MOST_PER_DAY),
            ("channel_gap in hours", _hours(self.channel_gap), _hours(LEAST_CHANNEL_GAP), math.inf),
            ("people_between", self.people_between, LEAST_PEOPLE_BETWEEN, math.inf),
            ("messages_between", self.messages_between, LEAST_MESSAGES_BETWEEN, math.inf),
            ("bot_share", self.bot_share, 0, MOST_BOT_SHARE),
            ("private_gap in hours", _hours(self.private_gap), _hours(LEAST_PRIVATE_GAP), math.inf),
            ("mention_gap in hours", _hours(self.mention_gap), _hours(LEAST_MENTION_GAP), math.inf),
        ):
            if not least <= value <= most:
                raise OutOfRange(what, value, least, most)


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What has been spent of a budget, held-out proposals counted like spoken ones.

    `last_in_channel` None: never in this channel; then `people_since` and `messages_since` count
    from the beginning. `bot_share` is debits over human messages of the trailing seven days, with
    the one that is considered counted in. `ignored`: nobody wrote here within two hours of the last
    opportunity, and that is no week ago.
    """

    in_conversation: int = 0
    today: int = 0
    last_in_channel: datetime | None = None
    people_since: int = 0
    messages_since: int = 0
    bot_share: float = 0.0
    ignored: bool = False


@dataclass(eq=False)  # errors are compared by identity
class UnknownPractice(TummlerError):
    """No terms are known for the practice {practice}, so nothing it proposes can be judged."""

    practice: str


class RestraintBudget:
    """Judges proposals. It never acts: a verdict is a value, and Delivery is another object.

    `terms_by_practice`: what each practice is held to, by its key.
    """

    def __init__(self, terms_by_practice: Mapping[str, Terms]) -> None:
        self._terms_by_practice = terms_by_practice
        self._gates = {
            practice: tuple([gate for gate in GATES if gate.reason not in terms.exempt])
            for practice, terms in terms_by_practice.items()
        }

    def judge(
        self,
        proposal: Proposal,
        snapshot: "Snapshot",
        plan_draw: Callable[[], Draw] | None,
        *,
        outranked: bool = False,
    ) -> Verdict:
        """The verdict on one proposal; gates are asked until nothing more depends on them.

        `plan_draw` gives the next draw of the plan that tests this practice; it is called once, and
        only if every gate passed and such a plan runs. None: no draw is at hand, nothing is drawn.
        `outranked`: another practice of higher priority proposed for the same conversation.

        Raises UnknownPractice for a practice without terms.
        """
        case = self._case(proposal, snapshot)
        first, otherwise = self._held_back(case, Reason.OUTRANKED if outranked else None)
        if first is not None:
            return _verdict(case, first, otherwise=otherwise)
        draw = plan_draw() if plan_draw is not None and _under_test(case) else None
        if draw is not None:
            draw = draw.offering(offered=case.offered)
        if draw is not None and draw.arm is Arm.HOLDOUT:
            return _verdict(case, Reason.HELD_OUT, otherwise=True, draw=draw)
        return _verdict(case, _yes(case), otherwise=True, draw=draw)

    def late(self, proposal: Proposal, snapshot: "Snapshot", *, pressed: bool) -> Reason | None:
        """What speaks against it right before it is said; None: nothing.

        `pressed`: a moderator said to send it, so that their own presence is no reason. What nobody
        pressed is said only where the practice may still speak by itself. Raises UnknownPractice
        for a practice without terms.
        """
        case = self._case(proposal, snapshot)
        asked = LATE - {Reason.MODERATOR_PRESENT} if pressed else LATE
        noes = (gate.reason for gate in GATES if gate.reason in asked and gate.refuses(case))
        alone = None if pressed or _yes(case) is Reason.GRANTED else Reason.NEEDS_REVIEW
        return next(noes, alone)

    def _held_back(self, case: Case, first: Reason | None) -> tuple[Reason | None, bool]:
        """The first no, and whether it stands alone.

        Without a charter a practice listens too: what only says how far it is trusted counts once.
        """
        for gate in self._gates[case.proposal.practice]:
            if not gate.holds_back(case):
                continue
            if first is None:
                first = gate.reason
            elif not (first.shadows and gate.reason.shadows):
                return first, False
        return first, True

    def _case(self, proposal: Proposal, snapshot: "Snapshot") -> Case:
        terms = self._terms_by_practice.get(proposal.practice)
        if terms is None:
            raise UnknownPractice(proposal.practice)
        framework = snapshot.framework
        budget = framework.budget if framework else Budget()
        return Case(proposal=proposal, snapshot=snapshot, terms=terms, budget=budget)


def _hours(length: timedelta) -> float:
    return length / timedelta(hours=1)


def _under_test(case: Case) -> bool:
    framework = case.snapshot.framework
    return framework is not None and any(
        plan.runs(case.proposal.practice, case.snapshot.now) and plan.covers(offered=case.offered)
        for plan in framework.plans
    )


def _yes(case: Case) -> Reason:
    return Reason.NEEDS_REVIEW if case.offered else Reason.GRANTED


def _verdict(case: Case, reason: Reason, *, otherwise: bool, draw: Draw | None = None) -> Verdict:
    framework = case.snapshot.framework
    return Verdict(
        proposal=case.proposal,
        reason=reason,
        otherwise=otherwise,
        at=case.snapshot.now,
        framework=framework.version if framework else None,
        draw=draw,
    )
