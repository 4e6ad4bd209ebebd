"""What time it is: from the machine, or from the data."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from bot.core.errors import NaiveTime


def utc(at: datetime, what: str) -> datetime:
    """The same moment in UTC; raises NaiveTime when `at` has no zone."""
    if at.tzinfo is None:
        raise NaiveTime(what)
    return at if at.tzinfo is UTC else at.astimezone(UTC)


class SystemClock:
    """The machine's clock, for a living house."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class RunningClock:
    """A clock of its own, as the demo's: it starts where it is told and goes at the usual pace."""

    def __init__(self, start: datetime) -> None:
        self._start = utc(start, "start")
        self._since = monotonic()

    def now(self) -> datetime:
        """The start, and as much as went by since."""
        return self._start + timedelta(seconds=monotonic() - self._since)

    def move_to(self, at: datetime) -> None:
        """Set it ahead; it never goes backwards."""
        self._start += max(utc(at, "at") - self.now(), timedelta())


class ManualClock:
    """A clock moved by hand: replay moves it by the data, tests move it as they like."""

    def __init__(self, start: datetime) -> None:
        self._now = utc(start, "start")

    def now(self) -> datetime:
        """The moment it was last moved to."""
        return self._now

    def move_to(self, at: datetime) -> None:
        """Set the clock; it never goes backwards, so a late event finds it where it was."""
        self._now = max(self._now, utc(at, "at"))
