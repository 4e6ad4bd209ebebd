"""One process at a time on one store: two would remember past each other."""

import fcntl
import json
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.errors import TummlerError

LOCK_ENDS = ".lock"
TRIES, PAUSE = 10, 0.1
"""How often the lock is tried for, and how many seconds lie between."""
_LOCAL = "%d %b, %H:%M"
_held: dict[Path, int] = {}
"""The locks of this process, by the store's place."""


@dataclass(eq=False)
class FolderInUse(TummlerError):
    """Another Tummler ({who}) uses {store} in this data folder. Stop it, or use --data for another
    folder.
    """

    store: str
    who: str


@contextmanager
def occupied(store: Path, since: datetime) -> Generator[None]:
    """Hold a store file for this process, until the end or death; `since` is told to others.

    The lock is the operating system's, so that nobody needs to clear up after a process that died;
    the file beside the store only says who holds it. Raises FolderInUse.
    """
    path = lock_of(store)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _taken(handle):
            raise FolderInUse(store.name, _holder(path))
        said = json.dumps({"process": os.getpid(), "since": since.isoformat()})
        os.ftruncate(handle, 0)
        os.pwrite(handle, said.encode(), 0)
        _held[store.resolve()] = handle
        yield
    finally:
        _held.pop(store.resolve(), None)
        os.close(handle)


def inherited(store: Path) -> tuple[int, ...]:
    """What a child process is to be given so that it holds the store with us; () if we do not."""
    held = _held.get(store.resolve())
    return () if held is None else (held,)


def lock_of(store: Path) -> Path:
    """The file that says who holds a store."""
    return store.with_name(f"{store.name}{LOCK_ENDS}")


def in_use(store: Path) -> bool:
    """Whether a process holds this store now; of a process that died nothing is left to clear."""
    path = lock_of(store)
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _taken(handle: int) -> bool:
    """Whether the lock is ours now, after a wait: a sweep holds it for a moment every hour."""
    for left in reversed(range(TRIES)):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if left:
                time.sleep(PAUSE)
        else:
            return True
    return False


def _holder(path: Path) -> str:
    try:
        said = json.loads(path.read_text())
        began = datetime.fromisoformat(said["since"]).astimezone()
        return f"started {began.strftime(_LOCAL)} on this machine, process {int(said['process'])}"
    except (ValueError, KeyError, TypeError):  # it is just writing down who it is
        return "just starting"
