"""The table of workspaces that let the bot in by a platform's own page."""

from sqlalchemy import Column, LargeBinary, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

installations = Table(
    "installations",
    metadata,
    Column("community", String, primary_key=True),  # the workspace alone, as slack:T0123
    Column("token", LargeBinary, nullable=False),  # sealed under the master key
    Column("installed_at", UtcDateTime, nullable=False),
)
