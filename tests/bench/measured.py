"""Runs a command in a fresh process and watches its time and memory."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.05
"""Seconds between two looks at the memory of a process and all it started."""
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds from start to end; the most memory, in MB, of the largest process and of all."""

    seconds: float
    largest: float
    together: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Exception):  # noqa: N818  # what happened, as the house names its errors
    """A measured command did not succeed."""

    code: int
    said: str

    def __str__(self) -> str:
        return f"exit code {self.code}:\n{self.said}"


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
        while process.poll() is None:
            sizes = _sizes(process)
            largest, together = max(largest, *sizes), max(together, sum(sizes))
            time.sleep(EVERY)
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")[-2000:]
            raise Failed(code=process.returncode, said=text)
    return Run(seconds=seconds, largest=largest, together=together)


def _inherited() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}


def _sizes(process: psutil.Process) -> list[float]:
    sizes = [0.0]
    try:
        for each in (process, *process.children(recursive=True)):
            sizes.append(each.memory_info().rss / MEGABYTE)
    except psutil.NoSuchProcess:
        pass  # it ended between two looks
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
