"""An export is whole, says nobody's words, and is the same each time."""

import csv
import hashlib
import json
import stat
from datetime import timedelta

import pytest

from bot.core.ids import CommunityId
from bot.handover.writing import Asked, FolderTaken, write_export
from db.dictionary import DICTIONARY
from db.outgoing import Outgoing

WORDS, NAME = b"zanzibarmarker", b"U0MARKERNAME"
DAY = timedelta(days=1)
EXPORTED = [name for name, entry in DICTIONARY.items() if entry.exported]


def rows_in(folder, table):
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text().splitlines()[1:]]


@pytest.mark.parametrize("table", [name for name in EXPORTED if name != "digests"])
async def test_every_table_holds_something_to_look_at(export, table):
    assert rows_in(export, table) != []


async def test_no_words_no_names_and_no_keys_are_in_it(export, bytes_of, busy, talk):
    held = b"".join(bytes_of(export).values())

    assert b"parlour/q1" in held  # what is there is found, so what is not found is not there
    assert [each for each in (WORDS, NAME, b"my own words") if each in held] == []


async def test_every_row_of_every_table_is_there(export, busy, rows_of):
    everything = await rows_of(busy)

    counted = {table: len(rows_in(export, table)) for table in EXPORTED}
    assert counted == {table: len(everything[table]) for table in EXPORTED}


async def test_the_same_store_gives_the_same_bytes(busy, writes, bytes_of):
    first = await writes(busy, "first")
    second = await writes(busy, "second")

    assert bytes_of(first) == bytes_of(second)


async def test_the_manifest_is_right_about_every_file(export):
    manifest = json.loads((export / "manifest.json").read_text())

    for listed in manifest["files"]:
        said = (export / listed["name"]).read_bytes()
        assert listed["bytes"] == len(said)
        assert listed["sha256"] == hashlib.sha256(said).hexdigest()
    files = {path.name for path in export.iterdir()}
    described = {"manifest.json", "dictionary.json", "DICTIONARY.md"}
    assert files == {listed["name"] for listed in manifest["files"]} | described


async def test_spreadsheets_hold_the_same_rows_and_no_formula(export):
    with (export / "messages.csv").open(newline="") as file:
        head, *rows = csv.reader(file)

    assert head == list(DICTIONARY["messages"].exported)
    assert len(rows) == len(rows_in(export, "messages"))
    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@"}] == []


async def test_only_its_owner_can_open_it(export):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in export.iterdir()}

    assert (stat.S_IMODE(export.stat().st_mode), modes) == (0o700, {0o600})


async def test_only_the_community_that_was_asked_for_is_in_it(busy, writes, talk):
    async with busy.store.unit() as unit:
        await unit.communities.found("village", name="Village", timezone="UTC")
        await unit.commit()

    folder = await writes(busy, only="village")

    assert [row["id"] for row in rows_in(folder, "communities")] == ["village"]
    assert rows_in(folder, "messages") == []


async def test_an_earlier_export_is_left_alone(busy, writes, export, bytes_of):
    before = bytes_of(export)

    with pytest.raises(FolderTaken, match="--force"):
        await writes(busy)

    assert bytes_of(export) == before


async def test_an_earlier_export_is_replaced_when_asked(busy, writes, export):
    after = await writes(busy, csv=False, force=True)

    assert list(after.glob("*.csv")) == []
    assert [path.name for path in after.parent.iterdir() if path.name.startswith(".out")] == []


async def test_what_is_no_export_is_never_replaced(busy, writes, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("dear aunt")

    with pytest.raises(FolderTaken, match="no export"):
        await writes(busy, force=True)

    assert (tmp_path / "out/letter.txt").read_text() == "dear aunt"


async def test_an_empty_folder_may_be_filled(busy, writes, tmp_path):
    (tmp_path / "out").mkdir()

    assert (await writes(busy) / "manifest.json").exists()


async def test_what_a_killed_run_left_behind_is_in_nobodys_way(busy, writes, tmp_path):
    (tmp_path / ".out.partial").mkdir()
    (tmp_path / ".out.partial/messages.jsonl").write_text("half")

    folder = await writes(busy)

    assert len(rows_in(folder, "messages")) > 1
    assert not (tmp_path / ".out.partial").exists()


async def test_what_is_written_meanwhile_is_not_seen_half(busy, writes, talk, tmp_path):
    async with busy.store.views() as views:
        connection = views._connection
        await Outgoing.begin(connection)
        before = await Outgoing(connection, [CommunityId("town")]).count("messages")
        async with busy.store.unit() as unit:
            await busy.pipeline.handle(unit, talk.post("new", "gil", 73 * DAY))
            await unit.commit()
        asked = Asked(
            communities=[CommunityId("town")],
            out=tmp_path / "out",
            csv=False,
            force=False,
            schema="0001",
        )
        await write_export(connection, asked, lambda _done, _total: None)

    assert len(rows_in(tmp_path / "out", "messages")) == before


async def test_what_a_death_left_of_the_export_before_goes_with_the_next(busy, writes):
    first = await writes(busy, "first")
    first.rename(first.with_name(".first.before"))  # it died between the two renamings

    again = await writes(busy, "first")

    assert (again / "manifest.json").is_file()
    assert not first.with_name(".first.before").exists()
