"""`tummler doctor` as people run it."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from bot.cli.doctor import lines
from bot.doctor.base import Seen
from bot.doctor.examination import Examination, Finding


@pytest.fixture
def kept(town_folder, tmp_path):
    """A data folder with a community in it."""
    shutil.copytree(town_folder, tmp_path / "data")
    (tmp_path / "data").chmod(0o700)


def test_without_a_house_there_is_nothing_ill(tummler, tmp_path):
    done = tummler("doctor")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 failed, 0 warnings" in done.stdout
    assert not (tmp_path / "data").exists()


def test_a_finding_is_told_with_its_fix(tummler, kept, tmp_path):
    (tmp_path / "data/master.key").chmod(0o644)

    done = tummler("doctor")

    assert done.returncode == 1
    assert "✗ L02" in done.stdout
    assert "Fix: `chmod 600" in done.stdout


def test_fixing_mends_and_says_so(tummler, kept, tmp_path):
    (tmp_path / "data/master.key").chmod(0o644)

    done = tummler("doctor", "--fix")
    again = tummler("doctor", "--fix")

    assert (done.returncode, again.returncode) == (0, 0), done.stdout
    assert "Setting the modes" in done.stderr
    assert "✓ L02" in done.stdout
    assert "Setting the modes" not in again.stderr


def test_one_check_alone_is_told_even_if_it_is_fine(tummler, kept):
    done = tummler("doctor", "--only", "L08")

    assert done.returncode == 0
    assert done.stdout.startswith("✓ L08  town: next digests Mon")


def test_a_check_that_there_is_not_is_wrong_usage(tummler):
    done = tummler("doctor", "--only", "L99")

    assert done.returncode == 2
    assert "local, model, privacy" in done.stderr


def test_json_is_all_that_is_printed(tummler, kept):
    done = tummler("doctor", "--json", "--only", "local")

    record = json.loads(done.stdout)
    assert record["version"] == "tummler-doctor/1"
    assert record["exit"] == done.returncode


def test_a_setting_that_does_nothing_counts_where_it_is_strict(tummler):
    mild = tummler("doctor", "--only", "L09", TUMMLER_DATE="2026")
    strict = tummler("doctor", "--only", "L09", "--strict", TUMMLER_DATE="2026")

    assert (mild.returncode, strict.returncode) == (0, 5)
    assert "TUMMLER_DATA" in mild.stdout


def test_settings_that_cannot_be_read_stop_everything(tummler):
    done = tummler("doctor", TUMMLER_PORT="many")

    assert done.returncode == 3
    assert "L09" in done.stdout


def test_a_missing_key_is_exit_three(tummler, kept, tmp_path):
    (tmp_path / "data/master.key").unlink()

    done = tummler("doctor")

    assert done.returncode == 3
    assert "L06" in done.stdout


def test_a_terminal_that_knows_no_marks_gets_plain_ones(tummler, kept):
    done = tummler("doctor", "--only", "L02", PYTHONUTF8="0", PYTHONIOENCODING="ascii")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("+ L02")


def test_what_stands_in_a_finding_cannot_steer_a_terminal():
    seen = Seen.fine("all is \x1b[31mred", where="\u202etown")
    found = (Finding(id="L08", seen=seen),)
    examination = Examination(checked_at=datetime(2026, 3, 2, tzinfo=UTC), findings=found)

    [first, *_] = lines(examination, "utf-8", every=True, strict=False)

    assert first == "✓ L08  ?town: all is ?[31mred"


def test_what_is_open_before_it_may_speak_is_told(tummler, kept):
    done = tummler("doctor", "--only", "L02", "--ready")

    assert done.returncode == 0, done.stderr
    assert "– G02  the charter is signed: open" in done.stdout  # noqa: RUF001  # a mark
    assert "Not ready to speak: 5 of 5 are open." in done.stdout
