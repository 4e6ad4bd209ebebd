"""What this house asks of a PostgreSQL server, and how it says what the server would not do.

Nothing here needs the driver to be installed: it is known by the codes of its errors.
"""

import re
from collections.abc import Generator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, Connection, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.errors import TummlerError

OLDEST = 15
"""The oldest release that its makers still mend, and the one that our tests run on."""
DRIVER = "postgresql+asyncpg"
PORT = 5432
_SCHEMES = {"postgresql", "postgres", DRIVER}
_SCHEMA = re.compile(r"[a-z][a-z0-9_]{0,62}")
_CODE = re.compile(r"[0-9A-Z]{5}")
_LOST = ("08", "57P")
"""SQLSTATEs of a connection that failed, and of a server that is going down or coming up."""
_SESSION = {
    "application_name": "tummler",
    "jit": "off",  # compiling costs more than it spares on queries this short
    # A plan kept from when the tables were empty would read them whole when they are not.
    "plan_cache_mode": "force_custom_plan",
    "lock_timeout": "30s",
    "statement_timeout": "600s",
    # A server keeps the lock of a process that vanished until it has noticed.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


class DriverMissing(TummlerError):
    """TUMMLER_DATABASE names a PostgreSQL server, but the driver asyncpg is not installed. Install
    Tummler with its extra, `tummler[postgres]`, or unset TUMMLER_DATABASE to use a file.
    """


@dataclass(eq=False)
class AddressWrong(TummlerError):
    """TUMMLER_DATABASE {fault}. It has the form postgresql://user:password@host:5432/database; in a
    password, write what is not a letter or a digit as %XX.
    """

    fault: str


@dataclass(eq=False)
class StoreUnreachable(TummlerError):
    """No PostgreSQL server takes connections for {where}. Start it, or mend host and port in
    TUMMLER_DATABASE.
    """

    where: str


@dataclass(eq=False)
class StoreRefused(TummlerError):
    """The PostgreSQL server refused the user or the password given for {where}. Mend them in
    TUMMLER_DATABASE, or let the user in (pg_hba.conf).
    """

    where: str


@dataclass(eq=False)
class StoreMissing(TummlerError):
    """The PostgreSQL server answers, but has no {where}. Make the database first: `createdb
    --encoding=UTF8 NAME`.
    """

    where: str


@dataclass(eq=False)
class StoreForbidden(TummlerError):
    """The user given for {where} may not do in it what is needed. It must own the database, or hold
    it: GRANT CREATE, CONNECT ON DATABASE ... TO ...
    """

    where: str


@dataclass(eq=False)
class ServerTooOld(TummlerError):
    """The server of {where} is PostgreSQL {found}; Tummler needs {oldest} or newer."""

    where: str
    found: str
    oldest: int


@dataclass(eq=False)
class EncodingWrong(TummlerError):
    """{where} is encoded as {found}, which cannot hold every script. Make a database with `createdb
    --encoding=UTF8 --template=template0 NAME` and name it in TUMMLER_DATABASE.
    """

    where: str
    found: str


@dataclass(eq=False)
class StoreLost(TummlerError):
    """The connection to {where} broke. What was finished is kept and nothing is half done: when the
    server is back, the same command goes on from there.
    """

    where: str


@dataclass(eq=False)
class StoreFailed(TummlerError):
    """{where} could not do what was asked (SQLSTATE {code}). What was finished is kept; the log of
    the server has the reason.
    """

    where: str
    code: str


def address_of(given: str, schema: str) -> URL:
    """Where a store lies on a server: one schema of one database. Raises AddressWrong.

    Nothing of what was given is repeated in an error, for a password may stand in it.
    """
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise AddressWrong("cannot be read") from None
    if url.drivername not in _SCHEMES:
        raise AddressWrong("names no PostgreSQL server")
    if not url.database:
        raise AddressWrong("names no database")
    if not (url.host or url.query.get("host")):
        raise AddressWrong("names no host")
    if not _SCHEMA.fullmatch(schema):
        raise ValueError(schema)
    query = dict(url.query)
    if "sslmode" in query:  # as other programs write it
        query["ssl"] = query.pop("sslmode")
    return url.set(drivername=DRIVER, query=query)


def door_to(given: str) -> tuple[str, int] | None:
    """Host and port of a server; None: it is on this machine, behind a socket in a folder."""
    url = address_of(given, "tummler")
    host = url.host or url.query["host"]
    if not isinstance(host, str):
        raise AddressWrong("names more than one host")
    name, _, port = (host, "", "") if url.host else host.partition(":")
    if name.startswith("/"):
        return None
    port = port or url.query.get("port") or PORT
    if not str(port).isdecimal():
        raise AddressWrong("names a port that is no number")
    return name, url.port or int(str(port))


def session_of(schema: str) -> dict[str, object]:
    """What the driver asks for with each connection; everything of one store lies in one schema."""
    return {"server_settings": {**_SESSION, "search_path": schema}, "timeout": 10}


def place_of(url: URL) -> str:
    """A store as errors name it, without user and password."""
    host = url.host or url.query.get("host")
    return f"database {url.database} on {host}:{url.port or PORT}"


def check_server(connection: Connection, oldest: int = OLDEST) -> None:
    """Refuse a server or a database that cannot hold a store.

    Raises ServerTooOld and EncodingWrong.
    """
    number = connection.execute(text("SELECT current_setting('server_version_num')")).scalar_one()
    version, minor = divmod(int(number), 10_000)
    where = place_of(connection.engine.url)
    if version < oldest:
        raise ServerTooOld(where, f"{version}.{minor}", oldest)
    found = connection.execute(text("SELECT current_setting('server_encoding')")).scalar_one()
    if found != "UTF8":
        raise EncodingWrong(where, found)


def prepare_schema(connection: Connection) -> None:
    """Make this store's schema if it is not there, while nobody else does."""
    wanted = connection.execute(select(func.current_setting("search_path"))).scalar_one()
    connection.execute(text("SET LOCAL statement_timeout = 0"))  # an index may take its time
    lock = select(func.pg_advisory_xact_lock(func.hashtextextended(f"migrate {wanted}", 0)))
    connection.execute(lock)
    # IF NOT EXISTS would ask for the right to make it even where it is there.
    if connection.execute(select(func.to_regnamespace(wanted))).scalar() is None:
        connection.execute(text(f"CREATE SCHEMA {wanted}"))


@contextmanager
def telling(engine: AsyncEngine, *, opening: bool = False) -> Generator[None]:
    """Say what the server would not do in our own words.

    The driver's words are dropped, for they quote the values of the row that failed. On SQLite
    this does nothing. Raises one of the errors of this module.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    try:
        yield
    except DBAPIError as failed:
        broken = failed.connection_invalidated
        raise told(failed.orig, place_of(engine.url), broken=broken, opening=opening) from None


async def connected(engine: AsyncEngine, *, opening: bool = False) -> AsyncConnection:
    """A connection to the store; raises the errors of this module."""
    try:
        with telling(engine, opening=opening):
            return await engine.connect()
    except OSError as failed:
        if engine.dialect.name != "postgresql":
            raise
        raise told(failed, place_of(engine.url), opening=opening) from None


async def drop(engine: AsyncEngine) -> None:
    """Remove a store from its server, with all that is in it; raises the errors of this module."""
    wanted = select(func.current_setting("search_path"))
    with telling(engine):
        async with aclosing(await connected(engine, opening=True)) as connection:
            schema = (await connection.execute(wanted)).scalar_one()
            await connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            await connection.commit()


def told(
    failed: object, where: str, *, broken: bool = False, opening: bool = False
) -> TummlerError:
    """Our own error for one of the driver's; `broken`: the connection is gone."""
    code = getattr(failed, "sqlstate", None)
    code = code if isinstance(code, str) and _CODE.fullmatch(code) else "none"
    if broken or isinstance(failed, OSError) or code.startswith(_LOST):
        return StoreUnreachable(where) if opening else StoreLost(where)
    if code in {"28P01", "28000"}:
        return StoreRefused(where)
    if code == "3D000":
        return StoreMissing(where)
    if code == "42501":
        return StoreForbidden(where)
    return StoreFailed(where, code)
