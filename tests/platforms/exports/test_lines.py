"""Lines are read in bounded memory, whatever stands in them."""

import gzip

import pytest

from bot.platforms.exports._lines import LONGEST_LINE, first_line, lines
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
