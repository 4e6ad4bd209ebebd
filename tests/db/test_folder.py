"""What is Tummler's in a data folder is known by name, and the rest is left alone."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import STORE_FILE
from db.folder import Kind, abandoned, ours, remove, rows_in, strangers, tidy
from db.strongbox import written

MINE = (
    "master.key",
    "tummler.sqlite",
    "tummler.sqlite-wal",
    "tummler.sqlite-shm",
    "tummler.sqlite.lock",
    "tummler.sqlite.restoring",
    "tummler.sqlite.before-restore",
    "demo.sqlite",
    "replay-0123456789abcdef.sqlite",
    "erasures.jsonl",
    "skipped-small.txt",
    "engine.db",
)
NOT_MINE = ("notes.txt", "tummler.sqlite.bak", "other.sqlite", "master.key.old", "skipped.txt")


@pytest.fixture
def folder(tmp_path):
    for name in (*MINE, *NOT_MINE):
        (tmp_path / name).write_bytes(b"x" * 32)
    (tmp_path / "backups").mkdir()
    with written(
        tmp_path / "backups" / "mine.backup",
        bytes(32),
        {"made_at": 1, "until": 2, "schema": "0001"},
    ):
        pass
    (tmp_path / "backups" / "theirs.backup").write_bytes(b"something else")
    (tmp_path / "master.key.d").mkdir()
    return tmp_path


def test_everything_of_ours_is_known(folder):
    names = {each.path.name for each in ours(folder)}

    assert names == {*MINE, "mine.backup"}


def test_the_rest_is_named(folder):
    names = {each.name for each in strangers(folder)}

    assert names == {*NOT_MINE, "theirs.backup", "master.key.d"}


def test_the_key_goes_first(folder):
    assert [each.kind for each in ours(folder)][:1] == [Kind.KEY]


def test_what_is_not_ours_is_left_alone(folder):
    for each in ours(folder):
        remove(each)

    assert not tidy(folder)
    assert {p.name for p in folder.iterdir()} == {*NOT_MINE, "backups", "master.key.d"}


def test_an_empty_folder_goes_too(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "master.key").write_bytes(bytes(32))

    for each in ours(folder):
        remove(each)

    assert tidy(folder)
    assert not folder.exists()


def test_a_key_that_is_somewhere_else_is_not_written_over(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"k" * 32)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "master.key").symlink_to(tmp_path / "elsewhere")

    for each in ours(tmp_path / "data"):
        remove(each)

    assert (tmp_path / "elsewhere").read_bytes() == b"k" * 32


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert ours(tmp_path / "none") == ()
    assert strangers(tmp_path / "none") == ()


@pytest.mark.stores("sqlite")
def test_rows_are_counted_without_a_key_and_nothing_is_left_beside(town_folder, tmp_path):
    copied = tmp_path / STORE_FILE
    copied.write_bytes((town_folder / STORE_FILE).read_bytes())

    counts = rows_in(copied)

    assert counts["communities"] == 1
    assert [each.name for each in tmp_path.iterdir()] == [STORE_FILE]


def test_a_damaged_store_holds_no_rows_that_anybody_could_count(tmp_path):
    (tmp_path / STORE_FILE).write_bytes(b"no database" * 100)

    assert rows_in(tmp_path / STORE_FILE).total() == 0


def test_a_replay_that_nobody_went_on_with_is_abandoned(tmp_path):
    store = tmp_path / "replay-0123456789abcdef.sqlite"
    sqlite3.connect(store).close()
    now = datetime.now(UTC)

    assert abandoned(tmp_path, now - timedelta(days=1)) == ()
    assert [each.path for each in abandoned(tmp_path, now + timedelta(days=1))] == [store]
