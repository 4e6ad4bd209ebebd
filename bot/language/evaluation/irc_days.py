"""Reads irc-disentanglement: days of an IRC channel, and people's own links between its lines."""

import lzma
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bot.language.evaluation.figures import SetDamaged

PACK = Path("irc-disentanglement") / "irc-train-dev.tar.xz"
LABELLED_FROM = 1000
RECENT = 400
"""Lines; a shortened name means somebody who wrote since."""
NAME, SHORTENED = 3, 4
"""Letters of the shortest name that is told from a word, and of one that may be lengthened."""
_LINE = re.compile(r"\[(\d\d):(\d\d)\] +(?:<([^>]*)>|\*\s*(\S+)) ?(.*)")
_RENAMED = re.compile(r"=== (\S+) is now known as (\S+)")
_JOINED = re.compile(r"=== (\S+) \[")
_AROUND = ":,;.!?()@'\"<>[]*`"
_COMMON, _REGULAR, _FEW = 0.1, 0.3, 2
"""A word is one that is said on this share of days, but for names that speak on that share; and
never what is said on so few.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of talk: minutes since its first midnight, a number for who wrote, whom it names.

    `text` has an at sign before each name, as a platform would hand it out.
    """

    minute: int
    author: str
    mentions: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One file.

    `digest`: of its text, 63 bits. `lines`: None where the system speaks. `gold`: by line, what
    people link it to.
    """

    name: str
    digest: int
    lines: tuple[Line | None, ...]
    gold: dict[int, frozenset[int]]


def read_days(data: Path, part: str) -> tuple[Day, ...]:
    """The days of a part, "train" or "dev", by name; raises OSError and SetDamaged."""
    try:
        texts = _texts(data / PACK)
        return tuple(_days(texts, part))
    except (tarfile.TarError, lzma.LZMAError, EOFError, KeyError, ValueError) as wrong:
        raise SetDamaged(PACK.name, type(wrong).__name__) from wrong


def silenced(day: Day) -> Day:
    """The day without the names that people call, in its words and beside them."""
    lines = tuple(None if line is None else _unnamed(line) for line in day.lines)
    return replace(day, name=f"{day.name} silent", lines=lines)


def _unnamed(line: Line) -> Line:
    words = " ".join(word for word in line.text.split() if word[1:] not in line.mentions)
    return replace(line, mentions=(), text=words)


def _texts(path: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    with tarfile.open(path) as pack:
        for entry in pack:
            file = pack.extractfile(entry)
            if file is not None:
                texts[entry.name] = file.read().decode("utf-8", "replace")
    return texts


def _days(texts: dict[str, str], part: str) -> Iterator[Day]:
    days = {
        name: text.removesuffix("\n").split("\n")
        for name, text in sorted(texts.items())
        if name.endswith(".ascii.txt")
    }
    words = _words([*days.values()])  # of every part: the more days, the better words are known
    for name, day in days.items():
        if PurePosixPath(name).parts[0] == part:
            yield Day(
                name=PurePosixPath(name).name.removesuffix(".ascii.txt"),
                digest=int.from_bytes(sha256(texts[name].encode()).digest()[:8], "big") >> 1,
                lines=_Reader(words).read(day),
                gold=_gold(texts[name.replace(".ascii.", ".annotation.")]),
            )


def _gold(text: str) -> dict[int, frozenset[int]]:
    gold: defaultdict[int, set[int]] = defaultdict(set)
    for answer in text.splitlines():
        one, other = map(int, answer.split()[:2])
        gold[max(one, other)].add(min(one, other))
    return {line: frozenset(parents) for line, parents in gold.items()}


def _words(days: Sequence[Sequence[str]]) -> frozenset[str]:
    """What is said on so many days that it names nobody."""
    said: Counter[str] = Counter()
    speaking: Counter[str] = Counter()
    for day in days:
        found = [match for raw in day if (match := _LINE.match(raw))]
        speaking.update({(match[3] or match[4]).casefold() for match in found})
        said.update({w.strip(_AROUND) for match in found for w in match[5].casefold().split()})
    n = len(days)
    return frozenset(
        word
        for word, on in said.items()
        if on > max(_COMMON * n, _FEW) and speaking[word] < _REGULAR * n
    )


class _Reader:
    """Reads the lines of one day, and learns its people's names on the way."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._people: dict[str, str] = {}
        self._spoke: dict[str, int] = {}
        self._minute = 0

    def read(self, day: Iterable[str]) -> tuple[Line | None, ...]:
        """Each line; None where the system speaks."""
        return tuple(self._line(place, raw) for place, raw in enumerate(day))

    def _line(self, place: int, raw: str) -> Line | None:
        found = _LINE.match(raw)
        if found is None:
            self._hear(raw)
            return None
        hours, minutes, nick, acting, words = found.groups()
        clock = int(hours) * 60 + int(minutes)
        midnights = self._minute // 1440 + (clock < self._minute % 1440 - 720)
        self._minute = max(self._minute, midnights * 1440 + clock)
        author = self._person((nick or acting).casefold())
        mentions, text = self._addressed(place, author, words)
        self._spoke[(nick or acting).casefold()] = place
        return Line(minute=self._minute, author=author, mentions=mentions, text=text)

    def _hear(self, raw: str) -> None:
        """A platform would know who changed their name, and who has come."""
        if renamed := _RENAMED.match(raw):
            before, after = (name.casefold() for name in renamed.groups())
            self._people[after] = self._person(before)
        elif joined := _JOINED.match(raw):
            self._person(joined[1].casefold())

    def _person(self, name: str) -> str:
        return self._people.setdefault(name, f"p{len(self._people)}")

    def _addressed(self, place: int, author: str, words: str) -> tuple[tuple[str, ...], str]:
        mentions: dict[str, None] = {}
        told: list[str] = []
        for nth, word in enumerate(words.split()):
            person = self._named(place, word, leading=nth == 0)
            if person is None or person == author:
                told.append(word)
            else:
                mentions[person] = None
                told.append(f"@{person}")
        return tuple(mentions), " ".join(told)

    def _named(self, place: int, word: str, *, leading: bool) -> str | None:
        name = word.casefold().strip(_AROUND)
        calls = leading and word[-1:] in {":", ",", ";", ">"}
        if (person := self._people.get(name)) is not None:
            known = name not in self._words and len(name) > 1
            return person if calls or (known and (leading or len(name) >= NAME)) else None
        if not calls or len(name) < NAME or name in self._words:
            return None
        # Shortened, or with a tail: whoever of those it may be has spoken last.
        likely = [
            (spoke, nick)
            for nick, spoke in self._spoke.items()
            if place - spoke < RECENT
            and (nick.startswith(name) or (len(nick) >= SHORTENED and name.startswith(nick)))
        ]
        return self._people[max(likely)[1]] if likely else None
