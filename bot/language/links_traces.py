"""What the linker keeps of one text: a few dozen small numbers, from which nobody can read it."""

import re
from collections.abc import Sequence
from struct import Struct
from typing import NamedTuple
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
_STEP = np.float32(1 / STEPS)
_WORDS = Struct(f"<{WORDS}H")
_NONE = (0,) * WORDS


# In English, as the set the linker learns from is; in other languages these say nothing.
_SAID = {
    "asking": "what why how where when who which whats hows wheres whos",
    "opener": "is are am do does did can could would should will has have isn't don't doesn't can't"
    " didn't isnt dont doesnt cant didnt any anyone anybody",
    "assent": "yes yeah yep yup ya no nope nah ok okay k sure right true correct exactly indeed"
    " fine agreed",
    "greeting": "hi hello hey hiya hola greetings morning evening yo sup",
    "thanks": "thanks thank thx ty thnx tnx cheers tks",
    "onwards": "and but also so or then because cause cuz plus though although well besides except"
    " unless",
    "pointing": "it its it's that thats that's this they those these he she there",
    "self": "i im i'm ive i've my me i'll ill i'd mine",
    "you": "you your you're u ur youre yours yourself",
    "anyone": "anyone anybody someone somebody everyone everybody all guys folks people room"
    " channel",
    "trouble": "error problem problems help trying tried cannot issue fails failed broken wrong"
    " work working works install",
    "laughter": "lol haha hehe heh rofl lmao hah hehehe lolol ha",
    "slip": "sorry oops whoops nevermind nvm ah oh hmm hm hmmm wait",
    "advice": "try use check run type install go look see click open add remove make put get read"
    " google just edit change",
}
_BIT = {kind: 1 << place for place, kind in enumerate(_SAID)}
_KINDS: dict[str, int] = {}
"""By word, the kinds it is of, one bit each."""
for _kind, _words in _SAID.items():
    for _word in _words.split():
        _KINDS[_word] = _KINDS.get(_word, 0) | _BIT[_kind]
_PLAIN = sum(_BIT.values()) & ~_BIT["trouble"] & ~_BIT["advice"]
_SMILES = (":)", ";)", ":D", ":p", ":P", "😀", "😂", "🙂")
SHORT = 3


class Trace(NamedTuple):
    """One message as the linker sees it.

    `marks`: float32 (MARKS,), 0..2. `words`: the buckets of at most WORDS words, the rarest first.
    `weights`: float32 (WORDS,), how rare each is, and zeros; `weight`: their sum.
    """

    marks: NDArray[np.float32]
    words: tuple[int, ...]
    weights: NDArray[np.float32]
    weight: float


def trace_of(text: str, mentions: int, rarity: NDArray[np.float32]) -> Trace:
    """The trace of a text that mentions so many people.

    `rarity`: float32 (RARITY_BUCKETS,), the natural logarithm of how rarely a word is used.
    """
    text = text[:_LONGEST]
    words = _WORD.findall(prepare(text).prose.lower())
    steps = bytes([round(STEPS * mark) for mark in _marks(text, words, mentions)])
    ranked = sorted([(rarity.item(bucket), bucket) for bucket in _buckets(words)], reverse=True)
    chosen = [each for each in ranked[:WORDS] if each[0] > LEAST_RARITY]
    return _trace(steps, tuple(bucket for _, bucket in chosen), [rare for rare, _ in chosen])


def _trace(steps: bytes, words: tuple[int, ...], rare: Sequence[float]) -> Trace:
    weights = np.zeros(WORDS, np.float32)
    weights[: len(words)] = rare
    return Trace(
        marks=np.frombuffer(steps, np.uint8, MARKS) * _STEP,
        words=words,
        weights=weights,
        weight=float(np.add.reduce(weights)),
    )


def packed(trace: Trace, mentions: Sequence[str]) -> bytes:
    """The trace and whom the message mentions, in few bytes."""
    marks = (trace.marks * STEPS).astype(np.uint8).tobytes()
    words = _WORDS.pack(*trace.words, *_NONE[len(trace.words) :])
    return marks + words + "\0".join(mentions).encode(errors="surrogatepass")


def unpacked(kept: bytes, rarity: NDArray[np.float32]) -> tuple[Trace, tuple[str, ...]]:
    """What `packed` was given; raises ValueError for bytes that it did not give."""
    words = tuple(word for word in np.frombuffer(kept, "<u2", WORDS, MARKS).tolist() if word)
    names = kept[MARKS + _WORDS.size :].decode(errors="surrogatepass")
    trace = _trace(kept, words, [rarity.item(word) for word in words])
    return trace, tuple(names.split("\0")) if names else ()


def buckets_of(text: str) -> frozenset[int]:
    """The buckets of a text's words, for counting how rare each is."""
    return _buckets(_WORD.findall(prepare(text[:_LONGEST]).prose.lower()))


def _buckets(words: list[str]) -> frozenset[int]:
    return frozenset(
        crc32(word.encode()) % (RARITY_BUCKETS - 1) + 1 for word in words if len(word) > 1
    )


def _marks(text: str, words: list[str], mentions: int) -> tuple[float, ...]:
    bit, found, first = _BIT, 0, words[0] if words else ""
    for word in words:
        found |= _KINDS.get(word, 0)
    opening = _KINDS.get(first, 0)
    leading = bool(mentions) and text.lstrip().startswith(("@", "<@"))
    return (
        min(len(words), 60) ** 0.5 / 4,
        *_shape(text, mentions, leading=leading),
        bool(opening & bit["asking"])
        or (len(words) > 1 and bool(_KINDS.get(words[1], 0) & bit["asking"])),
        bool(opening & bit["opener"]),
        bool(found & bit["thanks"]),
        bool(opening & bit["assent"]),
        bool(opening & bit["greeting"]),
        bool(opening & bit["self"]),
        bool(found & bit["self"]),
        bool(found & bit["you"]),
        bool(found & bit["anyone"]),
        bool(opening & bit["onwards"]),
        bool(opening & bit["pointing"]),
        bool(found & bit["pointing"]),
        len(words) < SHORT,
        bool(found & bit["laughter"]) or any(smile in text for smile in _SMILES),
        bool(opening & bit["slip"]),
        bool(found & bit["trouble"]),
        bool(opening & bit["advice"]),
        bool(found & bit["advice"]),
        not words,
        not leading and not opening & _PLAIN and _NAMED.match(text) is not None,
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
