"""Logs that give each message a block: seconds since 1970, a nick, the text, an empty line."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO, Final

from bot.platforms.exports._irc_shapes import Kind, Line, Shape, plain
from bot.platforms.exports._lines import Report, lines_of
from bot.platforms.exports.problems import Fault

BLOCKS: Final = Shape(name="blocks", lines=())
"""Not known by its lines one by one: any of them may stand in a text."""
LONGEST_BLOCK: Final = 20_000
"""Bytes of a block; a message of IRC has 512, and what was pasted comes as many messages."""

_SECONDS: Final = re.compile(r"\d{9,10}(?:\.\d{1,6})?", re.ASCII)
_NICK: Final = re.compile(r"[^\s<>]{1,64}")
_BESIDE: Final = 2
"""Lines of a block before its text."""

_Row = tuple[int, str]


def are_blocks(lines: Sequence[str]) -> bool:
    """Whether the beginning of a log, empty lines included, is written in blocks."""
    found = _split(list(enumerate(lines)))
    return bool(found) and found[0][0][0] == _first(lines)


def blocks_of(stream: BinaryIO, report: Report) -> Iterator[tuple[int, Line]]:
    """Each message with the number of its first line; what is no block is reported and left out."""
    block: list[_Row] = []
    size = 0
    for number, data in lines_of(stream, report, blank=True):
        row = (number, plain(data))
        begins = len(block) >= _BESIDE and not block[-1][1] and _SECONDS.fullmatch(row[1])
        if begins or size > LONGEST_BLOCK:
            yield from _read(block, size, report)
            block, size = [], 0
        if row[1] or block:
            block.append(row)
            size += len(data)
    yield from _read(block, size, report)


def _read(block: list[_Row], size: int, report: Report) -> Iterator[tuple[int, Line]]:
    if not block:
        return
    number = block[0][0]
    if size > LONGEST_BLOCK:
        report(number, "", Fault.LINE_TOO_LONG)
    elif not _is_block(block):
        report(number, "", Fault.WRONG_SHAPE)
    else:
        at = datetime.fromtimestamp(float(block[0][1]), UTC).isoformat()
        text = "\n".join(said for _, said in block[_BESIDE:]).strip("\n")
        yield number, Line(kind=Kind.SAID, time=at, nick=block[1][1], text=text)


def _is_block(block: Sequence[_Row]) -> bool:
    return (
        len(block) > _BESIDE
        and _SECONDS.fullmatch(block[0][1]) is not None
        and _NICK.fullmatch(block[1][1]) is not None
    )


def _first(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines) if line), 0)


def _split(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The blocks among these lines, those that are none left out."""
    blocks: list[list[_Row]] = [[]]
    for row in rows:
        if row[1]:
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if _is_block(block)]
