"""The wording rules of the digest, held by a machine over templates and finished reports."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """One wording rule (digest.md, section 3)."""

    BANNED = "banned word"
    CAUSE = "a cause outside learning"
    DECIMAL = "a decimal"
    EXCLAMATION = "an exclamation mark"
    SYMBOL = "an arrow or emoji"
    VOLUME = "volume in the headline"
    PERSON = "a person is named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule and what broke it; `words` is shown in tests only, never logged."""

    rule: Rule
    words: str


CAUSES_ALLOWED = frozenset({"learning"})
"""Parts in which a cause may be claimed, with a range beside it."""

_BANNED = re.compile(
    r"\b(engag(?:ement|ing|ed)|active (?:users?|members?|people)|top|best|most active|champions?"
    r"|leaderboards?|toxic(?:ity)?|trolls?|influencers?|significant(?:ly)?|prov(?:es?|en)|boost\w*"
    r"|works|viral|spik(?:e|es|ed|ing)|surg(?:e|es|ed|ing)|improv(?:es?|ed|ing)|no effect"
    r"|promising|power users?)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(because|led to|leads to|thanks to|caus(?:ed|es|ing)(?: by)?|due to|result(?:ed|s) in"
    r"|as a result|would have raised|made (?:people|them|members) \w+)\b",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?<![\w.-])(\d+)\.\d+(?![\w.-]*\d)")
_PERCENT = re.compile(r"%")
_VOLUME = re.compile(
    r"\d[\d,.\u00a0 ]*(?:messages?|posts?|members?|users?|people|conversations?|authors?|lines?)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"(?<![\w@])@\w|<[@!#]\S+>")
_ARROWS = frozenset("←↑→↓↔↕↗↘↖↙⇒⇑⇓▲▼△▽⬆⬇")


def hits(text: str, *, part: str, names: Iterable[str] = ()) -> tuple[Hit, ...]:
    """The rules this sentence breaks, each once.

    `names`: words that are not ours (rooms, the community), left out before looking. `part`: the
    section it stands in; a volume is refused in "headline", a cause everywhere but in learning.
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "\u2026") if name else text
    found = [
        _first(Rule.BANNED, _BANNED, text),
        None if part in CAUSES_ALLOWED else _first(Rule.CAUSE, _CAUSE, text),
        _decimal(text),
        Hit(rule=Rule.EXCLAMATION, words="!") if "!" in text else None,
        _symbol(text),
        _first(Rule.VOLUME, _VOLUME, text) if part == "headline" else None,
        _first(Rule.PERSON, _MENTION, text),
    ]
    return tuple(hit for hit in found if hit is not None)


def _first(rule: Rule, pattern: re.Pattern[str], text: str) -> Hit | None:
    match = pattern.search(text)
    return None if match is None else Hit(rule=rule, words=match.group())


def _decimal(text: str) -> Hit | None:
    """No decimals, except of a percentage under two."""
    for match in _DECIMAL.finditer(text):
        if int(match.group(1)) > 1 or _PERCENT.search(text) is None:
            return Hit(rule=Rule.DECIMAL, words=match.group())
    return None


def _symbol(text: str) -> Hit | None:
    for character in text:
        if character in _ARROWS or unicodedata.category(character) in {"So", "Sk"}:
            return Hit(rule=Rule.SYMBOL, words=character)
    return None
