"""What a server would not do is told in one sentence, without a password and without a value."""

import asyncio
import traceback
from datetime import timedelta

import pytest
from sqlalchemy import make_url, text

from bot.app import door_of, open_house, remove_store, schema_of, stores_of
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from db import tables
from db.bulk import execute_all
from db.migrate import upgrade
from db.postgres import (
    AddressWrong,
    EncodingWrong,
    ServerTooOld,
    StoreFailed,
    StoreForbidden,
    StoreLost,
    StoreMissing,
    StoreRefused,
    StoreUnreachable,
    address_of,
    check_server,
    place_of,
)
from db.runner import StoreTaken
from db.session import open_store
from db.upsert import values_once

SECRET = "s3cret"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_every_usual_way_to_write_an_address_is_read(scheme):
    url = address_of(f"{scheme}://ana:{SECRET}@there:5433/town", "tummler")

    assert (url.drivername, url.host, url.port) == ("postgresql+asyncpg", "there", 5433)


@pytest.mark.parametrize(
    "given",
    [
        f"mysql://ana:{SECRET}@there/town",
        f"postgresql://ana:{SECRET}@there",
        f"postgresql://ana:{SECRET}@/town",
        f"postgresql://ana:{SECRET}@there:port/town",
        SECRET,
        "",
    ],
)
def test_an_address_that_cannot_be_used_is_not_repeated(given):
    with pytest.raises(AddressWrong) as refused:
        address_of(given, "tummler")

    assert SECRET not in "".join(traceback.format_exception(refused.value))


def test_encryption_may_be_asked_for_as_other_programs_do():
    url = address_of("postgresql://there/town?sslmode=require", "tummler")

    assert dict(url.query) == {"ssl": "require"}


@pytest.mark.parametrize(
    ("given", "door"),
    [
        ("postgresql://there/town", ("there", 5432)),
        ("postgresql://there:99/town", ("there", 99)),
        ("postgresql:///town?host=there:98", ("there", 98)),
        ("postgresql:///town?host=/run/postgresql", None),
        (None, None),
    ],
)
def test_the_one_door_that_stays_open_is_the_servers(given, door):
    assert door_of(given) == door


def test_a_store_is_named_without_its_password():
    named = place_of(make_url(f"postgresql://ana:{SECRET}@there/town"))

    assert named == "database town on there:5432"


async def refused_by(address, folder, error):
    with pytest.raises(error) as refused:
        await schema_of(folder, address, upgrading=True)

    return "".join(traceback.format_exception(refused.value))


async def test_where_nobody_listens_is_named(tmp_path):
    told = await refused_by(f"postgresql://ana:{SECRET}@127.0.0.1:1/x", tmp_path, StoreUnreachable)

    assert "127.0.0.1:1" in told
    assert SECRET not in told


@pytest.fixture
def address(tmp_path, server):
    """A database of its own, with nothing in it."""
    server.of(tmp_path)
    yield make_url(server.address(tmp_path))
    server.drop(tmp_path)


def written(url):
    return url.render_as_string(hide_password=False)


@pytest.mark.postgresql
async def test_a_wrong_password_is_refused_and_not_repeated(address, tmp_path):
    wrong = address.set(username="nobody", password=SECRET)

    told = await refused_by(written(wrong), tmp_path, StoreRefused)

    assert SECRET not in told


@pytest.mark.postgresql
async def test_a_database_that_is_missing_is_named(address, tmp_path):
    told = await refused_by(written(address.set(database="nowhere")), tmp_path, StoreMissing)

    assert "nowhere" in told


@pytest.fixture
def odd(server, request):
    """Makes a database by a statement of its own; it is gone afterwards."""

    def make(name, how):
        server.run(f"CREATE DATABASE {{}} {how}", name)
        request.addfinalizer(lambda: server.run("DROP DATABASE {} WITH (FORCE)", name))
        return name

    return make


@pytest.mark.postgresql
async def test_an_encoding_that_cannot_hold_every_script_is_refused(address, odd, tmp_path):
    name = odd(f"{address.database}_odd", "TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")

    told = await refused_by(written(address.set(database=name)), tmp_path, EncodingWrong)

    assert "LATIN1" in told


@pytest.mark.postgresql
async def test_a_user_who_may_not_make_a_schema_is_told_what_is_missing(
    address, server, tmp_path, request
):
    guest = f"{address.database}_guest"
    server.run(f"CREATE ROLE {{}} LOGIN PASSWORD '{SECRET}'", guest)
    request.addfinalizer(lambda: server.run("DROP ROLE {}", guest))

    told = await refused_by(
        written(address.set(username=guest, password=SECRET)), tmp_path, StoreForbidden
    )

    assert "GRANT CREATE" in told


@pytest.fixture
async def engine(address, tmp_path):
    opened = open_store(tmp_path, "tummler.sqlite", written(address))
    yield opened
    await opened.dispose()


@pytest.mark.postgresql
async def test_a_server_older_than_what_is_tested_is_refused(engine):
    async with engine.connect() as connection:
        with pytest.raises(ServerTooOld) as refused:
            await connection.run_sync(lambda c: check_server(c, oldest=99))

    assert "99" in str(refused.value)


@pytest.mark.postgresql
async def test_two_who_migrate_at_once_do_it_once(address, tmp_path):
    engines = [open_store(tmp_path, "tummler.sqlite", written(address)) for _ in range(2)]

    states = await asyncio.gather(*(upgrade(engine) for engine in engines))

    for engine in engines:
        await engine.dispose()
    assert [state.found for state in states] == [None, None]


@pytest.mark.postgresql
async def test_every_text_is_ordered_by_its_bytes(engine):
    await upgrade(engine)
    found = text(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'tummler' AND data_type IN ('text', 'character varying') "
        "AND collation_name IS DISTINCT FROM 'C'"
    )

    async with engine.connect() as connection:
        assert (await connection.execute(found)).all() == []


@pytest.mark.postgresql
async def test_a_row_that_fails_is_not_quoted(engine):
    await upgrade(engine)
    row = values_once(engine.dialect, tables.runs, ("id", "position", "at"), [(SECRET, 1, 1)])

    async with engine.connect() as connection:
        await execute_all(connection, [row])
        with pytest.raises(StoreFailed) as failed:
            await execute_all(connection, [row])

    assert failed.value.code == "23505"
    assert SECRET not in "".join(traceback.format_exception(failed.value))


@pytest.fixture
def opened(address, tmp_path):
    def house():
        return open_house(folder=tmp_path, server=written(address), retention=Retention())

    return house


async def break_off(address, folder):
    """Cut every connection to a database, as a server does that goes down."""
    server = open_store(folder, "other.sqlite", written(address))
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with server.connect() as connection:
        await connection.execute(others)
    await server.dispose()


async def cut_short(house, address, folder, event):
    """A unit of work whose connection breaks half way."""
    async with house.store.unit() as unit:
        await break_off(address, folder)
        await house.pipeline.handle(unit, event)
        await unit.commit()


@pytest.mark.postgresql
async def test_a_connection_that_breaks_is_told_and_made_anew(opened, address, tmp_path, talk):
    async with opened() as house:
        async with house.store.unit() as unit:
            await unit.communities.found(talk.community, name="Town", timezone="UTC")
            await unit.commit()

        with pytest.raises(StoreLost):
            await cut_short(house, address, tmp_path, talk.post("m1", "ana", HOUR))
        async with house.store.unit() as unit:
            await house.pipeline.handle(unit, talk.post("m1", "ana", HOUR))
            await unit.commit()

        async with house.store.views() as views:
            assert await views.reach(talk.community) == (talk.at(HOUR), talk.at(HOUR))


@pytest.mark.postgresql
async def test_a_connection_that_breaks_between_two_units_costs_one(opened, address, tmp_path):
    async with opened() as house:
        await break_off(address, tmp_path)

        with pytest.raises(StoreLost):
            async with house.store.unit() as unit:
                await unit.communities.all()
        async with house.store.unit() as unit:
            assert await unit.communities.all() == ()


@pytest.mark.postgresql
async def test_a_second_process_is_refused_until_the_first_has_ended(address, tmp_path):
    folders = (tmp_path / "one", tmp_path / "other")  # as on two machines
    one, other, again = (
        open_house(folder=folder, server=written(address), retention=Retention())
        for folder in (*folders, folders[0])
    )

    async with one as house:
        async with house.store.unit() as unit:
            await unit.communities.found(CommunityId("town"), name="Town", timezone="UTC")
            await unit.commit()
        (folders[1]).mkdir()
        (folders[1] / "master.key").write_bytes((folders[0] / "master.key").read_bytes())
        with pytest.raises(StoreTaken):
            await other.__aenter__()
    async with again as house, house.store.unit() as unit:
        assert len(await unit.communities.all()) == 1


@pytest.mark.postgresql
async def test_what_a_replay_left_on_a_server_is_found_with_the_lasting_store(address, tmp_path):
    there = written(address)
    (tmp_path / "replay-0.sqlite").touch()
    left = open_store(tmp_path, "replay-7.sqlite", there)
    await upgrade(left)
    await left.dispose()

    found = await stores_of(tmp_path, there)

    assert found == [
        ("tummler.sqlite", there),
        ("replay-7.sqlite", there),
        ("replay-0.sqlite", None),
    ]


@pytest.mark.postgresql
async def test_a_store_that_is_removed_leaves_the_others(engine, address, tmp_path):
    passing = open_store(tmp_path, "replay-7.sqlite", written(address))
    for each in (engine, passing):
        await upgrade(each)
        await each.dispose()

    await remove_store(tmp_path, "replay-7.sqlite", written(address))

    found = text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tummler%'")
    async with engine.connect() as connection:
        assert (await connection.execute(found)).scalars().all() == ["tummler"]
