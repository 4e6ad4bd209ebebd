"""Kills a command at counted points, runs it again, and tells what the data folder then holds.

Run as a process of its own: `python driver.py PLAN.json`. It loads the house once and forks for
every run, so that a death costs a fraction of a second. A point is each moment at which another
task gets its turn (what follows an await), each statement that SQLite begins (in whichever thread),
and each change of a file's name or existence. The process dies there by SIGKILL.

Where every point is asked for, one run more is left alone and watched: at each point its folder is
compared with what it was at the point before, and every state of it is kept. All else that a
process has dies with it, so a death at a point leaves that state and nothing more; what a person
does next is tried once on each.

The plan: `home` (an empty folder to work in), `prepare` (commands run to their end first), `victim`
(the command that is killed), `again` (what a person does next; the victim if not given), `points`
(how many to die at, evenly spread over all there are), `every` (whether each state is tried too),
`batch` (events in a unit of work), `ends_with` (an import that ends a run early, once what matters
is done), `whole` (a folder that a death leaves absent or as it is to be). `{data}` in a command is
the data folder. Prints one JSON object.
"""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import sys
import traceback
from asyncio.events import Handle
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from states import States

from bot.app import House
from bot.cli import COMMANDS, main
from bot.core.clock import SystemClock
from db.tables import metadata

FILE_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"}
WRITING = os.O_WRONLY | os.O_RDWR
FOREVER = 1 << 60
EXPORTED = {".jsonl", ".csv", ".json", ".md"}
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
"""Some weeks after what the archives of these trials tell."""


@dataclass
class Points:
    """Counts the points of one run and dies at one of them."""

    die_at: int = FOREVER
    ends_with: str | None = None
    watching: bool = False
    home: str = ""
    reached: int = 0
    kinds: list[str] = field(default_factory=list)
    states: States | None = None
    """Where each state that is met is kept, if that is asked for."""

    def reach(self, kind: str) -> None:
        """One more point; SIGKILL if it is the chosen one."""
        if not self.watching or (self.states is not None and self.states.looking()):
            return
        self.reached += 1
        if self.die_at is FOREVER:
            self.kinds.append(kind)
        if self.reached == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.states is not None:
            self.states.look(f"point {self.reached} ({kind})")

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """What Python's audit tells: files that change."""
        if not self.watching:
            return
        if event in FILE_CHANGES and self.home in str(arguments[0]):
            self.reach(event)
        elif event == "open" and self.home in str(arguments[0]) and _writes(arguments):
            self.reach("open")
        elif event == "import" and arguments[0] == self.ends_with:
            os._exit(0)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & WRITING)


POINTS = Points()


def count_awaits() -> None:
    """Make every turn that the event loop gives a point."""
    give = Handle._run

    def given(handle: Handle) -> None:
        POINTS.reach("await")
        give(handle)

    Handle._run = given


def count_statements() -> None:
    """Make every statement that an SQLite connection begins a point, each row of many its own."""
    connect = sqlite3.connect

    def connected(*arguments: object, **more: object) -> sqlite3.Connection:
        connection = connect(*arguments, **more)
        connection.set_trace_callback(lambda _sql: POINTS.reach("statement"))
        return connection

    sqlite3.connect = connected


def in_units_of(batch: int) -> None:
    """Have archives taken in so many events at a time: many units of work in little talk."""
    House.history.__defaults__ = (None, batch)


def be_repeatable() -> None:
    """The same keys, seals and time in every run, so that what is stored can be compared."""
    os.urandom = bytes
    SystemClock.now = lambda _clock: NOW


def in_a_child(work: Callable[[], int], log: Path) -> tuple[int, int | None]:
    """Run in a forked process: its exit code, and the signal that ended it."""
    child = os.fork()
    if child == 0:
        with log.open("ab") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        code = 70
        try:
            code = work()
        except BaseException:  # noqa: BLE001  # the parent learns of it by exit code and log
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return 0, os.WTERMSIG(status)
    return os.WEXITSTATUS(status), None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command on one data folder."""

    arguments: list[str]
    data: Path
    die_at: int = FOREVER
    ends_with: str | None = None
    told: Path | None = None
    """Where the kinds of all points are written, if they are asked for."""
    kept: Path | None = None
    """Where each state of the folder is kept; `told` is then a list of them."""

    def __call__(self) -> int:
        """Run it in this process; returns its exit code."""
        POINTS.die_at, POINTS.ends_with = self.die_at, self.ends_with
        POINTS.home = str(self.data.parent)
        if self.kept is not None:
            POINTS.states = States(self.data.parent, self.kept)
        os.environ["TUMMLER_DATA"] = str(self.data)
        sys.argv = ["tummler", *(each.replace("{data}", str(self.data)) for each in self.arguments)]
        POINTS.watching = True
        code = main()
        POINTS.watching = False
        if self.told is not None:
            told = POINTS.kinds if POINTS.states is None else POINTS.states.told
            self.told.write_text(json.dumps(told), encoding="utf-8")
        return code


def state(data: Path) -> dict[str, list[list[object]]]:
    """Every row of every store in a folder, the names of its other files, and what exports say."""
    found: dict[str, list[list[object]]] = {"files": []}
    for file in sorted(data.rglob("*")):
        if file.name.endswith(("-wal", "-shm")) or file.is_dir():
            continue
        found["files"].append([str(file.relative_to(data))])
        if file.suffix in EXPORTED:
            found[str(file.relative_to(data))] = [[hashlib.sha256(file.read_bytes()).hexdigest()]]
        if file.suffix == ".sqlite":
            found |= {f"{file.name}:{name}": rows for name, rows in _rows(file).items()}
    return found


def _rows(file: Path) -> dict[str, list[list[object]]]:
    with sqlite3.connect(file) as connection:
        tables = {name: _of(connection, name) for name in sorted(metadata.tables)}
        damage = [list(row) for row in connection.execute("PRAGMA integrity_check")]
    connection.close()
    return tables | {"integrity": damage}


def _of(connection: sqlite3.Connection, name: str) -> list[list[object]]:
    # Numbers given out by the store differ after a batch is done again; all else may not.
    columns = [c.name for c in metadata.tables[name].c if c.name != "id" or not c.autoincrement]
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608  # our names
    return sorted([[v.hex() if isinstance(v, bytes) else v for v in row] for row in rows], key=repr)


def chosen(total: int, wanted: int) -> list[int]:
    """Which points to die at, from 1: all, or so many, evenly spread with both ends."""
    if wanted >= total:
        return list(range(1, total + 1))
    return sorted({1 + round(i * (total - 1) / (wanted - 1)) for i in range(wanted)})


def differing(expected: dict[str, list[list[object]]], got: dict[str, list[list[object]]]) -> str:
    """Where two states part, in the names of tables and numbers of rows only."""
    return ", ".join(
        f"{name} ({len(got.get(name, []))} rows instead of {len(expected.get(name, []))})"
        for name in sorted(expected.keys() | got.keys())
        if expected.get(name) != got.get(name)
    )


def _unlike(
    got: dict[str, list[list[object]]], expected: dict[str, list[list[object]]], folder: str
) -> str:
    """What of a folder is there although not all of it is, or is not what it should be."""
    there = {name: said for name, said in got.items() if name.startswith(f"{folder}/")}
    whole = {name: said for name, said in expected.items() if name.startswith(f"{folder}/")}
    return differing(whole, there) if there else ""


class Trial:
    """One plan, carried out."""

    def __init__(self, plan: dict[str, object]) -> None:
        self._home = Path(str(plan["home"]))
        self._prepare: list[list[str]] = plan.get("prepare", [])
        self._victim: list[str] = plan["victim"]
        self._again: list[str] = plan.get("again", self._victim)
        self._wanted: int = plan["points"]
        self._every: bool = plan.get("every", False)
        self._ends_with: str | None = plan.get("ends_with")
        self._whole: str | None = plan.get("whole")
        self._log = self._home / "log"
        self._number = 0

    def __call__(self) -> dict[str, object]:
        """Everything that was found."""
        base = self._home / "base" / "data"
        base.mkdir(parents=True)
        for arguments in self._prepare:
            self._finish(arguments, base)
        whole = self._copy(base)
        told = self._home / "kinds.json"
        self._finish(self._victim, whole, told=told)
        if self._again != self._victim:
            self._finish(self._again, whole)
        expected = state(whole)
        kinds = json.loads(told.read_text(encoding="utf-8"))
        tried = chosen(len(kinds), self._wanted)
        faults = [fault for at in tried if (fault := self._die(base, at, kinds[at - 1], expected))]
        kept = self._states(base) if self._every else []
        faults += [fault for at, data in kept if (fault := self._go_on(at, data, expected))]
        tables = {name: len(rows) for name, rows in expected.items() if rows}
        return {
            "points": len(kinds),
            "tried": len(tried),
            "states": len(kept),
            "faults": faults,
            "tables": tables,
        }

    def _die(
        self, base: Path, at: int, kind: str, expected: dict[str, list[list[object]]]
    ) -> str | None:
        data = self._copy(base)
        run = Run(arguments=self._victim, data=data, die_at=at, ends_with=self._ends_with)
        code, ended = in_a_child(run, self._log)
        where = f"point {at} ({kind})"
        if ended is None and code:
            return f"{where}: ended with {code} before its death"
        return self._go_on(where, data, expected)

    def _states(self, base: Path) -> list[tuple[str, Path]]:
        data, kept, told = self._copy(base), self._home / "states", self._home / "states.json"
        self._finish(self._victim, data, told=told, kept=kept)
        found = json.loads(told.read_text(encoding="utf-8"))
        return [(where, Path(place) / data.name) for where, place in found]

    def _go_on(self, where: str, data: Path, expected: dict[str, list[list[object]]]) -> str | None:
        """Do what a person does next; what is wrong then, or None."""
        data.mkdir(parents=True, exist_ok=True)
        if self._whole is not None and (parted := _unlike(state(data), expected, self._whole)):
            return f"{where}: it left {parted}"
        again = Run(arguments=self._again, data=data, ends_with=self._ends_with)
        code, ended = in_a_child(again, self._log)
        if code or ended:
            return f"{where}: run again it ended with {code}, signal {ended}"
        parted = differing(expected, state(data))
        shutil.rmtree(data.parent)
        return f"{where}: {parted}" if parted else None

    def _finish(
        self,
        arguments: list[str],
        data: Path,
        *,
        told: Path | None = None,
        kept: Path | None = None,
    ) -> None:
        run = Run(arguments=arguments, data=data, told=told, kept=kept)
        code, ended = in_a_child(run, self._log)
        if code or ended:
            said = self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise SystemExit(f"{arguments[0]} ended with {code}, signal {ended}: {said}")

    def _copy(self, base: Path) -> Path:
        # The same path every time: what is stored may know where it came from.
        self._number += 1
        data = self._home / f"run{self._number}" / "data"
        shutil.copytree(base, data)
        return data


def load() -> None:
    """Import what the commands import, once, before anything is forked."""
    for name in COMMANDS:
        import_module(f"bot.cli.{name}")
    for name in ("aiosqlite", "sqlalchemy.dialects.sqlite.aiosqlite", "alembic.command"):
        import_module(name)


if __name__ == "__main__":
    load()
    be_repeatable()
    count_awaits()
    count_statements()
    sys.addaudithook(POINTS.hear)
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if batch := asked.get("batch"):
        in_units_of(batch)
    sys.stdout.write(json.dumps(Trial(asked)()))
