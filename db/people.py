"""Which accounts are one person's, for numbers that count people; it is shown nowhere."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ids import CommunityId, MemberKey
from db.tables import accounts, members, messages

Arrival = tuple[MemberKey, datetime, datetime | None, datetime]
"""Somebody who came: when they wrote first, for the second time, and last."""


async def people_of(connection: AsyncConnection, community: CommunityId) -> Mapping[str, MemberKey]:
    """The person behind each account that was linked, called as the first of their accounts is."""
    query = select(accounts.c.ref, accounts.c.person, accounts.c.platform)
    mine = query.where(accounts.c.community == community)
    rows = (await connection.execute(mine)).all()
    first = {row.ref: MemberKey(platform=row.platform, member=row.ref) for row in rows}
    return {row.ref: first[row.person] for row in rows if row.person in first}


async def counted_twice(
    connection: AsyncConnection,
    community: CommunityId,
    people: Mapping[str, MemberKey],
    *said: ColumnElement[bool],
) -> int:
    """How many people too many there are where accounts are counted; `said`: in which messages."""
    if not people:
        return 0
    mine = (messages.c.community == community, messages.c.author.in_(people))
    query = select(messages.c.author).where(*mine, *said).distinct()
    wrote = [ref for (ref,) in await connection.execute(query)]
    return len(wrote) - len({people[ref] for ref in wrote})


async def arrived(
    connection: AsyncConnection,
    community: CommunityId,
    people: Mapping[str, MemberKey],
    since: datetime,
    until: datetime,
    *said: ColumnElement[bool],
) -> list[Arrival]:
    """Who of the people with two accounts first wrote in [since, until), under either of them."""
    if not people:
        return []
    query = select(members.c.ref, members.c.first_at).where(
        members.c.community == community, members.c.ref.in_(people)
    )
    first: dict[MemberKey, datetime] = {}
    for ref, at in await connection.execute(query):
        if at is not None:
            first[people[ref]] = min(at, first.get(people[ref], at))
    mine = (messages.c.community == community, messages.c.author.in_(people))
    wrote = select(messages.c.author, messages.c.at).where(*mine, messages.c.at >= since, *said)
    times: dict[MemberKey, list[datetime]] = {}
    for ref, at in await connection.execute(wrote.order_by(messages.c.at)):
        times.setdefault(people[ref], []).append(at)
    found: list[Arrival] = []
    for person, at in first.items():
        if since <= at < until:
            later = [each for each in times.get(person, []) if each > at]
            found.append((person, at, next(iter(later), None), later[-1] if later else at))
    return found
