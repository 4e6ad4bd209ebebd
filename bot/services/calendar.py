"""Weeks as people live them: by the community's wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DIGEST_WEEKDAY = 0
DIGEST_TIME = time(9)
WEEK = timedelta(days=7)


def week_start(at: datetime, zone: str) -> datetime:
    """Monday 00:00 local of the ISO week that holds this moment, in UTC."""
    local = at.astimezone(ZoneInfo(zone))
    monday = local.date() - timedelta(days=local.weekday())
    return _midnight(monday, zone)


def week_after(start: datetime, zone: str, weeks: int = 1) -> datetime:
    """The start of the week so many weeks later (or earlier, if negative).

    By the wall clock: 167, 168 or 169 hours on.
    """
    monday = start.astimezone(ZoneInfo(zone)).date()
    return _midnight(monday + weeks * WEEK, zone)


def week_label(start: datetime, zone: str) -> str:
    """The ISO week as 2026-W46."""
    year, week, _ = start.astimezone(ZoneInfo(zone)).isocalendar()
    return f"{year}-W{week:02d}"


def week_labelled(label: str, zone: str) -> datetime:
    """The start of an ISO week given as 2026-W46; raises ValueError for anything else."""
    year, _, week = label.upper().partition("-W")
    return _midnight(date.fromisocalendar(int(year), int(week), 1), zone)


def next_digest_after(at: datetime, zone: str) -> datetime:
    """The next Monday 09:00 local after this moment, in UTC.

    A time that a clock change skips runs at the first moment there is; one that it repeats, at the
    first of the two: both are what a zone gives for the wall time read with fold 0.
    """
    start = week_start(at, zone)
    for weeks in (0, 1):
        monday = week_after(start, zone, weeks).astimezone(ZoneInfo(zone)).date()
        due = datetime.combine(monday, DIGEST_TIME, ZoneInfo(zone)).astimezone(UTC)
        if due > at:
            return due
    raise AssertionError("a week has a Monday")  # cannot happen


def last_digest_by(at: datetime, zone: str) -> datetime:
    """The latest Monday 09:00 local that is not after this moment, in UTC."""
    start = week_start(at, zone)
    due = next_digest_after(start, zone)
    return due if due <= at else next_digest_after(week_after(start, zone, -1), zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
