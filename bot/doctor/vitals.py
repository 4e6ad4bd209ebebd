"""Looks at what a running house keeps of itself: refused and slowed calls, and its memory.

platforms.md, section 2.9, has the limit. Slack's calls are not counted; what it slows down is told
by its own answers, for which the checks of Slack ask.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from bot.doctor.base import Check, Group, Patient, Seen
from bot.platforms.vitals import Call, Record, kept

RUNNING: Final = "a running house, which writes a record of itself every minute"
STALE: Final = timedelta(minutes=5)
BLOCKED_AT: Final = 10_000
"""So many refused calls within ten minutes block an address (documentation, "Rate Limits")."""
WITHIN: Final = timedelta(minutes=10)
MANY: Final = 500
TOO_MANY: Final = 5_000
REFUSALS: Final = frozenset({401, 403, 429})
SLOWED: Final = 429
FAILED: Final = 500
SLOWED_OFTEN: Final = 60
"""Once a minute over an hour (design prior)."""
SETTLED_AFTER: Final = timedelta(minutes=30)
LEAST_WATCHED: Final = timedelta(hours=6)
GROWN: Final = 1.5
GROWN_BY: Final = 100_000_000
"""Bytes; a small house that doubles is still small (design prior)."""
MB: Final = 1_000_000


async def refused(patient: Patient) -> Sequence[Seen]:
    """D13: Discord refuses few calls; many would have it block this address."""
    record = _running(patient)
    if record is None:
        return [Seen.waiting(RUNNING)]
    since = record.at - WITHIN
    calls = [c for c in record.calls if c.status in REFUSALS and c.minute >= since]
    number = _sum(calls)
    said = f"{number} calls were refused within ten minutes; {BLOCKED_AT} block this address"
    if number < MANY:
        return [Seen.fine(said)]
    worst = _worst(calls)
    fix = f"most of them: {worst}; a place that refuses is left alone for ten minutes, D05 names it"
    told = Seen.failed if number >= TOO_MANY else Seen.warned
    return [told(said, fix)]


async def slowed(patient: Patient) -> Sequence[Seen]:
    """R10: few calls had to wait or were tried again within the last hour."""
    record = _running(patient)
    if record is None:
        return [Seen.waiting(RUNNING)]
    waits = _sum(c for c in record.calls if c.status == SLOWED)
    again = [c for c in record.calls if c.status >= FAILED]
    said = f"within an hour Discord had {waits} calls wait, and {_sum(again)} met a fault there"
    if waits + _sum(again) < SLOWED_OFTEN:
        return [Seen.fine(said)]
    worst = _worst([c for c in record.calls if c.status == SLOWED or c.status >= FAILED])
    fix = (
        f"most of them: {worst}; while what was missed is being fetched, wait; else listen to "
        "fewer channels, or look at discordstatus.com"
    )
    return [Seen.warned(said, fix)]


async def memory(patient: Patient) -> Sequence[Seen]:
    """R08: the memory of the running house does not grow over a day."""
    record = _running(patient)
    if record is None:
        return [Seen.waiting(RUNNING)]
    settled = [each for each in record.memory if each[0] - record.since >= SETTLED_AFTER]
    if not settled or settled[-1][0] - settled[0][0] < LEAST_WATCHED:
        return [Seen.waiting("six hours of a running house, on a system that tells its memory")]
    quarter = max(1, len(settled) // 4)
    before = median(size for _, size in settled[:quarter])
    now = median(size for _, size in settled[-quarter:])
    hours = (settled[-1][0] - settled[0][0]) / timedelta(hours=1)
    said = f"{before / MB:.0f} MB at first, {now / MB:.0f} MB lately, watched for {hours:.0f} hours"
    if now < GROWN * before or now - before < GROWN_BY:
        return [Seen.fine(said)]
    return [Seen.warned(said, "start it anew, and report these figures: this is a fault of ours")]


def _running(patient: Patient) -> Record | None:
    """What a house that runs now keeps of itself."""
    record = kept(patient.around.folder)
    if record is None or abs(patient.around.now - record.at) > STALE:
        return None
    return record


def _sum(calls: Iterable[Call]) -> int:
    return sum(each.count for each in calls)


def _worst(calls: Iterable[Call]) -> str:
    """The route with most of them, and how many."""
    routes = Counter[str]()
    for each in calls:
        routes[f"{each.route} ({each.status})"] += each.count
    [(route, count)] = routes.most_common(1)
    return f"{route}, {count} times"


CHECKS = (
    Check(id="D13", group=Group.DISCORD, about="few calls are refused", look=refused),
    Check(id="R08", group=Group.RUNNING, about="memory does not grow", look=memory),
    Check(id="R10", group=Group.RUNNING, about="few calls are slowed down", look=slowed),
)
