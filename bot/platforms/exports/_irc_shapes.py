"""The shapes in which programs write IRC down: what kind of line it is, and its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.core.errors import TummlerError

SAMPLE: Final = 100
"""So many lines of a log show its shape."""

_CONTROL: Final = re.compile(
    r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04[0-9A-Fa-f]{0,6}|[\x00-\x08\x0e-\x1f]"
)
"""Colours and other control codes, which show as nothing."""
_OLD_CHARACTERS: Final = "cp1252"
"""What networks spoke before UTF-8, and what clients fall back to line by line."""
_NICK: Final = r"(?P<nick>[^\s<>]{1,64}?)"
_MODE: Final = r"[ @+%&~!]?"
_NEW: Final = r"(?P<new>\S{1,64}?)"
_CLOCK: Final = r"(?P<time>\d{1,2}:\d\d(?::\d\d)?)"
_DATE: Final = r"(?P<date>\d{4}-\d\d-\d\d)"
_MONTH_DAY: Final = r"(?P<date>[A-Z][a-z]{2} [ \d]\d)"
_TEXT: Final = r"(?P<text>.*)"


class Kind(Enum):
    """What a line tells."""

    SAID = auto()
    RENAMED = auto()
    DAY = auto()
    NOTE = auto()


@dataclass(eq=False)
class BadPattern(TummlerError):
    """--pattern takes one of {known}, or a regular expression with the groups time, nick and text;
    this is neither: {pattern}.
    """

    pattern: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a log by its parts; "" for a part that the kind does not have.

    `date`: what stands beside the time, or the day that begins. `room`: where somebody came in.
    """

    kind: Kind
    time: str = ""
    date: str = ""
    nick: str = ""
    text: str = ""
    new: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one program writes. `lines`: tried in this order; the first that fits tells the kind."""

    name: str
    lines: Sequence[tuple[Kind, re.Pattern[str]]]

    def read(self, line: str) -> Line | None:
        """The line by its parts, or None when it is none of this shape."""
        for kind, pattern in self.lines:
            found = pattern.fullmatch(line)
            if found is not None:
                parts = {name: part or "" for name, part in found.groupdict().items()}
                return Line(kind=kind, **parts)
        return None

    def fits(self, lines: Sequence[str]) -> bool:
        """Whether at least half of these lines are of this shape, be it that nobody speaks."""
        return 2 * sum(self.read(line) is not None for line in lines) >= len(lines)


def plain(line: bytes) -> str:
    """A line as text without control codes; what is no UTF-8 is taken for older characters."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode(_OLD_CHARACTERS, errors="replace")
    return _CONTROL.sub("", text).rstrip("\r\n")


def shape_of(lines: Sequence[str]) -> Shape | None:
    """The shape that most of these lines have; None when it is less than half, or nobody speaks."""
    best: tuple[int, Shape] | None = None
    for shape in SHAPES:
        read = [line for line in map(shape.read, lines) if line is not None]
        speaks = any(line.kind is Kind.SAID for line in read)
        if speaks and 2 * len(read) >= len(lines) and (best is None or len(read) > best[0]):
            best = (len(read), shape)
    return None if best is None else best[1]


def shape_asked(pattern: str, *more: Shape) -> Shape:
    """The shape of this name, or that of this regular expression; raises BadPattern.

    `more`: shapes that are known beside those of single lines.
    """
    for shape in (*SHAPES, *more):
        if shape.name == pattern:
            return shape
    try:
        compiled = re.compile(pattern)
    except re.error:
        compiled = None
    groups = set[str]() if compiled is None else set(compiled.groupindex)
    fits = {"time", "nick", "text"} <= groups <= {"time", "nick", "text", "date"}
    if compiled is None or not fits:
        known = ", ".join(shape.name for shape in (*SHAPES, *more))
        raise BadPattern(pattern=pattern, known=known)
    return Shape(name="pattern", lines=((Kind.SAID, compiled),))


def _shape(
    name: str, head: str, *lines: tuple[Kind, str], bare: Sequence[tuple[Kind, str]]
) -> Shape:
    """`lines` follow the time; `bare` ones have none."""
    with_head = [(kind, re.compile(f"{head}(?:{body})")) for kind, body in lines]
    return Shape(name=name, lines=(*with_head, *((kind, re.compile(body)) for kind, body in bare)))


_CAME = r"(?:has )?joined (?P<room>[#&+!]\S+?)\.?"

SHAPES: Final = (
    # [12:34] or [12:34:56]: ZNC, energymech, eggdrop, and the bots that log for Ubuntu and others.
    _shape(
        "brackets",
        rf"\[{_CLOCK}\] ",
        (Kind.SAID, rf" ?<{_MODE}{_NICK}> ?{_TEXT}"),
        (Kind.RENAMED, rf"(?:\*\*\* |=== )?{_NICK} is now known as {_NEW}\.?"),
        (Kind.RENAMED, rf"Nick change: {_NICK} -> {_NEW}"),
        (Kind.DAY, r"--- (?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{4})"),
        (Kind.NOTE, rf"(?:\*\*\*|===|---|-!-).*|{_NICK} \(.*?\) {_CAME}"),
        (Kind.NOTE, r"\S+ (?:\(.*\) )?(?:left|quit|kicked from|got netsplit|got lost) .*"),
        (Kind.NOTE, r"(?:Topic changed on|Channel mode|Mode change|[#&]\S+: mode change) .*"),
        (Kind.NOTE, r"-[^\s-]\S*- .*"),
        (Kind.SAID, rf" ?(?:\*|Action:) {_NICK}(?: {_TEXT})?"),
        bare=(
            (Kind.RENAMED, rf"(?:===|\*\*\*) {_NICK} is now known as {_NEW}"),
            (Kind.NOTE, rf"(?:===|\*\*\*) {_NICK} \[.*\] +{_CAME}(?: .*)?"),
            (Kind.NOTE, r"(?:===|\*\*\*|---).*"),
        ),
    ),
    _shape(
        "irssi",
        rf"{_CLOCK} ",
        (Kind.SAID, rf"<{_MODE}{_NICK}> ?{_TEXT}"),
        (Kind.RENAMED, rf"-!- {_NICK} is now known as {_NEW}"),
        (Kind.NOTE, rf"-!- {_NICK} \[.*\] {_CAME}"),
        (Kind.NOTE, r"-!-.*|-\S+- .*|!\S+ .*"),
        (Kind.SAID, rf" ?\* {_NICK}(?: {_TEXT})?"),
        bare=(
            (Kind.DAY, r"--- (?:Log opened|Day changed) (?P<date>.*)"),
            (Kind.NOTE, r"--- Log closed .*"),
        ),
    ),
    _shape(
        "weechat",
        rf"{_DATE} {_CLOCK}\t",
        (Kind.RENAMED, rf"[ ]*--\t{_NICK} is now known as {_NEW}"),
        (Kind.NOTE, rf"[ ]*-->\t{_NICK} \(.*\) {_CAME}"),
        (Kind.NOTE, r"[ ]*(?:-->|<--|--|=!=|\u2500\u2500)?\t.*"),
        (Kind.SAID, rf"[ ]*\*\t{_NICK}(?: {_TEXT})?"),
        (Kind.SAID, rf"{_MODE}{_NICK}\t{_TEXT}"),
        bare=(),
    ),
    _shape(
        "hexchat",
        rf"{_MONTH_DAY} {_CLOCK} ",
        (Kind.SAID, rf"<{_MODE}{_NICK}>[\t ]?{_TEXT}"),
        (Kind.RENAMED, rf"\*[\t ]{_NICK} is now known as {_NEW}"),
        (Kind.NOTE, rf"\*[\t ]{_NICK} \(.*\) has {_CAME}"),
        (Kind.NOTE, r"\*[\t ](?:Now talking on|Topic for|Channel|You are|Disconnected|Loaded) .*"),
        (Kind.NOTE, r"\*[\t ]\S+ (?:\(.*\) )?(?:has (?:left|quit|kicked)|sets mode|gives) .*"),
        (Kind.NOTE, r"-\S+-[\t ].*"),
        (Kind.SAID, rf"\*[\t ]{_NICK}(?: {_TEXT})?"),
        bare=(
            (Kind.DAY, r"\*{4} BEGIN LOGGING AT (?P<date>.*)"),
            (Kind.NOTE, r"\*{4} ENDING LOGGING AT .*"),
        ),
    ),
)
"""What is known by looking. A name here can be given to --pattern."""
