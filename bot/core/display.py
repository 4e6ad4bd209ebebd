"""Keeps names that strangers chose from steering a terminal, a page or a report."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST_NAME: Final = 80
"""Characters of a room's or community's name that are shown: as long as Slack and Discord allow."""

_JOINERS: Final = frozenset("\u200c\u200d")
"""Persian names and many an emoji are written with them; they turn and hide nothing."""

_STEERING: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Controls, characters that turn the direction of text or cannot be seen, and halves of pairs."""

_PLAIN: Final = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u036f]*")
"""Nothing to look at one by one."""


def steers(text: str) -> bool:
    """Whether something in it would move, colour, hide or turn what is shown around it."""
    if _PLAIN.fullmatch(text):
        return False
    return any(_steers(character) for character in text)


def shown(text: str) -> str:
    """The same with a question mark for each character that steers; line ends are among them."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join("?" if _steers(character) else character for character in text)


def shown_name(text: str) -> str:
    """A name on one line and of bounded length, with nothing in it that steers; never empty."""
    name = shown(" ".join(text[: 4 * LONGEST_NAME].split()))
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 1]}\u2026"
    return name or "?"


@lru_cache(maxsize=4096)
def _steers(character: str) -> bool:
    return character not in _JOINERS and unicodedata.category(character) in _STEERING
