"""Forms as Slack's modals, and what was filled into them.

Source: api.slack.com, "Modals". What is wrong stands at its field, in the same modal.
"""

import json
from collections.abc import Mapping
from typing import Final

from bot.core.cards import YES, Field, FieldKind, Form
from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import inner, text
from bot.platforms.slack.drawing import Block, option, rich, words

LONGEST_TITLE: Final = 24
LONGEST_LABEL: Final = 2000
LONGEST_INPUT: Final = 3000
MOST_OPTIONS: Final = 100


def modal(form: Form, about: Mapping[str, str]) -> Block:
    """The form as it is opened; `about`: what it goes on with, such as the channel. No words."""
    above = list(rich([(form.about,)], lambda key: key.message)) if form.about else []
    return {
        "type": "modal",
        "callback_id": form.action.id,
        "title": words(form.title, LONGEST_TITLE),
        "submit": words(form.submit, LONGEST_TITLE),
        "private_metadata": json.dumps(dict(about)),
        "blocks": above + [_input(each) for each in form.fields],
    }


def about_of(view: Record) -> dict[str, str]:
    """What a modal goes on with."""
    try:
        told: object = json.loads(text(view, "private_metadata") or "{}")
    except ValueError:
        return {}
    kept = inner({"told": told}, "told")
    return {name: text(kept, name) for name in kept}


def filled_in(view: Record) -> dict[str, str]:
    """What a handed-in modal says, by the key of each field; a ticked switch says `YES`."""
    values = inner(inner(view, "state"), "values")
    return {key: _value(_only(inner(values, key))) for key in values}


def wrong(form: Form) -> dict[str, str]:
    """What is the matter, by field, as Slack shows it there."""
    return {each.key: each.wrong for each in form.fields if each.wrong is not None}


def _only(block: Record) -> Record:
    """The one element of an input."""
    return inner(block, next(iter(block), ""))


def _value(element: Record) -> str:
    match text(element, "type"):
        case "checkboxes":
            chosen = element.get("selected_options")
            return YES if chosen else ""
        case "static_select":
            return text(inner(element, "selected_option"), "value")
        case "datepicker":
            return text(element, "selected_date")
        case _:
            return text(element, "value")


def _input(field: Field) -> Block:
    drawn: Block = {
        "type": "input",
        "block_id": field.key,
        "label": words(field.label, LONGEST_LABEL),
        "optional": not field.required,
        "element": _element(field),
    }
    about = field.wrong or field.about
    return drawn | ({"hint": words(about, LONGEST_LABEL)} if about else {})


def _element(field: Field) -> Block:
    match field.kind:
        case FieldKind.SWITCH:
            return _switch(field)
        case FieldKind.CHOICE if 0 < len(field.options) <= MOST_OPTIONS:
            return _choice(field)
        case FieldKind.DATE:
            drawn: Block = {"type": "datepicker", "action_id": field.key}
            return drawn | ({"initial_date": field.initial} if field.initial else {})
        case _:
            return _words(field)


def _switch(field: Field) -> Block:
    ticked = {"text": words(field.label, 75), "value": YES}
    drawn: Block = {"type": "checkboxes", "action_id": field.key, "options": [ticked]}
    return drawn | ({"initial_options": [ticked]} if field.initial == YES else {})


def _choice(field: Field) -> Block:
    drawn: Block = {
        "type": "static_select",
        "action_id": field.key,
        "options": [option(each) for each in field.options],
    }
    chosen = next((each for each in field.options if each.value == field.initial), None)
    return drawn | ({"initial_option": option(chosen)} if chosen else {})


def _words(field: Field) -> Block:
    drawn: Block = {
        "type": "plain_text_input",
        "action_id": field.key,
        "multiline": field.kind is FieldKind.LONG_TEXT,
        "min_length": field.least,
        "max_length": min(field.longest, LONGEST_INPUT),
    }
    return drawn | ({"initial_value": field.initial} if field.initial else {})
