"""The tables of what is laid before moderators, and of what they did."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

alerts = Table(
    "alerts",
    metadata,
    Column("community", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("message", String, nullable=False),
    Column("channel_id", Integer, nullable=False),
    Column("ref", String),  # whoever laid it before moderators; None: forgotten
    Column("platform", String, nullable=False),
    Column("sealed_id", LargeBinary),
    Column("words", LargeBinary),  # a member's words, sealed
    Column("at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("cause", String, nullable=False),
    Column("author", String),  # who wrote the message; None: nobody knows it any more
    Index(None, "community", "settled_at"),
)

acts = Table(
    "acts",
    metadata,
    Column("community", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("alert", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("message", String),  # None: whoever wrote it was forgotten
    Column("channel_id", Integer, nullable=False),
    Column("platform", String, nullable=False),
    Column("because", LargeBinary),  # a moderator's words, sealed
    Column("decided_by", String),
    Column("at", UtcDateTime, nullable=False),
    Column("status", String, nullable=False),
    Column("seconds", Integer),
    Column("ref", String),  # whom it was done to; None: nobody, or past the linkable time
    Column("before", String),
    Column("undone_by", String),
    Column("undone_at", UtcDateTime),
    Column("author", String),  # who wrote what it was about; None: past the linkable time
    Index(None, "community", "at"),
)
