"""Says what was approved in a folder's house, and dies by SIGKILL at one counted point.

Run as a process of its own: `python delivering.py FOLDER NOW KNOWS`. It loads the house once and
forks for each run. KNOWS: whether the platform can tell what was said to one person alone, as
Discord can and Slack cannot. A point is each begin and end of a unit of work, and each side of the
act; point 0 never comes. What is said goes to a file that outlives the process, as a platform does,
and is not said again under the same `once`.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import everything_granted, open_house
from bot.core.capabilities import PlatformRefused
from bot.core.clock import ManualClock
from bot.core.ids import CommunityId, MessageKey
from bot.core.privacy import Retention
from bot.practices import load_practices
from bot.services.delivery import Delivery
from bot.services.noticing import Noticing

SAID, REACHED = "said.txt", "reached.txt"


class Points:
    """Counts, and kills at the chosen one."""

    def __init__(self, die_at):
        self.die_at, self.reached = die_at, 0

    def reach(self):
        self.reached += 1
        if self.reached == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)


class Board:
    """A platform beyond this process: a file with one line for each thing said."""

    simulated = False

    def __init__(self, path, points, *, knows):
        self.path, self.points, self.knows = path, points, knows

    def mention(self, member):
        return f"@{member.member}"

    def said(self):
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        said = (json.loads(line) for line in lines)
        return {line.pop("once"): MessageKey(**line) for line in said}

    async def posted(self, channel, *, once, to=None):
        del channel
        self.points.reach()
        if to is not None and not self.knows:
            raise PlatformRefused
        return self.said().get(once)

    async def reply(self, to, text, *, once, mentions=(), language):
        del text, mentions, language
        return self.write(to, once, look=True)

    async def whisper(self, channel, to, text, *, once, language):
        del text, language
        alone = MessageKey(platform=to.platform, community="town", message=f"alone-{to.member}")
        del channel
        return self.write(alone, once, look=self.knows)

    def write(self, to, once, *, look):
        self.points.reach()
        if not (look and once in self.said()):
            with self.path.open("a") as board:
                board.write(json.dumps({"once": once, **asdict(to)}) + "\n")
        self.points.reach()
        return to


async def deliver(folder, die_at, now, *, knows):
    points = Points(die_at)
    async with open_house(folder=folder, retention=Retention()) as house:

        @asynccontextmanager
        async def counted():
            points.reach()
            async with house.store.unit() as unit:
                yield unit
                points.reach()
            points.reach()

        board = Board(folder / SAID, points, knows=knows)
        practices = load_practices()
        noticing = Noticing(everything_granted)
        delivery = Delivery(
            counted, board, noticing, practices, lambda key: key.message, clock=ManualClock(now)
        )
        await delivery.carry_out(CommunityId("town"), now)
    return points.reached


def in_a_child(folder, die_at, now, *, knows):
    """Deliver in a process of its own, forked so that nothing is loaded again; how it ended."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            reached = asyncio.run(deliver(folder, die_at, now, knows=knows))
            (folder / REACHED).write_text(str(reached))
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(approved, now, *, knows):
    """Die at every point of a copy each, and deliver again; prints how each pair ended."""
    whole = approved.with_name("whole")
    shutil.copytree(approved, whole)
    in_a_child(whole, 0, now, knows=knows)
    ends = []
    for die_at in range(1, int((whole / REACHED).read_text()) + 1):
        folder = approved.with_name(f"died-{die_at}")
        shutil.copytree(approved, folder)
        died = in_a_child(folder, die_at, now, knows=knows)
        again = in_a_child(folder, 0, now + timedelta(minutes=1), knows=knows)
        said = (folder / SAID).read_text() if (folder / SAID).exists() else ""
        ends.append((folder.name, died, again, said.count("\n")))
    sys.stdout.write(json.dumps(ends))


if __name__ == "__main__":
    main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), knows=sys.argv[3] == "knows")
