"""An answer to a person as a description, which each surface draws in its own way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from bot.core.errors import TummlerError
from bot.core.ids import MessageKey

LONGEST_ID: Final = 100
"""Characters of a button's id; what Discord allows is the least."""
YES: Final = "yes"
"""What a ticked switch of a form says; an unticked one says nothing."""

_ID: Final = re.compile(r"[a-z][a-z-]*:[a-z][a-z-]*:[!-~]+")


class Role(IntEnum):
    """What somebody may do here; each may do what those before may."""

    MEMBER = 0
    MODERATOR = 1
    STEWARD = 2


@dataclass(eq=False)  # errors are compared by identity
class NotAnAction(TummlerError):
    """{id} names no action: area:verb:key, {longest} characters at most."""

    id: str
    longest: int = LONGEST_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a press asks for, as `area:verb:key`.

    `key` leads into our tables: it holds no state and no words of anybody. Raises NotAnAction for
    what no platform would carry.
    """

    area: str
    verb: str
    key: str

    def __post_init__(self) -> None:
        """Refuse early."""
        if len(self.id) > LONGEST_ID or not _ID.fullmatch(self.id):
            raise NotAnAction(self.id)

    @property
    def id(self) -> str:
        """The custom id that a platform carries."""
        return f"{self.area}:{self.verb}:{self.key}"


def action_of(custom_id: str) -> Action:
    """The action that a platform's custom id stands for; raises NotAnAction."""
    area, _, rest = custom_id.partition(":")
    verb, _, key = rest.partition(":")
    return Action(area=area, verb=verb, key=key)


@dataclass(frozen=True, slots=True)
class Theirs:
    """Words or a name that some person chose: shown as they are, never as markup, never calling."""

    text: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of ours that lead to a message, which the surface turns into an address, or to one."""

    label: str
    to: MessageKey | str


Run = str | Theirs | Linked
"""A stretch of a line: our words, theirs, or a link."""
Line = tuple[Run, ...]
"""What is read in one go. Ours is plain text too: no surface reads markup out of it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know, under its name."""

    label: str
    value: Line


class Style(StrEnum):
    """How much weight a button has."""

    PLAIN = "plain"
    MAIN = "main"
    RISKY = "risky"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """What a person may press. `confirm`: what they are asked first; None: nothing.

    `opens_form`: the press is answered by a form, so a surface must not defer before it.
    """

    action: Action
    label: str
    style: Style = Style.PLAIN
    confirm: str | None = None
    opens_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several to choose from; `value` is what is sent, `label` what is read."""

    value: str
    label: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Choosing one of several, which sends the action with the chosen value at once."""

    action: Action
    label: str
    options: tuple[Option, ...]
    chosen: str | None = None


class FieldKind(StrEnum):
    """What is asked for in one field of a form."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    SWITCH = "switch"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form; what is filled in is text, a switch says `YES` or nothing.

    `least` and `longest` count characters. `initial` is what stands there at first, `wrong` what is
    the matter with it: shown at the field, in the form that is shown again.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    about: str = ""
    initial: str = ""
    required: bool = True
    least: int = 0
    longest: int = 4000
    options: tuple[Option, ...] = ()
    wrong: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form; handing it in sends its action with what was filled in. `about` stands above it."""

    action: Action
    title: str
    fields: tuple[Field, ...]
    submit: str
    about: str = ""

    def again(self, filled: Mapping[str, str], wrong: Mapping[str, str]) -> "Form":
        """The same with what was filled in, and at each field what is the matter with it."""
        return replace(
            self,
            fields=tuple(
                replace(each, initial=filled.get(each.key, ""), wrong=wrong.get(each.key))
                for each in self.fields
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that comes with an answer. `media` is its type, as in `application/json`.

    `alt`: what a picture shows, for whoever does not see it.
    """

    name: str
    media: str
    content: bytes
    alt: str = ""

    def __repr__(self) -> str:
        """Hides what is in it."""
        return f"Attachment(name={self.name!r}, size={len(self.content)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What belongs together, drawn in this order; a surface that must split splits between them."""

    heading: Line = ()
    lines: tuple[Line, ...] = ()
    facts: tuple[Fact, ...] = ()
    selects: tuple[Select, ...] = ()
    buttons: tuple[Button, ...] = ()


class Mood(StrEnum):
    """What became of what was asked."""

    DONE = "done"
    REFUSED = "refused"
    """Nothing was changed, and the card says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An answer. `private`: for the person alone who asked. `may_press`: the least role for what
    can be pressed here; whoever handles the press asks again. `kept`: nobody can ask for it again,
    so a platform that may lose an answer sends it to where it stays.
    """

    heading: str
    sections: tuple[Section, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())
    private: bool = True
    kept: bool = False
    may_press: Role = Role.MEMBER
    mood: Mood = Mood.DONE


Answer = Card | Form
"""What a command or a press is answered with."""


def wrong_in(field: Field, filled: str) -> str | None:
    """What a surface that cannot check a field itself would have refused; None: nothing.

    The name of a sentence, for whoever says it to a person.
    """
    if not filled:
        return "form-needed" if field.required else None
    if not field.least <= len(filled) <= field.longest:
        return "form-length"
    if field.kind is FieldKind.CHOICE and filled not in {each.value for each in field.options}:
        return "form-choice"
    if field.kind is FieldKind.SWITCH and filled != YES:
        return "form-choice"
    if field.kind is FieldKind.DATE and not _is_date(filled):
        return "form-date"
    return None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
