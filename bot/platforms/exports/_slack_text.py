"""Slack's own markup as plain text, and the people it addresses."""

import re
from html import unescape
from typing import Final

_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]{1,32})(?:\|[^<>]*)?>")
_MARKUP: Final = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


def people_addressed(raw: str) -> tuple[str, ...]:
    """The ids of the people mentioned, each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(raw))) if "<@" in raw else ()


def plain_text(raw: str) -> str:
    """What a reader sees: labels for links and channels, `@` before people and groups."""
    shown = _MARKUP.sub(_shown, raw) if "<" in raw else raw
    return unescape(shown) if "&" in shown else shown


def _shown(match: re.Match[str]) -> str:
    sign, target, label = match.groups()
    match sign:
        case "@" | "#":
            return sign + (label or target)
        case "!":
            name = label or target.partition("^")[0]
            return name if name.startswith("@") else f"@{name}"
        case _:
            return label or target
