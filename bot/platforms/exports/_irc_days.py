"""Which day and moment it is at a line of a log that often says no more than the hour."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.platforms.exports.problems import BadRecord, Fault

_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_MONTH: Final = "|".join(_MONTHS)
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{4})[-_./]?(\d\d)[-_./]?(\d\d)(?!\d)", re.ASCII)
_DAY_FIRST: Final = re.compile(rf"(?<!\d)(\d\d)[-_. ]?({_MONTH})[-_. ]?(\d{{4}})(?!\d)", re.ASCII)
_MONTH_FIRST: Final = re.compile(
    rf"\b({_MONTH}) +(\d{{1,2}}),?(?: \d\d:\d\d(?::\d\d)?)? (\d{{4}})\b"
)
_NO_YEAR: Final = re.compile(rf"({_MONTH}) +(\d{{1,2}})")

_SET_BACK: Final = timedelta(minutes=65)
"""A clock is set back by an hour in autumn, and by minutes when it went wrong. What goes back by
more than that has passed midnight."""


def date_in(text: str) -> date | None:
    """The last date that a text holds, in figures or with an English month; None: it has none."""
    for pattern, order in (
        (_NUMBERS, (0, 1, 2)),
        (_DAY_FIRST, (2, 1, 0)),
        (_MONTH_FIRST, (2, 0, 1)),
    ):
        for found in reversed(pattern.findall(text)):
            year, month, day = (found[place] for place in order)
            known = _date(int(year), _number(month), int(day))
            if known is not None:
                return known
    return None


def without_dates(text: str) -> str:
    """The same text with nothing in place of dates."""
    for pattern in (_NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        text = pattern.sub("", text)
    return text


class Days:
    """Walks with the lines of one log. `zone`: whose clock it was written by."""

    def __init__(self, zone: ZoneInfo, begins: date | None) -> None:
        self._zone = zone
        self.day = begins
        self._before: datetime | None = None
        self._again = 0
        """1 while an hour is had for the second time, in the night when clocks are set back."""

    def turn(self, said: str) -> None:
        """A line says which day it is; one that says nothing is passed over."""
        day = date_in(said)
        if day is not None:
            self._begin(day)

    def moment(self, clock: str, beside: str = "") -> datetime:
        """The moment of a line in UTC; raises BadRecord (NO_DATE or BAD_TIME).

        `clock`: its time, or a whole ISO time; `beside`: its date, with or without a year.
        """
        if beside:
            self._beside(beside)
        try:
            at = _clock(clock)
            if isinstance(at, datetime):
                aware = at if at.tzinfo is not None else at.replace(tzinfo=self._zone)
                self.day = aware.astimezone(self._zone).date()
                return aware.astimezone(UTC)
            return self._local(at).astimezone(UTC)
        except (ValueError, OverflowError):
            raise BadRecord(Fault.BAD_TIME) from None

    def _local(self, at: time) -> datetime:
        if self.day is None:
            raise BadRecord(Fault.NO_DATE)
        now = datetime.combine(self.day, at)
        before = self._before
        if before is not None and before - now > _SET_BACK:
            now += timedelta(days=1)
            self.day = now.date()
        self._before = now
        first, second = (now.replace(tzinfo=self._zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            self._again = 0
        elif before is not None and now < before:
            self._again = 1
        return second if self._again else first

    def _beside(self, said: str) -> None:
        day = date_in(said)
        if day is None and (found := _NO_YEAR.match(said)) is not None and self.day is not None:
            month, number = _number(found[1]), int(found[2])
            day = _date(self.day.year, month, number)
            if day is not None and self.day.month - month > len(_MONTHS) // 2:
                day = _date(self.day.year + 1, month, number)
        if day is not None and day != self.day:
            self._begin(day)

    def _begin(self, day: date) -> None:
        self.day = day
        self._before = None
        self._again = 0


def _clock(said: str) -> time | datetime:
    if ":" in said[:3]:
        hour, minute, second = map(int, f"{said}:00".split(":")[:3])
        return time(hour, minute, second)
    return datetime.fromisoformat(said)


def _number(month: str) -> int:
    return _MONTHS.index(month) + 1 if month in _MONTHS else int(month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
