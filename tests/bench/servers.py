"""A database on the PostgreSQL server that was named, for as long as something is measured."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

NAME = "tummler_bench"
NONE_NAMED = "PostgreSQL beside SQLite: NOT MEASURED, no server; `.ci/postgres make bench` has one"


@contextmanager
def database() -> Iterator[str | None]:
    """The address of an empty database; None where no server was named."""
    port = os.environ.get("TUMMLER_POSTGRES_PORT")
    if port is None:
        yield None
        return
    host = os.environ.get("TUMMLER_POSTGRES_HOST", "127.0.0.1")
    user = os.environ.get("TUMMLER_POSTGRES_USER", "postgres")
    password = os.environ.get("TUMMLER_POSTGRES_PASSWORD", "none")
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME))
    make = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME))
    with psycopg.connect(
        host=host, port=port, user=user, password=password, dbname="postgres", autocommit=True
    ) as server:
        server.execute(drop)
        server.execute(make)
        try:
            yield f"postgresql://{user}:{password}@{host}:{port}/{NAME}"
        finally:
            server.execute(drop)
