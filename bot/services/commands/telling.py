"""What several answers say alike: moments, days, counts of people, cards of one sentence."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.core.cards import Card, Mood, Section
from bot.services.interruptions import FEWEST
from prompts import REGIONS, Phrases


def when(at: datetime, zone: str, words: Phrases) -> str:
    """A moment by the community's wall clock."""
    return _shown(at, zone, "d MMMM y, HH:mm", words)


def day(at: datetime, zone: str, words: Phrases) -> str:
    """A day by the community's wall clock."""
    return _shown(at, zone, "d MMM y", words)


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


def _shown(at: datetime, zone: str, form: str, words: Phrases) -> str:
    locale = REGIONS.get(words.language, words.language).replace("-", "_")
    return format_datetime(at.astimezone(ZoneInfo(zone)), form, locale=locale)
