"""Parsing what should be JSON, one line or one document, and saying what is wrong with it."""

import json
from typing import cast

import orjson

from bot.platforms.exports._lines import BYTE_ORDER_MARK, Report, unheard
from bot.platforms.exports.problems import BadRecord, Fault


def document(data: bytes) -> object:
    """The JSON value of a whole file; raises BadRecord, its field the line and column.

    Exports cut long texts anywhere, also within an emoji. One such half is replaced: it must not
    cost a whole day.
    """
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        return cast("object", orjson.loads(data))
    except orjson.JSONDecodeError:
        pass
    try:
        return _forgiven(data)
    except (ValueError, RecursionError):
        fault, line, column = _complaint(data)
        # The cause would quote the file, and so it is cut off.
        raise BadRecord(fault, f"{line}:{column}") from None


def parsed_object(number: int, line: bytes, report: Report) -> dict[str, object] | None:
    """The JSON object of one line, or None, and a report says why."""
    try:
        row: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            row = _forgiven(line)
        except (ValueError, RecursionError):
            fault, _, column = _complaint(line.rstrip(b"\r\n"))
            report(number, str(column), fault)
            return None
    if not isinstance(row, dict):
        report(number, "", Fault.WRONG_SHAPE)
        return None
    return cast("dict[str, object]", row)


def as_object(line: bytes) -> dict[str, object]:
    """The JSON object of a line looked at before reading; empty when it is none."""
    return parsed_object(0, line, unheard) or {}


def _forgiven(data: bytes) -> object:
    """The value, halves of emoji replaced; raises ValueError or RecursionError.

    Whatever else is wrong with it stays wrong: half an emoji is always written as an escape.
    """
    if b"\\u" not in data:
        raise ValueError("nothing to forgive")
    forgiven = json.dumps(json.loads(data), ensure_ascii=False, allow_nan=False)
    return cast("object", orjson.loads(forgiven.encode(errors="replace")))


def _complaint(data: bytes) -> tuple[Fault, int, int]:
    """What is wrong, and the line and column where; orjson names the place only sometimes."""
    try:
        json.loads(data.decode())
    except UnicodeDecodeError as error:
        before = data[: error.start]
        return Fault.NOT_UTF8, before.count(b"\n") + 1, len(before.rpartition(b"\n")[2]) + 1
    except json.JSONDecodeError as error:
        return Fault.NOT_JSON, error.lineno, error.colno
    except (ValueError, RecursionError):
        pass
    return Fault.NOT_JSON, 1, 1
