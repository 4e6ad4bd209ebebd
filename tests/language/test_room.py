import shutil
from pathlib import Path

import pytest

from bot.language.room import made_whole
from bot.language.weights import NoSpace


def test_a_folder_appears_with_all_that_was_written(tmp_path):
    target = tmp_path / "made"

    with made_whole(target, 10) as making:
        (making / "a").write_text("whole")
        assert not target.exists()

    assert (target / "a").read_text() == "whole"


def test_it_takes_the_place_of_what_was_there(tmp_path):
    target = tmp_path / "made"
    for said in ("old", "new"):
        with made_whole(target, 10) as making:
            (making / said).write_text(said)

    assert [file.name for file in target.iterdir()] == ["new"]


def test_an_error_leaves_nothing_behind(tmp_path):
    def fail():
        with made_whole(tmp_path / "made", 10) as making:
            (making / "a").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert list(tmp_path.iterdir()) == []


def test_too_little_room_is_said_before_anything_is_written(tmp_path):
    needed = shutil.disk_usage(tmp_path).total * 2

    with pytest.raises(NoSpace) as full, made_whole(tmp_path / "made", needed):
        pass

    assert str(tmp_path) in str(full.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_fills_up_while_writing_is_said_and_leaves_nothing(tmp_path):
    with (
        pytest.raises(NoSpace),
        made_whole(tmp_path / "made", 10),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"one byte too many")

    assert list(tmp_path.iterdir()) == []
