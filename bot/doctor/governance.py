"""Looks at who answers for a community, and on what evidence it is spoken to."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.doctor.base import Check, Group, Looking, Patient, Seen
from bot.services.looking_again import AGAIN_AFTER, DROPS_AFTER
from db.examining import Governed
from db.overseeing import draws, raised, running_plans, unattended, unjudged

MOST_AT_ONCE = 2
FEWEST_MODERATORS = 2
UNSIGNED = timedelta(days=14)
_NO_CHARTER = "a signed charter"

Look = Callable[[Governed, Patient], Seen]


def _each(look: Look) -> Looking:
    async def looked(patient: Patient) -> Sequence[Seen]:
        governed = await patient.store.governed()
        return [look(each, patient) for each in governed] or [Seen.waiting(_NO_CHARTER)]

    return looked


def _moderators(found: Governed, _patient: Patient) -> Seen:
    """G01: there are enough moderators."""
    seen = f"{found.moderators} moderators stand in the charter"
    if found.moderators < FEWEST_MODERATORS:
        fix = f"name at least {FEWEST_MODERATORS} in the charter, and sign it anew"
        return Seen.warned(seen, fix, found.community)
    return Seen.fine(seen, found.community)


def _signed(found: Governed, patient: Patient) -> Seen:
    """G02: the charter is signed and has norms, and no change of it waits for long."""
    written = found.drafted_at
    if written is not None and patient.around.now - written > UNSIGNED:
        days = (patient.around.now - written) // timedelta(days=1)
        seen = f"a change of the charter has waited {days} days for a signature"
        return Seen.warned(seen, "sign it, or drop it", found.community)
    if not found.norms:
        return Seen.warned(
            "the charter has no norms", "write them, and sign it anew", found.community
        )
    seen = f"version {found.version} is signed, with {found.norms} norms"
    if found.joined:
        seen += f"; it holds for {', '.join(found.joined)} too"
    return Seen.fine(seen, found.community)


def _helpers(found: Governed, _patient: Patient) -> Seen:
    """G04: of each facet somebody wishes to be asked."""
    if found.alone:
        seen = f"{found.alone} of {found.facets} facets have nobody who wishes to be asked"
        fix = "ask members who know them, and name those who agree in the charter"
        return Seen.warned(seen, fix, found.community)
    seen = f"each of {found.facets} facets has somebody who wishes to be asked"
    return Seen.fine(seen, found.community)


async def _evidence(patient: Patient) -> Sequence[Seen]:
    """G03: what speaks by itself was labelled "say" often enough; each level was looked at."""
    found, seen = await raised(patient.store), [*await _unattended(patient)]
    if not found:
        return seen or [Seen.fine("nothing may speak by itself")]
    for each in found:
        counted = f"{each.evidence.say} of {each.evidence.reviewed} moments were labelled say"
        where = f"{each.community}, {each.practice}"
        if each.evidence.enough_to_speak:
            seen.append(Seen.fine(counted, where))
        else:
            fix = (
                f"say `tummler trust demote {each.practice}`, or label more: `tummler review list`"
            )
            seen.append(Seen.failed(f"it speaks by itself, and {counted}", fix, where))
    return seen


async def _unattended(patient: Patient) -> Sequence[Seen]:
    now = patient.around.now
    return [
        Seen.warned(
            f"nobody looked at its level for {(now - each.since) // timedelta(days=1)} days",
            f"say `tummler trust keep {each.practice}`, or `demote`; it drops by itself on "
            f"{each.since + AGAIN_AFTER + DROPS_AFTER:%Y-%m-%d}",
            f"{each.community}, {each.practice}",
        )
        for each in await unattended(patient.store, now - AGAIN_AFTER)
    ]


async def _experiments(patient: Patient) -> Sequence[Seen]:
    """G05: at most two run at once, and no place in the order of a plan was drawn twice."""
    running = await running_plans(patient.store, patient.around.now)
    if not running:
        return [Seen.waiting(_NO_CHARTER)]
    seen = [
        Seen.failed(f"{many} experiments run at once", "stop the newest", name)
        for name, many in running.items()
        if many > MOST_AT_ONCE
    ]
    for each in await draws(patient.store):
        if each.places != each.draws:
            said = f"{each.draws} draws of plan {each.plan} share {each.places} places"
            fix = f"say `tummler experiment stop {each.practice}`: what it found is not to be used"
            seen.append(Seen.failed(said, fix, f"{each.community}, {each.practice}"))
    return seen or [Seen.fine(f"{sum(running.values())} run, by their rules")]


async def _impartial(patient: Patient) -> Sequence[Seen]:
    """G06: what lies before moderators lies before somebody who did not write it."""
    fix = (
        "name another moderator in the charter, and sign it anew: nobody decides about what they"
        " wrote themselves"
    )
    seen = [
        Seen.warned(
            f"{each.messages} messages wait for a moderator, and the charter names none but whoever"
            " wrote them",
            fix,
            f"{each.community}, {each.platform}",
        )
        for each in await unjudged(patient.store)
    ]
    return seen or [Seen.fine("nothing waits that the only moderator wrote")]


CHECKS = tuple(
    Check(id=name, group=Group.GOVERNANCE, about=about, look=look)
    for name, about, look in (
        ("G01", "there are two moderators", _each(_moderators)),
        ("G02", "the charter is signed", _each(_signed)),
        ("G03", "each level has its evidence", _evidence),
        ("G04", "hosts are there for what needs hosts", _each(_helpers)),
        ("G05", "experiments keep their rules", _experiments),
        ("G06", "no case waits for whoever it is about", _impartial),
    )
)
