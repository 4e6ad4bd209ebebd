"""What stands in the id of a control on Discord around the action that it is for.

An id is the action, before which there may be: the server it belongs to, where it stands in a
direct message; the part of a list that is too long for one menu; and that it asks back first.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.cards import Action

_MARKED: Final = re.compile(r"(?:g(?P<guild>\d+):)?(?:(?P<part>\d+):)?(?P<sure>sure:)?(?P<id>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The id of a control, taken apart. `id`: the action, which may be nobody's.

    `guild`: the server it is about, where it does not stand in one. `sure`: whoever presses it is
    asked back.
    """

    id: str
    guild: str | None = None
    sure: bool = False


def marked(action: Action, *, guild: str | None = None, part: int = 1, sure: bool = False) -> str:
    """The control's id."""
    place = "" if guild is None else f"g{guild}:"
    piece = "" if part == 1 else f"{part}:"
    return f"{place}{piece}{'sure:' if sure else ''}{action.id}"


def mark_of(custom_id: str) -> Mark:
    """What a control's id means, whatever it is."""
    found = _MARKED.fullmatch(custom_id)
    if found is None:
        return Mark(id=custom_id)
    return Mark(id=found["id"], guild=found["guild"], sure=found["sure"] is not None)
