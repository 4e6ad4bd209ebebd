"""`tummler backup` and `tummler restore`, on this machine and on another one."""

import shutil

import pytest


@pytest.fixture
def backup(tummler, imported, tmp_path):
    done = tummler("backup", "--out", "a.backup")
    assert done.returncode == 0, done.stderr
    return tmp_path / "a.backup"


def test_a_backup_says_what_to_keep(tummler, imported):
    done = tummler("backup")

    assert done.returncode == 0, done.stderr
    assert "no words" in done.stderr
    assert "master.key" in done.stderr


def test_without_another_place_it_goes_into_the_data_folder(tummler, imported, tmp_path):
    tummler("backup")

    [path] = (tmp_path / "data/backups").iterdir()
    assert path.name.endswith(".backup")


def test_a_forgotten_member_stays_forgotten(tummler, backup):
    tummler("forget", "--member", "table:ana", "--yes")

    done = tummler("restore", "--from", backup, "--replace")

    assert done.returncode == 0, done.stderr
    assert "Forgotten again: 1" in done.stderr
    assert "This was done before" in tummler("forget", "--member", "table:ana", "--yes").stdout


def test_what_is_there_is_not_replaced_unasked(tummler, backup):
    done = tummler("restore", "--from", backup)

    assert done.returncode == 4
    assert "--replace" in done.stderr


def test_on_another_machine_it_opens_with_the_key_that_was_kept(tummler, backup, tmp_path):
    shutil.copy(tmp_path / "data/master.key", tmp_path / "kept.key")
    elsewhere = {"TUMMLER_DATA": str(tmp_path / "elsewhere")}

    done = tummler("restore", "--from", backup, "--key", "kept.key", **elsewhere)

    assert done.returncode == 0, done.stderr
    assert tummler("digest", "--week", "2026-W11", **elsewhere).returncode == 0
    assert (tmp_path / "elsewhere/master.key").stat().st_mode & 0o777 == 0o600


def test_without_the_key_it_does_not_open(tummler, backup, tmp_path):
    done = tummler("restore", "--from", backup, TUMMLER_DATA=str(tmp_path / "elsewhere"))

    assert done.returncode == 3
    assert "master key" in done.stderr


def test_another_key_is_refused_by_name(tummler, backup, tmp_path):
    (tmp_path / "wrong.key").write_bytes(bytes(32))
    elsewhere = {"TUMMLER_DATA": str(tmp_path / "elsewhere")}

    done = tummler("restore", "--from", backup, "--key", "wrong.key", **elsewhere)

    assert done.returncode == 3
    assert not (tmp_path / "elsewhere/master.key").exists()


def test_a_folder_with_another_key_is_not_mixed_with_it(tummler, backup, tmp_path, small):
    elsewhere = {"TUMMLER_DATA": str(tmp_path / "elsewhere")}
    tummler("import", *small, **elsewhere)

    done = tummler(
        "restore", "--from", backup, "--key", "data/master.key", "--replace", **elsewhere
    )

    assert done.returncode == 4
    assert "tummler erase" in done.stderr


def test_a_store_that_cannot_be_read_is_replaced_where_that_is_meant(tummler, backup, tmp_path):
    (tmp_path / "data/tummler.sqlite").write_bytes(b"no database" * 1000)

    done = tummler("restore", "--from", backup, "--replace")

    assert done.returncode == 0, done.stderr
    assert tummler("digest", "--week", "2026-W11").returncode == 0


def test_another_file_is_no_backup(tummler, imported, tmp_path):
    (tmp_path / "b.backup").write_text("hello")

    done = tummler("restore", "--from", "b.backup", "--replace")

    assert done.returncode == 1
    assert "no backup" in done.stderr


def test_a_file_that_is_no_backup_is_not_written_over(tummler, imported, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")

    done = tummler("backup", "--out", "notes.txt")

    assert done.returncode == 4
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_without_a_store_there_is_nothing_to_back_up(tummler):
    assert tummler("backup").returncode == 1
