"""A house opens on a folder of its own, and refuses what does not belong together."""

import stat
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.app import KEY_FILE, STORE_FILE, open_house
from bot.core.privacy import Retention
from db.migrate import StoreIsNewer
from db.vault import KEY_BYTES, KeyMissing, KeyUnreadable, SealBroken

pytestmark = pytest.mark.stores


@pytest.fixture
def opening(kind):
    async def open_and_say(folder, talk=None):
        async with open_house(folder=folder, retention=Retention(), **kind.of(folder)) as house:
            if talk is not None:
                async with house.store.unit() as unit:
                    await unit.communities.zone(talk.community)
            return house.schema

    return open_and_say


async def test_a_new_house_makes_its_folder_for_its_owner_alone(tmp_path, opening):
    folder = tmp_path / "some" / "where"

    await opening(folder)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes[KEY_FILE] == 0o600


async def test_it_tells_where_the_store_stood(tmp_path, opening):
    schemas = [await opening(tmp_path) for _ in range(2)]

    assert [schema.current for schema in schemas] == [False, True]


async def test_a_house_can_be_opened_again(tmp_path, talk, towns, kind):
    async with towns(folder=tmp_path) as house:
        await house.living().receive(talk.post("m1", "ana", timedelta()))

    again = open_house(folder=tmp_path, retention=Retention(), **kind.of(tmp_path))
    async with again as house, house.store.unit() as unit:
        assert await unit.messages.seen(talk.key("m1"))


async def test_another_master_key_does_not_open_the_store(towns, tmp_path, talk, opening):
    async with towns(folder=tmp_path):
        pass
    (tmp_path / KEY_FILE).write_bytes(bytes(KEY_BYTES))

    with pytest.raises(SealBroken) as refused:
        await opening(tmp_path, talk)

    assert talk.community in str(refused.value)


async def test_a_store_whose_key_is_gone_gets_no_other_key(towns, tmp_path, opening):
    async with towns(folder=tmp_path):
        pass
    (tmp_path / KEY_FILE).unlink()

    with pytest.raises(KeyMissing):
        await opening(tmp_path)

    assert not (tmp_path / KEY_FILE).exists()


async def test_a_damaged_key_file_is_refused_before_the_store_is_touched(tmp_path, opening):
    (tmp_path / KEY_FILE).write_bytes(b"no key")

    with pytest.raises(KeyUnreadable):
        await opening(tmp_path)

    assert not (tmp_path / STORE_FILE).exists()


async def test_a_store_newer_than_the_code_is_refused(towns, tmp_path, opening):
    async with towns(folder=tmp_path) as house, house.store.unit() as unit:
        newer = text("UPDATE alembic_version SET version_num = '9999'")
        await unit.transaction.connection.execute(newer)
        await unit.commit()

    with pytest.raises(StoreIsNewer):
        await opening(tmp_path)
