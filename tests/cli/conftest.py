"""The command line as people run it: a process of its own, on a data folder of its own."""

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
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


@pytest.fixture(scope="session")
def loaded():
    """A process that has loaded the program and forks one for each command; see forking.py."""
    with subprocess.Popen(
        [sys.executable, ROOT / "tests/cli/forking.py"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def started(tmp_path, environment):
    """Runs `python -m bot` with arguments, all anew, and returns the finished process."""

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
def tummler(tmp_path, tmp_path_factory, environment, loaded, started):
    """Runs `tummler` with arguments and returns the finished process.

    It is forked from one that has loaded the program, unless Python itself is to start otherwise.
    """
    said = tmp_path_factory.mktemp("said")

    def run(*arguments, **more):
        if any(name.startswith("PYTHON") for name in more):
            return started(*arguments, **more)
        files = {name: str(said / name) for name in ("out", "err")}
        asked = {
            "arguments": [*map(str, arguments)],
            "folder": str(tmp_path),
            "environment": environment | more,
        }
        loaded.stdin.write(json.dumps(asked | files) + "\n")
        loaded.stdin.flush()
        code = int(loaded.stdout.readline())
        out, err = (Path(each).read_text(encoding="utf-8") for each in files.values())
        return subprocess.CompletedProcess(asked["arguments"], code, out, err)

    return run


@pytest.fixture
def waiting(tmp_path):
    """An archive in which a question waits alone, and how its columns are named.

    Before it are four days on which questions are answered within minutes.
    """
    file = tmp_path / "archive.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "user", "at", "body", "room", "parent"])
        for key, author, at, text, parent in _talk_that_ends_in_a_question():
            rows.writerow([key, author, at.isoformat(), text, "shed", parent])
    columns = "message=id,author=user,time=at,text=body,channel=room,thread=parent"
    return file, "--map", columns, "--time-zone", "UTC"


def _talk_that_ends_in_a_question():
    monday = datetime(2026, 3, 2, 8, tzinfo=UTC)
    number = 0
    for day in range(4):
        for turn in range(14):
            at = monday + timedelta(days=day, minutes=40 * turn)
            yield f"q{number}", f"ask{turn}", at, f"How do I true the wheel number {number}?", ""
            answer = at + timedelta(minutes=4)
            yield f"a{number}", f"tell{turn}", answer, "Turn each spoke a little.", f"q{number}"
            number += 1
    at = monday + timedelta(days=4)
    yield "lonely", "ana", at, "Which of these pumps suits a <b>cold</b> shed?", ""
    yield "later", "ben", at + timedelta(days=2), "A fine morning to all of you.", ""


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
