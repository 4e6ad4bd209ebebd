"""How numbers, times and places are put into words, in one language and one zone."""

import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time

from bot.core.ids import MessageKey
from bot.digest.report import Reference
from prompts import REGIONS, Phrases, phrases

_MINUTES_IN_HOUR = 60
_MINUTES_IN_DAY = 24 * _MINUTES_IN_HOUR
_DECIMAL_BELOW = 0.02
"""Under two percent one decimal is shown, else whole percent (digest.md, section 3.2)."""


class Words:
    """The sentences of a language with the community's wall clock."""

    def __init__(self, language: str, zone: str) -> None:
        self._phrases: Phrases = phrases(language)
        self._zone = ZoneInfo(zone)
        self._locale = Locale.parse(REGIONS.get(language, language), sep="-")

    def say(self, message: str, /, **values: str | float) -> str:
        """The sentence of this name, filled in."""
        return self._phrases.say(message, **values)

    def term(self, named: str) -> str:
        """A short English name that the code has, in the language, where that has a term for it."""
        return self._phrases.term(named)

    def bare_percent(self, share: float) -> str:
        """A share in percent without the sign: whole, or with one decimal where under two."""
        percent = 100 * share
        if 0 < abs(share) < _DECIMAL_BELOW:
            return self.say("decimal", value=round(percent, 1))
        return self.say("whole", value=nearest(percent))

    def percent(self, share: float) -> str:
        """A share in percent, with the sign."""
        return self.say("percent", value=self.bare_percent(share))

    def whole(self, value: float) -> str:
        """A count, or the nearest whole number, with the language's separators."""
        return self.say("whole", value=nearest(value))

    def hundredths(self, value: float) -> str:
        """A number between 0 and 1 that is no share: "0.23"."""
        return self.say("hundredths", value=nearest(100 * value) / 100)

    def duration(self, length: timedelta) -> str:
        """A length of time in its two largest units: "41 min", "2 h 5 min", "3 days 4 h"."""
        minutes = max(1, nearest(length.total_seconds() / 60))
        if minutes < _MINUTES_IN_HOUR:
            return self.say("minutes", minutes=minutes)
        if minutes < _MINUTES_IN_DAY:
            hours, minutes = divmod(minutes, _MINUTES_IN_HOUR)
            return self.say("hours", hours=hours, minutes=minutes)
        days, hours = divmod(nearest(minutes / _MINUTES_IN_HOUR), 24)
        return self.say("days", days=days, hours=hours)

    def local(self, at: datetime) -> datetime:
        """The same moment by the community's wall clock."""
        return at.astimezone(self._zone)

    def clock(self, at: datetime) -> str:
        """The local time of day."""
        return format_time(self.local(at), "HH:mm", locale=self._locale)

    def weekday(self, at: datetime) -> str:
        """The local weekday and time of day: "Friday 04:50"."""
        day = format_date(self.local(at).date(), "EEEE", locale=self._locale)
        return self.say("weekday-and-time", day=day, time=self.clock(at))

    def date(self, at: datetime) -> str:
        """The local date with its year: "9 November 2026"."""
        return format_date(self.local(at).date(), "long", locale=self._locale)

    def moment(self, at: datetime) -> str:
        """The local date and time of day: "9 November 2026, 14:05"."""
        return self.say("date-and-time", date=self.date(at), time=self.clock(at))

    def when(self, at: datetime, since: datetime) -> str:
        """The weekday for what happened from `since` on, else the date."""
        return self.weekday(at) if at >= since else self.moment(at)

    def stretch(self, start: datetime, end: datetime, since: datetime) -> tuple[str, str]:
        """Both ends of a stretch of time, the second without its day where that is the same."""
        same = self.local(start).date() == self.local(end).date()
        return self.when(start, since), self.clock(end) if same else self.when(end, since)

    def period(self, start: datetime, end: datetime) -> str:
        """The local days from `start` up to `end`, which is not among them."""
        first = self.local(start)
        last = self.local(end) - timedelta(microseconds=1)
        ends = format_date(last, "long", locale=self._locale)
        return self.say("period", first=self._beginning(first, last), last=ends)

    def _beginning(self, first: datetime, last: datetime) -> str:
        """The first day of a period, without what its last day says too."""
        if first.year != last.year:
            return format_date(first, "long", locale=self._locale)
        if first.month != last.month:
            return format_skeleton("MMMMd", first, locale=self._locale)
        return self.say("day-of-month", day=str(first.day))

    def room(self, name: str) -> str:
        """A room's name as one word of ours: marked, on one line, without control characters."""
        spaced = " ".join(name.split())
        kept = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
        return kept if kept.startswith("#") else f"#{kept}"

    def listed(self, items: list[str]) -> str:
        """Items one after another, with commas."""
        return self.say("list-separator").join(items)

    def question(
        self, key: MessageKey, room: str, at: datetime, since: datetime, url: str | None
    ) -> Reference:
        """Where a question stands: "question in #crumb, Friday 04:50"."""
        label = self.say("question-place", room=self.room(room), when=self.when(at, since))
        return Reference(key=key, label=label, url=openable(url))


def openable(url: str | None) -> str | None:
    """The address, if a reader's browser may be led there: a page or the platform's own page."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def nearest(value: float) -> int:
    """The nearest whole number; halves go away from zero, as people round."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)
