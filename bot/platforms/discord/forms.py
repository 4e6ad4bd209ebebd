"""Forms as Discord's modals, and what was filled into them; a modal holds five fields at most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import discord
from discord import ui

from bot.core.cards import YES, Field, FieldKind, Form
from bot.core.errors import TummlerError
from bot.platforms.discord.drawing import MOST_OPTIONS, fitted, option
from bot.platforms.discord.places import Payload, objects, text

MOST_FIELDS: Final = 5
LONGEST_TITLE: Final = 45
LONGEST_ABOUT: Final = 100
LONGEST_TEXT: Final = 4000


@dataclass(eq=False)  # errors are compared by identity
class FormTooLong(TummlerError):
    """The form {form} has {fields} fields; Discord shows five at most."""

    form: str
    fields: int


def modal(form: Form) -> ui.Modal:
    """The form as it is opened; what is handed in is known by the form's action alone.

    Raises FormTooLong.
    """
    if len(form.fields) > MOST_FIELDS:
        raise FormTooLong(form.action.id, len(form.fields))
    opened = ui.Modal(title=fitted(form.title, LONGEST_TITLE), custom_id=form.action.id)
    if form.about and len(form.fields) < MOST_FIELDS:
        opened.add_item(ui.TextDisplay[Any](form.about))
    for each in form.fields:
        about = each.wrong or each.about
        opened.add_item(
            ui.Label(
                text=fitted(each.label, LONGEST_TITLE),
                description=fitted(about, LONGEST_ABOUT) or None,
                component=_component(each),
            )
        )
    # It answers nothing itself: what is handed in is answered by its id, also after a restart.
    opened.stop()
    return opened


def filled_in(data: Payload) -> Mapping[str, str]:
    """What a handed-in modal says, by the key of each field; a ticked switch says `YES`."""
    return dict(_values(data.get("components")))


def _values(components: object) -> Iterator[tuple[str, str]]:
    for each in objects(components):
        inner = each.get("component")
        if isinstance(inner, dict):
            yield from _values([cast("Payload", inner)])
        key = text(each, "custom_id")
        if key is not None:
            yield key, _value(each)


def _value(component: Payload) -> str:
    values = component.get("values")
    if isinstance(values, list):
        return next((str(each) for each in cast("list[object]", values)), "")
    value = component.get("value")
    if isinstance(value, bool):
        return YES if value else ""
    return value if isinstance(value, str) else ""


def _component(field: Field) -> ui.Item[Any]:
    if field.kind is FieldKind.SWITCH:
        return ui.Checkbox[Any](custom_id=field.key, default=field.initial == YES)
    # A longer list is typed; what is none of it is told to whoever typed it.
    if field.kind is FieldKind.CHOICE and len(field.options) <= MOST_OPTIONS:
        return ui.Select[Any](
            custom_id=field.key,
            required=field.required,
            min_values=1 if field.required else 0,
            options=[option(each, chosen=field.initial) for each in field.options],
        )
    return _text_input(field)


def _text_input(field: Field) -> ui.TextInput[Any]:
    long = field.kind is FieldKind.LONG_TEXT
    dated = field.kind is FieldKind.DATE
    return ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        default=field.initial or None,
        placeholder="2026-12-31" if dated else None,
        required=field.required,
        min_length=field.least or None,
        max_length=min(field.longest, LONGEST_TEXT),
    )
