"""Looks at a store without changing it, in whatever state it is."""

import json
import sqlite3
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import URL, Connection, Executable, Row, func, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey, CommunityId
from bot.core.listening import Room
from bot.core.privacy import Retention
from db import tables
from db.charter_body import read_charter
from db.migrate import SchemaState, pending
from db.postgres import connected, telling
from db.session import open_store

PATIENCE = 2.0
"""Seconds that another process may hold the file for itself before it counts as locked."""
FAULTS = 3
"""How many of a damaged file's faults are read; the first is enough to know."""

_VERSIONS = slice(18, 20)
"""Where a file says how it is written and read (SQLite, "Database File Format", section 1.3)."""
_AHEAD = b"\x02\x02"

T = TypeVar("T")


@dataclass(eq=False)
class StoreShut(TummlerError):
    """{why}."""

    why: str
    locked: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One community as the store has it: its zone, and its key as the master key wrapped it."""

    id: CommunityId
    timezone: str
    wrapped: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How much people wrote in a community, and of how much the language is not a known one."""

    community: CommunityId
    messages: int
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """A community's charter as signed last, in numbers; `alone`: facets without a helper.

    `drafted_at`: when a change was written that nobody has signed; None: there is none. `joined`:
    the communities of servers or workspaces that became part of it.
    """

    community: CommunityId
    version: int
    norms: int
    moderators: int
    facets: int
    alone: int
    drafted_at: datetime | None
    joined: tuple[CommunityId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """Rows whose time is up, by community: words still kept, people still named.

    `left`: people who left long ago and are still known.
    """

    community: CommunityId
    words: int
    people: int
    left: int


class Look:
    """Reads of one store; each raises StoreShut, or an error of `db.postgres`, where it cannot."""

    def __init__(self, engine: AsyncEngine, file: Path | None, *, alone: bool = False) -> None:
        self._engine = engine
        self._alone = alone
        self.file = file
        """None: the store lies on a server."""

    async def close(self) -> None:
        """Let go of the store."""
        await self._engine.dispose()

    async def faults(self) -> tuple[str, ...]:
        """What is wrong with the file's pages and indexes; empty: nothing. None on a server."""
        if self.file is None:
            await self._ask(lambda connection: connection.execute(select(1)).scalar())
            return ()
        found = await self._ask(
            lambda c: c.exec_driver_sql(f"PRAGMA integrity_check({FAULTS})").scalars().all()
        )
        faults = tuple(str(fault) for fault in found if fault != "ok")
        if faults and self._joined():
            raise _joined()
        return faults

    async def writes_ahead(self) -> bool:
        """Whether one may write while others read; a server always can."""
        if self.file is None:
            return True
        self._there()
        with self.file.open("rb") as file:
            return file.read(_VERSIONS.stop)[_VERSIONS] == _AHEAD

    async def schema(self) -> SchemaState:
        """Where the database stands. Raises StoreIsNewer too."""
        self._there()
        with self._told():
            return await pending(self._engine)

    async def columns(self) -> Mapping[str, frozenset[str]]:
        """The columns of every table that is there, ours or not."""

        def look(connection: Connection) -> dict[str, frozenset[str]]:
            found = inspect(connection)
            names = [name for name in found.get_table_names() if name != "alembic_version"]
            return {
                name: frozenset(column["name"] for column in found.get_columns(name))
                for name in names
            }

        return await self._ask(look)

    async def communities(self) -> tuple[Kept, ...]:
        """Every community, in order of names."""
        table = tables.communities
        rows = await self.rows(
            select(table.c.id, table.c.timezone, table.c.data_key).order_by(table.c.id)
        )
        return tuple(
            Kept(id=CommunityId(row.id), timezone=row.timezone, wrapped=row.data_key)
            for row in rows
        )

    async def overdue(self, now: datetime, retention: Retention) -> tuple[Overdue, ...]:
        """What should have been swept by now, where anything should."""
        table = tables.messages

        async def counted(column: Any, before: datetime) -> dict[str, int]:  # noqa: ANN401  # SQLAlchemy
            query = (
                select(table.c.community, func.count().label("rows"))
                .where(table.c.at < before, column.is_not(None))
                .group_by(table.c.community)
            )
            return {row.community: row.rows for row in await self.rows(query)}

        words = await counted(table.c.text, now - retention.text)
        people = await counted(table.c.author, now - retention.linkable)
        gone = tables.departures
        still = select(gone.c.community, func.count().label("rows"))
        still = still.where(gone.c.left_at < now - retention.departed).group_by(gone.c.community)
        left = {row.community: row.rows for row in await self.rows(still)}
        return tuple(
            Overdue(
                community=CommunityId(each),
                words=words.get(each, 0),
                people=people.get(each, 0),
                left=left.get(each, 0),
            )
            for each in sorted(words.keys() | people.keys() | left.keys())
        )

    async def heard(self, since: datetime) -> tuple[Heard, ...]:
        """What people wrote since then, by community; none where nobody wrote."""
        table = tables.messages
        rows = await self.rows(
            select(
                table.c.community,
                func.count().label("every"),
                (func.count() - func.count(table.c.language)).label("unread"),
            )
            .where(table.c.at >= since, table.c.automated.is_(False), table.c.own.is_(False))
            .where(table.c.gone.is_(False))
            .group_by(table.c.community)
            .order_by(table.c.community)
        )
        return tuple(
            Heard(community=CommunityId(row.community), messages=row.every, unread=row.unread)
            for row in rows
        )

    async def governed(self) -> tuple[Governed, ...]:
        """The charter in force of every community that has one and is spoken for by itself."""
        homes = await self.homes()
        papers, drafts = tables.frameworks, tables.charter_drafts
        unsigned = select(drafts.c.community, drafts.c.written_at)
        draft = {row.community: row.written_at for row in await self.rows(unsigned)}
        signed = select(papers.c.community, papers.c.version, papers.c.body)
        rows = await self.rows(signed.order_by(papers.c.community, papers.c.version))
        latest = {row.community: row for row in rows}
        joined = {home: tuple(o for o, h in homes.items() if h == home) for home in homes.values()}
        return tuple(
            _governed(row, draft.get(name), joined.get(name, ()))
            for name, row in latest.items()
            if name not in homes
        )

    async def homes(self) -> Mapping[CommunityId, CommunityId]:
        """By each community that became part of another, and rests, the one that it is part of."""
        table = tables.joins
        here = select(table.c.origin, table.c.community).where(table.c.ended_at.is_(None))
        rows = await self.rows(here.order_by(table.c.origin))
        return {CommunityId(row.origin): CommunityId(row.community) for row in rows}

    async def installations(self) -> Mapping[CommunityId, bytes]:
        """The sealed token of each workspace that let the bot in by Slack's own page."""
        rows = await self.rows(
            select(tables.installations).order_by(tables.installations.c.community)
        )
        return {CommunityId(row.community): row.token for row in rows}

    async def listening(self) -> frozenset[ChannelKey]:
        """Every room that is listened to, in all communities."""
        rows = await self.rows(select(tables.listening))
        return frozenset(
            ChannelKey(platform=row.platform, space=row.space, channel=row.channel) for row in rows
        )

    async def rooms_heard(self) -> tuple[Room, ...]:
        """The same, with since when and where members were told."""
        rows = await self.rows(select(tables.listening).order_by(tables.listening.c.channel))
        return tuple(
            Room(
                key=ChannelKey(platform=row.platform, space=row.space, channel=row.channel),
                chosen_at=row.chosen_at,
                words_from=row.words_from,
                announced=row.announced,
            )
            for row in rows
        )

    async def open_requests(self) -> tuple[datetime, ...]:
        """When each wish to be forgotten that is not carried out was made, oldest first."""
        table = tables.requests
        rows = await self.rows(
            select(table.c.asked_at).where(table.c.finished_at.is_(None)).order_by(table.c.asked_at)
        )
        return tuple(row.asked_at for row in rows)

    async def last_backup(self) -> datetime | None:
        """When the last backup was made, wherever it was put; None: there was none."""
        [row] = await self.rows(select(func.max(tables.backups.c.made_at)))
        return row[0]

    async def texts(self, most: int) -> tuple[tuple[CommunityId, bytes], ...]:
        """The newest sealed words, with the community under whose key each is sealed."""
        table = tables.messages
        rows = await self.rows(
            select(table.c.community, table.c.text)
            .where(table.c.text.is_not(None))
            .order_by(table.c.at.desc(), table.c.id.desc())
            .limit(most)
        )
        return tuple((CommunityId(row.community), row.text) for row in rows)

    async def latest(self) -> datetime | None:
        """The latest moment that this house itself wrote down; None: none yet."""
        [row] = await self.rows(select(func.max(tables.communities.c.founded_at)))
        return row[0]

    async def rows(self, query: Executable) -> Sequence[Row[Any]]:
        """What a query that only reads finds."""
        return await self._ask(lambda connection: connection.execute(query).all())

    async def _ask(self, question: Callable[[Connection], T]) -> T:
        self._there()
        with self._told(), telling(self._engine):
            async with aclosing(await connected(self._engine, opening=True)) as connection:
                return await connection.run_sync(question)

    @contextmanager
    def _told(self) -> Generator[None]:
        """Say in words why SQLite would not; what a server would not is said by `db.postgres`."""
        try:
            yield
        except DBAPIError as failed:
            if not isinstance(failed.orig, sqlite3.Error):
                raise
            if self._joined():
                raise _joined() from None
            raise _shut(getattr(failed.orig, "sqlite_errorname", "")) from None

    def _joined(self) -> bool:
        """Whether somebody began to write to a file that is read as if nobody could."""
        return self._alone and self.file is not None and _log_of(self.file).exists()

    def _there(self) -> None:
        if self.file is not None and not self.file.exists():
            raise StoreShut("there is no database yet", absent=True)


def _governed(
    row: Row[Any], drafted_at: datetime | None, joined: tuple[CommunityId, ...]
) -> Governed:
    charter = read_charter(row.community, json.loads(row.body)["charter"])
    facets = charter.social_object.facets
    return Governed(
        community=CommunityId(row.community),
        version=row.version,
        norms=len(charter.norms),
        moderators=len(charter.moderators),
        facets=len(facets),
        alone=sum(not charter.helpers.get(facet) for facet in facets),
        drafted_at=drafted_at,
        joined=joined,
    )


@asynccontextmanager
async def looking(folder: Path, database: str, server: str | None) -> AsyncGenerator[Look]:
    """Open a store for reading only; nothing is connected to before the first look.

    Raises AddressWrong and DriverMissing.
    """
    if server is None:
        file = folder / database
        # Nobody writes without a log of changes. Where there is none the file is read as it stands,
        # for else SQLite would make one, and the next who writes may not be allowed to open that.
        alone = not _log_of(file).exists()
        look = Look(_reading_only(file, alone=alone), file, alone=alone)
    else:
        look = Look(open_store(folder, database, server), None)
    try:
        yield look
    finally:
        await look.close()


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _reading_only(file: Path, *, alone: bool) -> AsyncEngine:
    how = {"mode": "ro", "immutable": str(int(alone)), "uri": "true"}
    place = f"file:{quote(str(file.absolute()))}"
    return create_async_engine(
        URL.create("sqlite+aiosqlite", database=place, query=how),
        hide_parameters=True,
        connect_args={"timeout": PATIENCE},
    )


def _joined() -> StoreShut:
    return StoreShut("another process has just begun to work on it", locked=True)


def _shut(code: str) -> StoreShut:
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreShut("another process holds the database for itself", locked=True)
    if code.startswith("SQLITE_NOTADB"):
        return StoreShut("the file is no database, or its first page is damaged")
    if code.startswith("SQLITE_CORRUPT"):
        return StoreShut("the database is damaged")
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreShut("the file cannot be opened by the user who asks")
    return StoreShut(f"the database cannot answer ({code or 'no code'})")
