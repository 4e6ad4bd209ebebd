"""Looks at who answers for a community: its charter, its moderators, its helpers."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.doctor.base import Check, Group, Looking, Patient, Seen
from db.examining import Governed

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
    return Seen.fine(seen, found.community)


def _helpers(found: Governed, _patient: Patient) -> Seen:
    """G04: of each facet somebody wishes to be asked."""
    if found.alone:
        seen = f"{found.alone} of {found.facets} facets have nobody who wishes to be asked"
        fix = "ask members who know them, and name those who agree in the charter"
        return Seen.warned(seen, fix, found.community)
    seen = f"each of {found.facets} facets has somebody who wishes to be asked"
    return Seen.fine(seen, found.community)


CHECKS = tuple(
    Check(id=name, group=Group.GOVERNANCE, about=about, look=_each(look))
    for name, about, look in (
        ("G01", "there are two moderators", _moderators),
        ("G02", "the charter is signed", _signed),
        ("G04", "hosts are there for what needs hosts", _helpers),
    )
)
