"""The table of what moderators said of drawn conversations; `db.tables` names it among others."""

from sqlalchemy import Boolean, Column, String, Table

from db.metadata import metadata
from db.types import UtcDateTime

audit_labels = Table(
    "audit_labels",
    metadata,
    Column("community", String, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("first", Boolean, nullable=False),
    Column("second", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
