"""How our values stand in columns, alike on every database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Dialect, bindparam, type_coerce
from sqlalchemy.types import TypeDecorator

from bot.core.clock import utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_microseconds(at: datetime) -> int:
    """Microseconds since 1970, exactly; a float would lose the last digit of a Slack timestamp."""
    since = (at if at.tzinfo is UTC else utc(at, "a stored time")) - _EPOCH
    # Dividing by a microsecond says the same and takes twice as long, several times a message.
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def from_microseconds(value: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(0, 0, value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, stored as microseconds since 1970.

    SQLite has no type for time; one integer sorts, compares and indexes alike on every database.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | int | None, dialect: Dialect) -> int | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Microseconds; rows that are written in bulk hold them already."""
        return to_microseconds(value) if isinstance(value, datetime) else value

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's signature
        """The moment in UTC."""
        return None if value is None else from_microseconds(value)


def plain(column: ColumnElement[datetime]) -> ColumnElement[int]:
    """A column of moments as it stands: microseconds, for rows that are read by the thousand."""
    return type_coerce(column, BigInteger)


def moment(name: str) -> BindParameter[int]:
    """A parameter for a moment that is given in microseconds."""
    return bindparam(name, type_=BigInteger)
