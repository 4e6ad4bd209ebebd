"""Looks at the data folder: who may open it, what it lies on, how much room there is."""

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.doctor.base import Check, Group, Mend, Patient, Seen, Surroundings

_OWNER_ONLY, _OWNER_FILE = 0o700, 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SECRETS = ("*.key", "*.token")
GIGABYTE = 10**9
_STORES = 3
"""How many times the store must fit: itself, a copy while it is written anew, and a backup."""
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs"}
)


async def access(patient: Patient) -> Sequence[Seen]:
    """L02: the folder is there, writable, and nobody else's business; keys and tokens too."""
    folder = patient.around.folder
    if not folder.exists():
        return [Seen.waiting("a data folder, which the first command makes")]
    if not folder.is_dir():
        return [Seen.failed("it is no folder", "name another with --data", str(folder))]
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        fix = f"give it to the user who runs Tummler: `chown -R $USER {folder}`"
        return [Seen.failed("this user cannot write to it", fix, str(folder))]
    return [_open_to_others(path, mode) for path, mode in _too_wide(folder)] or [
        Seen.fine("only its owner can open it", str(folder))
    ]


def _open_to_others(path: Path, mode: int) -> Seen:
    now = stat.S_IMODE(path.stat().st_mode)
    return Seen.failed(
        f"others may open it: its mode is {now:04o}",
        f"`chmod {mode:o} {path}`",
        str(path),
        auto=True,
    )


def _too_wide(folder: Path) -> Iterable[tuple[Path, int]]:
    if folder.stat().st_mode & _OTHERS:
        yield folder, _OWNER_ONLY
    for path in sorted(each for pattern in _SECRETS for each in folder.glob(pattern)):
        if path.is_file() and path.stat().st_mode & _OTHERS:
            yield path, _OWNER_FILE


async def close_to_others(around: Surroundings) -> None:
    """Set the modes."""
    for path, mode in _too_wide(around.folder):
        path.chmod(mode)


async def room(patient: Patient) -> Sequence[Seen]:
    """L04: there is a gigabyte free, or three times the store where that is more."""
    around = patient.around
    sizes = {path: path.stat().st_size for path in _files(around.folder)}
    store = sum(size for path, size in sizes.items() if path.name.startswith(around.database))
    needed = max(GIGABYTE, _STORES * store)
    if around.free >= needed:
        return [Seen.fine(f"{_bytes(around.free)} are free")]
    largest = sorted(sizes.items(), key=lambda each: (-each[1], each[0]))[:_STORES]
    takes = ", ".join(f"{path.name} {_bytes(size)}" for path, size in largest)
    return [
        Seen.failed(
            f"{_bytes(around.free)} are free, and {_bytes(needed)} should be",
            f"make room; of this folder's files these take most: {takes or 'none'}",
            str(around.folder),
        )
    ]


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _bytes(size: int) -> str:
    return f"{size / GIGABYTE:,.1f} GB" if size >= GIGABYTE else f"{size / 10**6:,.1f} MB"


async def lies_on(patient: Patient) -> Sequence[Seen]:
    """L14: a database file lies on a disk of this machine: its log of changes needs that."""
    around = patient.around
    if around.server is not None:
        return [Seen.fine("the database is no file")]
    if around.mounts is None:
        return [Seen.waiting("a system that lists its mounts, as Linux does")]
    kind = _file_system(around.folder.resolve(), around.mounts)
    if kind in _REMOTE:
        fix = "move it to a disk of this machine and name it with --data"
        seen = f"it lies on a network ({kind}), where two processes can spoil a database"
        return [Seen.failed(seen, fix, str(around.folder))]
    return [Seen.fine(f"it lies on this machine ({kind})", str(around.folder))]


def _file_system(folder: Path, mounts: str) -> str:
    """The kind of the innermost mount that holds a folder; the last one wins where two are alike.

    Lines are as in proc(5): device, place, kind, with blanks in a place as octal 040.
    """
    found, depth = "unknown", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004  # device, place, kind
            continue
        place = Path(fields[1].replace("\\040", " "))
        if folder.is_relative_to(place) and len(place.parts) >= depth:
            found, depth = fields[2], len(place.parts)
    return found


CHECKS = (
    Check(
        id="L02",
        group=Group.LOCAL,
        about="the data folder is writable, and its owner's alone",
        look=access,
        mend=Mend(says="Setting the modes of folder and keys to 0700 and 0600", do=close_to_others),
    ),
    Check(id="L04", group=Group.LOCAL, about="there is room on the disk", look=room),
    Check(id="L14", group=Group.LOCAL, about="the database lies on a local disk", look=lies_on),
)
