"""Goes through the checks, mends what may be mended, and says how it all stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import TummlerError
from bot.doctor import (
    backups,
    discord,
    discord_staff,
    folder,
    governance,
    hearing,
    machine,
    model,
    privacy,
    running,
    slack,
    store,
    vitals,
    waiting,
    web,
)
from bot.doctor.base import NO_STORE, Check, Group, Patient, Seen, Status, Surroundings
from db.examining import StoreShut, looking

SCHEMA = "tummler-doctor/1"
FINE, FAILED, NOT_STARTED, WARNED = 0, 1, 3, 5
"""Exit codes, as they are everywhere (product.md, section 5.4)."""
_SETTINGS, _STORE = "L09", "L03"
_GROUPS = tuple(Group)

_MODULES = (
    *(
        machine,
        backups,
        folder,
        store,
        model,
        discord,
        discord_staff,
        slack,
        waiting,
        privacy,
        running,
        hearing,
        vitals,
        governance,
        web,
    ),
)
CHECKS: tuple[Check, ...] = tuple(
    sorted(
        (check for module in _MODULES for check in module.CHECKS),
        key=lambda check: (_GROUPS.index(check.group), check.id),
    )
)
"""Every check, in the order in which they are told."""
READINESS = ("P01", "D08", "G01", "G02", "G04")
"""What must be fine before a practice may rise to *speak* (product.md, section 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check saw, under its id; `fixed`: it was ill, and `--fix` has mended it."""

    id: str
    seen: Seen
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """All findings, in order, and what could not be mended, by id."""

    checked_at: datetime
    findings: tuple[Finding, ...]

    def count(self, status: Status) -> int:
        """How many findings stand so."""
        return sum(1 for each in self.findings if each.seen.status is status)

    def exit_code(self, *, strict: bool) -> int:
        """0 nothing failed; 1 something did; 3 nothing can start; 5 warnings, where they count."""
        if any(each.seen.blocks for each in self.findings):
            return NOT_STARTED
        if self.count(Status.FAILED):
            return FAILED
        return WARNED if strict and self.count(Status.WARNING) else FINE

    def open_items(self) -> tuple[str, ...]:
        """The ids of the readiness list that are not fine; empty: it is ready."""
        fine = {name for name in READINESS if self._all_fine(name)}
        return tuple(name for name in READINESS if name not in fine)

    def _all_fine(self, name: str) -> bool:
        seen = [each.seen.status for each in self.findings if each.id == name]
        return bool(seen) and all(status is Status.FINE for status in seen)

    def record(self, *, strict: bool, ready: bool = False) -> dict[str, object]:
        """The same for programs, as docs/doctor.schema.json has it."""
        told: dict[str, object] = {"open": list(self.open_items())} if ready else {}
        return told | {
            "version": SCHEMA,
            "checked_at": self.checked_at.isoformat(),
            "exit": self.exit_code(strict=strict),
            "findings": [
                {
                    "id": each.id,
                    "status": each.seen.status.value,
                    "where": each.seen.where or None,
                    "seen": each.seen.seen,
                    "fix": each.seen.fix or None,
                    "auto": each.seen.auto,
                    "fixed": each.fixed,
                    "waits_for": each.seen.waits_for,
                }
                for each in self.findings
            ],
        }


def chosen(only: Sequence[str]) -> tuple[Check, ...] | None:
    """The checks of these ids and groups, all without any; None: one of them is neither."""
    names = {name.upper() for name in only}
    known = {check.id for check in CHECKS} | {group.name for group in Group}
    if not names <= known:
        return None
    return tuple(c for c in CHECKS if not names or names & {c.id, c.group.name})


async def examine(checks: Sequence[Check], around: Surroundings) -> Examination:
    """Look at everything that was chosen; changes nothing. Raises what `looking` raises."""
    findings: list[Finding] = []
    async with looking(around.folder, around.database, around.server) as look:
        patient = Patient(around=around, store=look)
        for check in checks:
            seen = await _look(check, patient)
            findings += [Finding(id=check.id, seen=each) for each in seen]
    return Examination(checked_at=around.now, findings=tuple(findings))


async def _look(check: Check, patient: Patient) -> Sequence[Seen]:
    if patient.around.settings_fault is not None and check.id != _SETTINGS:
        return [Seen.waiting(_SETTINGS)]
    try:
        return await check.look(patient)
    except StoreShut as shut:
        return [Seen.waiting(NO_STORE if shut.absent else _STORE)]
    except TummlerError:  # a server that does not answer, or a newer schema: L03 and L05 say so
        return [Seen.waiting(_STORE)]


async def mend(
    checks: Sequence[Check],
    around: Surroundings,
    before: Examination,
    told: Callable[[str], None],
) -> Examination:
    """Do what may be done about what is ill, saying each act before it, and look again.

    What could not be done is told with its reason, and stays as it was.
    """
    ill = {each.id for each in before.findings if each.seen.auto}
    for check in checks:
        if check.id in ill and check.mend is not None:
            told(f"{check.id}  {check.mend.says}.")
            try:
                await check.mend.do(around)
            except (TummlerError, OSError) as refused:
                told(f"{check.id}  That could not be done: {refused}")
    after = await examine(checks, around)
    healed = ill - {each.id for each in after.findings if each.seen.auto}
    return Examination(
        checked_at=after.checked_at,
        findings=tuple(
            Finding(id=each.id, seen=each.seen, fixed=each.id in healed) for each in after.findings
        ),
    )
