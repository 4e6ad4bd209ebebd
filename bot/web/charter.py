"""The charter as a page: what is in force, and what each earlier version changed. Read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.core.charter import Charter
from bot.core.framework import Framework
from bot.digest.palette import DARK, LIGHT
from bot.services.charter_told import Change, editions, sections
from bot.web.drawing import templates
from prompts import Phrases, phrases

LOCALE = "en_GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a field says; `link` None: there is nothing to open."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field as the page shows it; `words`: they stand side by side, not below each other."""

    label: str
    entries: tuple[Entry, ...]
    words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One version of the history. `changes` None: it is the first."""

    version: int
    heading: str
    rests_on: str
    changes: tuple[Change, ...] | None


class CharterPage:
    """Draws the charter from its signed versions, oldest first. It names nobody, only how many."""

    def __init__(self, name: str, zone: str, signed: Sequence[Framework], *, demo: bool) -> None:
        self._name = name
        self._zone = ZoneInfo(zone)
        self._signed = tuple(signed)
        self._demo = demo
        self._words: Phrases = phrases("en")

    def html(self) -> str:
        """The whole page, self-contained, without script."""
        current = self._signed[-1] if self._signed else None
        return (
            templates()
            .get_template("charter.html")
            .render(
                say=self._words.say,
                light=LIGHT,
                dark=DARK,
                name=self._name,
                demo=self._demo,
                heading=None if current is None else self._heading(current),
                fields=() if current is None else self._fields(current.charter),
                history=tuple(self._past()),
            )
        )

    def _heading(self, framework: Framework) -> str:
        gone = not framework.signed_by.member
        role = self._words.say("charter-signer-gone" if gone else "charter-signer")
        at = framework.signed_at.astimezone(self._zone)
        when = format_datetime(at, "d MMMM y, HH:mm", locale=LOCALE)
        return self._words.say("charter-signed", version=framework.version, role=role, when=when)

    def _fields(self, charter: Charter) -> tuple[Field, ...]:
        links = {each.link for each in charter.social_object.artefacts if each.link}
        return tuple(
            Field(
                label=each.label,
                entries=tuple(_entry(said, links) for said in each.said),
                words=each.field == "vocabulary",
            )
            for each in sections(charter, self._words)
        )

    def _past(self) -> Sequence[Past]:
        return [
            Past(
                version=each.framework.version,
                heading=self._heading(each.framework),
                rests_on="; ".join(each.framework.evidence),
                changes=each.changes,
            )
            for each in editions(self._signed, self._words)
        ]


def _entry(said: str, links: set[str]) -> Entry:
    text, _, last = said.rpartition(" ")
    # A charter is written by people: only an address of the web becomes a link.
    if last in links and urlsplit(last).scheme in {"http", "https"}:
        return Entry(text=text, link=last)
    return Entry(text=said)
