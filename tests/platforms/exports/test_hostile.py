"""Whatever a stranger's export holds, in any format: refused or survived, and accounted for."""

import json
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.display import steers
from bot.core.errors import TummlerError
from bot.core.events import ChannelChanged
from bot.platforms.exports._fields import LONGEST_TEXT
from bot.platforms.exports.base import NothingToRead, UnknownFormat
from bot.platforms.exports.formats import known_formats
from bot.platforms.exports.problems import Fault
from tests.platforms.exports.samples import (
    SAMPLES,
    accounted_for,
    changed,
    opened,
    packed,
    posted,
    read,
    survives,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)
HOSTILE = (
    *(None, True, 0, -1, 10**30, 1e400, float("nan"), -1.5),
    *("", " ", "x" * 300, "x" * 300_000, "\x00", "\x1b[2J\x1b[31m", "\u202egnp", "\ud83d", "a\nb"),
    *("9" * 20, "-5", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "../../etc"),
    *([], {}, [[]], [None], {"a": {}}, ["x"] * 1000, {"ts": []}, {"id": {}}, [{"users": 3}]),
)
EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=str)
JSON_ONLY = pytest.mark.parametrize("sample", [s for s in SAMPLES if s.json], ids=str)
# Logs of IRC come in whatever coding a program had, and their reader drops what is no text.
ONE_FILE = pytest.mark.parametrize(
    "sample", [s for s in SAMPLES if not s.within and s.format != "irc"], ids=str
)
# The date of a line of IRC is that of its log.
DATED = pytest.mark.parametrize("sample", [s for s in SAMPLES if s.format != "irc"], ids=str)
IDENTIFIED = pytest.mark.parametrize("sample", [s for s in SAMPLES if s.identity], ids=str)


def test_every_format_has_a_sample():
    assert {sample.format for sample in SAMPLES} == {reader.name for reader in known_formats()}


@EVERY
def test_a_sample_is_read_whole(sample, tmp_path):
    reader, events = read(sample, sample.write(tmp_path, sample.records(5)))

    assert reader.name == sample.format
    assert len(posted(events)) == 5
    assert reader.problems.total == 0


@pytest.mark.parametrize(
    ("sample", "field"),
    [pytest.param(s, f, id=f"{s}-{f}") for s in SAMPLES for f in s.fields],
)
def test_a_field_of_any_kind_costs_no_other_record(sample, field, tmp_path):
    first, spoilt, last = sample.records(3)
    for number, value in enumerate(HOSTILE):
        folder = tmp_path / str(number)
        folder.mkdir()
        records = [first, changed(spoilt, field, value), last]

        reader, events = read(sample, sample.write(folder, records))

        said = {event.stamp.occurred_at.minute for event in posted(events)}
        assert {0, 2} <= said, value
        assert accounted_for(reader), value


@JSON_ONLY
@pytest.mark.parametrize("nest", [b"[" * 100_000, b'{"a":' * 100_000, b'{"a":[' * 500_000])
def test_a_record_as_deep_as_a_well_is_survived(sample, nest, tmp_path):
    first, last = sample.records(2)

    assert len(posted(survives(sample, sample.write(tmp_path, [first, nest, last])))) <= 2


@EVERY
def test_a_byte_order_mark_changes_nothing(sample, tmp_path):
    export = sample.write(tmp_path, sample.records(3))
    talk = sample.talk(export)
    talk.write_bytes(b"\xef\xbb\xbf" + talk.read_bytes())

    assert len(posted(read(sample, export)[1])) == 3


@EVERY
def test_line_ends_of_windows_change_nothing(sample, tmp_path):
    export = sample.write(tmp_path, sample.records(3))
    talk = sample.talk(export)
    before = [event.text for event in posted(read(sample, export)[1])]
    talk.write_bytes(talk.read_bytes().replace(b"\n", b"\r\n"))

    assert [event.text for event in posted(read(sample, export)[1])] == before


@ONE_FILE
@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_another_coding_is_refused_and_told_what_to_do(sample, coding, tmp_path):
    export = sample.write(tmp_path, sample.records(3))
    export.write_bytes(export.read_text().encode(coding))

    with pytest.raises(UnknownFormat) as refused:
        opened(sample, export)

    assert "UTF-8" in str(refused.value) or "no text" in str(refused.value)


@DATED
@pytest.mark.parametrize("year", [1970, 1987, 2027, 9999])
def test_a_time_that_cannot_be_is_skipped_and_named(sample, year, tmp_path):
    first, last = sample.records(2)
    wrong = changed(sample.record(1), sample.time, sample.moment(datetime(year, 1, 2, tzinfo=UTC)))

    reader, events = read(sample, sample.write(tmp_path, [first, wrong, last]))

    fault = Fault.FUTURE_TIME if year > 2000 else Fault.BAD_TIME
    assert reader.problems.counts == {fault: 1}
    assert len(posted(events)) == 2


@IDENTIFIED
def test_a_clock_that_goes_backwards_is_put_in_order(sample, tmp_path):
    _, events = read(sample, sample.write(tmp_path, sample.records(20)[::-1]))

    times = [event.stamp.occurred_at for event in events]
    assert times == sorted(times)
    assert len(posted(events)) == 20


@IDENTIFIED
def test_one_id_with_two_texts_is_one_message_and_counted(sample, tmp_path):
    again = changed(sample.record(1), sample.text, "Other words.")

    reader, events = read(sample, sample.write(tmp_path, [*sample.records(3), again]))

    assert len({event.key for event in posted(events)}) == 3
    assert reader.tally.duplicates == 1


@JSON_ONLY
def test_half_an_emoji_is_replaced_and_the_message_kept(sample, tmp_path):
    half = json.dumps(changed(sample.record(1), sample.text, "wet \ud83d")).encode()

    _, events = read(sample, sample.write(tmp_path, [sample.record(0), half, sample.record(2)]))

    assert [event.text for event in posted(events)][1] == "wet ?"


@JSON_ONLY
def test_of_a_key_that_stands_twice_the_last_counts(sample, tmp_path):
    plain = json.dumps(sample.record(1))
    twice = f"{plain[:-1]}, {json.dumps(sample.text)}: {json.dumps('the last')}}}".encode()

    _, events = read(sample, sample.write(tmp_path, [sample.record(0), twice, sample.record(2)]))

    assert [event.text for event in posted(events)][1] == "the last"


@EVERY
def test_a_text_without_end_is_skipped(sample, tmp_path):
    first, long, last = sample.records(3)
    endless = changed(long, sample.text, "x" * (LONGEST_TEXT + 100))

    reader, events = read(sample, sample.write(tmp_path, [first, endless, last]))

    assert reader.problems.total == 1
    assert len(posted(events)) == 2


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.room], ids=str)
@pytest.mark.parametrize("name", ["\x1b]0;owned\x07", "a\u202eb", "\x9b31m", "line\nline"])
def test_a_room_whose_name_steers_is_skipped_or_shown_without(sample, name, tmp_path):
    records = [sample.record(0), changed(sample.record(1), sample.room, name)]

    _, events = read(sample, sample.write(tmp_path, records))

    rooms = [event for event in events if isinstance(event, ChannelChanged)]
    assert not any(steers(room.name) or steers(room.channel.channel) for room in rooms)


@EVERY
def test_no_report_holds_a_word_or_a_control_character(sample, tmp_path):
    secret = "wordofamember \x1b[31m"
    records = [changed(sample.record(1), field, secret) for field in sample.fields]

    reader, _ = read(sample, sample.write(tmp_path, [sample.record(0), *records]))

    said = "\n".join(map(str, reader.problems.kept))
    assert "wordofamember" not in said
    assert not steers(said.replace("\n", " "))


@EVERY
def test_a_file_that_vanishes_after_the_first_look_is_told(sample, tmp_path):
    export = sample.write(tmp_path, sample.records(3))
    reader = opened(sample, export)
    reader.survey()
    sample.talk(export).unlink()

    try:
        handed_on = posted(reader.events())
    except (OSError, TummlerError):
        handed_on = []

    assert handed_on == []


@EVERY
def test_a_file_that_shrinks_after_the_first_look_is_read_as_it_is(sample, tmp_path):
    export = sample.write(tmp_path, sample.records(9))
    reader = opened(sample, export)
    reader.survey()
    talk = sample.talk(export)
    talk.write_bytes(talk.read_bytes()[: talk.stat().st_size // 2])

    assert len(posted(reader.events())) < 9


@EVERY
def test_a_pipe_in_its_place_is_not_opened(sample, tmp_path):
    pipe = tmp_path / "export"
    os.mkfifo(pipe)

    with pytest.raises(NothingToRead):
        opened(sample, pipe)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_opened(device):
    with pytest.raises(NothingToRead):
        opened(SAMPLES[0], Path(device))


FOLDERS = pytest.mark.parametrize("sample", [s for s in SAMPLES if s.within], ids=str)


@FOLDERS
def test_links_pipes_and_odd_files_in_a_folder_are_passed_over(sample, tmp_path):
    export = sample.write(tmp_path, sample.records(3))
    talk = sample.talk(export)
    (tmp_path / "outside.json").write_bytes(talk.read_bytes())
    talk.with_name("2026-03-03.json").symlink_to(tmp_path / "outside.json")
    talk.with_name("2026-03-04.json").symlink_to("/nowhere")
    (export / "up").symlink_to(tmp_path)
    os.mkfifo(talk.with_name("2026-03-05.json"))

    assert len(posted(read(sample, export)[1])) == 3


@FOLDERS
def test_a_zip_is_read_like_its_folder(sample, tmp_path):
    export = sample.write(tmp_path, sample.records(3))

    assert len(posted(read(sample, packed(export))[1])) == 3


@FOLDERS
def test_a_member_with_a_wrong_sum_costs_only_itself(sample, tmp_path):
    export = packed(sample.write(tmp_path, sample.records(3)))
    data = bytearray(export.read_bytes())
    with zipfile.ZipFile(export) as file:
        info = next(i for i in file.infolist() if i.filename == sample.within)
    listed = data.rfind(info.CRC.to_bytes(4, "little"))
    data[listed : listed + 4] = bytes(4)
    export.write_bytes(data)

    reader, events = read(sample, export)

    assert posted(events) == []
    assert Fault.UNREADABLE in reader.problems.counts


def test_a_folder_without_rights_is_refused_by_the_system(tmp_path):
    sample = SAMPLES[0]
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    export = sample.write(tmp_path, sample.records(1))
    export.chmod(0)

    try:
        with pytest.raises(PermissionError):
            opened(sample, export)
    finally:
        export.chmod(stat.S_IRWXU)


def test_ids_that_two_rooms_share_are_counted(tmp_path):
    sample = next(s for s in SAMPLES if s.name == "json-lines")
    elsewhere = [changed(record, "c", "cellar") for record in sample.records(3)]

    reader, _ = read(sample, sample.write(tmp_path, [*sample.records(3), *elsewhere]))

    assert (reader.tally.duplicates, reader.tally.shared) == (3, 3)


def test_a_message_that_stands_twice_in_one_room_shares_its_id_with_nobody(tmp_path):
    sample = next(s for s in SAMPLES if s.name == "json-lines")

    reader, _ = read(sample, sample.write(tmp_path, [*sample.records(3), *sample.records(3)]))

    assert (reader.tally.duplicates, reader.tally.shared) == (3, 0)
