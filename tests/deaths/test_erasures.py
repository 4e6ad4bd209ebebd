"""Killed anywhere, a forgetting leaves nobody half erased, and a restore leaves a whole store."""

FORGET = ["forget", "--member", "parlour:ana", "--yes"]


def test_a_forgetting_that_dies_leaves_nobody_half_erased(dies, lived):
    found = dies(FORGET, prepare=[lived])

    assert found["faults"] == []
    assert found["tables"]["tummler.sqlite:members"] == 4
    assert found["tables"]["tummler.sqlite:erasures"] == 1


def test_a_backup_that_dies_leaves_none_or_a_whole_one(dies, lived, tmp_path):
    found = dies(["backup"], prepare=[lived])

    assert found["faults"] == []


def test_a_restore_that_dies_forgets_whoever_was_forgotten(dies, lived, tmp_path):
    copy = str(tmp_path / "a.backup")
    before = [lived, ["backup", "--out", copy], FORGET]

    found = dies(["restore", "--from", copy, "--replace"], prepare=before)

    assert found["faults"] == []
    assert found["tables"]["tummler.sqlite:members"] == 4


def test_an_erasing_that_dies_is_finished_by_the_next(dies, lived):
    found = dies(["erase", "--yes"], prepare=[lived])

    assert found["faults"] == []
    assert set(found["tables"]) <= {"files"}
