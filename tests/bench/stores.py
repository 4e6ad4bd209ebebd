"""What one week's digest costs by the size of the store: `python tests/bench/stores.py COUNT`.

Fills a store with COUNT messages at the same pace every week, made up from one seed, and prints how
many seconds the digest of the last week takes, as JSON. Rows are written as they stand in the
tables: a million messages through the whole house would take minutes and end in the same rows. The
latest weeks are the same in every store, and are written by a process of its own: what is left in
the memory of one that wrote a million rows would slow down what comes after it.
"""

import asyncio
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from bot.app import House, open_house
from bot.core.ids import ChannelKey, CommunityId
from bot.core.privacy import Retention
from bot.digest.material import Mode
from bot.services.digest import Circumstances
from db.transaction import GROWTH_COLUMNS, MESSAGE_COLUMNS
from db.types import to_microseconds

TOWN = CommunityId("bench")
ROOM = ChannelKey(platform="bench", space="bench", channel="square")
"""The first and only room, so its number in the tables is 1."""
DATABASE = "bench.sqlite"
LAST_WEEK = datetime(2026, 11, 9, tzinfo=UTC)
"""A Monday."""
A_WEEK = 500
"""Messages a week: ten thousand of them fill the twenty weeks that a digest looks back on."""
TALKING = 4
"""Messages in a conversation."""
PEOPLE = 120
WEEK = timedelta(days=7)
LAST_NUMBER = 2_000
"""The last week's, counted from a time before the largest store begins."""
STAY = 40
"""Weeks after which somebody else comes in somebody's place."""
TIMES = 9


def weeks(count: int) -> Iterator[tuple[int, datetime]]:
    """So many weeks, oldest first, each with its number: the last one's is always the same."""
    for back in reversed(range(count)):
        yield LAST_NUMBER - back, LAST_WEEK - back * WEEK


def fill(path: Path, messages: int) -> None:
    """Write messages, conversations and members of so many messages."""
    with closing(sqlite3.connect(path)) as store:
        for number, start in weeks(messages // A_WEEK):
            _write_week(store, number, start)
        store.execute("ANALYZE")
        store.commit()


def _write_week(store: sqlite3.Connection, number: int, start: datetime) -> None:
    drawn = random.Random(number)  # noqa: S311  # a seed, so that every bench writes the same
    said: list[tuple[object, ...]] = []
    talks: list[tuple[object, ...]] = []
    for place in range(A_WEEK // TALKING):
        opened = start + WEEK * place / (A_WEEK // TALKING)
        people = [_member(number, drawn.randrange(PEOPLE)) for _ in range(TALKING)]
        rows = _conversation(f"bench/{number}-{place}", opened, people, drawn)
        said += rows
        talks.append(_talk(rows))
    _insert(store, "messages", MESSAGE_COLUMNS, said)
    _insert(store, "conversations", GROWTH_COLUMNS, talks)
    came = [
        (TOWN, _member(number, each), "bench", b"", to_microseconds(start))
        for each in range(PEOPLE)
    ]
    store.executemany("INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?, ?)", came)


def _member(week: int, place: int) -> str:
    return f"m{place}-{(week + place) // STAY}"


def _conversation(
    name: str, opened: datetime, people: list[str], drawn: random.Random
) -> list[tuple[object, ...]]:
    rows: list[dict[str, object]] = [
        {
            "community": TOWN,
            "key": name if n == 0 else f"{name}-{n}",
            "channel_id": 1,
            "conversation": name,
            "author": author,
            "parent": name if n else None,
            "parent_author": people[0] if n else None,
            "source": "inferred",
            "confidence": 0.68,
            "linker": "rules-1",
            "at": to_microseconds(opened + n * timedelta(minutes=7)),
            "words": drawn.randrange(2, 40),
            "reader": "rules-1",
            "language": "en",
            "question": float(n == 0),
            "thanks": float(n == 2),
            "distress": 0.0,
            **dict.fromkeys(("automated", "own", "gone"), False),
        }
        for n, author in enumerate(people)
    ]
    return [tuple(row.get(column) for column in MESSAGE_COLUMNS) for row in rows]


def _talk(rows: list[tuple[object, ...]]) -> tuple[object, ...]:
    author, at = MESSAGE_COLUMNS.index("author"), MESSAGE_COLUMNS.index("at")
    first, last = rows[0], rows[-1]
    answers = [row[at] for row in rows if row[author] != first[author]]
    turns = 1 + sum(a[author] != b[author] for a, b in pairwise(rows))
    return (
        *(TOWN, first[4], 1, None, first[author], True, first[at], last[at]),
        *(answers[0] if answers else None, len(rows), turns, last[author]),
    )


def _insert(
    store: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> None:
    places = ", ".join("?" * len(columns))
    store.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608  # our own tables' names


async def seconds(folder: Path, messages: int) -> float:
    """The median time of the digest of the last week, everything read from the tables each time."""
    async with open_house(folder=folder, database=DATABASE, retention=Retention()) as house:
        async with house.store.unit() as unit:
            await unit.communities.found(TOWN, name="Bench", timezone="UTC")
            await unit.rooms.rename(TOWN, ROOM, "square", private=False)
            await unit.commit()
        filling = get_context("spawn").Process(target=fill, args=(folder / DATABASE, messages))
        filling.start()
        filling.join()
        if filling.exitcode:
            raise ChildProcessError
        return statistics.median([await _once(house) for _ in range(TIMES)][1:])


async def _once(house: House) -> float:
    house.store.forget()
    start = time.perf_counter()
    await house.digest.compose(TOWN, LAST_WEEK, Circumstances(mode=Mode.LIVE))
    return time.perf_counter() - start


def main() -> None:
    """Fill a store, and print what its last week's digest costs."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(seconds(Path(folder), int(sys.argv[1])))))


if __name__ == "__main__":
    main()
