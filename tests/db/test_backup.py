"""A backup holds every row and nobody's words, and a restore forgets again whom it knew."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.app import KEY_FILE, STORE_FILE, open_house
from bot.core.ids import CommunityId
from bot.core.installations import Installation
from bot.core.privacy import Retention, Then
from db import tables
from db.backup import described, make, named, throw_away, verify
from db.journal import Journal
from db.restoring import StoreNotEmpty, restore_file, restore_server
from db.session import open_store
from db.strongbox import BackupDamaged, read
from db.vault import master_key

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "zanzibarmarker"


@pytest.fixture
def copy(tmp_path, kind, talk):
    """Backs up the store of a folder to a file; returns what it says of itself."""

    async def back_up(folder, at=DAY, days=14):
        path = tmp_path / "a.backup"
        engine = open_store(folder, STORE_FILE, kind.of(folder).get("server"))
        try:
            key = master_key(folder / KEY_FILE, may_make=False)
            at = talk.at(at)
            await make(engine, key, path, at=at, until=at + timedelta(days=days))
        finally:
            await engine.dispose()
        return described(path)

    return back_up


@pytest.fixture
def put_back(kind):
    """Restores a backup in the place of the store of a folder."""

    async def restore(folder, backup, *, replace=True):
        key = master_key(folder / KEY_FILE, may_make=False)
        journal = Journal(folder / "erasures.jsonl")
        server = kind.of(folder).get("server")
        if server is None:
            store = folder / STORE_FILE
            return await restore_file(store, backup, key, journal=journal, replace=replace)
        engine = open_store(folder, STORE_FILE, server)
        try:
            return await restore_server(engine, backup, key, journal=journal, replace=replace)
        finally:
            await engine.dispose()

    return restore


@pytest.fixture
def said(talk):
    return (
        talk.post("m1", "ana", HOUR, f"How do I mend a {WORDS}?"),
        talk.post("m2", "ben", 2 * HOUR, "Bring it here.", to="m1"),
        talk.react("m2", "ana", 3 * HOUR),
    )


def opened(folder, kind):
    return open_house(folder=folder, retention=Retention(), **kind.of(folder))


async def test_every_row_comes_back_and_no_word(
    towns, talk, takes_in, said, *, kind, tmp_path, rows_of, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder, framework=talk.framework(talk.plan())) as house:
        await takes_in(house, *said)
        before = await rows_of(house)
    backup = await copy(folder)
    async with opened(folder, kind) as house:
        await takes_in(house, talk.post("m3", "cleo", 5 * HOUR))

    await put_back(folder, backup)

    async with opened(folder, kind) as house:
        after = await rows_of(house)
    without = [row | {"text": None} for row in before["messages"]]
    assert after == before | {"messages": without, "backups": after["backups"]}


async def test_new_talk_goes_on_from_where_the_backup_ends(
    towns, talk, takes_in, said, *, kind, tmp_path, rows_of, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    await put_back(folder, await copy(folder))

    async with opened(folder, kind) as house:
        await takes_in(house, talk.post("m3", "cleo", 5 * HOUR, to="m2", room="porch"))
        rows = await rows_of(house, "messages")

    assert [row["key"] for row in rows] == ["parlour/m1", "parlour/m2", "parlour/m3"]


async def test_no_word_even_sealed_is_in_a_backup(towns, takes_in, said, tmp_path, *, kind, copy):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)

    backup = await copy(folder)

    master = master_key(folder / KEY_FILE, may_make=False)
    lines = list(read(backup.path, master))
    place = tables.messages.c.keys().index("text")
    assert b"parlour/m1" in b"".join(lines)
    assert WORDS.encode() not in b"".join(lines)
    assert verify(backup.path, master) == sum(line.startswith(b"[") for line in lines)
    assert place > 0


async def test_no_token_of_a_workspace_even_sealed_is_in_a_backup(
    towns, takes_in, said, tmp_path, *, kind, copy
):
    folder = tmp_path / "house"
    workspace = Installation(
        community=CommunityId("slack:T1"),
        token="xoxb-1",
        installed_at=datetime(2026, 3, 2, tzinfo=UTC),
    )
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
        async with house.store.unit() as unit:
            await unit.installations.keep(workspace)
            await unit.commit()

    backup = await copy(folder)

    lines = b"".join(read(backup.path, master_key(folder / KEY_FILE, may_make=False)))
    assert b"parlour/m1" in lines
    assert b"slack:T1" not in lines


@pytest.mark.parametrize("then", list(Then))
async def test_whoever_was_forgotten_after_the_backup_is_forgotten_by_the_restore(
    towns, talk, takes_in, said, *, kind, tmp_path, copy, put_back, then
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    backup = await copy(folder)
    async with opened(folder, kind) as house:
        await house.privacy.note([talk.community], [talk.member("ana")], then, talk.at(2 * DAY))
        await house.privacy.carry_out(talk.at(2 * DAY))

    restored = await put_back(folder, backup)

    async with opened(folder, kind) as house:
        assert await house.privacy.known_in([talk.member("ana")]) == ()
        assert await house.privacy.known_in([talk.member("ben")]) == (talk.community,)
    assert restored.forgotten == 1


async def test_without_the_list_of_erasures_they_would_be_back(
    towns, talk, takes_in, said, *, kind, tmp_path, copy, put_back
):
    """What the test above rests on: the backup itself still knows them."""
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    backup = await copy(folder)

    await put_back(folder, backup)

    async with opened(folder, kind) as house:
        assert await house.privacy.known_in([talk.member("ana")]) == (talk.community,)


async def test_whoever_is_ignored_is_still_ignored_after_a_restore(
    towns, talk, takes_in, said, *, kind, tmp_path, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    backup = await copy(folder)
    async with opened(folder, kind) as house:
        await house.privacy.note(
            [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(2 * DAY)
        )
        await house.privacy.carry_out(talk.at(2 * DAY))
    await put_back(folder, backup)

    async with opened(folder, kind) as house:
        await takes_in(house, talk.post("m9", "ana", 3 * DAY))

        assert house.intake.counts.not_allowed == 1


async def test_a_wish_that_was_only_noted_is_done_before_a_restore(
    towns, talk, takes_in, said, *, kind, tmp_path, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    backup = await copy(folder)
    async with opened(folder, kind) as house:
        await house.privacy.note(
            [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(2 * DAY)
        )

    await put_back(folder, backup)

    async with opened(folder, kind) as house:
        assert await house.privacy.known_in([talk.member("ana")]) == ()


async def test_a_community_that_was_erased_after_the_backup_stays_erased(
    towns, talk, takes_in, said, *, kind, tmp_path, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    backup = await copy(folder)
    async with opened(folder, kind) as house:
        await house.privacy.erase_community(talk.community, talk.at(2 * DAY))

    await put_back(folder, backup)

    async with opened(folder, kind) as house, house.store.unit() as unit:
        assert await unit.communities.all() == ()


async def test_what_is_there_is_not_replaced_unasked(
    towns, talk, takes_in, said, *, kind, tmp_path, rows_of, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
        before = await rows_of(house)
    backup = await copy(folder)

    with pytest.raises(StoreNotEmpty):
        await put_back(folder, backup, replace=False)

    async with opened(folder, kind) as house:
        assert await rows_of(house) == before | {"backups": await rows_of(house, "backups")}


async def test_a_damaged_backup_leaves_the_store_as_it_was(
    towns, talk, takes_in, said, *, kind, tmp_path, rows_of, copy, put_back
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    backup = await copy(folder)
    async with opened(folder, kind) as house:
        before = await rows_of(house)
    backup.path.write_bytes(backup.path.read_bytes()[:-1])

    with pytest.raises(BackupDamaged):
        await put_back(folder, backup)

    async with opened(folder, kind) as house:
        assert await rows_of(house) == before
    if kind.name == "sqlite":
        assert [p.name for p in folder.glob(f"{STORE_FILE}.*")] == [f"{STORE_FILE}.lock"]


async def test_a_backup_tells_those_forgotten_later_that_it_holds_them(
    towns, talk, takes_in, said, *, kind, tmp_path, copy
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
    await copy(folder)

    async with opened(folder, kind) as house, house.store.unit() as unit:
        until = await unit.erasures.last_backup_until(talk.at(2 * DAY))

    assert until == talk.at(15 * DAY)


async def test_a_backup_can_be_made_while_somebody_writes(
    towns, talk, takes_in, said, *, kind, tmp_path, copy
):
    folder = tmp_path / "house"
    async with towns(folder=folder) as house:
        await takes_in(house, *said)
        backup = await copy(folder)
        await takes_in(house, talk.post("m3", "cleo", 5 * HOUR))

        async with house.store.unit() as unit:
            written = await unit.transaction.connection.execute(select(tables.messages.c.key))
            keys = list(written.scalars())

    held = b"".join(read(backup.path, master_key(folder / KEY_FILE)))
    assert keys[-1] == "parlour/m3"
    assert b"parlour/m2" in held
    assert b"parlour/m3" not in held


async def test_only_backups_of_our_name_whose_days_are_over_are_thrown_away(
    towns, talk, tmp_path, *, kind, copy
):
    folder = tmp_path / "house"
    async with towns(folder=folder):
        pass
    backup = await copy(folder)
    backups = tmp_path / "backups"
    backups.mkdir()
    old, other = named(backups, talk.at(DAY)), backups / "mine.backup"
    strange = named(backups, talk.at(2 * DAY))
    for each in (old, other):
        each.write_bytes(backup.path.read_bytes())
    strange.write_bytes(b"something else")
    key = master_key(folder / KEY_FILE)

    early = throw_away(backups, key, talk.at(15 * DAY) - timedelta(seconds=1))
    late = throw_away(backups, key, talk.at(15 * DAY))

    assert (early, late) == (0, 1)
    assert sorted(backups.iterdir()) == sorted([other, strange])
