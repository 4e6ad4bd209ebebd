"""Keeps every state that a folder is in while something is done to it."""

import hashlib
import threading
from pathlib import Path


class States:
    """Keeps a folder as it is, each time that it is not what it was.

    One thread looks while the others go on, as they would in a death; what is kept was read twice
    and was the same, so that it is a state the whole folder was in.
    """

    def __init__(self, watched: Path, into: Path) -> None:
        self._watched, self._into = watched, into
        self._met: set[str] = set()
        self._last = ""
        self._lock = threading.Lock()
        self._who: int | None = None
        self.told: list[tuple[str, str]] = []
        """Where each state was met first, and where it is kept."""

    def looking(self) -> bool:
        """Whether it is this thread that looks, so that its own reading is no point."""
        return self._who == threading.get_ident()

    def look(self, where: str) -> None:
        """Keep the folder if it is in a state that was not met before."""
        with self._lock:
            self._who = threading.get_ident()
            try:
                self._keep(where)
            finally:
                self._who = None

    def _keep(self, where: str) -> None:
        found = _bytes_of(self._watched)
        while (again := _bytes_of(self._watched)) != found:
            found = again
        drawn = _drawn(found)
        if drawn == self._last:
            return
        self._last = drawn
        if drawn in self._met:
            return
        self._met.add(drawn)
        place = self._into / str(len(self._met))
        for name, content in found.items():
            file = place / name
            if content is None:
                file.mkdir(parents=True, exist_ok=True)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                file.chmod(0o600)
        self.told.append((where, str(place)))


def _bytes_of(folder: Path) -> dict[str, bytes | None]:
    """Every file of a folder with its content, and every folder in it with None."""
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.rglob("*")):
        try:
            # What processes share of an SQLite store is made anew by the first that opens it.
            if not path.name.endswith("-shm"):
                found[str(path.relative_to(folder))] = None if path.is_dir() else path.read_bytes()
        except FileNotFoundError:  # it went while the folder was being read
            continue
    return found


def _drawn(found: dict[str, bytes | None]) -> str:
    drawn = hashlib.blake2b()
    for name, content in found.items():
        size = -1 if content is None else len(content)
        drawn.update(f"{name}\0{size}\0".encode() + (content or b""))
    return drawn.hexdigest()
