"""A file that no format recognises is told what it seems to be, and what would help."""

import bz2
import gzip
import io
import tarfile
import zipfile

import pytest

from bot.platforms.exports._guess import guess


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7", "a PDF"),
        ("id,user".encode("utf-16"), "UTF-16"),
        ("id,user".encode("utf-16-be"), "not UTF-8"),
        ("id,u\u00e9".encode("latin-1"), "not UTF-8"),
        (b"\x00\x00\x00", "no text"),
        (b"SQLite format 3\x00", "a database"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a", "rar"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"PK\x03\x04 cut", "cut or damaged"),
        (gzip.compress(b"id,user", mtime=0)[:15], "cut or damaged"),
        (gzip.compress(b"%PDF-1.7", mtime=0), "a PDF"),
        (bz2.compress(b""), "an empty file"),
        (b'{"a": 1}', "one object per line"),
        (b"\xef\xbb\xbf [1]", "one object per line"),
        (b"id,user\n", "--map"),
        (b"x" * 4095 + "\u00e9".encode(), "--map"),
    ],
)
def test_a_file_is_told_what_it_seems_to_be(tmp_path, data, said):
    path = tmp_path / "export"
    path.write_bytes(data)

    assert said in guess(path)


def test_a_tar_archive_is_to_be_unpacked(tmp_path):
    path = tmp_path / "export.tar"
    with tarfile.open(path, "w") as file:
        file.addfile(tarfile.TarInfo("talk.json"), io.BytesIO())

    assert "a tar archive" in guess(path)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "an empty folder or zip"),
        (("export.zip",), "a zip within another"),
        (("talk.csv",), "name that file itself"),
        (("a.txt", "b.txt"), "the one in which the export itself lies"),
    ],
)
def test_a_zip_of_something_else_is_told_so(tmp_path, names, said):
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(name, "x")

    assert said in guess(path)


def test_a_folder_around_a_zip_is_not_taken_for_a_zip(tmp_path):
    (tmp_path / "export.zip").write_bytes(b"x")

    assert guess(tmp_path) == "a folder with a zip in it: name that zip itself"
