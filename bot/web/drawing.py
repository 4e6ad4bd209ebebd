"""Draws answers to people as HTML: cards and forms, with members' words as mere words."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.core.cards import (
    Answer,
    Attachment,
    Button,
    Card,
    Form,
    Linked,
    Run,
    Section,
    Select,
    Theirs,
)
from bot.core.cards import Line as Words
from bot.core.display import shown
from bot.core.ids import MessageKey

Address = Callable[[MessageKey], str]
"""Where a message stands, as a path of the local pages."""


def plainly(text: str) -> str:
    """Words of somebody with nothing in them that steers the page; line ends stay."""
    return "\n".join(shown(line) for line in text.splitlines())


@lru_cache
def templates() -> Environment:
    """The templates of the local pages; everything that is filled in is escaped."""
    return Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What goes along with a press: the page it comes `back` to, and the message it is `about`."""

    back: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a line. `link`: where it leads; empty: nowhere."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSection:
    """A section, with its words made safe and its links found."""

    heading: tuple[Part, ...]
    lines: tuple[tuple[Part, ...], ...]
    facts: tuple[tuple[str, tuple[Part, ...]], ...]
    selects: tuple[Select, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCard:
    """A card, ready for the template. `files`: name and address of what comes with it."""

    heading: str
    mood: str
    sections: tuple[DrawnSection, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """An answer, ready for the template: either a card or a form."""

    card: DrawnCard | None = None
    form: Form | None = None


def drawn(answer: Answer, address: Address) -> Drawn:
    """Make an answer ready; `address`: where a message that it names stands."""
    if isinstance(answer, Form):
        return Drawn(form=answer)
    return Drawn(card=_card(answer, address))


def _card(card: Card, address: Address) -> DrawnCard:
    return DrawnCard(
        heading=card.heading,
        mood=card.mood.value,
        sections=tuple(_section(each, address) for each in card.sections),
        files=tuple((each.name, _kept_in(each)) for each in card.attachments),
    )


def _section(section: Section, address: Address) -> DrawnSection:
    def line(words: Words) -> tuple[Part, ...]:
        return tuple(_part(run, address) for run in words)

    return DrawnSection(
        heading=line(section.heading),
        lines=tuple(line(each) for each in section.lines),
        facts=tuple((fact.label, line(fact.value)) for fact in section.facts),
        selects=section.selects,
        buttons=section.buttons,
    )


def _part(run: Run, address: Address) -> Part:
    match run:
        case str():
            return Part(text=run)
        case Theirs(text=text):
            return Part(text=plainly(text))
        case Linked():
            return Part(text=run.label, link=_leads(run.to, address))


def _leads(to: MessageKey | str, address: Address) -> str:
    if isinstance(to, MessageKey):
        return address(to)
    # An address that a moderator wrote may lead to a page, and to nothing that runs.
    return to if to.startswith(("https://", "http://", "/")) else ""


def _kept_in(file: Attachment) -> str:
    content = base64.b64encode(file.content).decode()
    return f"data:{file.media};base64,{content}"
