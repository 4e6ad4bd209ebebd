"""Uptake: whether replies take up words of what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade
from bot.metrics._unmeasured import Unmeasured

STYLE_WORDS = 50
"""Words a side from which the style of two people is compared (metrics.md, B-19)."""

_NO_DIVISION_BY_NOUGHT = 1e-4


class Uptake(Unmeasured):
    """How much more often replies take up a content word of what they answer than chance (B-19).

    Chance is another message of the same author on the same day, drawn by lot: see `matched` and
    `beyond_chance`. Beside it stands how alike two people's rates of function words are
    (`style_match`). It takes the words of a message and of what it answers at one time; a word that
    is kept, even as a number, would be a fingerprint of the text, so none is stored, and nothing
    counts them while the text lives: not measured. What would fool it: quoting, and names.
    Difference in -1..1, over four weeks; at least 200 replies.
    Source: Danescu-Niculescu-Mizil et al. 2012; Niederhoffer & Pennebaker 2002; metrics.md, B-19.
    """

    name: ClassVar[str] = "uptake"
    unit: ClassVar[str] = "difference"
    description: ClassVar[str] = (
        "How much more often replies take up words of what they answer than chance would"
    )
    higher_means: ClassVar[str] = "people took up more of what was said to them"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = 200
    source: ClassVar[str] = "Danescu-Niculescu-Mizil et al. 2012 (metrics.md, B-19)"
    least: ClassVar[float] = -1.0
    most: ClassVar[float] = 1.0
    cause: ClassVar[str] = "nothing counts words taken up while the text lives"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The content words of a message, and of what it answers; `answered` None: it answers nothing.

    `author` and `day` say which messages are like it.
    """

    author: str
    day: date
    words: frozenset[str]
    answered: frozenset[str] | None = None


def matched(
    messages: Sequence[Worded], random: np.random.Generator
) -> tuple[list[bool], list[bool]]:
    """Of each reply whether it took up a word, and whether a message like it would have.

    The message like it is drawn by lot from the others of the same author and day; a reply without
    any is left out of both. Source: metrics.md, section 5; Danescu-Niculescu-Mizil et al. 2012.
    """
    like: dict[tuple[str, date], list[int]] = {}
    for place, each in enumerate(messages):
        like.setdefault((each.author, each.day), []).append(place)
    took_up: list[bool] = []
    by_chance: list[bool] = []
    for place, each in enumerate(messages):
        others = [other for other in like[each.author, each.day] if other != place]
        if each.answered is None or not others:
            continue
        drawn = messages[others[int(random.integers(len(others)))]]
        took_up.append(not each.words.isdisjoint(each.answered))
        by_chance.append(not drawn.words.isdisjoint(each.answered))
    return took_up, by_chance


def beyond_chance(took_up: Sequence[bool], matched: Sequence[bool]) -> float | None:
    """Share of replies that took up a word, minus that of the matched messages; in -1..1.

    None where there is nothing on either side. Source: metrics.md, B-19.
    """
    if not took_up or not matched:
        return None
    return sum(took_up) / len(took_up) - sum(matched) / len(matched)


def style_match(one: int, words: int, other: int, other_words: int) -> float | None:
    """How alike two sides use one class of function words, 0..1; None: one side said too little.

    From how often each used it and how many words each said: 1 - |p - q| / (p + q + 0.0001).
    Source: Niederhoffer & Pennebaker 2002; Ireland & Pennebaker 2010 for the formula, from memory.
    """
    if min(words, other_words) < STYLE_WORDS:
        return None
    p, q = one / words, other / other_words
    return 1 - abs(p - q) / (p + q + _NO_DIVISION_BY_NOUGHT)
