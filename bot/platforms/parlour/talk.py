"""The talk of the demo town as it was written: one readable file per channel, parsed strictly."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

from bot.core.errors import TummlerError

_POSTED = re.compile(
    r"(?P<id>\d+) (?P<who>[A-Z]{1,2})(?:>(?P<answers>\d+))?: (?P<text>\S.*)", re.DOTALL
)
_EDITED = re.compile(r"edit (?P<id>\d+): (?P<text>\S.*)", re.DOTALL)
_DELETED = re.compile(r"delete (?P<id>\d+)")
_REACTED = re.compile(r"react (?P<id>\d+) (?P<who>[A-Z]{1,2}): (?P<emoji>[a-z0-9_]+)")
_TIMED = re.compile(r"(?:\+(?P<days>\d) )?(?P<hours>[01]\d|2[0-3]):(?P<minutes>[0-5]\d) ", re.ASCII)


@dataclass(eq=False)  # errors are compared by identity
class UnreadableTalk(TummlerError):
    """Conversation {conversation}, line {line} of the channel {channel} cannot be read: {why}."""

    channel: str
    conversation: int
    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody wrote; `answers` is the number of the line they pressed reply on.

    `after` is by the wall clock, from the midnight that starts day 1; so it is everywhere here.
    """

    after: timedelta
    id: int
    who: str
    text: str
    answers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The author of line `id` changed it."""

    after: timedelta
    id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """The author of line `id` took it away."""

    after: timedelta
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """Somebody reacted to line `id`."""

    after: timedelta
    id: int
    who: str
    emoji: str


Line = Posted | Edited | Deleted | Reacted


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What was said about one thing, in order of time; line 1 opens it.

    `scene`: the number of the scene it plays, None for everyday talk. `day`: 1 is the first Monday.
    """

    channel: str
    scene: int | None
    day: int
    lines: tuple[Line, ...]

    @property
    def posts(self) -> tuple[Posted, ...]:
        """What was written, later deletions included."""
        return tuple(line for line in self.lines if isinstance(line, Posted))


class _Written(TypedDict):
    scene: NotRequired[int]
    day: int
    says: list[str]


class _File(TypedDict):
    channel: str
    conversation: list[_Written]


def talk_of(channel: str) -> tuple[Conversation, ...]:
    """All conversations of a channel, as its file has them; raises UnreadableTalk."""
    source = files("bot.platforms.parlour") / "town" / f"{channel}.toml"
    return parse(source.read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Conversation, ...]:
    """The conversations of one file; raises UnreadableTalk, or TOMLDecodeError."""
    file = cast("_File", tomllib.loads(text))
    return tuple(
        Conversation(
            channel=file["channel"],
            scene=written.get("scene"),
            day=written["day"],
            lines=_lines(file["channel"], number, written),
        )
        for number, written in enumerate(file["conversation"], start=1)
    )


def _lines(channel: str, conversation: int, written: _Written) -> tuple[Line, ...]:
    lines: list[Line] = []
    for number, said in enumerate(written["says"], start=1):
        line = _line(said, timedelta(days=written["day"] - 1))
        why = "it has no known form" if line is None else _fault(line, lines)
        if line is None or why is not None:
            raise UnreadableTalk(channel, conversation, number, why or "")
        lines.append(line)
    return tuple(lines)


def _line(said: str, midnight: timedelta) -> Line | None:
    timed = _TIMED.match(said)
    if timed is None:
        return None
    days, hours, minutes = (int(part or 0) for part in timed.group("days", "hours", "minutes"))
    after = midnight + timedelta(days=days, hours=hours, minutes=minutes)
    rest = said[timed.end() :]
    if found := _POSTED.fullmatch(rest):
        number, who, answers, words = found.group("id", "who", "answers", "text")
        parent = int(answers) if answers else None
        return Posted(after=after, id=int(number), who=who, text=words, answers=parent)
    if found := _EDITED.fullmatch(rest):
        return Edited(after=after, id=int(found["id"]), text=found["text"])
    if found := _DELETED.fullmatch(rest):
        return Deleted(after=after, id=int(found["id"]))
    if found := _REACTED.fullmatch(rest):
        return Reacted(after=after, id=int(found["id"]), who=found["who"], emoji=found["emoji"])
    return None


def _fault(line: Line, earlier: Sequence[Line]) -> str | None:
    """What is wrong with a line after those before it, or None."""
    if earlier and line.after < earlier[-1].after:
        return "it goes back in time"
    standing = {each.id for each in earlier if isinstance(each, Posted)}
    standing -= {each.id for each in earlier if isinstance(each, Deleted)}
    if not isinstance(line, Posted):
        return None if line.id in standing else "there is nothing to change"
    if any(each.id == line.id for each in earlier if isinstance(each, Posted)):
        return "its number is taken"
    if line.answers is not None and line.answers not in standing:
        return "it answers nothing"
    return None if line.answers or line.id == 1 or earlier else "the first line must be number 1"
