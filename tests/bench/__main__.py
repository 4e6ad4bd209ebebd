"""What the house costs: `make bench`, or with ARGS="--quick" a look whether the bench itself runs.

Everything is measured in fresh processes on two cores, and told beside simpler work that was done
in the same run. Exit code 1: a bar was missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import machine
import servers
import yardsticks
from archives import ARCHIVE, READ_AS, ROOT, beginning, repeated, rows
from bars import Bar, judged
from measured import Failed, Run, python, run, several
from threads import READ_AS as READ_THREADS_AS
from threads import threads

HERE = Path(__file__).parent
RUNS = 3
TIMES, QUICK_TIMES = 10, 3
"""So many times over, the shared archive is one of two million messages."""
RATE, MEMORY, TWICE_THE_TIME, TWICE_THE_MEMORY, LARGER_STORE = 8_000, 400, 2.1, 1.1, 1.3
ASKING = 0.15
SMALL, LARGE, QUICK_LARGE = 10_000, 1_000_000, 100_000


def replay(
    archive: Path,
    folder: Path,
    *extra: str,
    read_as: tuple[str, ...] = READ_AS,
    **environment: str,
) -> Run:
    """The command as people give it, from start to the page on disk."""
    out = folder / "out"
    command = python("-m", "bot", "--quiet", "replay", archive, *read_as, "--out", out, *extra)
    return run(command, TUMMLER_DATA=str(folder / "data"), **environment)


def _thread(archive: Path, folder: Path) -> Run:
    return replay(archive, folder, read_as=READ_THREADS_AS)


def metric_weeks(archive: Path, folder: Path, *, quick: bool) -> int:
    """What an import costs, and what the metrics of all weeks do, alone and beside ConvoKit."""
    taken = python("-m", "bot", "--quiet", "import", archive, *READ_AS)
    tell("import of the archive", run(taken, TUMMLER_DATA=str(folder / "lasting")))
    print("\nall metrics beside those of the first page:")
    status = _step("metric_weeks.py", quick=quick)
    print("\nthe shapes of conversations beside ConvoKit:")
    return max(status, _step("beside_convokit.py", quick=quick))


def speed(archive: Path, folder: Path, runs: int, times: int) -> Iterator[Bar]:
    """Rate and memory of one archive, of the same twice over, and of it so many times."""
    count = sum(1 for _ in rows(archive))
    once = several(lambda: replay(archive, folder), runs)
    tell(f"replay of {count:,} messages", once)
    twofold = repeated(archive, folder / "twice.jsonl.xz", 2)
    again = several(lambda: replay(twofold, folder), runs)
    tell("the archive twice over", again)
    many = replay(repeated(archive, folder / "many.jsonl.xz", times), folder)
    tell(f"{times * count:,} messages, run once", many)
    print(
        f"{times} times the archive takes {many.seconds / once.seconds:.1f} times as long and "
        f"{many.together / once.together:.2f} times the memory; this is told, not judged"
    )
    compare(archive, folder, once)
    beside(archive, folder, once, runs)
    yield Bar(what="messages a second", found=count / once.seconds, bar=RATE, most=False)
    yield Bar(what="memory of all processes, MB", found=once.together, bar=MEMORY)
    yield Bar(
        what="twice the archive: time", found=again.seconds / once.seconds, bar=TWICE_THE_TIME
    )
    memory = again.together / once.together
    yield Bar(what="twice the archive: memory", found=memory, bar=TWICE_THE_MEMORY)


def tell(what: str, found: Run) -> None:
    """One line of figures."""
    print(
        f"{what}: {found.seconds:.1f} s, {found.together:.0f} MB in all processes, "
        f"{found.largest:.0f} MB in the largest"
    )


def compare(archive: Path, folder: Path, once: Run) -> None:
    """Set the replay beside simpler work on the same messages."""
    replay(archive, folder, "--keep")
    [store] = (folder / "data").glob("replay-*.sqlite")
    parsed = yardsticks.parsing(archive)
    written = yardsticks.writing(store, folder / "rows.sqlite")
    for what, seconds in (("unpacking and parsing it", parsed), ("writing its messages", written)):
        times = once.seconds / seconds
        print(f"only {what}: {seconds:.1f} s; the replay takes {times:.1f} times that")


def beside(archive: Path, folder: Path, once: Run, runs: int) -> None:
    """Set the replay on a file beside the same replay on a server, whose own memory is not told."""
    with servers.database() as address:
        if address is None:
            print(servers.NONE_NAMED)
            return
        there = several(lambda: replay(archive, folder, TUMMLER_DATABASE=address), runs)
    tell("the same on PostgreSQL", there)
    print(f"PostgreSQL beside SQLite: {there.seconds / once.seconds:.2f} times as long")


def digests(large: int) -> Iterator[Bar]:
    """What one week's digest costs in a small store and in a large one."""
    small_cost, large_cost = (_told("stores.py", str(count)) for count in (SMALL, large))
    for cost, count in ((small_cost, SMALL), (large_cost, large)):
        print(f"digest of one week after {count:,} messages: {cost * 1e3:.0f} ms")
    yield Bar(what="digest by size of store", found=large_cost / small_cost, bar=LARGER_STORE)


def updates(large: int) -> Iterator[Bar]:
    """What a live message, edit or deletion costs in a small store and in larger ones."""
    costs = {count: _told("updates.py", str(count)) for count in {SMALL, QUICK_LARGE, large}}
    for count, cost in sorted(costs.items()):
        print(f"one live event after {count:,} messages: {cost * 1e3:.1f} ms")
    yield Bar(
        what="live event by size of store", found=costs[large] / costs[SMALL], bar=LARGER_STORE
    )


def asking(archive: Path, runs: int) -> Iterator[Bar]:
    """What asking the practices adds to a replay, beside the same replay without any."""
    added = _told("asking.py", str(archive), str(runs))
    print(f"asking the practices adds {added:.1%} to a replay's main process")
    yield Bar(what="what asking practices adds to a replay", found=added, bar=ASKING)


def stages(archive: Path) -> None:
    """Print where the time of one replay goes."""
    print("\nwhere the time of one replay goes, main process:")
    shares: dict[str, float] = json.loads(_output("stages.py", str(archive)))
    for stage, share in shares.items():
        print(f"  {share:5.1%} {stage}")


def _told(script: str, *arguments: str) -> float:
    return float(json.loads(_output(script, *arguments)))


def _output(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [*map(str, python(HERE / script, *arguments))],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if done.returncode:
        raise Failed(done.stderr[-2000:])
    return done.stdout


def main() -> int:
    """Measure, print, and say by the status whether the bars hold."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="a part of it, once; judges nothing")
    asked.add_argument("--runs", type=int, default=RUNS, help="of which the medians are told")
    chosen = asked.parse_args()
    if not ARCHIVE.is_file():
        print(f"NO DATA: {ARCHIVE} is absent, nothing was measured")
        return 1
    sys.stdout.reconfigure(line_buffering=True)  # each figure shows as soon as it is there
    print(machine.header(machine.pin()) + "\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = beginning(ARCHIVE, folder / "part.jsonl.xz") if chosen.quick else ARCHIVE
        runs = 1 if chosen.quick else chosen.runs
        times = QUICK_TIMES if chosen.quick else TIMES
        bars = [
            *speed(archive, folder, runs, times),
            *digests(QUICK_LARGE if chosen.quick else LARGE),
            *updates(QUICK_LARGE if chosen.quick else LARGE),
            *threads(folder, _thread, quick=chosen.quick),
            *asking(archive, runs),
        ]
        stages(archive)
        status = metric_weeks(archive, folder, quick=chosen.quick)
        print("\nreading each format, a look and a reading, one run:")
        print(_output("formats.py", str(archive)), end="")
    if not chosen.quick:
        print("\nreading alone:")
        print(_reading(), end="")
    print(f"\nmedians of {runs}:")
    status = max(status, judged(bars, quick=chosen.quick))
    print("\ndeciding beside a replay:")
    status = max(status, _step("deciding.py", quick=chosen.quick))
    print("\na house on Discord:")
    status = max(status, _step("discord_live.py", quick=chosen.quick))
    print("\na house on Slack:")
    status = max(status, _step("slack_live.py", quick=chosen.quick))
    print("\nlinking:")
    status = max(status, _step("linking.py", quick=chosen.quick))
    print()
    status = max(status, _step("encoder.py", quick=chosen.quick))
    print()
    return max(status, _step("skipping.py", quick=chosen.quick))


def _step(script: str, *, quick: bool) -> int:
    """A measurement with bars of its own, told as they come; its exit code."""
    asked = ["--quick"] if quick else []
    here = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(HERE / script), *asked]
    return subprocess.run(command, check=False, cwd=ROOT, env=here).returncode


def _reading() -> str:
    done = subprocess.run(
        [sys.executable, str(HERE / "reading.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
