"""`tummler export` as people run it, and `tummler import` of what it wrote."""

import json

import pytest


@pytest.fixture
def taken(tummler, small):
    """A house into which a small archive was taken."""
    assert tummler("import", *small).returncode == 0


def test_where_nothing_was_imported_there_is_nothing_to_export(tummler, tmp_path):
    done = tummler("export")

    assert done.returncode == 1
    assert "tummler import" in done.stderr
    assert not (tmp_path / "data").exists()


def test_an_export_says_what_it_wrote_and_where(tummler, taken, tmp_path):
    done = tummler("export", "--out", "mine", "--csv")

    assert done.returncode == 0, done.stderr
    assert "rows of home to mine" in done.stderr
    assert (tmp_path / "mine/messages.csv").exists()


def test_an_earlier_export_is_replaced_only_when_asked(tummler, taken):
    first = tummler("export")
    second = tummler("export")
    third = tummler("export", "--force")

    assert [run.returncode for run in (first, second, third)] == [0, 4, 0]
    assert "--force" in second.stderr


def test_a_community_that_is_not_here_is_named(tummler, taken, tmp_path):
    done = tummler("export", "--community", "nobody")

    assert done.returncode == 1
    assert "nobody" in done.stderr
    assert not (tmp_path / "tummler-export").exists()


def test_exported_wiped_and_imported_the_digest_is_the_same(tummler, taken):
    before = tummler("digest", "--week", "2026-W11", "--json")
    assert tummler("export").returncode == 0

    taken_back = tummler("--data", "new", "import", "tummler-export")
    after = tummler("--data", "new", "digest", "--week", "2026-W11", "--json")

    assert taken_back.returncode == 0, taken_back.stderr
    assert json.loads(before.stdout)["schema"]
    assert after.stdout == before.stdout


def test_a_second_time_nothing_changes_and_new_talk_is_refused(tummler, taken, small):
    tummler("export")
    tummler("--data", "new", "import", "tummler-export")

    again = tummler("--data", "new", "import", "tummler-export")
    talk = tummler("--data", "new", "import", *small)

    assert (again.returncode, talk.returncode) == (0, 4)
    assert "Nothing new" in again.stderr
    assert "left out" in talk.stderr


def test_a_dry_run_counts_and_keeps_nothing(tummler, taken):
    tummler("export")

    dry = tummler("--data", "new", "import", "tummler-export", "--dry-run")
    digest = tummler("--data", "new", "digest")

    assert dry.returncode == 0
    assert "could be taken in" in dry.stderr
    assert digest.returncode == 1


def test_a_damaged_export_is_refused(tummler, taken, tmp_path):
    tummler("export")
    with (tmp_path / "tummler-export/messages.jsonl").open("a") as file:
        file.write("{}\n")

    done = tummler("--data", "new", "import", "tummler-export")

    assert done.returncode == 1
    assert "messages.jsonl" in done.stderr
