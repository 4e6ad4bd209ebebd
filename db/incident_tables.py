"""The tables of what was seen on servers: how many joined when, and what lies before moderators."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

arrivals = Table(
    "arrivals",
    metadata,
    Column("community", String, primary_key=True),
    Column("platform", String, primary_key=True),
    Column("space", String, primary_key=True),
    Column("at", UtcDateTime, primary_key=True),  # the beginning of ten minutes
    Column("joined", Integer, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("community", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("joined", Integer, nullable=False),
    Column("told", String),
    Column("channel_id", Integer),
    Column("ref", String),  # whose it was that a rule held back
    Column("sealed_id", LargeBinary),
    Column("words", LargeBinary),  # what was held back, sealed
    Column("rule", String),
    Column("kind", String),
    Column("did", String, nullable=False),
    Column("settled_at", UtcDateTime),
    Index(None, "community", "settled_at"),
)
