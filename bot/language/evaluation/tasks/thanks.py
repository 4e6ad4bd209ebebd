"""Thanks, held against an independent sign: a room's bot that gave points when it saw them."""

import json
import lzma
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.core.readings import Head
from bot.language.evaluation.binary import Labelled
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.gitter import BOT, MESSAGES
from bot.language.evaluation.rows import Rows
from bot.language.prepare import prepare
from bot.language.rules import RuleReader

SOON = timedelta(seconds=5)
"""So quickly the bot answers whoever it answers."""
_POINTS = re.compile(r">? *@?(\S+) sends brownie points to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A person's message, and whether the bot gave points for it."""

    room: str
    text: str
    rewarded: bool


def read_rewarded(data: Path) -> list[Said]:
    """People's messages with a next message in their room; raises OSError and lzma.LZMAError."""
    rooms: dict[str, list[dict[str, str]]] = {}
    with lzma.open(data / MESSAGES, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            rooms.setdefault(row["room"], []).append(row)
    return [
        Said(room=room, text=one["t"], rewarded=_rewards(one, after))
        for room, rows_ in rooms.items()
        for one, after in pairwise(rows_)
        if one["u"] and one["u"] != BOT and one["id"] != after["id"]
    ]


def _rewards(one: dict[str, str], after: dict[str, str]) -> bool:
    if after["u"] != BOT or (given := _POINTS.match(after["t"])) is None:
        return False
    apart = datetime.fromisoformat(after["ts"]) - datetime.fromisoformat(one["ts"])
    return given[1] == one["u"] and apart <= SOON


@dataclass(slots=True)
class Thanks:
    """How many of the rewarded messages the rules find, and how many more they tell of."""

    name: str = "thanks"
    title: str = "Thanks"
    needs: tuple[str, ...] = ("freecodecamp-gitter",)

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Recall alone: the bot sees only thanks that name somebody, so precision is not told."""
        rows = Rows(
            table="thanks",
            split="all rooms",
            convention="rewarded by the room's bot at once",
            source="freecodecamp-gitter",
            asked=asked,
        )
        said = read_rewarded(asked.data)
        reader = RuleReader()
        rewarded = [each for each in said if each.rewarded]
        readings = [reader.read_prepared(prepare(each.text)) for each in rewarded]
        found = np.array([reading.says(Head.THANKS) for reading in readings])
        known = np.array([Head.THANKS in reading.scores for reading in readings])
        rooms = {room: place for place, room in enumerate({each.room: None for each in rewarded})}
        labelled = Labelled(
            yes=np.ones(len(rewarded), np.bool_),
            cluster=np.array([rooms[each.room] for each in rewarded], np.intp),
            characters=np.array([len(each.text) for each in rewarded], np.int64),
        )
        yield rows.measured(
            "rules-1", "recall, all", labelled, lambda w: float((w * found).sum() / w.sum())
        )
        yield rows.measured(
            "rules-1",
            "recall, measured only",
            labelled,
            lambda w: float((w * found).sum() / (w * known).sum()),
        )
        yield rows.plain("rules-1", "coverage", float(known.mean()), len(rewarded))
        told = [reader.read_prepared(prepare(each.text)).says(Head.THANKS) for each in said]
        yield rows.plain("rules-1", "told per 1,000", 1000 * float(np.mean(told)), len(said))
        yield rows.plain("rules-1", "precision: not measured", None, 0)


TASK = Thanks()
