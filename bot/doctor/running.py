"""Looks at who works on the store."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.doctor.base import NO_STORE, Check, Group, Patient, Seen
from db.lock import in_use


async def one_runner(patient: Patient) -> Sequence[Seen]:
    """R01: at most one process works on the store, and it is one that holds its lock.

    What a process that died left behind is no lock.
    """
    around = patient.around
    if around.server is not None:
        return [Seen.waiting("a store in a file; on a server, the server keeps a second one out")]
    if around.processes is None:
        return [Seen.waiting("a system that lists open files, as Linux does")]
    store = around.folder / around.database
    if not store.exists():
        return [Seen.waiting(NO_STORE)]
    holding = sorted(_holding(store.resolve(), around.processes))
    allowed = int(in_use(store))
    if len(holding) > allowed:
        named = ", ".join(map(str, holding))
        seen = f"{len(holding)} processes have it open ({named}), and {allowed} of them may"
        return [Seen.failed(seen, "stop what is not the Tummler you want to run", str(store))]
    return [Seen.fine("one process works on it" if allowed else "nobody works on it", str(store))]


def _holding(store: Path, processes: Path) -> Iterable[int]:
    """The numbers of other processes of this user that have a file open."""
    for each in processes.iterdir():
        if not each.name.isdigit() or int(each.name) == os.getpid():
            continue
        try:
            held = {str(link.readlink()) for link in (each / "fd").iterdir()}
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
        if str(store) in held:
            yield int(each.name)


CHECKS = (Check(id="R01", group=Group.RUNNING, about="one process on the store", look=one_runner),)
