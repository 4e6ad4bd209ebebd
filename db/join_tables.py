"""The tables of what was linked: servers with workspaces, accounts with accounts."""

from sqlalchemy import Column, LargeBinary, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

joins = Table(
    "joins",
    metadata,
    Column("community", String, primary_key=True),  # where the talk goes
    Column("origin", String, primary_key=True),  # the community that became part of it
    Column("joined_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),  # None: it still is
)

accounts = Table(
    "accounts",
    metadata,
    Column("community", String, primary_key=True),
    Column("ref", String, primary_key=True),
    Column("person", String, nullable=False),  # the ref of the first of their accounts
    Column("platform", String, nullable=False),
    Column("sealed_id", LargeBinary, nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
)
