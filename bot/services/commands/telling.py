"""What several answers say alike: moments, days, counts of people, cards of one sentence."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from bot.core.cards import Card, Mood, Section
from bot.services.interruptions import FEWEST
from prompts import REGIONS, Phrases


def when(at: datetime, zone: str, words: Phrases) -> str:
    """A moment by the community's wall clock."""
    local, locale = at.astimezone(ZoneInfo(zone)), _locale(words)
    date, time = format_date(local, "long", locale), format_time(local, "HH:mm", locale=locale)
    return words.say("date-and-time", date=date, time=time)


def day(at: datetime, zone: str, words: Phrases) -> str:
    """A day by the community's wall clock."""
    return format_skeleton("yMMMd", at.astimezone(ZoneInfo(zone)), locale=_locale(words))


def number(value: float, words: Phrases) -> str:
    """A number with the signs of the language, and at most three digits after its point."""
    return format_decimal(value, "#,##0.###", locale=_locale(words))


def few(count: int, words: Phrases) -> str:
    """A number about people; a small one is not told exactly."""
    return words.say("fewer-than-five") if 0 < count < FEWEST else str(count)


def said(text: str, *more: str) -> Card:
    """A card of a sentence, and of lines below it."""
    return Card(heading=text, sections=_lines(more))


def not_done(text: str, *more: str) -> Card:
    """The same where nothing was changed."""
    return Card(heading=text, sections=_lines(more), mood=Mood.REFUSED)


def _lines(more: Iterable[str]) -> tuple[Section, ...]:
    lines = tuple((each,) for each in more)
    return (Section(lines=lines),) if lines else ()


def _locale(words: Phrases) -> Locale:
    return Locale.parse(REGIONS.get(words.language, words.language), sep="-")
