"""A format is found by looking inside, and what is none is told what to do."""

import pytest

from bot.platforms.exports._archive import UnsafeArchive
from bot.platforms.exports.base import NoSuchFormat, NotThisFormat, UnknownFormat
from bot.platforms.exports.formats import known_formats, open_export
from bot.platforms.exports.irc_log import IrcLogs
from bot.platforms.exports.slack_zip import SlackExport
from bot.platforms.exports.table import MappingIncomplete, Table
from bot.platforms.exports.tummler_jsonl import SCHEMA, TummlerJsonl

MAPPING = {"message": "id", "author": "user", "time": "created_at", "text": "body"}


def test_every_format_says_its_name_its_looks_and_its_limits():
    assert all(each.name and each.looks_like and each.cannot_tell for each in known_formats())


def test_the_formats_of_this_release():
    assert [each.name for each in known_formats()] == [
        "discord",
        "irc",
        "slack",
        "tummler",
        "zulip",
        "table",
    ]


@pytest.mark.parametrize("zipped", [False, True])
def test_a_slack_export_is_known_by_its_lists(slack, said, options, zipped):
    path = slack({"porch/2026-03-02.json": [said("1772438400.000100")]}, zipped=zipped)

    assert isinstance(open_export(path, options()), SlackExport)


def test_the_name_of_a_file_says_nothing(slack, said, options):
    path = slack({"porch/2026-03-02.json": [said("1772438400.000100")]}, zipped=True)
    renamed = path.rename(path.with_suffix(".csv"))

    assert isinstance(open_export(renamed, options()), SlackExport)


def test_our_own_file_is_known_by_its_header(lines_file, options):
    path = lines_file({"schema": SCHEMA})

    assert isinstance(open_export(path, options(mapping=MAPPING)), TummlerJsonl)


@pytest.mark.parametrize("name", ["small.csv", "small.jsonl"])
def test_a_table_is_known_when_there_is_a_mapping(fixtures, options, name):
    assert isinstance(open_export(fixtures / name, options(mapping=MAPPING)), Table)


def test_a_pattern_says_that_it_is_a_log(lines_file, options):
    path = lines_file("Monday 08:00, ana: Rain.", name="talk.txt")
    pattern = r"\w+ (?P<time>\S+), (?P<nick>\w+): (?P<text>.*)"

    assert isinstance(open_export(path, options(time_zone="UTC", pattern=pattern)), IrcLogs)


def test_a_table_without_a_mapping_is_told_how_to_give_one(fixtures, options):
    with pytest.raises(UnknownFormat, match="--map message=id"):
        open_export(fixtures / "small.csv", options())


def test_a_table_named_without_a_mapping_lacks_its_columns(fixtures, options):
    with pytest.raises(MappingIncomplete):
        open_export(fixtures / "small.csv", options(), "table")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"hello\n"])
def test_what_is_no_export_is_of_no_known_format(tmp_path, options, data):
    path = tmp_path / "export"
    path.write_bytes(data)

    with pytest.raises(UnknownFormat):
        open_export(path, options(mapping=MAPPING))


def test_an_empty_folder_is_of_no_known_format(tmp_path, options):
    with pytest.raises(UnknownFormat):
        open_export(tmp_path, options(mapping=MAPPING))


def test_an_unsafe_zip_is_refused_while_it_is_looked_at(slack, options):
    path = slack({"../porch/2026-03-02.json": []}, zipped=True)

    with pytest.raises(UnsafeArchive):
        open_export(path, options())


def test_an_unknown_name_is_told_the_known_ones(fixtures, options):
    with pytest.raises(NoSuchFormat, match="discord, irc, slack, table, tummler, zulip"):
        open_export(fixtures / "small.csv", options(), "telegraph")


def test_a_named_format_must_fit(fixtures, options):
    with pytest.raises(NotThisFormat):
        open_export(fixtures / "small.csv", options(), "slack")


def test_an_absent_file_is_an_error_of_the_system(tmp_path, options):
    with pytest.raises(FileNotFoundError):
        open_export(tmp_path / "nothing", options())
