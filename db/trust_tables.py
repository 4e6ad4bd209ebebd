"""The tables of how far practices are trusted, and of what people decided and said of moments."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

from db.metadata import metadata
from db.types import UtcDateTime

standings = Table(
    "standings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", String, nullable=False),
    Column("practice", String, nullable=False),  # `*`: every practice
    Column("channel_id", Integer),  # None: everywhere
    Column("rung", Integer, nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("frozen_until", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    Column("platform", String),
    Column("decided_by", String),  # a ref; None: it stepped down by itself
    Column("because", Text, nullable=False),  # our own words: counts and names of rules
    Index(None, "community", "at"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("community", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("proposal", String, nullable=False),
    Column("practice", String, nullable=False),
    Column("channel_id", Integer, nullable=False),
    Column("conversation", String, nullable=False),
    Column("need", String, nullable=False),
    Column("addressee", String),  # a ref
    Column("body", Text, nullable=False),  # JSON: the rest of the proposal, in keys and counts
    Column("draft", Text),  # our own wording, never a member's
    Column("edited", LargeBinary),  # a moderator's words, sealed, until they are sent
    Column("declined", LargeBinary),  # why, in a moderator's words, sealed
    Column("status", String, nullable=False),
    Column("submitted_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("decided_by", String),  # a ref
    Column("decided_at", UtcDateTime),
    Column("choice", String),
    Column("withheld", String),
    Column("sent", String),
    Index(None, "community", "status"),
)

labels = Table(
    "labels",
    metadata,
    Column("community", String, primary_key=True),
    Column("proposal", String, primary_key=True),
    Column("moment", UtcDateTime, primary_key=True),  # when it was decided on
    Column("practice", String, nullable=False),
    Column("channel_id", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("decided_by", String),  # a ref
    Column("at", UtcDateTime, nullable=False),
)
