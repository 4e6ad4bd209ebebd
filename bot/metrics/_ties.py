"""Find the exchanges of each pair of people: a reply one way and a reply back."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import compress
from operator import attrgetter, itemgetter

from bot.core.ids import MemberKey
from bot.core.measurements import Span

LINKABLE = timedelta(days=90)
"""How far back a person can be recognised (restraint-and-policy.md, section 7)."""

REPLY_BACK = timedelta(days=7)
"""A reply back later than this is a new beginning; as long as a consequence lasts (B-01)."""

AGAIN = timedelta(days=28)
"""How long a new tie has to show that it was kept, and how far back its cohort lies (B-14)."""

Told = tuple[MemberKey, MemberKey, datetime]
"""Author, the person answered, and the moment."""

Way = tuple[str, str]
"""Author and person answered, by their hashes, which no two of different platforms share.

Two strings are hashed much faster than two keys, and loops over replies are the widest of all.
"""

_AUTHOR, _TO, _AT = (itemgetter(place) for place in range(3))
_HASH = attrgetter("member")


class Answers:
    """Who answered whom, and when, in order of time."""

    def __init__(self, replies: Sequence[Told]) -> None:
        told = sorted(replies, key=_AT)
        authors, people = (map(_HASH, map(which, told)) for which in (_AUTHOR, _TO))
        self.ways: Sequence[Way] = list(zip(authors, people, strict=True))
        self.moments: Sequence[datetime] = list(map(_AT, told))

    def between(self, start: datetime, end: datetime) -> slice:
        """The places of those from `start` on and before `end`."""
        return slice(bisect_left(self.moments, start), bisect_left(self.moments, end))

    def count(self, span: Span) -> int:
        """How many lie in the span."""
        within = self.between(span.start, span.end)
        return within.stop - within.start

    def until(self, end: datetime) -> slice:
        """The places of those before `end`."""
        return slice(bisect_left(self.moments, end))

    def among(self, chosen: Container[Way], where: slice) -> Iterator[tuple[Way, datetime]]:
        """Those there whose way was chosen, with their moments; passed over in C, for few are."""
        ways = self.ways[where]
        return compress(zip(ways, self.moments[where], strict=True), map(chosen.__contains__, ways))


def exchanges(answers: Answers, span: Span) -> tuple[tuple[datetime, ...], ...]:
    """When each pair had its exchanges in the 90 days before the span's end; without names.

    Only pairs that spoke in the span or in the week four weeks before it, since nobody asks for
    others. An exchange is a reply one way and a reply back within seven days; its moment is that of
    the second. Pairs without one are left out. In order of their first exchange.
    """
    now = answers.between(span.start, span.end)
    then = answers.between(span.start - AGAIN, span.end - AGAIN)
    asked = {*answers.ways[now], *answers.ways[then]}
    asked |= {reverse(way) for way in asked}
    times_by_way: dict[Way, list[datetime]] = {way: [] for way in asked}
    for way, at in answers.among(times_by_way, answers.between(span.end - LINKABLE, span.end)):
        times_by_way[way].append(at)
    pairs = (
        (there, times_by_way[reverse(way)])
        for way, there in times_by_way.items()
        if way[0] < way[1]
    )
    return tuple(
        sorted(met for there, back in pairs if there and back and (met := _met(there, back)))
    )


def reverse(way: Way) -> Way:
    """The way back."""
    return way[1], way[0]


def _met(there: list[datetime], back: list[datetime]) -> tuple[datetime, ...]:
    """The moments of a pair's exchanges; a reply that was delivered twice counts once."""
    replies = sorted([(at, 0) for at in set(there)] + [(at, 1) for at in set(back)])
    met: list[datetime] = []
    waiting: list[datetime | None] = [None, None]
    for at, way in replies:
        before = waiting[1 - way]
        if before is not None and at - before <= REPLY_BACK:
            met.append(at)
            waiting = [None, None]
        else:
            waiting[way] = at
    return tuple(met)
