"""Looks at what was promised to members: lives of data, wishes, and what nobody may find."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import cast

from bot.app import open_house
from bot.doctor.base import Check, Group, Mend, Patient, Seen, Surroundings
from bot.logs import LONGEST
from db.dictionary import DICTIONARY
from db.vault import KEY_BYTES, SealBroken, Vault

LATE = timedelta(hours=1)
"""By as much may words outlive their hours: the sweep comes once an hour."""
_FAILS_AFTER = timedelta(hours=24)
_LINES = 1000
_TEXTS = 2000
_TELLING = 24
"""Characters from which a text is unlike others, so that finding it in a log is no chance."""


async def announced(patient: Patient) -> Sequence[Seen]:
    """P01: of every channel that is listened to, it is known where its members were told."""
    rooms = await patient.store.rooms_heard()
    if not rooms:
        return [Seen.waiting("a channel that is listened to, which `tummler connect` chooses")]
    untold = [room for room in rooms if room.announced is None]
    if not untold:
        return [Seen.fine(f"it is noted where the members of {len(rooms)} channels were told")]
    platforms = sorted({room.key.platform for room in untold})
    say = " and ".join(f"`tummler connect {name} --announced LINK`" for name in platforms)
    seen = f"of {len(untold)} of {len(rooms)} channels nobody noted where members were told"
    return [Seen.warned(seen, f"post the text that `tummler connect` prints, then say {say}")]


async def overdue(patient: Patient) -> Sequence[Seen]:
    """P02: nothing is older than it may become."""
    around = patient.around
    found = await patient.store.overdue(around.now - LATE, around.retention)
    return [
        Seen.failed(
            f"{each.words:,} messages still have words and {each.people:,} still have people "
            f"whose time is up; {each.left:,} who left long ago are still known",
            "`tummler doctor --fix --only P02` takes them away",
            each.community,
            auto=True,
        )
        for each in found
    ] or [Seen.fine("no words and no people are older than they may become")]


async def sweep(around: Surroundings) -> None:
    """Take away what has had its time."""
    async with open_house(
        folder=around.folder,
        database=around.database,
        server=around.server,
        retention=around.retention,
    ) as house:
        await house.privacy.sweep(around.now)


async def wishes(patient: Patient) -> Sequence[Seen]:
    """P03: every wish to be forgotten is carried out."""
    waiting = await patient.store.open_requests()
    if not waiting:
        return [Seen.fine("no wish to be forgotten is open")]
    age = patient.around.now - waiting[0]
    seen = f"{len(waiting)} wishes to be forgotten are open, the oldest for {_hours(age)} h"
    fix = "`tummler doctor --fix --only P03` carries them out"
    if age > _FAILS_AFTER:
        return [Seen.failed(seen, fix, auto=True)]
    return [Seen.warned(seen, fix, auto=True)]


def _hours(length: timedelta) -> int:
    return max(0, length // timedelta(hours=1))


async def carry_out(around: Surroundings) -> None:
    """Carry out what was wished."""
    async with open_house(
        folder=around.folder,
        database=around.database,
        server=around.server,
        retention=around.retention,
    ) as house:
        await house.privacy.carry_out(around.now)


async def routes(patient: Patient) -> Sequence[Seen]:
    """P04: of every table it is said how it is erased, and whether it is exported."""
    columns = await patient.store.columns()
    return [
        Seen.failed(
            "nobody said how this table is erased and exported",
            "remove it, and what writes to it; or describe it in db/dictionary.py",
            name,
        )
        for name in sorted(columns.keys() - DICTIONARY.keys())
    ] or [Seen.fine(f"{len(columns)} tables, each with a way out")]


async def persons(patient: Patient) -> Sequence[Seen]:
    """P06: no table has a column that was not declared, so none about persons either."""
    columns = await patient.store.columns()
    undeclared = [
        f"{table}.{column}"
        for table, names in sorted(columns.items())
        if table in DICTIONARY
        for column in sorted(names - DICTIONARY[table].columns.keys())
    ]
    return [
        Seen.failed(
            "nobody said what this column means, and whether it leads to a person",
            "remove it, and what writes to it; or describe it in db/dictionary.py",
            each,
        )
        for each in undeclared
    ] or [Seen.fine("every column that leads to a person is one that was declared")]


async def logs(patient: Patient) -> Sequence[Seen]:
    """P05: the last thousand lines of each log in the folder hold no member's words.

    Two things are looked for: fields longer than any key or reason is, and words that are still
    kept, as they were written.
    """
    paths = sorted(patient.around.folder.glob("*.log"))
    if not paths:
        return [Seen.waiting("a log file in the data folder")]
    words = await _words(patient)
    found: list[Seen] = []
    for path in paths:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES:]
        found += [_leak(path, what) for what in _leaks(lines, words)]
    return found or [Seen.fine(f"none in the last {_LINES:,} lines of {len(paths)} logs")]


async def _words(patient: Patient) -> tuple[str, ...]:
    """The words that are still kept and long enough to be known again; none without the key."""
    key = patient.around.key
    if not key.exists() or len(said := key.read_bytes()) != KEY_BYTES:
        return ()
    vault = Vault(said)
    wrapped = {each.id: each.wrapped for each in await patient.store.communities()}
    opened: list[str] = []
    for community, sealed in await patient.store.texts(_TEXTS):
        try:
            opened.append(vault.of(community, wrapped[community]).open(sealed))
        except SealBroken:  # L06 says so
            continue
    return tuple(text for text in opened if len(text) >= _TELLING)


def _leaks(lines: Sequence[str], words: Iterable[str]) -> Iterable[str]:
    long = sum(1 for line in lines for _ in _long_fields(line))
    if long:
        yield f"{long} fields are longer than any key or reason"
    plain = "\n".join(line for line in lines)
    told = sum(1 for text in words if text in plain or _escaped(text) in plain)
    if told:
        yield f"words of {told} messages stand in it"


def _long_fields(line: str) -> Iterable[str]:
    try:
        said: object = json.loads(line)
    except ValueError:
        return
    if isinstance(said, dict):
        for name, value in cast("dict[str, object]", said).items():
            if isinstance(value, str) and len(value) > LONGEST and name != "exception":
                yield name


def _escaped(text: str) -> str:
    return json.dumps(text)[1:-1]


def _leak(path: Path, what: str) -> Seen:
    fix = "remove the file, and report which command wrote it: no log of ours may hold words"
    return Seen.failed(what, fix, str(path))


CHECKS = (
    Check(
        id="P01",
        group=Group.PRIVACY,
        about="members were told who runs this and what is read",
        look=announced,
    ),
    Check(
        id="P02",
        group=Group.PRIVACY,
        about="no words and no people are older than they may become",
        look=overdue,
        mend=Mend(says="Taking away words and people whose time is up", do=sweep),
    ),
    Check(
        id="P03",
        group=Group.PRIVACY,
        about="every wish to be forgotten is carried out",
        look=wishes,
        mend=Mend(says="Carrying out the wishes to be forgotten", do=carry_out),
    ),
    Check(id="P04", group=Group.PRIVACY, about="every table has a way out", look=routes),
    Check(id="P05", group=Group.PRIVACY, about="no log holds a member's words", look=logs),
    Check(id="P06", group=Group.PRIVACY, about="no undeclared column is there", look=persons),
)
