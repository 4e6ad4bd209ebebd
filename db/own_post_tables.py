"""The table of what moderators write themselves, to be said at an hour of their choice."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

own_posts = Table(
    "own_posts",
    metadata,
    Column("community", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("ref", String, nullable=False),  # whoever wrote it
    Column("platform", String, nullable=False),
    Column("sealed_id", LargeBinary, nullable=False),
    Column("channel_id", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("written", LargeBinary),  # the words, sealed, until they are said or given up
    Column("status", String, nullable=False),
    Column("sent", String),
    Column("ended_at", UtcDateTime),
    Index(None, "community", "status"),
)
