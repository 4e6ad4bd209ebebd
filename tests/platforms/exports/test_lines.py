"""Lines are read in bounded memory, whatever stands in them."""

import bz2
import gzip
import lzma
from zlib import crc32

import pytest

from bot.platforms.exports._lines import LONGEST_LINE, SwollenFile, first_line, lines
from bot.platforms.exports.problems import Fault


@pytest.fixture
def reports():
    return []


@pytest.fixture
def read(tmp_path, reports):
    """The lines of a file with these bytes."""

    def made(data):
        path = tmp_path / "lines"
        path.write_bytes(data)
        return list(lines(path, lambda *report: reports.append(report)))

    return made


def test_lines_are_numbered_from_one_and_blank_ones_are_passed_over(read):
    assert read(b"a\n\n  \nb") == [(1, b"a\n"), (4, b"b")]


def test_a_byte_order_mark_is_dropped_at_the_start_only(read):
    assert read(b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n") == [(1, b"a\n"), (2, b"\xef\xbb\xbfb\n")]


def test_the_longest_line_is_read(read, reports):
    assert len(read(b"x" * (LONGEST_LINE - 1) + b"\n")) == 1
    assert reports == []


def test_a_longer_line_is_reported_and_the_next_is_read(read, reports):
    assert read(b"x" * (3 * LONGEST_LINE) + b"\nb\n") == [(2, b"b\n")]
    assert reports == [(1, "", Fault.LINE_TOO_LONG)]


def test_a_last_line_that_never_ends_is_reported(read, reports):
    assert read(b"a\n" + b"x" * (2 * LONGEST_LINE)) == [(1, b"a\n")]
    assert reports == [(2, "", Fault.LINE_TOO_LONG)]


def test_a_file_that_breaks_off_is_reported(read, reports):
    read(gzip.compress(b"a\nb\n")[:-4])

    assert [fault for _, _, fault in reports] == [Fault.UNREADABLE]


def test_the_first_line_of_a_folder_is_nothing(tmp_path):
    assert first_line(tmp_path) == b""


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_read_like_a_plain_one(read, reports, pack):
    assert read(pack(b"a\nb\n")) == [(1, b"a\n"), (2, b"b\n")]
    assert reports == []


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_one_behind_the_other_are_all_read(read, reports, pack):
    assert len(read(pack(b"a\n") + pack(b"b\n") + pack(b""))) == 2
    assert reports == []


def test_zeros_between_packed_files_are_passed_over(read, reports):
    packed = lzma.compress(b"a\n")

    assert len(read(packed + bytes(70_000) + packed + bytes(8))) == 2
    assert reports == []


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_that_unpacks_to_far_more_than_it_is_is_refused(read, pack):
    with pytest.raises(SwollenFile) as refused:
        read(pack(bytes(64 * 1024 * 1024)))

    assert "unpack it yourself" in str(refused.value)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_cut_packed_file_keeps_what_came_before(read, reports, pack):
    data = b"".join(b"%d\n" % number for number in range(200_000))
    packed = pack(data)

    found = read(packed[: len(packed) * 9 // 10])

    assert 0 < len(found) < 200_000
    assert [fault for _, _, fault in reports] == [Fault.UNREADABLE]


def test_an_xz_file_that_asks_for_gigabytes_to_be_unpacked_is_not(read, reports):
    packed = bytearray(lzma.compress(b"a\n", filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}]))
    place = packed.index(b"\x21\x01") + 2
    packed[place] = 36  # the header's word for a dictionary of one gigabyte
    head = packed.index(b"\x21\x01") - 2
    length = (packed[head] + 1) * 4
    packed[head + length - 4 : head + length] = crc32(packed[head : head + length - 4]).to_bytes(
        4, "little"
    )

    assert read(bytes(packed)) == []
    assert [fault for _, _, fault in reports] == [Fault.UNREADABLE]
