"""Reads freecodecamp-gitter: people's messages, room by room, with whom they call by name."""

import json
import lzma
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from bot.language.evaluation.figures import SetDamaged
from bot.language.evaluation.irc_days import Line

MESSAGES = Path("freecodecamp-gitter") / "messages.jsonl.xz"
BOT = "camperbot"
_CALLED = re.compile(r"(?<![\w@/])@([\w-]+)")


def read_rooms(data: Path) -> dict[str, list[Line]]:
    """By room, what people wrote, in the order of time, each message once.

    Raises OSError and SetDamaged.
    """
    try:
        return _rooms(data / MESSAGES)
    except (lzma.LZMAError, EOFError, KeyError, TypeError, ValueError) as wrong:
        raise SetDamaged(MESSAGES.name, type(wrong).__name__) from wrong


def _rooms(path: Path) -> dict[str, list[Line]]:
    rooms: defaultdict[str, list[Line]] = defaultdict(list)
    seen: set[str] = set()
    with lzma.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["u"] and row["u"] != BOT and row["id"] not in seen:
                seen.add(row["id"])
                rooms[row["room"]].append(_line(row))
    return dict(rooms)


def _line(row: dict[str, str]) -> Line:
    called = dict.fromkeys(name for name in _CALLED.findall(row["t"]) if name != row["u"])
    at = datetime.fromisoformat(row["ts"])
    return Line(
        minute=int(at.timestamp()) // 60, author=row["u"], mentions=tuple(called), text=row["t"]
    )
