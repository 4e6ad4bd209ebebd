"""What the linker keeps of one text: a few dozen small numbers, from which nobody can read it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.language.prepare import prepare

MARKS = 34
WORDS = 16
RARITY_BUCKETS = 1 << 16
STEPS = 64
"""A mark is kept in steps of this part of one."""
LEAST_RARITY = 2.0
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"\S{3,40}[:,] ")
_LONGEST = 4_000
_CODE = "/-`=$_|{}();<>"


def _kind(said: str) -> frozenset[str]:
    return frozenset(said.split())


# In English, as the set the linker learns from is; in other languages these say nothing.
_ASKING = _kind("what why how where when who which whats hows wheres whos")
_OPENERS = _kind(
    "is are am do does did can could would should will has have isn't don't doesn't can't"
    " didn't isnt dont doesnt cant didnt any anyone anybody"
)
_ASSENT = _kind(
    "yes yeah yep yup ya no nope nah ok okay k sure right true correct exactly indeed fine agreed"
)
_GREETING = _kind("hi hello hey hiya hola greetings morning evening yo sup")
_THANKS = _kind("thanks thank thx ty thnx tnx cheers tks")
_ONWARDS = _kind(
    "and but also so or then because cause cuz plus though although well besides except unless"
)
_POINTING = _kind("it its it's that thats that's this they those these he she there")
_SELF = _kind("i im i'm ive i've my me i'll ill i'd mine")
_YOU = _kind("you your you're u ur youre yours yourself")
_ANYONE = _kind(
    "anyone anybody someone somebody everyone everybody all guys folks people room channel"
)
_TROUBLE = _kind(
    "error problem problems help trying tried cannot issue fails failed broken wrong work"
    " working works install"
)
_LAUGHTER = _kind("lol haha hehe heh rofl lmao hah hehehe lolol ha")
_SMILES = (":)", ";)", ":D", ":p", ":P", "😀", "😂", "🙂")
_SLIPS = _kind("sorry oops whoops nevermind nvm ah oh hmm hm hmmm wait")
_ADVICE = _kind(
    "try use check run type install go look see click open add remove make put get read google"
    " just edit change"
)
_PLAIN = frozenset[str]().union(
    *(_ASKING, _OPENERS, _ASSENT, _GREETING, _THANKS, _ONWARDS, _POINTING, _SELF, _YOU),
    *(_ANYONE, _LAUGHTER, _SLIPS),
)
SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One message as the linker sees it.

    `marks`: float32 (MARKS,), 0..2. `words`: uint16 (WORDS,), the rarest words' buckets, 0 for
    none, with `weights`: float32 (WORDS,), how rare each is.
    """

    marks: NDArray[np.float32]
    words: NDArray[np.uint16]
    weights: NDArray[np.float32]


def trace_of(text: str, mentions: int, rarity: NDArray[np.float32]) -> Trace:
    """The trace of a text that mentions so many people.

    `rarity`: float32 (RARITY_BUCKETS,), the natural logarithm of how rarely a word is used.
    """
    text = text[:_LONGEST]
    words = _WORD.findall(prepare(text).prose.lower())
    marks = np.array(_marks(text, words, mentions), np.float32)
    np.rint(marks * STEPS, out=marks)
    marks /= STEPS
    kept, weights = _rarest(words, rarity)
    return Trace(marks=marks, words=kept, weights=weights)


def packed(trace: Trace, mentions: Sequence[str]) -> bytes:
    """The trace and whom the message mentions, in few bytes."""
    marks = np.rint(trace.marks * STEPS).astype(np.uint8)
    words = trace.words.astype("<u2")
    return marks.tobytes() + words.tobytes() + "\0".join(mentions).encode(errors="surrogatepass")


def unpacked(kept: bytes, rarity: NDArray[np.float32]) -> tuple[Trace, tuple[str, ...]]:
    """What `packed` was given; raises ValueError for bytes that it did not give."""
    marks = np.frombuffer(kept, np.uint8, MARKS).astype(np.float32)
    marks /= STEPS
    words = np.frombuffer(kept, "<u2", WORDS, MARKS).astype(np.uint16)
    weights = np.where(words > 0, rarity[words], 0)
    names = kept[MARKS + 2 * WORDS :].decode(errors="surrogatepass")
    trace = Trace(marks=marks, words=words, weights=weights)
    return trace, tuple(names.split("\0")) if names else ()


def buckets_of(text: str) -> frozenset[int]:
    """The buckets of a text's words, for counting how rare each is."""
    return _buckets(_WORD.findall(prepare(text[:_LONGEST]).prose.lower()))


def _buckets(words: list[str]) -> frozenset[int]:
    return frozenset(
        crc32(word.encode()) % (RARITY_BUCKETS - 1) + 1 for word in words if len(word) > 1
    )


def _rarest(
    words: list[str], rarity: NDArray[np.float32]
) -> tuple[NDArray[np.uint16], NDArray[np.float32]]:
    kept, weights = np.zeros(WORDS, np.uint16), np.zeros(WORDS, np.float32)
    ranked = sorted([(rarity.item(bucket), bucket) for bucket in _buckets(words)], reverse=True)
    chosen = [each for each in ranked[:WORDS] if each[0] > LEAST_RARITY]
    if chosen:
        weights[: len(chosen)], kept[: len(chosen)] = zip(*chosen, strict=True)
    return kept, weights


def _marks(text: str, words: list[str], mentions: int) -> tuple[float, ...]:
    kinds, first = set(words), words[0] if words else ""
    leading = bool(mentions) and text.lstrip().startswith(("@", "<@"))
    return (
        min(len(words), 60) ** 0.5 / 4,
        *_shape(text, mentions, leading=leading),
        first in _ASKING or (len(words) > 1 and words[1] in _ASKING),
        first in _OPENERS,
        not kinds.isdisjoint(_THANKS),
        first in _ASSENT,
        first in _GREETING,
        first in _SELF,
        not kinds.isdisjoint(_SELF),
        not kinds.isdisjoint(_YOU),
        not kinds.isdisjoint(_ANYONE),
        first in _ONWARDS,
        first in _POINTING,
        not kinds.isdisjoint(_POINTING),
        len(words) < SHORT,
        not kinds.isdisjoint(_LAUGHTER) or any(smile in text for smile in _SMILES),
        first in _SLIPS,
        not kinds.isdisjoint(_TROUBLE),
        first in _ADVICE,
        not kinds.isdisjoint(_ADVICE),
        not words,
        not leading and first not in _PLAIN and _NAMED.match(text) is not None,
    )


def _shape(text: str, mentions: int, *, leading: bool) -> tuple[float, ...]:
    end = text.rstrip()
    return (
        "?" in text,
        end.endswith("?"),
        "http" in text or "www." in text,
        min(sum(map(text.count, _CODE)), 10) / 10,
        end[-1:] in {":", ",", "-"} or end.endswith(".."),
        "!" in text,
        mentions > 0,
        leading,
        mentions > 1,
        text[:1].isupper(),
        text[:1] == "!",
        _DIGIT.search(text) is not None,
        min(len(text), 300) ** 0.5 / 10,
    )
