"""Makes a store from a backup, and forgets again whom that backup still knew, before it opens."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.clock import SystemClock
from bot.core.errors import TummlerError
from bot.core.privacy import Erased, Retention
from bot.services.privacy import Privacy
from db import tables
from db.backup import Backup, load
from db.journal import Journal, settle_folder
from db.migrate import StoreIsNewer, pending, run, upgrade
from db.runner import Runner
from db.scrubbing import Scrub, StillBeingRead
from db.session import open_engine
from db.unit_of_work import Store
from db.vault import SealBroken, Vault

LOOK_BACK = 1
"""Nothing is linked while a store is filled."""


class StoreNotEmpty(TummlerError):
    """There is a community in this data folder already, and a restore would take its place. Say
    --replace if that is meant, or name an empty folder with --data.
    """


@dataclass(eq=False)
class OlderSchema(TummlerError):
    """The backup is of schema {theirs}, and a server takes only {ours}. Restore it into a data
    folder without a server first, and move it from there.
    """

    theirs: str
    ours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of it: rows put in, and how many people and communities were forgotten again."""

    rows: int
    forgotten: int


async def restore_file(
    store: Path, backup: Backup, master: bytes, *, journal: Journal, replace: bool
) -> Restored:
    """Put a backup in the place of a store file; killed anywhere, one of the two stands whole.

    `journal`: the list of erasures beside the store. Raises StoreNotEmpty, StillBeingRead,
    StoreIsNewer, and what `load` raises; the store is then as it was.
    """
    known = await _present(store, master, journal, replace=replace) if _is_there(store) else ()
    new, aside = _beside(store, "restoring"), _beside(store, "before-restore")
    _remove(new)
    try:
        restored = await _fill(new, backup, master, (*known, *journal.read()))
        _swap(store, new, aside)
    finally:
        _remove(new)
    return restored


async def restore_server(
    engine: AsyncEngine, backup: Backup, master: bytes, *, journal: Journal, replace: bool
) -> Restored:
    """Put a backup in the place of what is in a server's schema, in one transaction.

    Raises StoreNotEmpty, OlderSchema, and what `load` raises; the store is then as it was.
    """
    state = await upgrade(engine)
    if backup.schema != state.newest:
        raise OlderSchema(backup.schema, state.newest)
    await _refuse_full(engine, replace=replace)
    known = await _settled(engine, master, journal)
    runner = Runner(engine)
    try:
        await runner.take()
        async with Store(runner, Vault(master), LOOK_BACK).unit() as unit:
            connection = unit.transaction.connection
            for table in reversed(tables.metadata.sorted_tables):
                await connection.execute(delete(table))
            counts, listed = await load(connection, backup.path, master)
            again = await unit.erasures.reapply((*known, *journal.read(), *listed), backup.made_at)
            await unit.commit()
    finally:
        await runner.close()
    await Scrub(engine).rebuild()
    return Restored(rows=counts.total(), forgotten=again)


async def _present(
    store: Path, master: bytes, journal: Journal, *, replace: bool
) -> tuple[Erased, ...]:
    """Whom the present store has forgotten; what was asked of it is done first, and it is closed.

    One that cannot be read any more, or not yet, is left to the list beside it.
    """
    engine = open_engine(f"sqlite+aiosqlite:///{store}")
    try:
        await _refuse_full(engine, replace=replace)
        known = await _settled(engine, master, journal)
    except (DatabaseError, StoreIsNewer, SealBroken):
        if not replace:
            raise
        return ()
    finally:
        await engine.dispose()
    if _has_log(store):
        raise StillBeingRead
    return known


async def _settled(engine: AsyncEngine, master: bytes, journal: Journal) -> tuple[Erased, ...]:
    known: tuple[Erased, ...] = ()
    if (await pending(engine)).current:
        runner = Runner(engine)
        try:
            await runner.take()
            unit = Store(runner, Vault(master), LOOK_BACK).unit
            await Privacy(unit, Scrub(engine), journal, Retention()).carry_out(SystemClock().now())
        finally:
            await runner.close()
        known = await _listed(engine)
    await Scrub(engine).settle()
    return known


def _is_there(store: Path) -> bool:
    return store.exists()


def _has_log(store: Path) -> bool:
    log = _parts(store)[1]
    return log.exists() and log.stat().st_size > 0


async def _refuse_full(engine: AsyncEngine, *, replace: bool) -> None:
    if replace or (await pending(engine)).found is None:
        return
    async with engine.connect() as connection:
        many = select(func.count()).select_from(tables.communities)
        if (await connection.execute(many)).scalar_one():
            raise StoreNotEmpty


async def _listed(engine: AsyncEngine) -> tuple[Erased, ...]:
    async with engine.connect() as connection:
        rows = (await connection.execute(select(tables.erasures))).mappings().all()
    return tuple(Erased(**row) for row in rows)


async def _fill(new: Path, backup: Backup, master: bytes, erased: Sequence[Erased]) -> Restored:
    engine = open_engine(f"sqlite+aiosqlite:///{new}")
    runner = Runner(engine)
    try:
        async with engine.begin() as connection:
            try:
                await connection.run_sync(run, backup.schema)
            except CommandError as unknown:
                raise StoreIsNewer(backup.schema) from unknown
            counts, listed = await load(connection, backup.path, master)
        await upgrade(engine)
        async with Store(runner, Vault(master), LOOK_BACK).unit() as unit:
            again = await unit.erasures.reapply((*erased, *listed), backup.made_at)
            await unit.commit()
        await Scrub(engine).rebuild()
    finally:
        await runner.close()
        await engine.dispose()
    return Restored(rows=counts.total(), forgotten=again)


def _swap(store: Path, new: Path, aside: Path) -> None:
    """The old store goes only when the new one stands; one renaming decides."""
    new.chmod(0o600)
    aside.unlink(missing_ok=True)
    if store.exists():
        try:
            os.link(store, aside)
        except OSError:  # a disk without second names
            shutil.copy2(store, aside)
    for log in _parts(store)[1:]:
        log.unlink(missing_ok=True)  # of a store that could not be read: it must not join the new
    new.replace(store)
    settle_folder(store.parent)
    aside.unlink(missing_ok=True)
    settle_folder(store.parent)


def _beside(store: Path, what: str) -> Path:
    return store.with_name(f"{store.name}.{what}")


def _parts(store: Path) -> tuple[Path, Path, Path]:
    return store, Path(f"{store}-wal"), Path(f"{store}-shm")


def _remove(store: Path) -> None:
    for part in _parts(store):
        part.unlink(missing_ok=True)
