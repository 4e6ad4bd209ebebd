"""A backup's file opens for the holder of the key alone, whole or not at all."""

import json
import os
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.strongbox import BackupDamaged, NotABackup, OtherKey, header_of, read, written

MASTER = bytes(range(32))
SHARE = st.floats(min_value=0, max_value=0.9999)
LINES = st.lists(st.binary(max_size=200).map(lambda b: b.replace(b"\n", b".")), max_size=40)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.backup"


def write(path, lines, master=MASTER):
    with written(path, master, {"made_at": 1}) as writer:
        for line in lines:
            writer.write(line + b"\n")


@settings(max_examples=25)
@given(LINES)
def test_what_is_written_is_read(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("box") / "a.backup"

    write(path, lines)

    assert list(read(path, MASTER)) == lines


def test_many_pieces_are_read_in_their_order(path):
    lines = [os.urandom(50_000).hex().encode() for _ in range(20)]

    write(path, lines)

    assert list(read(path, MASTER)) == lines


def test_nothing_of_it_can_be_read_without_the_key(path):
    write(path, [b"zanzibarmarker" * 10])

    assert b"zanzibar" not in path.read_bytes()


def test_another_key_is_named(path):
    write(path, [b"x"])

    with pytest.raises(OtherKey):
        list(read(path, bytes(32)))


@settings(max_examples=40)
@given(SHARE)
def test_a_change_anywhere_is_found(tmp_path_factory, share):
    path = tmp_path_factory.mktemp("box") / "a.backup"
    write(path, [b"line %d" % n for n in range(200)])
    whole = path.read_bytes()
    place = int(len(whole) * share)
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

    with pytest.raises((BackupDamaged, NotABackup, OtherKey)):
        list(read(path, MASTER))


@settings(max_examples=40)
@given(SHARE)
def test_a_file_that_was_cut_is_found(tmp_path_factory, share):
    path = tmp_path_factory.mktemp("box") / "a.backup"
    write(path, [os.urandom(9000).hex().encode() for _ in range(40)])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises((BackupDamaged, NotABackup)):
        list(read(path, MASTER))


def test_a_file_that_was_cut_between_two_pieces_is_found(path):
    write(path, [os.urandom(50_000).hex().encode() for _ in range(20)])
    whole = path.read_bytes()
    after = whole.index(b"\n") + 1
    first = after + 4 + int.from_bytes(whole[after : after + 4], "big")
    path.write_bytes(whole[:first])

    with pytest.raises(BackupDamaged):
        list(read(path, MASTER))


def test_what_breaks_off_leaves_the_older_file(path):
    write(path, [b"old"])

    with suppress(ZeroDivisionError), written(path, MASTER, {}) as writer:
        writer.write(b"new\n")
        raise ZeroDivisionError

    assert list(read(path, MASTER)) == [b"old"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("line", [b"", b"{}\n", b"\xff\n", json.dumps([1]).encode()])
def test_another_file_is_no_backup(path, line):
    path.write_bytes(line)

    with pytest.raises(NotABackup):
        header_of(path)


def test_only_its_owner_can_read_it(path):
    write(path, [b"x"])

    assert path.stat().st_mode & 0o777 == 0o600
