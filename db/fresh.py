"""Makes the tables of a new file at once, without loading what brings older stores up to date."""

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert

from db.tables import metadata

NEWEST = "0001"
"""The newest revision of the schema."""
_version = Table(
    "alembic_version",  # as alembic makes it, so that a later version of Tummler knows the store
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def is_new(connection: Connection) -> bool:
    """Whether this is a file without a single table."""
    if connection.dialect.name != "sqlite":
        return False
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first() is None


def make_tables(connection: Connection) -> None:
    """Make every table in a new file, as all revisions one after the other would."""
    metadata.create_all(connection, checkfirst=False)
    _version.create(connection)
    connection.execute(insert(_version).values(version_num=NEWEST))
