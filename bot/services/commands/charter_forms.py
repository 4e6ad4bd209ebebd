"""The charter in forms of five fields, as many as a window on every platform holds."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from bot.core.cards import Action, Field, FieldKind, Form, Option
from bot.core.charter import ObjectKind
from prompts import Phrases

AREA = "charter"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "about": ("kind", "purpose", "facets", "tone", "norms"),
    "more": ("vocabulary", "values", "good_conversation", "off_limits", "never"),
    "place": (
        *("language", "other_languages", "timezone"),
        *("quiet_hours.start", "quiet_hours.end"),
    ),
}
"""What stands in one form together; the first holds all that must be said."""
_LISTS = frozenset(
    {
        *("facets", "norms", "vocabulary", "values", "off_limits", "never", "other_languages"),
        *("moderators",),
    }
)
_LONG = frozenset({"purpose", "tone", "good_conversation", *_LISTS})
_NEEDED = frozenset({"kind", "purpose", "facets", "tone", "timezone"})
_HOUR_AND_MINUTE = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class CharterText:
    """The text of a charter, read as far as a form shows it, whatever is still missing."""

    text: str

    def said(self, field: str) -> str:
        """What stands in one field: a list with one entry on each line."""
        value: object = tomllib.loads(self.text)
        for part in field.split("."):
            if not isinstance(value, dict):
                return ""
            value = cast("dict[str, object]", value).get(part, "")
        if isinstance(value, list):
            return "\n".join(str(each) for each in cast("list[object]", value))
        return str(value)

    def artefacts(self) -> list[dict[str, str]]:
        """Name, link and facet of each artefact, where it has them."""
        held = cast("list[dict[str, str]]", tomllib.loads(self.text).get("artefacts", []))
        return [{name: value for name, value in each.items() if value} for each in held]

    def entries(self, field: str) -> list[str]:
        """The entries of a list."""
        return [line for line in self.said(field).splitlines() if line]


def charter_form(group: str, text: CharterText, words: Phrases) -> Form:
    """One form, filled with what is said so far."""
    return Form(
        action=Action(area=AREA, verb="keep", key=group),
        title=words.say(f"charter-form-{group}"),
        about=words.say("charter-form-about-it"),
        fields=tuple(_field(each, text, words) for each in GROUPS[group]),
        submit=words.say("charter-form-keep"),
    )


def settings_of(group: str, filled: Mapping[str, str]) -> dict[str, str]:
    """What was filled in, as the charter's text takes it."""
    return {each: as_setting(each, filled.get(each, "")) for each in GROUPS[group]}


def as_setting(field: str, said: str) -> str:
    """One field as TOML writes it: a list from its lines, an hour with its seconds."""
    if field in _LISTS:
        return json.dumps([line.strip() for line in said.splitlines() if line.strip()])
    if field.startswith("quiet_hours."):
        hour = said.strip()
        return f"{hour}:00" if _HOUR_AND_MINUTE.fullmatch(hour) else hour
    return json.dumps(" ".join(said.split()))


def _field(name: str, text: CharterText, words: Phrases) -> Field:
    key = name.replace(".", "-").replace("_", "-")
    choices = tuple(each.value for each in ObjectKind) if name == "kind" else ()
    return Field(
        key=name,
        label=words.say(f"charter-ask-{key}"),
        kind=_kind(name),
        about=words.say("charter-one-a-line") if name in _LISTS else "",
        initial=text.said(name),
        required=name in _NEEDED,
        options=tuple(Option(value=c, label=words.say(f"charter-kind-{c}")) for c in choices),
        longest=600 if name in _LONG else 100,
    )


def _kind(name: str) -> FieldKind:
    if name == "kind":
        return FieldKind.CHOICE
    return FieldKind.LONG_TEXT if name in _LONG else FieldKind.TEXT
