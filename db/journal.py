"""The list of erasures as a file beside the store, so that it outlives the store."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId
from bot.core.privacy import Erased
from db.types import from_microseconds, to_microseconds

JOURNAL_FILE = "erasures.jsonl"


@dataclass(eq=False)
class JournalUnreadable(TummlerError):
    """The list of erasures, {file}, cannot be read at line {line}. A restore without it could bring
    back somebody who asked to be forgotten. Put a good copy in its place; each backup holds one.
    """

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Journal:
    """One line of JSON per entry; every entry a keyed fingerprint that leads back to nobody."""

    path: Path

    def read(self) -> tuple[Erased, ...]:
        """Every entry; none where there is no file. Raises JournalUnreadable."""
        if not self.path.exists():
            return ()
        lines = self.path.read_bytes().splitlines()
        return tuple(self._entry(number, line) for number, line in enumerate(lines, 1))

    def mirror(self, listed: Sequence[Erased], now: datetime) -> None:
        """Take in what the store lists, and let go of what no restore needs any more.

        What the store does not list stays: it may be of a store that was lost. The file is
        replaced whole, and is on the disk when this returns.
        """
        entries = {(each.community, each.fingerprint): each for each in self.read()}
        entries |= {(each.community, each.fingerprint): each for each in listed}
        kept = [each for each in entries.values() if each.until is None or each.until > now]
        if not kept and not self.path.exists():
            return
        new = self.path.with_name(f"{self.path.name}.new")
        with new.open("w", encoding="utf-8") as file:
            file.writelines(f"{_line(each)}\n" for each in kept)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(0o600)
        new.replace(self.path)
        settle_folder(self.path.parent)

    def _entry(self, number: int, line: bytes) -> Erased:
        try:
            return from_record(json.loads(line))
        except (ValueError, KeyError, TypeError) as wrong:
            raise JournalUnreadable(self.path.name, number) from wrong


def to_record(erased: Erased) -> dict[str, object]:
    """One entry as JSON has it; times in microseconds since 1970."""
    return {
        "community": erased.community,
        "fingerprint": erased.fingerprint,
        "at": to_microseconds(erased.at),
        "until": None if erased.until is None else to_microseconds(erased.until),
        "receipt": erased.receipt,
    }


def from_record(record: dict[str, object]) -> Erased:
    """The entry again; raises ValueError, KeyError or TypeError where it is none."""
    until = record["until"]
    return Erased(
        community=CommunityId(str(record["community"])),
        fingerprint=str(record["fingerprint"]),
        at=from_microseconds(_whole(record["at"])),
        until=None if until is None else from_microseconds(_whole(until)),
        receipt=str(record["receipt"]),
    )


def settle_folder(folder: Path) -> None:
    """Have a renaming in this folder outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(type(value).__name__)
    return value


def _line(erased: Erased) -> str:
    return json.dumps(to_record(erased))
