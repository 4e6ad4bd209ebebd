"""The engine that lasts: schedules and queues kept by dbos in a file beside the store."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from dbos import DBOS, SetWorkflowID

from bot.core.engine import Payload, Rate, Scheduled, Work
from bot.core.ports import Clock

log = structlog.get_logger()
ENGINE_FILE = "engine.db"
VERSION = "1"
"""Raised when what is waiting can no longer be understood; it is then left undone."""
KEEPS = timedelta(days=35)
"""A key is known for so long; a digest's is asked for within days."""
_EVERYTHING_ELSE = "schedules"
_POLL_SECONDS = 1.0
_MINUTE = 60
_HOUR = 3600


class CannotSchedule(ValueError):
    """Only a whole number of seconds, minutes or hours that divides the next greater unit."""


class DbosEngine:
    """Durable work in this process, on the loop that opens it; there is one at a time.

    It keeps names, keys and times, never text. The file is of one process, as the data folder is;
    a store on a server changes nothing there. Source: docs.dbos.dev, queues and schedules.
    """

    def __init__(self, folder: Path, clock: Clock, *, poll_seconds: float = _POLL_SECONDS) -> None:
        self._file = folder / ENGINE_FILE
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._schedules: dict[str, tuple[str, Scheduled]] = {}
        self._queues: dict[str, tuple[Work, Rate | None]] = {}

    def schedule(self, name: str, every: timedelta, work: Scheduled) -> None:
        """Call `work` on the grid of every full `every`; raises CannotSchedule."""
        self._schedules[name] = (cron(every), work)

    def on(self, queue: str, work: Work, *, rate: Rate | None = None) -> None:
        """What a queue does, one piece at a time, at no more than this rate."""
        self._queues[queue] = (work, rate)

    async def enqueue(self, queue: str, payload: Payload, *, key: str) -> None:
        """Put a piece in, once for each key; raises KeyError for a queue that does nothing."""
        if queue not in self._queues:
            raise KeyError(queue)
        with SetWorkflowID(key):
            await DBOS.enqueue_workflow_async(queue, self._piece, queue, dict(payload))

    async def __aenter__(self) -> Self:
        """Begin: what was waiting or broken off when the process ended is taken up first."""
        self._file.touch(mode=0o600)
        DBOS(
            config={
                "name": "tummler",
                "system_database_url": f"sqlite:///{self._file}",
                "application_version": VERSION,
                "executor_id": "tummler",
                "log_level": "ERROR",
            }
        )
        # The library takes functions, not methods of an object that it does not know how to find.
        queues, schedules = self._queues, self._schedules

        @DBOS.workflow(name="piece")
        async def piece(queue: str, payload: dict[str, str]) -> None:
            await queues[queue][0](payload)

        @DBOS.workflow(name="moment")
        async def moment(at: datetime, name: str) -> None:
            if name in schedules:
                await schedules[name][1](at)

        self._piece, self._moment = piece, moment
        DBOS.launch()
        await self._declare()
        await self._forget_old()
        return self

    async def _declare(self) -> None:
        for queue, (_, rate) in self._queues.items():
            await self._queue(queue, rate)
        await self._queue(_EVERYTHING_ELSE, None)
        await DBOS.apply_schedules_async(
            [
                {
                    "schedule_name": name,
                    "workflow_fn": self._moment,
                    "schedule": when,
                    "context": name,
                    "queue_name": _EVERYTHING_ELSE,
                }
                for name, (when, _) in self._schedules.items()
            ]
        )

    async def _queue(self, name: str, rate: Rate | None) -> None:
        await DBOS.register_queue_async(
            name,
            worker_concurrency=1,
            limiter=({"limit": rate.pieces, "period": rate.per.total_seconds()} if rate else None),
            polling_interval_sec=self._poll_seconds,
            on_conflict="always_update",
        )

    async def _forget_old(self) -> None:
        before = (self._clock.now() - KEEPS).isoformat()
        old = await DBOS.list_workflows_async(end_time=before, status=["SUCCESS", "ERROR"])
        if old:
            await DBOS.delete_workflows_async([each.workflow_id for each in old])

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; a piece that is under way is taken up at the next beginning."""
        del kind, error, trace
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)
        # The library made its own pool the loop's, and has shut it; what follows needs one.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())


def cron(every: timedelta) -> str:
    """The schedule of every full `every`, with seconds: five minutes are "0 */5 * * * *".

    Raises CannotSchedule.
    """
    seconds = round(every.total_seconds())
    if seconds <= 0 or timedelta(seconds=seconds) != every:
        raise CannotSchedule
    if seconds < _MINUTE and not _MINUTE % seconds:
        return f"*/{seconds} * * * * *"
    if seconds < _HOUR and not seconds % _MINUTE and not _HOUR % seconds:
        return f"0 */{seconds // _MINUTE} * * * *"
    if seconds == _HOUR:
        return "0 0 * * * *"
    raise CannotSchedule
