"""Looks at the backups: whether there is one of this week, and whether it opens."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.core.errors import TummlerError
from bot.doctor.base import NO_STORE, Check, Group, Mend, Patient, Seen, Surroundings
from db.backup import ENDS_WITH, Backup, described, make, named, verify
from db.folder import BACKUPS
from db.session import open_store
from db.strongbox import NotABackup
from db.vault import master_key

FRESH = timedelta(days=7)
KEPT = timedelta(days=14)
"""As long as `tummler backup` keeps one."""
_NOW = "`tummler backup`, and keep a copy of `master.key` somewhere else"


async def recent(patient: Patient) -> Sequence[Seen]:
    """L11: a backup of the last seven days is there, and opens.

    Of one that was put elsewhere only the day is known.
    """
    around = patient.around
    if not (await patient.store.communities()):
        return [Seen.waiting(NO_STORE)]
    here = _newest(around.folder / BACKUPS)
    elsewhere = await patient.store.last_backup()
    if here is None or (elsewhere is not None and elsewhere > here.made_at):
        return [_by_its_day(elsewhere, around.now)]
    try:
        rows = await asyncio.to_thread(verify, here.path, master_key(around.key, may_make=False))
    except TummlerError as wrong:
        return [Seen.failed(str(wrong), _NOW, str(here.path), auto=True)]
    if around.now - here.made_at > FRESH:
        return [_by_its_day(here.made_at, around.now)]
    return [Seen.fine(f"of {here.made_at:%d %b %Y}, it opens: {rows:,} rows", str(here.path))]


def _newest(folder: Path) -> Backup | None:
    found: list[Backup] = []
    for path in folder.glob(f"*{ENDS_WITH}"):
        try:
            found.append(described(path))
        except NotABackup:
            continue
    return max(found, key=lambda each: each.made_at, default=None)


def _by_its_day(made_at: datetime | None, now: datetime) -> Seen:
    if made_at is None:
        return Seen.warned("there is no backup", _NOW, auto=True)
    if now - made_at > FRESH:
        return Seen.warned(f"the last backup is of {made_at:%d %b %Y}", _NOW, auto=True)
    return Seen.fine(f"of {made_at:%d %b %Y}; it lies elsewhere and was not opened")


async def back_up(around: Surroundings) -> None:
    """Write a backup into the data folder."""
    folder = around.folder / BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    engine = open_store(around.folder, around.database, around.server)
    try:
        await make(
            engine,
            master_key(around.key, may_make=False),
            named(folder, around.now),
            at=around.now,
            until=around.now + KEPT,
        )
    finally:
        await engine.dispose()


CHECKS = (
    Check(
        id="L11",
        group=Group.LOCAL,
        about="a backup of the last seven days is there, and opens",
        look=recent,
        mend=Mend(says="Writing a backup, without members' words", do=back_up),
    ),
)
