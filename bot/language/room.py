"""Writes what must be whole or not there at all, and says so where the disk is full."""

import errno
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from bot.language.weights import NoSpace

PATIENCE = 300.0
"""Seconds one process waits for another that makes the same thing; both take far less."""
_FULL = {errno.ENOSPC, errno.EDQUOT}


def alone(target: Path) -> FileLock:
    """A lock between processes on making one folder; waiting too long raises its Timeout."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(target.with_name(f"{target.name}.lock"), timeout=PATIENCE)


@contextmanager
def made_whole(target: Path, needed: int) -> Generator[Path]:
    """A new folder beside `target` that takes its place at the end; on any error nothing is left.

    `needed`: bytes that will be written. Raises NoSpace, before or while the disk is full.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _room_for(target.parent, needed)
    making = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        yield making
        _settle(making)
        if target.exists():
            shutil.rmtree(target)
        making.rename(target)
    except OSError as failed:
        if failed.errno in _FULL:
            raise _no_space(target.parent, needed) from None
        raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _room_for(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise _no_space(folder, needed)


def _no_space(folder: Path, needed: int) -> NoSpace:
    free = shutil.disk_usage(folder).free
    return NoSpace(str(folder), -(-needed // 10**6), free // 10**6)


def _settle(folder: Path) -> None:
    """Ask the disk to have every file, so that a crash cannot leave half of one."""
    for file in folder.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
