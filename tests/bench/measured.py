"""Runs a command in a fresh process and watches its time and memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.25
"""Seconds between two looks at the memory of a process and all it started: looking costs time."""
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds from start to end; the most memory, in MB, of the largest process and of all."""

    seconds: float
    largest: float
    together: float


class Failed(Exception):
    """A measured command did not succeed."""


def run(command: Sequence[str | Path], **environment: str) -> Run:
    """Run a command once; raises Failed.

    Memory is looked at from outside, so peaks of less than EVERY can be missed; pages that two
    processes share count for both.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = psutil.Popen(
            [str(part) for part in command],
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**_inherited(), **environment},
        )
        largest = together = 0.0
        while not _over(process):
            sizes = _sizes(process)
            largest, together = max(largest, *sizes), max(together, sum(sizes))
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")[-2000:]
            raise Failed(f"exit code {process.returncode}:\n{text}")
    return Run(seconds=seconds, largest=largest, together=together)


def _inherited() -> dict[str, str]:
    # An installed Tummler is compiled once; where that is forbidden every process does it anew.
    never = "PYTHONDONTWRITEBYTECODE"
    kept = (name for name in os.environ if not name.startswith("TUMMLER_") and name != never)
    return {name: os.environ[name] for name in kept}


def _over(process: psutil.Popen) -> bool:
    try:
        process.wait(EVERY)
    except psutil.TimeoutExpired:
        return False
    return True


def _sizes(process: psutil.Process) -> list[float]:
    sizes = [0.0]
    with suppress(psutil.NoSuchProcess):  # it may end between two looks
        every = (process, *process.children(recursive=True))
        sizes.extend(each.memory_info().rss / MEGABYTE for each in every)
    return sizes


def several(once: Callable[[], Run], runs: int) -> Run:
    """The median of several runs, figure by figure."""
    done = [once() for _ in range(runs)]
    return Run(
        seconds=statistics.median(each.seconds for each in done),
        largest=statistics.median(each.largest for each in done),
        together=statistics.median(each.together for each in done),
    )


def python(*arguments: str | Path) -> list[str | Path]:
    """A command line for this interpreter."""
    return [sys.executable, *arguments]
