"""What a figure was measured on, and holding a bench to two cores."""

import os
import platform
import sqlite3
import sys
from importlib.metadata import version
from pathlib import Path

CORES = 2
SHOWN = ("tummler", "sqlalchemy", "aiosqlite", "orjson", "numpy", "scipy")


def pin() -> str:
    """Hold this process and all it starts to two cores, where it can be; how, in words."""
    if not hasattr(os, "sched_setaffinity"):
        return f"not pinned ({os.cpu_count()} cores)"
    held = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, held[:CORES])
    return f"pinned to {len(held[:CORES])} of {len(held)} cores"


def header(pinned: str) -> str:
    """Machine, versions and how busy the machine is."""
    versions = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    return "\n".join(
        (
            f"machine: {_processor()}, {_memory()}, {platform.system()}; {pinned}",
            f"python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, {versions}",
            f"load average {os.getloadavg()[0]:.2f} at the start: from 1 on, others disturb this",
        )
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.0f} GiB"
