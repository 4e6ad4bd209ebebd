"""Reading the time of a record as an aware moment in UTC, exact to the microsecond."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.errors import TummlerError
from bot.core.events import Stamp
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.problems import BadRecord, Fault

EARLIEST: Final = datetime(1988, 1, 1, tzinfo=UTC)
"""The year of the first IRC server: no chat is older, so an earlier time is a default or a slip."""

TOLERATED_FUTURE: Final = timedelta(days=1)
"""Clocks go wrong and zones are mistaken by less than a day (platforms.md, section 5.6)."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DECIMAL: Final = re.compile(r"(\d{1,16})(?:\.(\d{1,9}))?", re.ASCII)
_LEAST_MILLISECONDS: Final = 100_000_000_000
"""As seconds this is the year 5138, as milliseconds 1973: what lies between is not in doubt."""


@dataclass(eq=False)
class UnknownTimeZone(TummlerError):
    """There is no time zone named {name}; give an IANA name such as Europe/Berlin."""

    name: str


@dataclass(eq=False)
class UnknownTimeFormat(TummlerError):
    """--time-format {pattern} cannot be used; it is iso, epoch, epoch_ms or a strptime pattern such
    as %d.%m.%Y %H:%M.
    """

    pattern: str


class Times:
    """Turns what stands in a time field into a moment; raises BadRecord for what cannot be one."""

    def __init__(self, options: ReadingOptions) -> None:
        self._zone = None if options.time_zone is None else zone(options.time_zone)
        self._latest = options.now + TOLERATED_FUTURE
        self._parse = _parser(options.time_format)

    def read(self, value: object) -> datetime:
        """The moment in UTC; raises BadRecord when absent, impossible, future or without a zone."""
        if value is None or value == "":
            raise BadRecord(Fault.NO_TIME)
        try:
            at = self._parse(value)
            if at.tzinfo is not UTC:
                at = self._in_utc(at)
        except (ValueError, OverflowError) as error:
            raise BadRecord(Fault.BAD_TIME) from error
        return self.believed(at)

    def believed(self, at: datetime) -> datetime:
        """The same moment, if a chat can have happened then."""
        if at > self._latest:
            raise BadRecord(Fault.FUTURE_TIME)
        if at < EARLIEST:
            raise BadRecord(Fault.BAD_TIME)
        return at

    def _in_utc(self, at: datetime) -> datetime:
        if at.tzinfo is not None:
            return at.astimezone(UTC)
        if self._zone is None:
            raise BadRecord(Fault.NO_ZONE)
        return at.replace(tzinfo=self._zone).astimezone(UTC)


def edited_since(stamp: Stamp, said: object) -> datetime | None:
    """When a message last got other words: ISO with its zone, or seconds since 1970.

    None where that is never, impossible, or not after the message itself.
    """
    if not said:
        return None
    try:
        at = _by_looking(said)
        later = None if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return later if later is not None and later > stamp.occurred_at else None


def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name; raises UnknownTimeZone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownTimeZone(name=name) from error


def is_zone(name: str) -> bool:
    """Whether there is a zone of this IANA name."""
    try:
        zone(name)
    except UnknownTimeZone:
        return False
    return True


def from_decimal(text: str, *, per_second: int = 1) -> datetime:
    """Seconds, or `per_second` parts of them, since 1970, written as a decimal number.

    Whole numbers all the way: a float would move some of Slack's timestamps by a microsecond.
    Digits below the microsecond are cut. Raises ValueError or OverflowError.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise ValueError("not a decimal number")
    whole, fraction = match.groups(default="")
    micros = int(whole) * 1_000_000 + int(fraction.ljust(6, "0")[:6])
    return _EPOCH + timedelta(microseconds=micros // per_second)


def _parser(time_format: str | None) -> Callable[[object], datetime]:
    match time_format:
        case None:
            return _by_looking
        case "iso":
            return _iso
        case "epoch":
            return _epoch
        case "epoch_ms":
            return _epoch_ms
        case pattern:
            try:
                _by_pattern(pattern, "")
            except re.error:  # two of a kind, as in %Y-%Y
                raise UnknownTimeFormat(pattern=pattern) from None
            except ValueError as error:
                # Most likely it is about the value, which is no time by any pattern.
                if "directive" in str(error) or "stray" in str(error):
                    raise UnknownTimeFormat(pattern=pattern) from None
            return partial(_by_pattern, pattern)


def _by_pattern(pattern: str, value: object) -> datetime:
    return datetime.strptime(_text(value), pattern)  # noqa: DTZ007 - the zone is settled by the caller


def _by_looking(value: object) -> datetime:
    if isinstance(value, str) and value[4:5] == "-":
        return datetime.fromisoformat(value.rstrip())
    if isinstance(value, str) and not _DECIMAL.fullmatch(value):
        return _iso(value)
    number = _number(value)
    return _epoch_ms(number) if float(number) >= _LEAST_MILLISECONDS else _epoch(number)


def _iso(value: object) -> datetime:
    return datetime.fromisoformat(_text(value))


def _epoch(value: object) -> datetime:
    return from_decimal(_number(value))


def _epoch_ms(value: object) -> datetime:
    return from_decimal(_number(value), per_second=1000)


def _number(value: object) -> str:
    if isinstance(value, bool):
        raise ValueError("a truth value is no time")  # noqa: TRY004 - a wrong type is a wrong value here
    if isinstance(value, float):
        return f"{value:.6f}"
    return str(value) if isinstance(value, int) else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")  # noqa: TRY004 - as above
    return value.strip()
