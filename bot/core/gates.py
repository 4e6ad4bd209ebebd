"""One pure question for each reason to keep silent, in the order of restraint-and-policy.md."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.conversations import first_answer, sustained
from bot.core.ids import MemberKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.privacy import OptIn, Switch
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.swift import swift
from bot.core.trust import Rung, Standing

if TYPE_CHECKING:  # a snapshot holds what is spent of the budget, and the budget asks these gates
    from bot.core.restraint import Budget
    from bot.core.snapshots import Snapshot

LIVE_WITHOUT_PACE = timedelta(minutes=10)
"""How long talk counts as live where the channel's own pace is not known (design prior)."""
LIVE_GAPS = 2
"""T_live is this many median gaps of the channel."""
MODERATOR_LINGERS = timedelta(minutes=10)
"""How long a moderator who wrote counts as present."""
IGNORED_GAPS = 2
"""After an opportunity that nobody took up the channel waits so many times as long."""
HOSTILE = 0.85
"""Share from which on a text counts as hostile: where the head's card has its precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a practice is held to, whatever it proposes.

    `ceiling`: the highest rung it may use, by its mode. `threshold`: the least confidence in 0..1,
    chosen for precision. `heads`: what must have been measured of the message that waits. `opt_in`:
    what a person must have asked for before being addressed. `exempt`: gates that would ask for the
    very thing the practice is there for, as heat is what moderators are told of. `needs_answer`: an
    answer by another person is all that its need waits for.
    """

    ceiling: Rung
    threshold: float
    heads: frozenset[Head] = frozenset()
    opt_in: OptIn = OptIn.ASK_ME
    exempt: frozenset[Reason] = frozenset()
    needs_answer: bool = True


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One proposal before the gates. `budget`: the signed one, or the default without a charter."""

    proposal: Proposal
    snapshot: "Snapshot"
    terms: Terms
    budget: "Budget"

    @property
    def need(self) -> Message | None:
        """The message that waits; None when it is gone."""
        messages = self.snapshot.conversation.messages
        return next((m for m in messages if m.key == self.proposal.need), None)

    @property
    def standing(self) -> Standing | None:
        """Where a person, or a step down, put this practice here; None: where it started."""
        return self.snapshot.standings.get(self.proposal.practice)

    @property
    def rung(self) -> Rung:
        """How far the practice is trusted here, up to the ceiling of its mode."""
        if self.standing is not None:
            return min(self.standing.rung, self.terms.ceiling)
        framework = self.snapshot.framework
        signed = framework.rungs.get(self.proposal.practice) if framework else None
        return min(signed or Rung.LISTEN, self.terms.ceiling)

    @property
    def offered(self) -> bool:
        """Whether acting on it is a draft for a moderator, and not a message."""
        return self.rung is not Rung.SPEAK or self.proposal.audience is Audience.MODERATORS

    @property
    def live_since(self) -> datetime:
        """The start of T_live: whoever wrote after it may be about to go on."""
        pace = self.snapshot.pace
        live = LIVE_GAPS * pace.median_gap if pace else LIVE_WITHOUT_PACE
        return self.snapshot.now - live

    @property
    def local(self) -> datetime | None:
        """The community's wall clock; None without a charter, which names its zone."""
        framework = self.snapshot.framework
        return framework.charter.local(self.snapshot.now) if framework else None

    def allows(self, member: MemberKey, *switches: Switch) -> bool:
        """Whether this member has paused none of these; who never said anything paused nothing."""
        consent, now = self.snapshot.consents.get(member), self.snapshot.now
        return consent is None or all(consent.allows(switch, now) for switch in switches)


def unchartered(case: Case) -> bool:
    """Nobody signed what this community is for."""
    return case.snapshot.framework is None


def closed(case: Case) -> bool:
    """No moderator allow-listed the channel."""
    return not case.snapshot.room.open


def switched_off(case: Case) -> bool:
    """The practice was stopped here."""
    return case.standing is not None and case.standing.stopped


def listening(case: Case) -> bool:
    """The practice only listens here."""
    return case.rung is Rung.LISTEN


def digest_only(case: Case) -> bool:
    """The practice may only be counted in the digest."""
    return case.rung is Rung.DIGEST


def frozen(case: Case) -> bool:
    """The last "not helpful" is not long enough ago."""
    until = case.standing.frozen_until if case.standing else None
    return until is not None and until > case.snapshot.now


def degraded(case: Case) -> bool:
    """The house runs in safe mode."""
    return case.snapshot.safe_mode


def incapable(case: Case) -> bool:
    """The platform does not grant everything this needs."""
    return not case.proposal.needs <= case.snapshot.granted


def opted_out(case: Case) -> bool:
    """Whoever waits wants no prompts, or whoever would be addressed wants to be left alone."""
    need, addressee = case.need, case.proposal.addressee
    author_refuses = need is not None and not case.allows(
        need.author, Switch.PROMPTS, Switch.ANALYSIS
    )
    if author_refuses or (addressee is not None and not case.allows(addressee, *Switch)):
        return True
    known = case.snapshot.consents
    concerned = [known.get(m) for m in (addressee, need.author if need else None) if m is not None]
    return any(c and c.stops(case.proposal.practice, case.proposal.channel) for c in concerned)


def not_opted_in(case: Case) -> bool:
    """Whoever would be addressed never asked to be, or not by name in a room."""
    addressee = case.proposal.addressee
    if addressee is None:
        return False
    consent = case.snapshot.consents.get(addressee)
    if consent is None or case.terms.opt_in not in consent.opt_ins:
        return True
    named = case.terms.opt_in is OptIn.ASK_ME and case.proposal.audience is Audience.PUBLIC
    return named and OptIn.ASK_PRIVATELY in consent.opt_ins


def someone_talks(case: Case) -> bool:
    """A person wrote here within T_live, the message that waits left out."""
    heard = [m.at for m in case.snapshot.conversation.humans if m.key != case.proposal.need]
    last = case.snapshot.room.last_human_at
    if last is not None and (case.need is None or last > case.need.at):
        heard.append(last)  # at the time of the need itself it is the need that the room heard
    return any(at > case.live_since for at in heard)


def moderator_present(case: Case) -> bool:
    """A moderator wrote in the conversation in the last ten minutes."""
    people, since = case.snapshot.people, case.snapshot.now - MODERATOR_LINGERS
    return any(
        m.at > since and m.author in people and people[m.author].moderator
        for m in case.snapshot.conversation.humans
    )


def talk_is_well(case: Case) -> bool:
    """Another person answered, or people are in a sustained exchange: nothing is needed."""
    conversation = case.snapshot.conversation
    if case.terms.needs_answer and first_answer(conversation, case.proposal.need) is not None:
        return True
    return sustained(conversation.messages)


def distressed(case: Case) -> bool:
    """Somebody in the conversation speaks of distress."""
    return any(m.says(Head.DISTRESS) for m in case.snapshot.conversation.humans)


def heated(case: Case) -> bool:
    """Something of the talk waits for moderators, or somebody is hostile in it."""
    return case.snapshot.room.contested or any(
        m.says(Head.HOSTILITY, HOSTILE) for m in case.snapshot.conversation.humans
    )


def off_limits(case: Case) -> bool:
    """Somebody speaks of a topic that the charter leaves alone."""
    return any(m.says(Head.OFF_LIMITS) for m in case.snapshot.conversation.humans)


def not_measured(case: Case) -> bool:
    """Something that must be known was not read: distress of anybody, or a head of the need."""
    if case.proposal.unmeasured:
        return True
    if case.need is not None and not all(_measured(case.need, head) for head in case.terms.heads):
        return True
    return not all(_measured(m, Head.DISTRESS) for m in case.snapshot.conversation.humans)


def _measured(message: Message, head: Head) -> bool:
    reading = message.reading
    return reading is not None and reading.language is not None and head in reading.scores


def unsure(case: Case) -> bool:
    """The need may well not be one. What is no number is never sure enough."""
    return not case.proposal.confidence >= case.terms.threshold


def not_worth_it(case: Case) -> bool:
    """Its plan has learned, and what it has learned does not speak for speaking.

    Where the coin already weighs what speaking costs, only expected harm is a reason; see
    docs/experiments.md, "Two rules that seem to disagree".
    """
    expected = case.snapshot.expected.get(case.proposal.practice)
    return expected is not None and expected.covers(offered=case.offered) and not expected.worth_it


def target_gone(case: Case) -> bool:
    """The message that waits, or one that is cited, no longer stands where it was."""
    there = {m.key for m in case.snapshot.conversation.messages}
    there |= {each.opening for each in case.snapshot.related or ()}
    return not {case.proposal.need, *case.proposal.cites} <= there


def reserved(case: Case) -> bool:
    """An outcome window or the channel's lock still holds."""
    until = case.snapshot.room.reserved_until
    return until is not None and until > case.snapshot.now


def quiet_hour(case: Case) -> bool:
    """It is a quiet hour by the community's clock, of all of it or of this room."""
    framework = case.snapshot.framework
    return (
        framework is not None
        and case.local is not None
        and framework.is_quiet(case.proposal.channel, case.local.time())
    )


def quiet_day(case: Case) -> bool:
    """It is a drawn quiet day by the community's calendar."""
    framework = case.snapshot.framework
    return (
        framework is not None
        and case.local is not None
        and case.local.date() in framework.quiet_days
    )


def out_of_turn(case: Case) -> bool:
    """Too few people or messages came since the last opportunity in this channel."""
    spent, budget = case.snapshot.spent, case.budget
    return (
        spent.people_since < budget.people_between or spent.messages_since < budget.messages_between
    )


def cooling_down(case: Case) -> bool:
    """The last opportunity in this channel is too recent; one that was ignored counts double."""
    last = case.snapshot.spent.last_in_channel
    gap = case.budget.channel_gap * (IGNORED_GAPS if case.snapshot.spent.ignored else 1)
    return last is not None and case.snapshot.now - last < gap


def conversation_spent(case: Case) -> bool:
    """The conversation has had what it may have, for ever."""
    return case.snapshot.spent.in_conversation >= case.budget.per_conversation


def person_spent(case: Case) -> bool:
    """Whoever would be addressed has been, this week or fortnight; unknown people count as such."""
    addressee = case.proposal.addressee
    if addressee is None:
        return False
    person = case.snapshot.people.get(addressee)
    if person is None:
        return True
    private = case.proposal.audience is Audience.MEMBER
    return (person.notes_left if private else person.mentions_left) < 1


def day_spent(case: Case) -> bool:
    """The community's day has had what it may have."""
    return case.snapshot.spent.today >= case.budget.per_day


def share_spent(case: Case) -> bool:
    """One more would be too large a share of the week's talk. What is no number is too much."""
    return not case.snapshot.spent.bot_share <= case.budget.bot_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One question. `holds_back` is true where its answer is the reason to keep silent."""

    reason: Reason
    holds_back: Callable[[Case], bool]

    def refuses(self, case: Case) -> bool:
        """Whether it holds this case back, where it is asked at all."""
        return self.reason not in case.terms.exempt and self.holds_back(case)


GATES: tuple[Gate, ...] = (
    Gate(reason=Reason.NO_CHARTER, holds_back=unchartered),
    Gate(reason=Reason.CHANNEL_CLOSED, holds_back=closed),
    Gate(reason=Reason.PRACTICE_OFF, holds_back=switched_off),
    Gate(reason=Reason.LISTENING, holds_back=listening),
    Gate(reason=Reason.DIGEST_ONLY, holds_back=digest_only),
    Gate(reason=Reason.FROZEN, holds_back=frozen),
    Gate(reason=Reason.SAFE_MODE, holds_back=degraded),
    Gate(reason=Reason.CAPABILITY_MISSING, holds_back=incapable),
    Gate(reason=Reason.OPTED_OUT, holds_back=opted_out),
    Gate(reason=Reason.NOT_OPTED_IN, holds_back=not_opted_in),
    Gate(reason=Reason.SOMEONE_IS_TALKING, holds_back=someone_talks),
    Gate(reason=Reason.MODERATOR_PRESENT, holds_back=moderator_present),
    Gate(reason=Reason.TALK_IS_WELL, holds_back=talk_is_well),
    Gate(reason=Reason.DISTRESS, holds_back=distressed),
    Gate(reason=Reason.HEATED, holds_back=heated),
    Gate(reason=Reason.OFF_LIMITS, holds_back=off_limits),
    Gate(reason=Reason.NOT_MEASURED, holds_back=not_measured),
    Gate(reason=Reason.LOW_CONFIDENCE, holds_back=unsure),
    Gate(reason=Reason.NOT_WORTH_IT, holds_back=not_worth_it),
    Gate(reason=Reason.TARGET_GONE, holds_back=target_gone),
    Gate(reason=Reason.RESERVED, holds_back=reserved),
    Gate(reason=Reason.QUIET_HOURS, holds_back=quiet_hour),
    Gate(reason=Reason.QUIET_DAY, holds_back=quiet_day),
    Gate(reason=Reason.OUT_OF_TURN, holds_back=out_of_turn),
    Gate(reason=Reason.COOLING_DOWN, holds_back=cooling_down),
    Gate(reason=Reason.CONVERSATION_SPENT, holds_back=conversation_spent),
    Gate(reason=Reason.PERSON_SPENT, holds_back=person_spent),
    Gate(reason=Reason.BUDGET_SPENT, holds_back=day_spent),
    Gate(reason=Reason.SHARE_SPENT, holds_back=share_spent),
)
"""Every gate but the coin, in the order of Reason."""

LATE = frozenset(
    {
        *(Reason.NO_CHARTER, Reason.CHANNEL_CLOSED, Reason.PRACTICE_OFF, Reason.LISTENING),
        *(Reason.DIGEST_ONLY, Reason.FROZEN, Reason.SAFE_MODE, Reason.CAPABILITY_MISSING),
        *(Reason.OPTED_OUT, Reason.NOT_OPTED_IN, Reason.SOMEONE_IS_TALKING, Reason.DISTRESS),
        *(Reason.HEATED, Reason.OFF_LIMITS, Reason.TARGET_GONE, Reason.MODERATOR_PRESENT),
    }
)
"""What may have changed since the verdict, and is asked again right before anything is said."""
