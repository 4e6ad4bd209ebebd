"""How `tummler experiment` tells what was asked: as text, and as records for JSON."""

from collections.abc import Sequence
from dataclasses import asdict

from bot.core.display import shown
from bot.core.findings import Between, Decision, Finding
from bot.core.trial import Plan
from bot.digest.words import Words
from bot.learning.power import Prospect
from bot.learning.sentences import quiet_sentence, sentences
from bot.services.experimenting import Promise
from bot.services.experiments import Learned

POINTS = 100
EXPLAINED = """\
How it is found out. When a practice would act and everything but the coin allows it, a coin
decides: in half of these moments it acts, in the other half it stays silent on purpose. Both are
written down and looked at for the same time, by what people do; replies to Tummler do not count.
The coins of a plan are fixed when it is signed: they follow from a secret seed, ten at a time, five
of each. Its SHA-256 is shown from the first day. When the plan ends the seed is shown too, and
anybody can work out every coin again.

What the numbers are.
  range       looked at on any day as often as you like, it holds the true difference all of the
              time, in 95 of 100 experiments (a confidence sequence).
  estimate    what acting here and now changed, adjusted by what was known before the coin, with
              its error by channel-days (weighted and centred least squares).
  p           how often redrawn coins would have given as large a difference (Fisher's test).
  worth it    the probability that it brings more than the two points an interruption costs.
  quiet days  one day in five without a word of ours: whether people talk less on the others.

What follows. By the signed rules alone. Tummler by itself only ever steps down; up goes it by a
person's signature. "Cannot tell yet" is an answer, and for most of a year it is the usual one."""


def promised(promise: Promise, *, signed: Plan | None) -> str:
    """What a plan would be, or has become by a signature, and how soon it can tell."""
    draft = promise.draft
    adjusted = ", ".join(draft.covariates) or "-"
    lines = [
        f"{draft.practice}, version {promise.version}: {draft.stage}, phase {draft.phase}",
        f"  {shown(draft.hypothesis)}",
        f"  from {draft.start}, until {draft.earliest_end} at least",
        f"  acts in {draft.probability:.0%} of moments, stays silent in the others",
        f"  plans at once: {promise.at_once}; adjusted by: {adjusted}",
        "",
        *_prospects(promise),
        "",
    ]
    if promise.level_missing:
        lines += [
            f"{draft.practice} is not yet trusted to {draft.stage} here: nothing would be drawn.",
            "A person has to sign that first: `tummler trust promote`.",
            "",
        ]
    if signed is None:
        lines.append("Nothing was signed. A moderator signs with --as and --because.")
    else:
        lines.append(f"Signed. Commitment to its seed: {signed.commitment}")
    return "\n".join(lines)


def _prospects(promise: Promise) -> list[str]:
    if not promise.prospects:
        return ["The budget allows no public message, so it could never tell anything."]
    pace = f"{promise.pace:.0f}"
    return [
        f"How soon could it tell? The budget allows at most {pace} moments a week.",
        *(_prospect(each) for each in promise.prospects),
        "Published effects are 2 to 12 points. Most communities will read 'cannot tell yet' for",
        "most of a year.",
    ]


def _prospect(each: Prospect) -> str:
    points = f"{POINTS * each.effect:4.1f}"
    return (
        f"  a difference of {points} points: {each.moments:6.0f} moments, {each.weeks:4.0f} weeks"
    )


def stopped(plan: Plan) -> str:
    """What is published when a plan ends."""
    return (
        f"Ended: {plan.practice}, version {plan.version}. Its seed, from which every draw can be "
        f"worked out again:\n  {plan.seed.hex()}\n  stratum {plan.stratum}"
    )


def status(learned: Learned, practice: str) -> str:
    """Every finding, or one, in the sentences of the digest and with the numbers behind them."""
    words = Words("en", learned.zone)
    chosen = _chosen(learned, practice)
    if not chosen:
        return "Nothing is under test. `tummler experiment plan FILE` begins with a plan."
    blocks = ["\n".join(_block(plan, finding, words)) for plan, finding in chosen]
    quiet = quiet_sentence(learned.quiet)
    days = ", ".join(str(day) for day in learned.quiet.listed[-10:])
    blocks.append(
        words.say(quiet.name, **quiet.values) + (f"\nThe last of them: {days}." if days else "")
    )
    return "\n\n".join(blocks)


def _block(plan: Plan, finding: Finding, words: Words) -> list[str]:
    state = (
        f"ended, {plan.ended_because}" if finding.ended else f"from {words.date(plan.starts_at)}"
    )
    lines = [f"{plan.practice}, version {plan.version} ({state})"]
    lines += [f"  {words.say(each.name, **each.values)}" for each in sentences(finding)]
    if finding.decision is Decision.CANNOT_TELL:
        lines.append(f"  {words.say('learning-decision-cannot-tell')}")
    lines.append(f"  commitment {plan.commitment}")
    if finding.ended:
        lines.append(f"  seed       {plan.seed.hex()}")
    return lines


def explained(learned: Learned, practice: str) -> str:
    """How it is found out, and the numbers behind each finding."""
    words = Words("en", learned.zone)
    lines = [EXPLAINED]
    for plan, finding in _chosen(learned, practice):
        lines += [
            "",
            *_block(plan, finding, words),
            *_numbers(finding),
            *_this_week(plan, learned),
            f"  {shown(plan.hypothesis)}",
        ]
    return "\n".join(lines)


def _numbers(finding: Finding) -> list[str]:
    error = "not measured" if finding.error is None else f"{POINTS * finding.error:.1f}"
    p = "not measured" if finding.p_value is None else f"{finding.p_value:.4f}"
    worth = "not measured"
    if finding.worth is not None:
        worth = f"{finding.worth:.2f}"
    alpha = f"{POINTS * (1 - finding.alpha):g} %"
    days, missing = finding.clusters, (finding.acting.missing, finding.silent.missing)
    waiting = finding.acting.open + finding.silent.open
    fixed = _shown(finding.interval)
    return [
        f"  range {_shown(finding.always)} points at {alpha}, whenever it is looked at",
        f"  estimate {_points(finding.effect)} points, error {error} ({days} channel-days)",
        f"  its 95 % interval, for one look only: {fixed}",
        f"  p {p}; worth it {worth}",
        f"  looked at {finding.seen}, open {waiting}, missing {missing[0]} and {missing[1]} by arm",
    ]


def _this_week(plan: Plan, learned: Learned) -> list[str]:
    expected = learned.expected.get(plan.practice)
    if expected is None or plan.ended_at is not None:
        return []
    gain = _points(expected.gain)
    if not expected.worth_it:
        return [f"  this week nothing is drawn: expected gain {gain} points"]
    return [f"  this week it acts in {expected.probability:.0%}: expected gain {gain} points"]


def promise_record(promise: Promise) -> dict[str, object]:
    """A plan that is not signed, and what it could tell, for JSON."""
    draft = promise.draft
    return {
        "practice": draft.practice,
        "version": promise.version,
        "stage": draft.stage.value,
        "phase": draft.phase.value,
        "probability": draft.probability,
        "start": draft.start.isoformat(),
        "earliest_end": draft.earliest_end.isoformat(),
        "at_once": promise.at_once,
        "moments_a_week": promise.pace,
        "prospects": [asdict(each) for each in promise.prospects],
        "level_missing": promise.level_missing,
        "signed": False,
    }


def plan_record(plan: Plan) -> dict[str, object]:
    """A signed plan for JSON: its seed only once it has ended, its signer never."""
    ended = plan.ended_at is not None
    return {
        "practice": plan.practice,
        "version": plan.version,
        "hypothesis": plan.hypothesis,
        "phase": plan.phase.value,
        "probability": plan.probability,
        "commitment": plan.commitment,
        "starts_at": plan.starts_at.isoformat(),
        "earliest_end": plan.earliest_end.isoformat(),
        "signed": True,
        "ended_at": plan.ended_at.isoformat() if plan.ended_at else None,
        "ended_because": plan.ended_because or None,
        "stratum": plan.stratum,
        "seed": plan.seed.hex() if ended else None,
    }


def status_record(learned: Learned, practice: str) -> dict[str, object]:
    """Everything that was found, for JSON; shares, not points."""
    words = Words("en", learned.zone)
    quiet = learned.quiet
    return {
        "community": learned.community,
        "experiments": [
            plan_record(plan)
            | {"finding": asdict(finding), "this_week": _week_record(plan, learned)}
            | {"sentences": [words.say(s.name, **s.values) for s in sentences(finding)]}
            for plan, finding in _chosen(learned, practice)
        ],
        "quiet_days": {
            "share": quiet.share,
            "between": asdict(quiet.between) if quiet.between else None,
            "schedules": quiet.schedules,
            "over": [day.isoformat() for day in quiet.listed],
        },
    }


def _week_record(plan: Plan, learned: Learned) -> dict[str, object] | None:
    expected = learned.expected.get(plan.practice)
    if expected is None or plan.ended_at is not None:
        return None
    return {
        "drawn": expected.worth_it,
        "probability": expected.probability if expected.worth_it else None,
        "expected_gain": expected.gain,
    }


def _chosen(learned: Learned, practice: str) -> Sequence[tuple[Plan, Finding]]:
    both = zip(learned.plans, learned.findings, strict=True)
    return [each for each in both if practice in {"", each[0].practice}]


def _points(share: float | None) -> str:
    return "not measured" if share is None else f"{POINTS * share:.1f}"


def _shown(between: Between | None) -> str:
    if between is None:
        return "not measured"
    return f"{POINTS * between.low:.1f} to {POINTS * between.high:.1f}"
