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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tongue:
    """What the rules look for in one language; `decimal` has the whole part as its first group."""

    banned: re.Pattern[str]
    cause: re.Pattern[str]
    decimal: re.Pattern[str]
    volume: re.Pattern[str]


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
_VOLUME = re.compile(
    r"\d[\d,.\u00a0 ]*(?:messages?|posts?|members?|users?|people|conversations?|authors?|lines?)\b",
    re.IGNORECASE,
)
_ENGLISH = _Tongue(banned=_BANNED, cause=_CAUSE, decimal=_DECIMAL, volume=_VOLUME)
_GERMAN = _Tongue(
    banned=re.compile(
        r"\b(engagement|engagiert\w*|top|beste[mnrs]?|aktivste[mnrs]?|aktive (?:nutzer|mitglied)\w*"
        r"|champions?|ranglisten?|bestenlisten?|toxi(?:sch|zität)\w*|trolle?n?|influencer\w*"
        r"|signifikan\w+|bew(?:eist|eisen|ies|iesen)|boost\w*|viral\w*|sprunghaft\w*"
        r"|verbesser\w+|keine wirkung|vielversprechend\w*|power.?user\w*)\b",
        re.IGNORECASE,
    ),
    cause=re.compile(
        r"\b(weil|wegen|aufgrund|dank (?:de[mrs]|eine[mrs])|dadurch|verursach\w+|bewirk\w+"
        r"|führ(?:t|te|ten) (?:da)?zu|hätte \w+ (?:gehoben|erhöht)|brachte (?:leute|mitglieder))\b",
        re.IGNORECASE,
    ),
    decimal=re.compile(r"(?<![\w,-])(\d+),\d+(?![\w,-]*\d)"),
    volume=re.compile(
        r"\d[\d,.\u00a0 ]*(?:nachrichten|beiträge|mitglieder|personen|leute|menschen|gespräche"
        r"|zeilen)\b",
        re.IGNORECASE,
    ),
)
_TONGUES = {"de": _GERMAN}
"""English where a language has no words of its own here: a loan word is no better."""
_MENTION = re.compile(r"(?<![\w@])@\w|<[@!#]\S+>")
_ARROWS = frozenset("←↑→↓↔↕↗↘↖↙⇒⇑⇓▲▼△▽⬆⬇")


def hits(
    text: str, *, part: str, names: Iterable[str] = (), language: str = "en"
) -> tuple[Hit, ...]:
    """The rules this sentence breaks, each once.

    `language`: the sentence's, as ISO 639-1, for words and decimal signs differ. `names`: words
    that are not ours (rooms, the community), left out before looking. `part`: the section it stands
    in; a volume is refused in "headline", a cause everywhere but in learning.
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "\u2026") if name else text
    tongue = _TONGUES.get(language, _ENGLISH)
    found = [
        _first(Rule.BANNED, tongue.banned, text),
        None if part in CAUSES_ALLOWED else _first(Rule.CAUSE, tongue.cause, text),
        _decimal(text, tongue),
        Hit(rule=Rule.EXCLAMATION, words="!") if "!" in text else None,
        _symbol(text),
        _first(Rule.VOLUME, tongue.volume, text) if part == "headline" else None,
        _first(Rule.PERSON, _MENTION, text),
    ]
    return tuple(hit for hit in found if hit is not None)


def _first(rule: Rule, pattern: re.Pattern[str], text: str) -> Hit | None:
    match = pattern.search(text)
    return None if match is None else Hit(rule=rule, words=match.group())


def _decimal(text: str, tongue: _Tongue) -> Hit | None:
    """No decimals, except of a percentage under two."""
    for match in tongue.decimal.finditer(text):
        if int(match.group(1)) > 1 or "%" not in text:
            return Hit(rule=Rule.DECIMAL, words=match.group())
    return None


def _symbol(text: str) -> Hit | None:
    for character in text:
        if character in _ARROWS or unicodedata.category(character) in {"So", "Sk"}:
            return Hit(rule=Rule.SYMBOL, words=character)
    return None
