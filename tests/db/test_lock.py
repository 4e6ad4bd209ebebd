"""One process at a time holds a store, and its death frees it."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.lock import FolderInUse, in_use, lock_of, occupied

NOW = datetime(2026, 3, 2, 9, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from db.lock import occupied
with occupied(Path(sys.argv[1]), datetime.now(UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path):
    return tmp_path / "tummler.sqlite"


@pytest.fixture
def holder(store):
    """Another process that holds the store."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(store)],
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_who_holds_it(store, holder):
    with pytest.raises(FolderInUse) as refused, occupied(store, NOW):
        pass

    assert f"process {holder.pid}" in str(refused.value)


def test_others_see_that_it_is_in_use(store, holder):
    assert in_use(store)


def test_a_death_frees_it(store, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()

    with occupied(store, NOW):
        assert lock_of(store).exists()
    assert not in_use(store)


def test_a_store_that_was_never_opened_is_free(store):
    assert not in_use(store)


def test_it_can_be_held_again(store):
    with occupied(store, NOW):
        pass

    with occupied(store, NOW):
        assert in_use(store)
