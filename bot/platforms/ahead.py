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
from bot.platforms.exports.base import Export, Selection, Survey
from bot.platforms.exports.problems import Fault, Problem, Problems
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
_How = tuple[Problems, Selection, MakeReader]
"""Where problems are told, what is asked for, and by whom texts are read."""
_GO, _END = b"+", b"."


class Aside:
    """The other process. It looks through the archive at once, and reads it when it is told how."""

    def __init__(self, carried: bytes) -> None:
        """`carried`: the export, pickled."""
        context = get_context("spawn")  # a fork would carry this process's memory and threads along
        asked, self._asking = context.Pipe(duplex=False)
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_work, args=(carried, asked, sender), name="reading ahead", daemon=True
        )
        self._process.start()
        asked.close()
        sender.close()

    def look(self) -> Survey | None:
        """What it found in the archive, once it has; None where the process has ended."""
        found = _next(self._receiver)
        return cast("Survey", pickle.loads(found)) if found else None  # noqa: S301  # from our own process, through a pipe nobody else holds

    def begin(self, carried: bytes) -> Connection:
        """Where the parcels come from, after `look`; nothing comes where the process has ended."""
        with suppress(OSError):
            self._asking.send_bytes(carried)
        return self._receiver

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._asking.close()
        self._receiver.close()
        self._process.kill()
        self._process.join()


def aside(export: Export, *, least: int = LARGE) -> Aside | None:
    """The process, if the archive looks large enough for one, before anybody has looked into it.

    Whoever takes it has it look, and tells the export what it found.
    """
    path = export.path
    large = path.is_dir() or path.stat().st_size >= least
    carried = _packed(export) if large and _cores() > 1 else None
    return None if carried is None else Aside(carried)


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

    `at_hand`: a process that was started before and has looked; it is used up.
    """
    done = 0
    how = None if export.survey().records < least else _how(export, asked, make_reader)
    if how is not None and (other := at_hand or _looking(export)) is not None:
        with closing(other):
            connection = other.begin(how)
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


def _looking(export: Export) -> Aside | None:
    """A process that has nothing to look for: what was found here is carried along."""
    carried = _packed(export)
    if carried is None:
        return None
    other = Aside(carried)
    other.look()
    return other


def _events(export: Export, asked: Selection) -> Generator[Event]:
    yield from export.events(since=asked.since, until=asked.until, rooms=asked.rooms)


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return cores or 1


def _how(export: Export, asked: Selection, make_reader: MakeReader) -> bytes | None:
    """What the other process reads by; None where it cannot be carried there or is not worth it."""
    how: _How = (export.problems, asked, make_reader)
    return _packed(how) if _cores() > 1 else None


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


def _work(carried: bytes, asking: Connection, sender: Connection) -> None:
    """Look, and then read everything and send it; the body of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the run ends this process too
    sys.addaudithook(_refuse)  # a stranger's archive is opened here, and nothing of it may leave
    try:
        export = cast("Export", pickle.loads(carried))  # noqa: S301  # as above
        sender.send_bytes(pickle.dumps(export.survey()))
        how = cast("_How", pickle.loads(asking.recv_bytes()))  # noqa: S301  # as above
        export.problems, asked, make_reader = how
        reader = make_reader()
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
