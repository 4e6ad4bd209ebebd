"""What a live message costs by the size of the store: `python tests/bench/updates.py COUNT`.

Fills a store as `stores.py` does, then takes in what people do in the days after its last week:
messages, some of them replies to older ones, edits and deletions, each a unit of work of its own
that lasts before the next. Prints the median seconds of one as JSON, the disk's part included. What
is remembered of the room is there, as in a process that has run for a while.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from stores import A_WEEK, DATABASE, LAST_WEEK, PEOPLE, ROOM, TALKING, TOWN, WEEK, fill

from bot.app import House, open_house
from bot.core.events import (
    Event,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    Source,
    Stamp,
)
from bot.core.ids import MemberKey, MessageKey
from bot.core.privacy import Retention

WARM, TIMES = 100, 600
"""Events that are not timed, and those that are."""
GAP = timedelta(minutes=5)
SAID = ("Would the left one hold water?", "Rain again.", "Thanks, that did it for me in the end.")


def events(weeks: int, numbers: Iterable[int] = range(WARM + TIMES)) -> Iterator[Event]:
    """What happens after a store of so many weeks: each fifth edits or deletes something older."""
    drawn = random.Random(1)  # noqa: S311  # a seed, so that every bench does the same
    older = [_key(f"{weeks - 1}-{place}") for place in range(A_WEEK // TALKING)]
    for number in numbers:
        at = LAST_WEEK + WEEK + number * GAP
        stamp = Stamp(occurred_at=at, received_at=at, source=Source.LIVE)
        if number % 10 == 4:
            yield MessageEdited(stamp=stamp, key=drawn.choice(older), text=drawn.choice(SAID))
        elif number % 10 == 9:
            yield MessageDeleted(stamp=stamp, key=drawn.choice(older))
        else:
            key = _key(f"live-{number}")
            yield MessagePosted(
                stamp=stamp,
                key=key,
                channel=ROOM,
                author=MemberKey(platform=ROOM.platform, member=f"n{drawn.randrange(PEOPLE)}"),
                text=drawn.choice(SAID),
                reply_to=drawn.choice(older[-50:]) if number % 3 == 0 else None,
            )
            older.append(key)


def _key(name: str) -> MessageKey:
    return MessageKey(platform=ROOM.platform, community=TOWN, message=name)


async def seconds(folder: Path, messages: int) -> float:
    """The median time of one event, each made to last before the next."""
    async with open_house(folder=folder, database=DATABASE, retention=Retention()) as house:
        async with house.store.unit() as unit:
            await unit.communities.found(TOWN, name="Bench", timezone="UTC")
            await unit.rooms.rename(TOWN, ROOM, "square", private=False)
            await unit.commit()
        fill(folder / DATABASE, messages)
        taken = [await _once(house, event) for event in events(messages // A_WEEK)]
        return statistics.median(taken[WARM:])


async def _once(house: House, event: Event) -> float:
    began = time.perf_counter()
    async with house.store.unit() as unit:
        await house.pipeline.handle(unit, event)
        await unit.commit()
    return time.perf_counter() - began


def main() -> None:
    """Fill a store, and print what an event in it costs."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(seconds(Path(folder), int(sys.argv[1])))))


if __name__ == "__main__":
    main()
