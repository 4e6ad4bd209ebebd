"""A zip that leads out, or swells, is not opened; everything else is read in memory."""

import stat
import struct
import zipfile
import zlib

import pytest

from bot.platforms.exports import _archive
from bot.platforms.exports._archive import Danger, UnsafeArchive, opened_archive
from bot.platforms.exports.problems import BadRecord, Fault


@pytest.fixture
def zipped(tmp_path):
    """A zip of these members, by name or by a whole ZipInfo."""

    def made(*members):
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in members:
                file.writestr(name, data, zipfile.ZIP_DEFLATED)
        return path

    return made


def refusal(path):
    with pytest.raises(UnsafeArchive) as caught, opened_archive(path):
        pass
    return caught.value.why


@pytest.mark.parametrize(
    "name",
    [
        "/etc/channels.json",
        "../channels.json",
        "a/../../b",
        "a/..",
        "C:/x.json",
        "c:x",
        "a\\b.json",
        "\\\\host\\share",
    ],
)
def test_a_name_that_leads_out_is_refused(zipped, name):
    assert refusal(zipped(("channels.json", "[]"), (name, "[]"))) == Danger.NAME


@pytest.mark.parametrize("name", ["a..b/c.json", "FC:F1:plan/2026-03-02.json", "...json"])
def test_an_odd_but_harmless_name_is_read(zipped, name):
    with opened_archive(zipped((name, "[]"))) as archive:
        assert archive.read(name) == b"[]"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_device_is_refused(zipped, kind):
    member = zipfile.ZipInfo("users.json")
    member.external_attr = (kind | 0o644) << 16

    assert refusal(zipped((member, "/etc/hostname"))) == Danger.LINK


def test_a_member_that_swells_is_refused(zipped):
    assert refusal(zipped(("channels.json", b"\0" * 9 * 1024 * 1024))) == Danger.RATIO


def test_a_small_member_may_pack_well(zipped):
    with opened_archive(zipped(("channels.json", b" " * 1024 * 1024))) as archive:
        assert len(archive.read("channels.json")) == 1024 * 1024


def test_too_many_members_are_refused():
    member = zipfile.ZipInfo("users.json")

    assert _archive._danger(member, _archive.MOST_MEMBERS + 1, 0) is Danger.MEMBERS


def test_too_many_bytes_are_refused():
    member = zipfile.ZipInfo("users.json")

    assert _archive._danger(member, 1, _archive.MOST_BYTES + 1) is Danger.SIZE


def test_a_document_beyond_the_limit_is_not_read(zipped):
    path = zipped(("channels.json", "[]"))
    with opened_archive(path) as archive:
        archive._file.getinfo("channels.json").file_size = _archive.LARGEST_DOCUMENT + 1

        with pytest.raises(BadRecord) as caught:
            archive.read("channels.json")

    assert caught.value.fault is Fault.TOO_LARGE


def test_a_damaged_member_is_unreadable_and_the_others_are_not(zipped):
    path = zipped(("a.json", "[1, 2, 3, 4, 5, 6]"), ("b.json", "[]"))
    packed = bytearray(path.read_bytes())
    packed[36:44] = bytes(8)
    path.write_bytes(packed)

    with opened_archive(path) as archive:
        with pytest.raises(BadRecord) as caught:
            archive.read("a.json")

        assert archive.read("b.json") == b"[]"
    assert caught.value.fault is Fault.UNREADABLE


def test_a_member_under_a_password_is_unreadable(zipped):
    path = zipped(("a.json", "[]"))
    with opened_archive(path) as archive:
        archive._file.getinfo("a.json").flag_bits |= 1

        with pytest.raises(BadRecord) as caught:
            archive.read("a.json")

    assert caught.value.fault is Fault.UNREADABLE


def test_a_link_in_a_folder_is_passed_over(tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (tmp_path / "outside.json").write_text("[]")
    (folder / "channels.json").symlink_to(tmp_path / "outside.json")

    with opened_archive(folder) as archive:
        assert archive.names == ()


def test_a_plain_file_is_no_archive(tmp_path):
    path = tmp_path / "talk.csv"
    path.write_text("id,user\n")

    with opened_archive(path) as archive:
        assert archive is None


def test_a_zip_cut_in_two_is_no_archive_or_refused(zipped):
    path = zipped(("channels.json", zlib.compress(bytes(range(256)))))
    path.write_bytes(path.read_bytes()[:-30])

    with opened_archive(path) as archive:
        assert archive is None


def test_the_refusal_names_no_member(zipped):
    path = zipped(("../sekrit.json", "[]"))

    with pytest.raises(UnsafeArchive) as caught, opened_archive(path):
        pass

    assert "sekrit" not in str(caught.value)


def test_a_zip_under_a_password_is_refused(zipped):
    path = zipped(("channels.json", "[]"))
    packed = bytearray(path.read_bytes())
    packed[packed.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(packed)

    assert refusal(path) == Danger.LOCKED


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_is_unpacked_without_bound_is_refused(tmp_path, packing):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", packing) as file:
        file.writestr("channels.json", "[]")

    assert refusal(path) == Danger.PACKED


def test_a_list_of_more_members_than_can_be_held_is_refused_before_it_is_held(tmp_path):
    path = tmp_path / "export.zip"
    member = b"PK\x01\x02" + bytes(42)
    count = _archive.MOST_MEMBERS + 1
    with path.open("wb") as file:
        file.write(member * count)
        file.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, len(member) * count, 0, 0))

    assert refusal(path) == Danger.MEMBERS


def test_of_two_members_with_one_name_the_last_is_read_once(zipped):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(("a.json", "[1]"), ("a.json", "[2]"))

    with opened_archive(path) as archive:
        assert archive.names == ("a.json",)
        assert archive.read("a.json") == b"[2]"


def test_a_member_that_is_larger_than_it_says_ends_where_it_said(zipped):
    path = zipped(("a.json", "[" + "1," * 5000 + "1]"))
    packed = bytearray(path.read_bytes())
    size = packed.rfind(b"PK\x01\x02") + 24
    packed[size : size + 4] = struct.pack("<L", 100)
    path.write_bytes(packed)

    with opened_archive(path) as archive, pytest.raises(BadRecord) as caught:
        archive.read("a.json")

    assert caught.value.fault is Fault.UNREADABLE
