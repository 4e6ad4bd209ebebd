"""The table of what members said of the bot's lines."""

from sqlalchemy import Column, Index, Integer, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", String, nullable=False),
    Column("review", String, nullable=False),  # the draft that the line was
    Column("practice", String, nullable=False),
    Column("channel_id", Integer, nullable=False),
    Column("felt", String, nullable=False),
    Column("ref", String),  # so that each is counted once; None: past the linkable time
    Column("at", UtcDateTime, nullable=False),
    Index(None, "community", "at"),
    Index(None, "community", "review"),
)
