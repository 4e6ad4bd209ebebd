"""Reading the fields of one record: ids, names and words, whatever type they came in."""

import re
from typing import Final

from bot.core.display import steers
from bot.platforms.exports.problems import BadRecord, Fault

LONGEST_ID: Final = 255
"""Longer than any platform's id or room name; what is longer is text in the wrong column."""

LONGEST_TEXT: Final = 1_000_000
"""Characters of one message: ten times what the most generous platform takes."""

MOST_MENTIONS: Final = 50
"""Discord pings at most 100 and Slack's people tire sooner; a list of members is no address."""

_AT_NAME: Final = re.compile(r"(?<![\w@.])@(\w(?:[\w.-]{0,62}\w)?)")


def identifier(value: object, missing: Fault, field: str) -> str:
    """An id as text; raises BadRecord with `missing`, or BAD_ID when it cannot be one."""
    if not isinstance(value, str):
        if value is None:
            raise BadRecord(missing, field)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise BadRecord(Fault.BAD_ID, field)
    text = value.strip()
    if not text:
        raise BadRecord(missing, field)
    if len(text) > LONGEST_ID or steers(text):
        raise BadRecord(Fault.BAD_ID, field)
    return text


def optional_identifier(value: object, field: str) -> str | None:
    """An id as text, or None when the field is absent or empty; raises BadRecord (BAD_ID)."""
    if value is None or value == "":
        return None
    return identifier(value, Fault.BAD_ID, field)


def words(value: object, field: str) -> str:
    """A text, empty or not; raises BadRecord."""
    if value is None:
        raise BadRecord(Fault.NO_TEXT, field)
    if not isinstance(value, str):
        raise BadRecord(Fault.BAD_TEXT, field)
    if len(value) > LONGEST_TEXT:
        raise BadRecord(Fault.TOO_LONG, field)
    return value


def names_addressed(text: str) -> tuple[str, ...]:
    """The names after an at sign, each once, in order; an e-mail address names nobody."""
    if "@" not in text:
        return ()
    found = dict.fromkeys(_AT_NAME.findall(text))
    return tuple(found)[:MOST_MENTIONS]


def is_yes(value: object) -> bool:
    """Whether a column that marks bots says so."""
    if isinstance(value, str):
        return value.strip().lower() in {"1", "true", "t", "yes", "y", "bot"}
    return value is True or value == 1
