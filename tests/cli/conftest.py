"""The command line as people run it: a process of its own, on a data folder of its own."""

import os
import shutil
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
        "TUMMLER_CACHE": str(tmp_path / "cache"),
        "PIP_NO_INDEX": "1",  # nothing is fetched in a test
        "UV_OFFLINE": "1",
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


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory):
    """A data folder with the small archive in it; only copied."""
    folder = tmp_path_factory.mktemp("imported") / "data"
    asked = ["import", str(SMALL), "--map", COLUMNS, "--time-zone", "UTC"]
    subprocess.run(
        [sys.executable, "-m", "bot", "--data", str(folder), *asked],
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        capture_output=True,
        timeout=120,
        check=True,
    )
    return folder


@pytest.fixture
def imported(imported_once, tmp_path):
    """The small archive is in the data folder."""
    shutil.copytree(imported_once, tmp_path / "data")
