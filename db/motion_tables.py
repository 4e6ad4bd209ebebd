"""The tables of what members propose for their community, and of the votes on it."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

motions = Table(
    "motions",
    metadata,
    Column("community", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("about", String, nullable=False),
    Column("text", LargeBinary),  # a member's words, sealed
    Column("message", String),
    Column("ref", String),
    Column("platform", String, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("ruled", String, nullable=False),
    Column("decided_by", String),
    Column("decided_at", UtcDateTime),
    Column("because", LargeBinary),  # a moderator's words, sealed
)

votes = Table(
    "votes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("ref", String),  # so that each is counted once; None: past the linkable time
    Column("platform", String, nullable=False),
    Column("vote", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "community", "number"),
)
