"""Links or parts two sides in a folder's house, and dies by SIGKILL at one counted point.

Run as a process of its own: `python linking.py FOLDER NOW HOW`, HOW being `link` or `part`. Points
are those of `moderating.py`, of which a linking has only units of work.
"""

import json
import sqlite3
import sys
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from moderating import Points, died_at_every_point, in_a_child

from bot.app import STORE_FILE, open_house
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.services.linking import AlreadyLinked, Linking, NotLinked

HOME, ORIGIN = CommunityId("discord:1"), CommunityId("slack:T1")


@asynccontextmanager
async def linking_in(folder, die_at):
    """The linking of the house, counted."""
    points = Points(die_at)
    async with open_house(folder=folder, retention=Retention()) as house:

        @asynccontextmanager
        async def counted():
            points.reach()
            async with house.store.unit() as unit:
                yield unit
                points.reach()
            points.reach()

        yield Linking(counted, house.homes), points


async def link(folder, die_at, now):
    """Make one community of the two; where they are, nothing."""
    async with linking_in(folder, die_at) as (linking, points):
        try:
            await linking.unite(HOME, ORIGIN, now)
        except AlreadyLinked:
            return 0
        return points.reached


async def part(folder, die_at, now):
    """Make two of them again; where they are, nothing."""
    async with linking_in(folder, die_at) as (linking, points):
        try:
            await linking.sever(HOME, now)
        except NotLinked:
            return 0
        return points.reached


def look(folder):
    """Whether they are linked, and of which community the room and what waits are."""
    asked = (
        "SELECT count(*) FROM joins WHERE ended_at IS NULL",
        "SELECT community FROM listening ORDER BY 1",
        "SELECT community FROM alerts WHERE settled_at IS NULL ORDER BY 1",
    )
    with closing(sqlite3.connect(folder / STORE_FILE)) as store:
        return [[row[0] for row in store.execute(each)] for each in asked]


def main(prepared, now, work):
    """Die at every point, look, do it again and look; prints both."""
    if work is part:
        in_a_child(prepared, link(prepared, 0, now))
    found = []
    for folder, ended in died_at_every_point(prepared, work, now):
        died = look(folder)
        again = in_a_child(folder, work(folder, 0, now))
        found.append([ended, died, again, look(folder)])
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        {"link": link, "part": part}[sys.argv[3]],
    )
