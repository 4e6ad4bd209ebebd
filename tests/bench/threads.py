"""One thread of very many messages, in which everything answers the first: is its time linear?"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from bars import Bar
from measured import Run

READ_AS = ("--map", "message=id,author=u,time=at,text=t,parent=p")
SIZES, QUICK_SIZES = (10_000, 30_000, 100_000), (1_000, 2_000, 4_000)
LINEAR = 1.5
"""What a message may cost late in a thread, in what it costs early."""
END = datetime(2026, 5, 1, tzinfo=UTC)
PEOPLE = 500
GAP = timedelta(seconds=2)

Replaying = Callable[[Path, Path], Run]


def thread(path: Path, count: int) -> Path:
    """Write a thread of so many messages."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = {
                "id": f"m{number}",
                "u": f"u{number % PEOPLE}",
                "at": (END - (count - number) * GAP).isoformat(),
                "t": "Would the left one hold water?" if number % 7 == 0 else "Rain again.",
                "p": "m0" if number else "",
            }
            file.write(json.dumps(row) + "\n")
    return path


def threads(folder: Path, replaying: Replaying, *, quick: bool) -> Iterator[Bar]:
    """Replay a thread of each size, print what it costs, and give the bar."""
    costs: dict[int, float] = {}
    for count in QUICK_SIZES if quick else SIZES:
        within = folder / f"thread-{count}"
        within.mkdir()
        found = replaying(thread(within / "talk.jsonl", count), within)
        costs[count] = found.seconds
        print(f"a thread of {count:,} messages: {found.seconds:.1f} s, {found.together:.0f} MB")
    early, late = [(costs[more] - costs[fewer]) / (more - fewer) for fewer, more in pairwise(costs)]
    yield Bar(what="a message late in a thread, by one early", found=late / early, bar=LINEAR)
