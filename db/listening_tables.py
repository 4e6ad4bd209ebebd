"""The tables of what is listened to; `db.tables` names them among all others."""

from sqlalchemy import BigInteger, Column, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

listening = Table(
    "listening",
    metadata,
    Column("community", String, primary_key=True),
    Column("platform", String, primary_key=True),
    Column("space", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("chosen_at", UtcDateTime, nullable=False),
    Column("words_from", UtcDateTime, nullable=False),
    Column("announced", String),  # where members were told; a link, never words
)

watermarks = Table(
    "watermarks",
    metadata,
    Column("community", String, primary_key=True),
    Column("platform", String, primary_key=True),
    Column("space", String, primary_key=True),
    Column("place", String, primary_key=True),  # a room's or a thread's own id
    Column("channel", String, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

deafness = Table(
    "deafness",
    metadata,
    Column("community", String, primary_key=True),
    Column("platform", String, primary_key=True),
    Column("space", String, primary_key=True),
    Column("channel", String, primary_key=True),  # empty: all of them
    Column("started_at", UtcDateTime, primary_key=True),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("level_at", UtcDateTime),
)
