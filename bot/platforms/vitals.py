"""What a running house keeps of itself for the doctor: calls that met a "no", and its memory.

Routes, counts and bytes; no id, no name, no word of anybody. It lies in the data folder, and holds
an hour of calls and a day of memory.
"""

import json
import os
import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import structlog
from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams

from bot.core.ports import Clock

FILE: Final = "vitals.json"
CALLS_KEPT: Final = timedelta(hours=1)
MEMORY_KEPT: Final = timedelta(hours=24)
WEIGHED_EVERY: Final = timedelta(minutes=5)
MET_A_NO: Final = 400
STATM: Final = Path("/proc/self/statm")
_NUMBER, _TOKEN = re.compile(r"\d{5,}"), re.compile(r"[\w.%-]{32,}")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """So many calls of one route that met one answer within a minute."""

    minute: datetime
    route: str
    status: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was kept. `memory`: when it was weighed, and how many bytes, oldest first."""

    since: datetime
    at: datetime
    calls: tuple[Call, ...]
    memory: tuple[tuple[datetime, int], ...]


class Vitals:
    """Counts for one process. `weigh`: how many bytes it takes; None where nobody can tell."""

    def __init__(self, clock: Clock, weigh: Callable[[], int | None] | None = None) -> None:
        self._clock = clock
        self._weigh = weigh or resident
        self._since = clock.now()
        self._calls: Counter[tuple[datetime, str, int]] = Counter()
        self._memory: deque[tuple[datetime, int]] = deque()

    def answered(self, method: str, path: str, status: int) -> None:
        """Count a call that met a "no"; any other is not counted."""
        if status >= MET_A_NO:
            minute = self._clock.now().replace(second=0, microsecond=0)
            self._calls[minute, f"{method} {route_of(path)}", status] += 1

    def record(self) -> Record:
        """What is kept now; weighs the process where that is due."""
        now = self._clock.now()
        if not self._memory or now - self._memory[-1][0] >= WEIGHED_EVERY:
            bytes_now = self._weigh()
            if bytes_now is not None:
                self._memory.append((now, bytes_now))
        while self._memory and now - self._memory[0][0] > MEMORY_KEPT:
            self._memory.popleft()
        for key in [key for key in self._calls if now - key[0] > CALLS_KEPT]:
            del self._calls[key]
        calls = tuple(
            Call(minute=minute, route=route, status=status, count=count)
            for (minute, route, status), count in sorted(self._calls.items())
        )
        return Record(since=self._since, at=now, calls=calls, memory=tuple(self._memory))

    def keep(self, folder: Path) -> None:
        """Write it into the data folder, in the place of what stands there; its owner's alone."""
        record = self.record()
        told = {
            "since": record.since.isoformat(),
            "at": record.at.isoformat(),
            "calls": [[c.minute.isoformat(), c.route, c.status, c.count] for c in record.calls],
            "memory": [[at.isoformat(), size] for at, size in record.memory],
        }
        new = folder / f"{FILE}.new"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(told, file)
        new.replace(folder / FILE)

    def traced(self, trace: TraceConfig) -> TraceConfig:
        """Have it count the answers of whatever is asked by way of this trace."""

        async def ended(
            _session: ClientSession, _context: object, told: TraceRequestEndParams
        ) -> None:
            self.answered(told.method, told.url.path, told.response.status)

        trace.on_request_end.append(ended)
        return trace


def kept(folder: Path) -> Record | None:
    """What a house keeps of itself there; None: nothing that can be read."""
    try:
        told: dict[str, Any] = json.loads((folder / FILE).read_text())
        return Record(
            since=datetime.fromisoformat(told["since"]),
            at=datetime.fromisoformat(told["at"]),
            calls=tuple(
                Call(minute=datetime.fromisoformat(m), route=route, status=status, count=count)
                for m, route, status, count in told["calls"]
            ),
            memory=tuple((datetime.fromisoformat(at), size) for at, size in told["memory"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def resident() -> int | None:
    """How many bytes of memory this process takes; None: this system has no such file."""
    try:
        pages = int(STATM.read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def route_of(path: str) -> str:
    """An address without the numbers and tokens in it, by which alone something could be found."""
    return _NUMBER.sub("{id}", _TOKEN.sub("{token}", path))
