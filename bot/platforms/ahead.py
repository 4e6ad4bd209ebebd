"""Parses an archive and reads its texts in a process of its own, a little ahead of the house.

Both are pure in the archive, so another core may do them while this one links, judges and stores.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeGuard, cast

from bot.core.errors import TummlerError
from bot.core.events import Event, MessagePosted
from bot.core.ports import Reader
from bot.platforms.exports.base import Export, Selection
from bot.platforms.exports.problems import Fault, Problem
from bot.platforms.exports.tally import Tally
from bot.platforms.parcels import Counted, pack, unpack

LEAST = 10_000
"""Records below which the other process takes longer to start than it spares."""
LARGE = 128 * 1024
"""Bytes below which an archive is hardly so long, even packed."""
PARCEL = 1_000
"""Events per parcel, as many as two units of work take."""

Heard = Callable[[dict[str, Counted]], None]
"""Told the readings of a parcel, by text, before its first event is handed on."""
MakeReader = Callable[[], Reader]
"""A class or function that another process can import by its name."""

_Summary = tuple[Tally, dict[Fault, int], list[Problem]]
_GO, _END = b"+", b"."


class Aside:
    """The other process. It loads what it will need, and begins when it is told what to read."""

    def __init__(self, make_reader: MakeReader) -> None:
        context = get_context("spawn")  # a fork would carry this process's memory and threads along
        asked, self._asking = context.Pipe(duplex=False)
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_work, args=(make_reader, asked, sender), name="reading ahead", daemon=True
        )
        self._process.start()
        asked.close()
        sender.close()

    def begin(self, carried: bytes) -> Connection:
        """Where the parcels come from; nothing comes where the process has ended."""
        with suppress(OSError):
            self._asking.send_bytes(carried)
        return self._receiver

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._asking.close()
        self._receiver.close()
        self._process.kill()
        self._process.join()


def aside(export: Export, make_reader: MakeReader, *, least: int = LARGE) -> Aside | None:
    """The process, if the archive looks large enough for one, before anybody has looked into it."""
    path = export.path
    large = path.is_dir() or path.stat().st_size >= least
    return Aside(make_reader) if large and _cores() > 1 and _can_be_carried(make_reader) else None


def events_ahead(
    export: Export,
    asked: Selection,
    make_reader: MakeReader,
    heard: Heard,
    *,
    least: int = LEAST,
    at_hand: Aside | None = None,
) -> Generator[Event]:
    """The events of `export.events`, in their order; `heard` may be told what their texts say.

    An archive of fewer than `least` records is read here, and so is any where there is one core
    only or where the export cannot be carried to another process. Should that process end early,
    the rest is read here: whatever broke it is then raised from here. At the end the export's tally
    and problems are those of the reading. Closing the generator ends the process.

    `at_hand`: a process that was started before, with the same reader; it is used up.
    """
    done = 0
    carried = None if export.survey().records < least else _carried(export, asked)
    if carried is not None and (at_hand or _can_be_carried(make_reader)):
        with closing(at_hand or Aside(make_reader)) as other:
            connection = other.begin(carried)
            while parcel := _next(connection):
                if parcel[:1] == _END:
                    _settle(export, parcel[1:])
                    return
                events, read = unpack(memoryview(parcel)[1:])
                heard(read)
                yield from events
                done += len(events)
    with closing(_events(export, asked)) as here:
        yield from islice(here, done, None)


def _events(export: Export, asked: Selection) -> Generator[Event]:
    yield from export.events(since=asked.since, until=asked.until, rooms=asked.rooms)


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return cores or 1


def _can_be_carried(what: object) -> bool:
    return _packed(what) is not None


def _carried(export: Export, asked: Selection) -> bytes | None:
    """What the other process needs; None where it cannot be carried there or is not worth it."""
    return _packed((export, asked)) if _cores() > 1 else None


def _packed(what: object) -> bytes | None:
    try:
        return pickle.dumps(what)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None


def _next(connection: Connection) -> bytes:
    """The next parcel, or nothing when the process has ended without a last one."""
    try:
        return connection.recv_bytes()
    except (EOFError, OSError):
        return b""


def _settle(export: Export, summary: bytes) -> None:
    tally, counts, kept = cast("_Summary", pickle.loads(summary))  # noqa: S301  # from our own process, through a pipe nobody else holds
    export.tally = tally
    export.problems.counts.clear()
    export.problems.counts.update(counts)
    export.problems.kept[:] = kept


def _work(make_reader: MakeReader, asking: Connection, sender: Connection) -> None:
    """Read everything and send it; the body of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the run ends this process too
    sys.addaudithook(_refuse)  # a stranger's archive is opened here, and nothing of it may leave
    try:
        reader = make_reader()
        carried = pickle.loads(asking.recv_bytes())  # noqa: S301  # as above
        export, asked = cast("tuple[Export, Selection]", carried)
        events = _events(export, asked)
        while batch := list(islice(events, PARCEL)):
            sender.send_bytes(_GO + pack(_read(reader, batch)))
        problems = export.problems
        summary: _Summary = (export.tally, dict(problems.counts), problems.kept)
        sender.send_bytes(_END + pickle.dumps(summary))
    except (EOFError, OSError, ValueError, TummlerError):
        return  # the house reads on by itself, and meets the same


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError


def _read(reader: Reader, events: Sequence[Event]) -> list[tuple[Event, Counted | None]]:
    texts = [event.text for event in events if _is_read(event)]
    read = iter(reader.read_all(texts))
    return [(event, next(read) if _is_read(event) else None) for event in events]


def _is_read(event: Event) -> TypeGuard[MessagePosted]:
    return isinstance(event, MessagePosted) and not (event.automated or event.own)
