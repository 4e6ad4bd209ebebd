"""Texts as hashed words and word pairs, counted once for every model that reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 18
BUCKETS = 1 << BITS
SENTENCES = 6
"""Of a message, the last ones: what a message is for is mostly said at its end."""
TOKENS = 80
"""Of a sentence, the first ones."""

Integers = NDArray[np.uint64]

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[,;:()\"]|[^\w\s]{2,}")
_ENDS = re.compile(r"[.!?…\n]+(?=\s|$)")
_LONGEST = 6_000
_LENGTHS = 20
_PAIRED = 29
_LAST_TOKENS, _FIRST_TOKENS = 3, 4

_OPENS, _CLOSES = crc32(b"^"), crc32(b"$")
_PAUSES = np.array([crc32(sign) for sign in (b",", b";", b":", b"(", b")", b'"')], np.uint64)
# Odd numbers with well-spread bits; each family of features has a salt of its own.
_LEFT, _RIGHT, _SPREAD = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xC2B2AE3D27D4EB4F),
    np.uint64(0xD6E8FEB86659FD93),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Features of many sentences, in no order of meaning.

    `buckets` (m,) in 0..BUCKETS-1 belongs to the sentence `sentence` (m,) in 0..n-1, which belongs
    to the text `text` (n,), ascending. No word can be read from a bucket.
    """

    buckets: NDArray[np.intp]
    sentence: NDArray[np.intp]
    text: NDArray[np.intp]

    def sums(self, weights: NDArray[np.float32]) -> NDArray[np.float64]:
        """For each sentence, its features' weights over the root of their number; shape (n,).

        Added up in one order, so a sentence's sum does not depend on what it is read with.
        """
        n = len(self.text)
        total = np.bincount(self.sentence, weights[self.buckets].astype(np.float64), n)
        return total / np.sqrt(np.maximum(np.bincount(self.sentence, minlength=n), 1))


def sentences_of(prose: str) -> list[str]:
    """The last sentences of a message's prose without their ends, in order; none may be empty."""
    parts = _ENDS.split(prose[-_LONGEST:])
    return [part for part in map(str.strip, parts) if part][-SENTENCES:]


def clauses_of(texts: Sequence[Sequence[str]]) -> Clauses:
    """The features of texts, each given by its sentences without their ends.

    A sentence's number within its text does not count, but whether it is the first.
    """
    keys, sentence, text = keys_of(texts)
    buckets = (keys >> np.uint64(64 - BITS)).astype(np.intp)
    return Clauses(buckets=buckets, sentence=sentence, text=text)


def keys_of(
    texts: Sequence[Sequence[str]],
) -> tuple[Integers, NDArray[np.intp], NDArray[np.intp]]:
    """As `clauses_of`, but with 64 bits for each feature, of which a bucket is the first BITS."""
    hashes: list[int] = []
    sizes: list[int] = []
    firsts: list[bool] = []
    texts_of: list[int] = []
    for number, sentences in enumerate(texts):
        for place, sentence in enumerate(sentences):
            found = _TOKEN.findall(sentence.lower())[:TOKENS]
            hashes.append(_OPENS)
            hashes += [crc32(token.encode("utf-8", "replace")) for token in found]
            hashes.append(_CLOSES)
            sizes.append(len(found) + 2)
            firsts.append(place == 0)
            texts_of.append(number)
    text = np.array(texts_of, np.intp)
    if not sizes:
        return np.empty(0, np.uint64), text, text
    keys, sentence = _keys(
        np.array(hashes, np.uint64), np.array(sizes, np.intp), np.array(firsts, np.uint64)
    )
    return keys, sentence, text


def _keys(
    tokens: Integers, sizes: NDArray[np.intp], firsts: Integers
) -> tuple[Integers, NDArray[np.intp]]:
    owner = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(tokens)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    left = np.repeat(sizes, sizes) - place  # 1 for the closing mark
    pairs = tokens * _LEFT
    pairs[:-1] += tokens[1:] * _RIGHT
    two, three = left >= 2, left >= 3  # noqa: PLR2004  # tokens that follow, this one included
    triples = pairs * _LEFT
    triples[:-2] += tokens[2:] * _RIGHT
    opening = tokens[np.minimum(np.cumsum(sizes) - sizes + 1, len(tokens) - 1)][owner]
    near_end = (left > 1) & (left <= _LAST_TOKENS + 1)
    early = (place > 0) & (place <= _FIRST_TOKENS) & (left > 1)
    after_opening = (place > 1) & (place <= _PAIRED)
    paused = np.isin(tokens, _PAUSES)
    resumes = np.zeros(len(tokens), np.bool_)
    resumes[1:] = paused[:-1] & ~paused[1:] & (left[1:] > 1)
    steps = place.astype(np.uint64)
    lengths = np.minimum(sizes, _LENGTHS).astype(np.uint64)
    families = (
        (tokens, slice(None)),
        (pairs, two),
        (triples, three),
        (tokens * _RIGHT + steps, early),
        (tokens * _RIGHT + left.astype(np.uint64), near_end),
        (opening * _LEFT + tokens * _RIGHT, after_opening),
        (tokens, resumes),
        (pairs, resumes & two),
    )
    keys = [(key[mask] + np.uint64(salt)) for salt, (key, mask) in enumerate(families)]
    owners = [owner[mask] for _, mask in families]
    whole = np.arange(len(sizes))
    for extra in (lengths * _LEFT, firsts * _RIGHT):
        keys.append(extra + np.uint64(len(keys)))
        owners.append(whole)
    mixed = np.concatenate(keys) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    mixed *= _LEFT
    return mixed, np.concatenate(owners)
