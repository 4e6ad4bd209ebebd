"""How our values stand in columns, alike on every database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

from bot.core.clock import utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(at: datetime) -> int:
    """Microseconds since 1970, exactly; a float would lose the last digit of a Slack timestamp."""
    return (utc(at, "a stored time") - _EPOCH) // _MICROSECOND


def from_microseconds(value: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(microseconds=value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, stored as microseconds since 1970.

    SQLite has no type for time; one integer sorts, compares and indexes alike on every database.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_microseconds(value)
