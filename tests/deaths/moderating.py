"""Does what a moderator pressed in a folder's house, and dies by SIGKILL at one counted point.

Run as a process of its own: `python moderating.py FOLDER NOW KIND HOW`, HOW being `acting` or
`undoing`. It loads the house once and forks for each run. A point is each begin and end of a unit
of work, and each side of what is asked of the platform. The platform is a file that outlives the
process; it counts what was changed there.
"""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
import traceback
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import STORE_FILE, open_house
from bot.core.capabilities import PlatformRefused
from bot.core.ids import CommunityId, MemberKey
from bot.core.moderation import OF_THE_PLATFORM, ActKind, ActStatus, Done, PlatformSaidNo
from bot.core.privacy import Retention
from bot.services.moderating import Moderating

STANDS, REACHED = "stands.json", "reached.txt"
TOWN, PLATFORM = CommunityId("town"), "parlour"
MO = MemberKey(platform=PLATFORM, member="mo")
HELD = "600"


class Points:
    """Counts, and kills at the chosen one."""

    def __init__(self, die_at):
        self.die_at, self.reached = die_at, 0

    def reach(self):
        self.reached += 1
        if self.reached == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)


class Tools:
    """What moderators may do on a platform beyond this process; it keeps what stands there."""

    def __init__(self, path, points):
        self.path, self.points = path, points

    def stands(self):
        usual = {"now": "0", "changes": 0}
        return json.loads(self.path.read_text()) if self.path.exists() else usual

    def change(self, now):
        self.points.reach()
        before = self.stands()
        self.path.write_text(json.dumps({"now": now, "changes": before["changes"] + 1}))
        self.points.reach()
        return before["now"]

    async def granted(self, channel, by, *, own):
        del channel, by, own
        return OF_THE_PLATFORM

    def profile(self, member):
        return member.member

    async def do(self, order):
        ana = MemberKey(platform=order.channel.platform, member="ana")
        return Done(to=ana, before=self.change(HELD))

    async def undo(self, order, before):
        del order
        now = self.stands()["now"]
        if now == before:
            return
        if now != HELD:
            raise PlatformRefused
        self.change(before)

    async def poll(self, channel, post):
        del channel, post

    def rules(self):
        return None


@asynccontextmanager
async def desk_of(folder, die_at):
    """The moderators' side of the house, counted."""
    points = Points(die_at)
    async with open_house(folder=folder, retention=Retention()) as house:

        @asynccontextmanager
        async def counted():
            points.reach()
            async with house.store.unit() as unit:
                yield unit
                points.reach()
            points.reach()

        tools = Tools(folder / STANDS, points)
        yield Moderating(counted, lambda _platform: tools), points


async def press(folder, die_at, now, kind):
    """A moderator presses a button of what waits."""
    async with desk_of(folder, die_at) as (moderating, points):
        [case] = await moderating.waiting(TOWN, MO)
        await moderating.act(
            TOWN, case.first.id, kind, by=MO, because="it sells", at=now, seconds=int(HELD)
        )
        return points.reached


async def undo(folder, die_at, now, _kind):
    """A moderator takes back what stands in the trail as done, if anything does."""
    async with desk_of(folder, die_at) as (moderating, points):
        for act in await moderating.trail(TOWN, MO):
            if act.status is ActStatus.DONE:
                try:
                    await moderating.undo(TOWN, act.id, by=MO, at=now)
                except PlatformSaidNo:
                    return -1
        return points.reached


def look(folder):
    """What the trail and the platform say: how each act stands, what waits, and what changed."""
    with closing(sqlite3.connect(folder / STORE_FILE)) as store:
        trail = [status for (status,) in store.execute("SELECT status FROM acts")]
        waiting = "SELECT count(*) FROM alerts WHERE settled_at IS NULL"
        [(waits,)] = store.execute(waiting).fetchall()
    stands = Tools(folder / STANDS, Points(0)).stands()
    return [trail, waits, stands["now"], stands["changes"]]


def in_a_child(folder, work):
    """Run it in a process of its own, forked so that nothing is loaded again; how it ended."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            (folder / REACHED).write_text(json.dumps(asyncio.run(work)))
            code = 0
        except BaseException:  # noqa: BLE001  # the parent learns of it by the exit code
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    work.close()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def told(folder):
    """What the last process that ended well had to say."""
    return json.loads((folder / REACHED).read_text())


def died_at_every_point(prepared, work, *arguments):
    """Die at each point, in a copy each; gives the copies with how each process ended."""
    whole = prepared.with_name(f"{prepared.name}-{work.__name__}-whole")
    shutil.copytree(prepared, whole)
    in_a_child(whole, work(whole, 0, *arguments))
    for die_at in range(1, told(whole) + 1):
        folder = prepared.with_name(f"{prepared.name}-{work.__name__}-{die_at}")
        shutil.copytree(prepared, folder)
        yield folder, in_a_child(folder, work(folder, die_at, *arguments))


def dies_acting(prepared, now, kind):
    """Dies while something is done; how it ended, and what stands after."""
    for folder, ended in died_at_every_point(prepared, press, now, kind):
        yield [ended, *look(folder)]


def dies_undoing(prepared, now, kind):
    """Dies while it is taken back, and somebody presses again; the same, beside the second end."""
    in_a_child(prepared, press(prepared, 0, now, kind))
    for folder, ended in died_at_every_point(prepared, undo, now + timedelta(hours=1), kind):
        again = in_a_child(folder, undo(folder, 0, now + timedelta(hours=2), kind))
        yield [ended, again, told(folder) == -1, *look(folder)]


if __name__ == "__main__":
    dying = {"acting": dies_acting, "undoing": dies_undoing}[sys.argv[4]]
    moment = datetime.fromisoformat(sys.argv[2])
    sys.stdout.write(json.dumps([*dying(Path(sys.argv[1]), moment, ActKind(sys.argv[3]))]))
