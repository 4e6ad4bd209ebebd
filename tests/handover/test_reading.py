"""An export is taken back whole or not at all, and the numbers are the same."""

import json

import pytest
from sqlalchemy import func, select

from bot.app import open_house
from bot.core.privacy import Retention
from bot.digest.material import Mode
from bot.digest.records import to_json
from bot.handover.reading import (
    CommunityHere,
    ExportDamaged,
    ExportOfOtherSchema,
    is_export,
    number_of,
    opened,
)
from bot.past import DemoRefused
from bot.services.calendar import week_after, week_start
from bot.services.digest import Circumstances
from db.dictionary import DICTIONARY
from db.incoming import taken_back_from
from db.tables import metadata


@pytest.fixture
async def elsewhere(tmp_path):
    """Another house, with a key of its own and nobody in it."""
    async with open_house(folder=tmp_path / "elsewhere", retention=Retention()) as house:
        yield house


async def rows_held(house):
    async with house.store.unit() as unit:
        found = {}
        for name, table in metadata.tables.items():
            query = select(func.count()).select_from(table)
            found[name] = (await unit.transaction.connection.execute(query)).scalar_one()
    return found


async def digests(house, talk):
    circumstances, zone = Circumstances(mode=Mode.PREVIEW), "Europe/Berlin"
    starts = [week_after(week_start(talk.start, zone), zone, number) for number in range(11)]
    reports = [await house.digest.compose(talk.community, at, circumstances) for at in starts]
    return [json.dumps(to_json(report)) for report in reports]


async def test_the_digests_are_the_same_to_the_last_byte(busy, export, elsewhere, takes_back, talk):
    before = await digests(busy, talk)
    assert any("answered" in report for report in before)

    await takes_back(elsewhere, export)

    assert await digests(elsewhere, talk) == before


async def test_an_export_of_what_was_taken_back_is_the_same_to_the_last_byte(
    export, elsewhere, takes_back, writes, bytes_of
):
    await takes_back(elsewhere, export)

    assert bytes_of(await writes(elsewhere, "again")) == bytes_of(export)


async def test_beside_another_community_the_digests_are_the_same(
    busy, export, elsewhere, takes_back, talk
):
    async with elsewhere.store.unit() as unit:
        await unit.communities.found("village", name="Village", timezone="UTC")
        await unit.rooms.rename("village", talk.channel("green"), "green", private=False)
        await unit.commit()
    before = await digests(busy, talk)

    await takes_back(elsewhere, export)

    assert await digests(elsewhere, talk) == before


async def test_a_house_goes_on_where_the_other_was(export, elsewhere, takes_back, talk, rows_of):
    await takes_back(elsewhere, export)

    rows = await rows_of(elsewhere)

    assert {row["text"] for row in rows["messages"]} == {None}
    assert {row["sealed_id"] for row in rows["members"]} == {""}
    assert {row["topics"] for row in rows["consents"]} == {"[]"}


async def test_the_community_is_marked_as_one_whose_people_are_not_known(
    export, elsewhere, takes_back, talk
):
    await takes_back(elsewhere, export)

    async with elsewhere.store.unit() as unit:
        mark = await taken_back_from(unit.transaction.connection, talk.community)
    assert mark == number_of(opened(export, elsewhere.schema.newest))


async def test_a_community_of_its_own_is_not_marked(busy, talk):
    async with busy.store.unit() as unit:
        assert await taken_back_from(unit.transaction.connection, talk.community) is None


async def test_a_community_that_is_here_is_never_mixed_with_an_export(busy, export, takes_back):
    before = await rows_held(busy)

    with pytest.raises(CommunityHere):
        await takes_back(busy, export)

    assert await rows_held(busy) == before


def test_an_export_is_known_by_its_manifest(export, tmp_path):
    assert is_export(export)
    assert not is_export(tmp_path)
    assert not is_export(export / "manifest.json")


def without(name):
    """A change that takes a column out of the last row."""

    def change(said):
        *lines, last = said.splitlines()
        row = json.loads(last)
        del row[name]
        return b"\n".join([*lines, json.dumps(row).encode(), b""])

    return change


def with_(**values):
    """A change that puts other values into the last row."""

    def change(said):
        *lines, last = said.splitlines()
        row = json.loads(last) | values
        return b"\n".join([*lines, json.dumps(row).encode(), b""])

    return change


@pytest.mark.parametrize(
    ("name", "change", "named"),
    [
        ("messages.jsonl", with_(at="yesterday"), "at cannot be"),
        ("messages.jsonl", with_(at="2026-03-02T08:00:00"), "at cannot be"),
        ("messages.jsonl", with_(at=5), "at cannot be"),
        ("messages.jsonl", with_(words="many"), "words cannot be"),
        ("messages.jsonl", with_(words=None), "words cannot be"),
        ("messages.jsonl", with_(words=True), "words cannot be"),
        ("messages.jsonl", with_(gone=1), "gone cannot be"),
        ("messages.jsonl", with_(confidence="high"), "confidence cannot be"),
        ("messages.jsonl", with_(key=7), "key cannot be"),
        ("messages.jsonl", with_(source="guess"), "source cannot be"),
        ("messages.jsonl", with_(channel_id=99), "channel_id cannot be"),
        ("messages.jsonl", with_(community="village"), "community cannot be"),
        ("messages.jsonl", with_(text="words"), "text cannot be"),
        ("messages.jsonl", without("words"), "words cannot be"),
        ("ledger.jsonl", with_(reason="BORED"), "reason cannot be"),
        ("messages.jsonl", lambda said: said + b"{", "no JSON"),
        ("messages.jsonl", lambda said: said + b"[]\n", "no object"),
        ("messages.jsonl", lambda said: said.partition(b"\n")[2], "first line"),
        ("messages.jsonl", lambda _said: b"", "first line"),
        ("reactions.jsonl", lambda said: said + said.splitlines(keepends=True)[-1], "twice"),
    ],
)
async def test_what_cannot_stand_in_a_table_stops_everything(
    spoiled, elsewhere, takes_back, *, name, change, named
):
    folder = spoiled(name, change)
    before = await rows_held(elsewhere)

    with pytest.raises(ExportDamaged, match=named):
        await takes_back(elsewhere, folder)

    assert await rows_held(elsewhere) == before


@pytest.mark.parametrize("name", sorted(f"{n}.jsonl" for n, e in DICTIONARY.items() if e.exported))
async def test_a_file_that_is_not_as_the_manifest_says_is_refused(
    export, elsewhere, takes_back, name
):
    said = (export / name).read_bytes()
    for spoil in (said[:-2], said[:-1] + b" ", None):
        (export / name).unlink() if spoil is None else (export / name).write_bytes(spoil)

        with pytest.raises(ExportDamaged):
            await takes_back(elsewhere, export)


@pytest.mark.parametrize("name", ["../../tummler.sqlite", "/etc/passwd", "messages.jsonl.exe"])
async def test_a_manifest_that_leads_elsewhere_is_none(export, elsewhere, takes_back, name):
    said = json.loads((export / "manifest.json").read_text())
    said["files"][0]["name"] = name
    (export / "manifest.json").write_text(json.dumps(said))

    with pytest.raises(ExportDamaged, match="manifest"):
        await takes_back(elsewhere, export)


async def test_an_export_of_another_schema_is_refused(export):
    with pytest.raises(ExportOfOtherSchema):
        opened(export, "9999")


async def test_the_demo_town_is_not_taken_back(export, elsewhere):
    said = json.loads((export / "manifest.json").read_text()) | {"communities": ["parlour:demo"]}
    (export / "manifest.json").write_text(json.dumps(said))

    with pytest.raises(DemoRefused):
        opened(export, elsewhere.schema.newest)
