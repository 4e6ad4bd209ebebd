"""Find the exchanges of each pair of people: a reply one way and a reply back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

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

Way = tuple[str, str, str, str]
"""Author and person answered, each by platform and member.

Four strings are hashed much faster than two keys, and loops over replies are the widest of all.
"""


def ways(replies: Sequence[Told]) -> list[Way]:
    """Who answered whom, in the order of the replies."""
    return [(one.platform, one.member, to.platform, to.member) for one, to, _ in replies]


def exchanges(
    replies: Sequence[Told], by: Sequence[Way], span: Span
) -> tuple[tuple[datetime, ...], ...]:
    """When each pair had its exchanges in the 90 days before the span's end; without names.

    Only pairs that spoke in the span or in the week four weeks before it, since nobody asks for
    others. `replies` come in any order, `by` are their ways. An exchange is a reply one way and a
    reply back within seven days; its moment is that of the second. Pairs without one are left out.
    In order of their first exchange.
    """
    moments = [at for _, _, at in replies]
    now, then = (span.start, span.end), (span.start - AGAIN, span.end - AGAIN)
    asked = {
        way
        for way, at in zip(by, moments, strict=True)
        if now[0] <= at < now[1] or then[0] <= at < then[1]
    }
    asked |= {reverse(way) for way in asked}
    start = span.end - LINKABLE
    times_by_way: dict[Way, list[datetime]] = {way: [] for way in asked}
    for way, at in zip(by, moments, strict=True):
        if way in asked and start <= at < span.end:
            times_by_way[way].append(at)
    pairs = (
        (there, times_by_way[reverse(way)])
        for way, there in times_by_way.items()
        if way[:2] < way[2:]
    )
    return tuple(
        sorted(met for there, back in pairs if there and back and (met := _met(there, back)))
    )


def reverse(way: Way) -> Way:
    """The way back."""
    return way[2], way[3], way[0], way[1]


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
