"""Takes rows of an export into a store that does not know their community."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, String, Table, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert

from bot.core.clock import SystemClock
from bot.core.errors import NaiveTime
from bot.core.ids import CommunityId
from db import tables
from db.bulk import Values, Writing, execute_all
from db.dictionary import DICTIONARY
from db.repositories.runs import SqlRuns
from db.transaction import Transaction, UnknownCommunity
from db.types import UtcDateTime, to_microseconds

_ROOM = "channel_id"
_NUMBERED_ANEW = ("messages", "ledger", "standings")
"""Their number is the order of writing; the rows come in that order and get new ones."""
_NOBODYS_TOPICS = "[]"

_FITS: tuple[tuple[type, frozenset[type]], ...] = (
    (UtcDateTime, frozenset({str})),
    (Boolean, frozenset({bool})),
    (Integer, frozenset({int})),
    (Float, frozenset({float, int})),
    (String, frozenset({str})),
)
"""What JSON may give for each type of column that an export holds; `True` is no number here."""

Said = Mapping[str, object]


@dataclass(eq=False)
class Misfit(Exception):
    """A row that cannot stand in its table; who reads the file says in which line it was."""

    what: str


class Incoming:
    """Rows on their way in, within one unit of work: nothing lasts before that commits.

    What an export leaves out is made anew: each community gets a key of its own, and what a member
    is called is sealed as empty, for nobody knows it. Channels get new numbers.
    """

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit
        self._rooms: dict[object, int] = {}
        self._keys: dict[CommunityId, bytes] = {}

    async def take(self, table: str, rows: Sequence[Said]) -> None:
        """Take some rows of a table: communities first, then channels, then as they were written.

        Raises Misfit for a row that cannot stand in its table.
        """
        known = tables.metadata.tables[table]
        fitted = [_fitted(known, row) for row in rows]
        made = [self._placed(table, row) | self._anew(table, row) for row in fitted]
        try:
            if table == "channels":
                await self._take_rooms(rows, made)
            elif made:
                values: list[Values] = [tuple(row.values()) for row in made]
                await execute_all(
                    self._unit.connection, [Writing(_into(known), tuple(made[0]), values)]
                )
        except (IntegrityError, sqlite3.IntegrityError):  # the second where the driver is asked
            raise Misfit("a row stands there twice") from None

    async def finish(self, which: int) -> None:
        """Note that these communities came from an export, so that no new talk is mixed in.

        `which`: tells one export from another; from 1 to 2**31 - 1.
        """
        for wrapped in self._keys.values():
            await SqlRuns(self._unit).advance(_mark(wrapped), which, SystemClock().now())
        await self._unit.flush()

    def _placed(self, table: str, row: dict[str, object]) -> dict[str, object]:
        """The row as it is to stand here; raises Misfit where it belongs to nothing that came."""
        if table == "communities":
            community = CommunityId(str(row["id"]))
            self._keys[community] = self._unit.vault.new_data_key(community)
            return row
        if row["community"] not in self._keys:
            raise _misfit("community")
        if row.get(_ROOM) is not None:
            if row[_ROOM] not in self._rooms:
                raise _misfit(_ROOM)
            row[_ROOM] = self._rooms[row[_ROOM]]
        if table in _NUMBERED_ANEW:
            del row["id"]
        return row

    def _anew(self, table: str, row: Said) -> dict[str, object]:
        """What an export leaves out and a row cannot be without."""
        match table:
            case "communities":
                return {"data_key": self._keys[CommunityId(str(row["id"]))]}
            case "members":
                community = CommunityId(str(row["community"]))
                vault = self._unit.vault.of(community, self._keys[community])
                return {"sealed_id": vault.seal("")}
            case "consents":
                return {"topics": _NOBODYS_TOPICS}
            case _:
                return {}

    async def _take_rooms(self, were: Sequence[Said], made: Sequence[Said]) -> None:
        table = tables.channels
        for was, row in zip(were, made, strict=True):
            values = {name: value for name, value in row.items() if name != "id"}
            added = insert(table).values(values).returning(table.c.id)
            self._rooms[was["id"]] = (await self._unit.connection.execute(added)).scalar_one()


async def taken_back_from(connection: AsyncConnection, community: CommunityId) -> int | None:
    """From which export a community came; None: from none.

    If it came from one, nobody knows which hash a member had. Raises UnknownCommunity.
    """
    table = tables.communities
    key = select(table.c.data_key).where(table.c.id == community)
    wrapped = (await connection.execute(key)).scalar()
    if wrapped is None:
        raise UnknownCommunity(community)
    mark = select(tables.runs.c.position).where(tables.runs.c.id == _mark(wrapped))
    return (await connection.execute(mark)).scalar()


def _mark(wrapped: bytes) -> str:
    # Bound to the key: a community that is erased and founded anew is not marked.
    return f"taken-back:{hashlib.sha256(wrapped).hexdigest()}"


@lru_cache(maxsize=32)
def _into(table: Table) -> Insert:
    return insert(table)


def _misfit(column: str) -> Misfit:
    return Misfit(f"{column} cannot be what it says")


def _fitted(table: Table, row: Said) -> dict[str, object]:
    exported = DICTIONARY[table.name].exported
    if row.keys() != exported.keys():
        raise _misfit(min(row.keys() ^ exported.keys()))
    said: dict[str, object] = {}
    for name, entry in exported.items():
        value = _stored(table.c[name], row[name])
        if entry.choices and value is not None and str(value) not in entry.choices:
            raise _misfit(name)
        said[name] = value
    return said


def _stored(column: Column[Any], value: object) -> object:
    """The value as it stands in this column; raises Misfit."""
    if value is None and column.nullable:
        return None
    for type_, fits in _FITS:
        if isinstance(column.type, type_):
            if type(value) not in fits:
                raise _misfit(column.name)
            return _moment(column.name, value) if isinstance(column.type, UtcDateTime) else value
    raise AssertionError(column)  # every type of ours is in the list


def _moment(column: str, value: object) -> int:
    try:
        return to_microseconds(datetime.fromisoformat(str(value)))
    except (ValueError, NaiveTime):
        raise _misfit(column) from None
