"""A stranger's archive on the command line: one sentence, the right exit code, the store whole."""

import gzip
import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

from bot.core.display import steers
from tests.platforms.exports.samples import SAMPLES, changed, packed

TABLE = next(sample for sample in SAMPLES if sample.name == "json-lines")
SLACK = next(sample for sample in SAMPLES if sample.name == "slack")
EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=str)


def zip_of(path, *members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data, zipfile.ZIP_DEFLATED)
    return path


def link_to(target):
    member = zipfile.ZipInfo(target)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def pipe(folder):
    os.mkfifo(folder / "export")
    return folder / "export"


def written(folder, data, name="export"):
    (folder / name).write_bytes(data)
    return folder / name


# What is made, the exit code, and a piece of the sentence.
REFUSED = {
    "traversal": (lambda f: zip_of(f / "a.zip", ("../channels.json", "[]")), 4, "leads out"),
    "absolute": (lambda f: zip_of(f / "a.zip", ("/etc/channels.json", "[]")), 4, "leads out"),
    "link": (lambda f: zip_of(f / "a.zip", (link_to("channels.json"), "/etc/x")), 4, "a link"),
    "bomb": (lambda f: zip_of(f / "a.zip", ("channels.json", bytes(64 << 20))), 4, "far more"),
    "packed bomb": (lambda f: written(f, gzip.compress(bytes(64 << 20))), 4, "unpack it yourself"),
    "nested": (lambda f: zip_of(f / "a.zip", ("export.zip", b"PK")), 1, "a zip within another"),
    "cut zip": (lambda f: written(f, b"PK\x03\x04" + bytes(50)), 1, "fetch it again"),
    "empty": (lambda f: written(f, b""), 1, "an empty file"),
    "empty folder": (lambda f: f, 1, "an empty folder"),
    "pipe": (pipe, 2, "neither a file nor a folder"),
    "binary": (lambda f: written(f, os.urandom(4096)), 1, "looks like"),
    "utf-16": (lambda f: written(f, "id,user\n1,2".encode("utf-16")), 1, "save it as UTF-8"),
}


def in_store(tmp_path, question):
    with closing(sqlite3.connect(tmp_path / "data/tummler.sqlite")) as store:
        return store.execute(question).fetchone()[0]


@pytest.mark.parametrize(("make", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(tummler, tmp_path, make, code, said):
    folder = tmp_path / "given"
    folder.mkdir()

    done = tummler("import", make(folder))

    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "data/tummler.sqlite").exists()


@EVERY
def test_what_is_broken_is_skipped_and_listed_and_the_store_is_whole(tummler, tmp_path, sample):
    broken = [changed(sample.record(1), f, {"a": [None]}) for f in (sample.time, sample.text)]
    records = [sample.record(0), *broken, b'{"cut', sample.record(2)]
    export = sample.write(tmp_path, records)

    done = tummler("import", export, *sample.arguments, "--strict")

    assert done.returncode == 5, done.stderr
    listed = (tmp_path / f"data/skipped-{export.stem}.txt").read_text().splitlines()
    assert len(listed) >= 1
    assert all(": " in each for each in listed)
    assert in_store(tmp_path, "pragma integrity_check") == "ok"


def test_after_a_broken_archive_a_sound_one_is_taken_in(tummler, tmp_path):
    tummler("import", written(tmp_path, b'{"id": "m1", "u"'), *TABLE.arguments)

    done = tummler("import", TABLE.write(tmp_path, TABLE.records(3)), *TABLE.arguments)

    assert done.returncode == 0, done.stderr
    assert in_store(tmp_path, "select count(*) from messages") == 3


def test_nothing_usable_is_a_failure_that_says_so(tummler, tmp_path):
    records = [changed(TABLE.record(n), "at", "1970-01-01T00:00:00Z") for n in range(3)]

    done = tummler("import", TABLE.write(tmp_path, records), *TABLE.arguments)

    assert done.returncode == 1
    assert "Nothing in this archive could be used" in done.stderr


@pytest.mark.parametrize("command", ["import", "replay"])
def test_names_that_steer_a_terminal_do_not(tummler, tmp_path, command):
    folder = tmp_path / "\x1b[31m\u202e[bold]"
    folder.mkdir()
    export = SLACK.write(folder, [SLACK.record(0), changed(SLACK.record(1), "ts", "1")])
    evil = "\x1b]0;owned\x07\u202eporch\x9b2J"
    (export / "channels.json").write_text(json.dumps([{"id": "C1", "name": evil}]))
    export = packed(export).rename(tmp_path / "\x1b[32m\u202e[red].zip")

    done = tummler(command, export)

    assert done.returncode == 0, done.stderr
    assert not any(steers(each) for each in (done.stdout + done.stderr).splitlines())


def test_an_unknown_room_is_told_without_what_steers(tummler, tmp_path):
    export = SLACK.write(tmp_path, SLACK.records(2))
    evil = "\x1b]0;owned\x07"
    (export / "porch").rename(export / evil)

    done = tummler("replay", export, "--channel", "cellar")

    assert done.returncode == 2
    assert "?]0;owned?" in done.stderr
    assert not steers(done.stderr.strip())


def test_a_zone_that_is_none_is_not_believed(tummler, tmp_path):
    export = SLACK.write(tmp_path, SLACK.records(3))
    people = [{"id": "U1", "name": "ana", "tz": "../../../etc/passwd"}]
    (export / "users.json").write_text(json.dumps(people))

    done = tummler("import", export)

    assert done.returncode == 0, done.stderr


def test_a_half_written_archive_is_taken_further_when_it_is_whole(tummler, tmp_path):
    records = TABLE.records(40)
    export = TABLE.write(tmp_path, records)
    whole = export.read_bytes()
    export.write_bytes(whole[: len(whole) // 2])
    first = tummler("import", export, *TABLE.arguments)
    export.write_bytes(whole)

    again = tummler("import", export, *TABLE.arguments)

    assert (first.returncode, again.returncode) == (0, 0)
    assert in_store(tmp_path, "select count(*) from messages") == 40
