"""The command line as people run it: a process of its own, on a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests/platforms/exports/fixtures/small.csv"
COLUMNS = "message=id,author=user,time=created_at,text=body,channel=room,thread=parent"


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    return kept | {
        "TUMMLER_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
    }


@pytest.fixture
def tummler(tmp_path, environment):
    """Runs `tummler` with arguments and returns the finished process."""

    def run(*arguments, **more):
        return subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            cwd=tmp_path,
            env=environment | more,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def small():
    """A small archive of invented talk, and how its columns are named."""
    return SMALL, "--map", COLUMNS, "--time-zone", "UTC"
