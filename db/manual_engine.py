"""The engine that is moved by hand: the same promises where time is told, not waited for."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core.engine import Payload, Rate, Scheduled, Work

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Schedule:
    every: timedelta
    work: Scheduled

    def after(self, at: datetime) -> datetime:
        return _EPOCH + ((at - _EPOCH) // self.every + 1) * self.every


class ManualEngine:
    """Holds its queues in memory; nothing moves but by `advance`, and rates are not waited for."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._schedules: dict[str, _Schedule] = {}
        self._work: dict[str, Work] = {}
        self._waiting: deque[tuple[str, Payload]] = deque()
        self._keys: set[str] = set()

    def schedule(self, name: str, every: timedelta, work: Scheduled) -> None:
        """Call `work` on the grid of every full `every`."""
        self._schedules[name] = _Schedule(every=every, work=work)

    def on(self, queue: str, work: Work, *, rate: Rate | None = None) -> None:
        """What a queue does."""
        del rate
        self._work[queue] = work

    async def enqueue(self, queue: str, payload: Payload, *, key: str) -> None:
        """Put a piece in, once for each key; raises KeyError for a queue that does nothing."""
        if queue not in self._work:
            raise KeyError(queue)
        if key not in self._keys:
            self._keys.add(key)
            self._waiting.append((queue, dict(payload)))

    async def advance(self, until: datetime) -> None:
        """Do everything that comes due up to and at `until`, in the order of time.

        What raises is raised here; what was behind it is done at the next advance.
        """
        await self._empty()
        while self._schedules:
            due = min(each.after(self._at) for each in self._schedules.values())
            if due > until:
                break
            together = [n for n, each in self._schedules.items() if each.after(self._at) == due]
            self._at = due
            for each in sorted(together):
                await self._schedules[each].work(due)
            await self._empty()
        self._at = max(self._at, until)

    async def _empty(self) -> None:
        while self._waiting:
            queue, payload = self._waiting.popleft()
            await self._work[queue](payload)
