"""What import and replay share about an archive of the past."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId
from bot.core.listening import Room
from bot.platforms.exports.base import Export

COMMUNITY = CommunityId("replay")
"""Whom a replay's own store is of."""
COMPARED = timedelta(weeks=21)
"""Weeks older than this before the end are not measured: a digest looks back twelve weeks, and the
first of those looked back eight."""
DEMO = "parlour:demo"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NothingUsable(TummlerError):
    """Nothing in this archive could be used: there is no message with an author, a time and a text
    in what was asked for.
    """


@dataclass(eq=False)
class DemoRefused(TummlerError):
    """{community} is the demo town; nothing can be taken into it. Choose another --community."""

    community: str


@dataclass(eq=False)
class StillObjecting(TummlerError):
    """The members of {community} may object until {until} to their words being read, so no archive
    with their words is taken into it before. Import it then; `tummler replay` reads one now and
    keeps nothing.
    """

    community: str
    until: str


def objections_awaited(community: str, rooms: Iterable[Room], now: datetime) -> None:
    """Raise StillObjecting while of any of these rooms no words are read yet."""
    last = max((room.words_from for room in rooms), default=now)
    if last > now:
        raise StillObjecting(community, f"{last:%Y-%m-%d %H:%M} UTC")


def demo_refused(community: str) -> None:
    """Raise DemoRefused for the demo town: made-up talk and real talk never share a store."""
    if community == DEMO:
        raise DemoRefused(community)


def fingerprint(export: Export, *asked: object) -> str:
    """The archive's place, size and time, and how it is read: 64 hex digits.

    The same archive read the same way is the same run, so a run that was stopped is found again.
    """
    path = export.path
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    stats = [
        (str(file.relative_to(path.parent)), file.lstat().st_size, file.lstat().st_mtime_ns)
        for file in files
    ]
    options = replace(export.options, now=_EPOCH)
    how = (sorted(options.bots), repr(replace(options, bots=frozenset())))
    said = [str(path.resolve()), stats, how, [repr(each) for each in asked]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
