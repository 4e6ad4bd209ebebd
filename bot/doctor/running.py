"""Looks at who works on the store, and at whether what was decided was also done, and once."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.core.ids import CommunityId
from bot.core.posts import PostStatus
from bot.core.restraint import MOST_PER_CONVERSATION, MOST_PER_DAY
from bot.doctor.base import NO_STORE, Check, Group, Patient, Seen
from db.lock import in_use
from db.overseeing import last_digests, said_at, said_in_conversations, unsent

WAITS_AT_MOST = timedelta(minutes=10)
"""What was approved is said within a minute; rate limits and a short absence come on top."""
CLAIMS_AT_MOST = timedelta(hours=1)
"""A digest that is being posted takes seconds."""


async def one_runner(patient: Patient) -> Sequence[Seen]:
    """R01: at most one process works on the store, and it is one that holds its lock.

    What a process that died left behind is no lock.
    """
    around = patient.around
    if around.server is not None:
        return [Seen.waiting("a store in a file; on a server, the server keeps a second one out")]
    if around.processes is None:
        return [Seen.waiting("a system that lists open files, as Linux does")]
    store = around.folder / around.database
    if not store.exists():
        return [Seen.waiting(NO_STORE)]
    holding = sorted(_holding(store.resolve(), around.processes))
    allowed = int(in_use(store))
    if len(holding) > allowed:
        named = ", ".join(map(str, holding))
        seen = f"{len(holding)} processes have it open ({named}), and {allowed} of them may"
        return [Seen.failed(seen, "stop what is not the Tummler you want to run", str(store))]
    return [Seen.fine("one process works on it" if allowed else "nobody works on it", str(store))]


def _holding(store: Path, processes: Path) -> Iterable[int]:
    """The numbers of other processes of this user that have a file open."""
    for each in processes.iterdir():
        if not each.name.isdigit() or int(each.name) == os.getpid():
            continue
        try:
            held = {str(link.readlink()) for link in (each / "fd").iterdir()}
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
        if str(store) in held:
            yield int(each.name)


async def nothing_waits(patient: Patient) -> Sequence[Seen]:
    """R04: no line that was approved waits to be said for long."""
    waiting = await unsent(patient.store, patient.around.now - WAITS_AT_MOST)
    fix = "let `tummler run` run, or decline them: `tummler review list`"
    return [
        Seen.failed(
            f"{each.lines} approved lines were not said, the oldest since {_told(each.since)}",
            fix,
            each.community,
        )
        for each in waiting
    ] or [Seen.fine("no approved line waits")]


async def digest_sent_once(patient: Patient) -> Sequence[Seen]:
    """R06: the last digest reached each surface; the store itself lets none be posted twice."""
    posted = await last_digests(patient.store)
    if not posted:
        return [Seen.waiting("a first weekly digest, posted by `tummler run`")]
    seen: list[Seen] = []
    for each in posted:
        where = f"{each.community}, {each.surface}"
        about = f"week {each.week}"
        if each.status is PostStatus.REFUSED:
            fix = "see that it may post in the moderators' channel: `tummler doctor --only D05`"
            seen.append(Seen.failed(f"{about} was refused at {_told(each.at)}", fix, where))
        elif each.status is PostStatus.CLAIMED and patient.around.now - each.at > CLAIMS_AT_MOST:
            fix = "let `tummler run` run: it takes it up and looks whether it is there"
            seen.append(
                Seen.warned(f"{about} was begun at {_told(each.at)} and not ended", fix, where)
            )
        else:
            seen.append(Seen.fine(f"{about} is {each.status.value}", where))
    return seen


async def within_ceilings(patient: Patient) -> Sequence[Seen]:
    """R07: neither in a conversation nor on a day was more said than anybody may sign."""
    fix = "say `tummler trust stop`, and report it: no setting allows this"
    often = [
        Seen.failed(f"{each.lines} lines in one conversation", fix, each.community)
        for each in await said_in_conversations(patient.store)
        if each.lines > MOST_PER_CONVERSATION
    ]
    for (community, day), lines in sorted((await _by_day(patient)).items()):
        if lines > MOST_PER_DAY:
            often.append(Seen.failed(f"{lines} lines on {day.isoformat()}", fix, community))
    return often or [Seen.fine("no ceiling was broken in what is still kept")]


async def _by_day(patient: Patient) -> Counter[tuple[CommunityId, date]]:
    zones = {each.id: ZoneInfo(each.timezone) for each in await patient.store.communities()}
    heard = await said_at(patient.store)
    return Counter((name, at.astimezone(zones[name]).date()) for name, at in heard)


def _told(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


CHECKS = tuple(
    Check(id=name, group=Group.RUNNING, about=about, look=look)
    for name, about, look in (
        ("R01", "one process on the store", one_runner),
        ("R04", "no job waits for long", nothing_waits),
        ("R06", "the last digest was sent once", digest_sent_once),
        ("R07", "no budget was overspent", within_ceilings),
    )
)
