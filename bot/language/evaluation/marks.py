"""Questions by their own marks: people's messages, the marks taken away, and who set one."""

import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bot.language.clauses import SENTENCES
from bot.language.evaluation.gitter import BOT, MESSAGES
from bot.language.prepare import prepare
from bot.language.tongues import language_of, words_of

FOLDS, HELD_OUT = 5, 1
"""Rooms are dealt by name; those of one fold are never trained on, nor is anything chosen there."""
TOLD_APART = 8
"""Words from which on a text is told again where it recurs."""
SPOKEN = 20
"""Messages from which on a room is told again; "hi" alone is said in many."""
_SENTENCE = re.compile(r"([.!?…\n]+)(?=\s|$)")
_BITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """A message without the ends of its sentences; `asked`: which of them ended in a mark.

    `sentences`: small letters, at least one and at most `clauses.SENTENCES`, the last ones.
    """

    room: str
    author: str
    language: str | None
    sentences: tuple[str, ...]
    asked: tuple[bool, ...]

    @property
    def characters(self) -> int:
        """Of the last sentence."""
        return len(self.sentences[-1])


def fold_of(room: str) -> int:
    """The fold that a room belongs to, by its name alone."""
    return crc32(f"q{room}".encode()) % FOLDS


def read_unmarked(data: Path) -> list[Unmarked]:
    """People's messages that hold talk, each once, in the order of time.

    Code, links, quoted lines and names are out before a mark is looked for. Raises OSError and
    lzma.LZMAError.
    """
    seen: set[str] = set()
    found: list[Unmarked] = []
    with lzma.open(data / MESSAGES, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["u"] and row["u"] != BOT and row["id"] not in seen:
                seen.add(row["id"])
                message = unmarked(row["t"], row["room"], row["u"])
                found += [] if message is None else [message]
    return found


def unmarked(text: str, room: str, author: str) -> Unmarked | None:
    """One message; None where it holds no talk. The end goes from questions and others alike."""
    low = prepare(text).prose.lower()
    parts = _SENTENCE.split(low.strip())
    ends = [*parts[1::2], ""]
    pairs = [(s.strip(), "?" in end) for s, end in zip(parts[::2], ends, strict=True) if s.strip()]
    if not pairs:
        return None
    sentences, asked = zip(*pairs[-SENTENCES:], strict=True)
    language = language_of(words_of(low.replace("?", "")))
    return Unmarked(room=room, author=author, language=language, sentences=sentences, asked=asked)


def hash_of(text: str) -> int:
    """64 bits of a text, however its words are spaced."""
    told = " ".join(text.split()).encode("utf-8", "replace")
    return int.from_bytes(hashlib.sha256(told).digest()[:_BITS], "big")


def room_hashes(messages: Sequence[Unmarked]) -> list[int]:
    """64 bits of all that is said in a room, in its order, for each room of SPOKEN messages."""
    return [
        hash_of("\n".join(" ".join(message.sentences) for message in room))
        for room in by_room(messages).values()
        if len(room) >= SPOKEN
    ]


def long_texts(messages: Iterable[Unmarked]) -> list[int]:
    """The hashes of the messages of TOLD_APART words or more."""
    told = (" ".join(message.sentences) for message in messages)
    return [hash_of(text) for text in told if len(text.split()) >= TOLD_APART]


def by_room(messages: Sequence[Unmarked]) -> dict[str, list[Unmarked]]:
    """The messages of each room, in their order."""
    rooms: dict[str, list[Unmarked]] = {}
    for message in messages:
        rooms.setdefault(message.room, []).append(message)
    return rooms
