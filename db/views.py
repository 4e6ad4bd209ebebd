"""Reads for numbers, digest and pages: straight from the tables, changing nothing."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, func, literal_column, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.conversations import Conversation
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, ProposalId
from bot.core.interventions import Audience, Ruling
from bot.core.measurements import Span
from bot.core.outcomes import Occasion
from bot.core.privacy import Switch
from bot.core.reasons import Reason
from bot.core.views import Heard
from db import tables
from db.bulk import fetch
from db.occasions import occasions, talk_by_hour
from db.people import arrived, counted_twice, people_of
from db.repositories.consents import read_consents, read_ignored
from db.rows import channel_of, key_of
from db.talk import KNOWN_BEFORE, TALK, Talk
from db.types import UtcDateTime, from_microseconds, moment, plain, to_microseconds

SAID = 0.5
"""From this score on a text is counted as saying it, as `Reading.says` does."""

CALLED = {"discord": "Discord", "slack": "Slack"}
"""Where a community has rooms on both, each room says where it is."""
PART = 2_000
"""Rulings read at a time: two megabytes."""

_messages = tables.messages
_human = and_(
    _messages.c.automated.is_(False), _messages.c.own.is_(False), _messages.c.gone.is_(False)
)
_bots = select(_messages.c.author).where(
    _messages.c.community == bindparam("of"),
    _messages.c.at >= moment("before"),
    _messages.c.at < moment("after"),
    or_(_messages.c.automated.is_(True), _messages.c.own.is_(True)),
    _messages.c.author.is_not(None),
)
_REPLIES = (
    select(_messages.c.author, _messages.c.parent_author, plain(_messages.c.at))
    .where(
        _messages.c.community == bindparam("of"),
        _messages.c.at >= moment("since"),
        _messages.c.at < moment("until"),
        _messages.c.parent_author.is_not(None),
        _messages.c.author.is_not(None),
        _messages.c.author != _messages.c.parent_author,
        _messages.c.parent_author.not_in(_bots),
        _messages.c.words > 0,
        _human,
    )
    .order_by(_messages.c.at, _messages.c.id)
)
_windows, _talks = tables.windows, tables.conversations
_RULINGS = (
    select(
        tables.ledger,
        _windows.c.reached,
        _messages.c.at.label("need_at"),
        _talks.c.first_answer_at,
        _talks.c.thread,
    )
    .outerjoin(
        _windows,
        and_(
            _windows.c.community == tables.ledger.c.community,
            _windows.c.proposal == tables.ledger.c.proposal,
            _windows.c.opens_at == tables.ledger.c.at,
        ),
    )
    .outerjoin(
        _messages,
        and_(
            _messages.c.community == tables.ledger.c.community,
            _messages.c.key == tables.ledger.c.need,
            _messages.c.gone.is_(False),
        ),
    )
    .outerjoin(
        _talks,
        and_(
            _talks.c.community == tables.ledger.c.community,
            _talks.c.id == tables.ledger.c.conversation,
        ),
    )
    .order_by(tables.ledger.c.at, tables.ledger.c.id)
)


class SqlViews:
    """Views over one connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def describe(self, community: CommunityId) -> tuple[str, str] | None:
        """Name and IANA zone; None: unknown here."""
        table = tables.communities
        query = select(table.c.name, table.c.timezone).where(table.c.id == community)
        row = (await self._connection.execute(query)).first()
        return None if row is None else (row.name, row.timezone)

    async def reach(self, community: CommunityId) -> tuple[datetime, datetime] | None:
        """When the first and the last message of a person was written; None: none."""
        at = _messages.c.at
        mine = select(at).where(_messages.c.community == community, _human)
        first = (await self._connection.execute(mine.order_by(at).limit(1))).scalar()
        last = (await self._connection.execute(mine.order_by(at.desc()).limit(1))).scalar()
        return None if first is None or last is None else (first, last)

    async def conversations(self, community: CommunityId, span: Span) -> tuple[Conversation, ...]:
        """Conversations with a message in the span, with all that was known before `seen_until`."""
        named = {
            "of": community,
            "start": to_microseconds(span.start),
            "end": to_microseconds(span.end),
            "since": to_microseconds(span.start - KNOWN_BEFORE),
            "until": to_microseconds(span.seen_until),
        }
        found = await fetch(self._connection, TALK, named)
        people = await people_of(self._connection, community)
        return Talk(community, await self._rooms(community), people).conversations(found)

    async def replies(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> Sequence[tuple[MemberKey, MemberKey, datetime]]:
        """Who answered whom and when, people only; never stored or shown as such."""
        named = {
            "of": community,
            "since": to_microseconds(since),
            "before": to_microseconds(since - KNOWN_BEFORE),
            "until": to_microseconds(until),
            # Clocks differ: a bot may seem to have spoken after it was answered.
            "after": to_microseconds(until + KNOWN_BEFORE),
        }
        people = await people_of(self._connection, community)
        known = {ref: MemberKey(platform="", member=each.member) for ref, each in people.items()}

        def member(ref: str) -> MemberKey:
            if (found := known.get(ref)) is None:
                found = known[ref] = MemberKey(platform="", member=ref)
            return found

        rows = await fetch(self._connection, _REPLIES, named)
        told = [(member(author), member(to), from_microseconds(at)) for author, to, at in rows]
        return [each for each in told if each[0] != each[1]] if people else told

    async def arrivals(
        self, community: CommunityId, since: datetime, until: datetime, seen_until: datetime
    ) -> Sequence[tuple[MemberKey, datetime, datetime | None, datetime]]:
        """Members who first wrote in [since, until): when first, second and last, as then seen."""
        members, table = tables.members, _messages
        came = select(members.c.ref, members.c.platform, members.c.first_at).where(
            members.c.community == community,
            members.c.first_at >= since,
            members.c.first_at < until,
        )
        rows = await self._connection.execute(came.order_by(members.c.ref))
        people = await people_of(self._connection, community)
        newcomers = {row.ref: row for row in rows if row.ref not in people}
        until_seen = (table.c.at < seen_until, _human)
        both = await arrived(self._connection, community, people, since, until, *until_seen)
        if not newcomers:
            return both
        wrote = (
            select(table.c.author, func.max(table.c.at), func.min(_later(table, members)))
            .join(
                members,
                and_(members.c.community == table.c.community, members.c.ref == table.c.author),
            )
            .where(
                table.c.community == community,
                table.c.at >= since,
                table.c.at < seen_until,
                members.c.first_at >= since,
                members.c.first_at < until,
                _human,
            )
            .group_by(table.c.author)
        )
        seen = {ref: (last, second) for ref, last, second in await self._connection.execute(wrote)}
        found: list[tuple[MemberKey, datetime, datetime | None, datetime]] = []
        for ref, row in newcomers.items():
            last, second = seen.get(ref, (row.first_at, None))
            member = MemberKey(platform=row.platform, member=ref)
            found.append((member, row.first_at, second, last))
        return [*found, *both]

    async def openings(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> Sequence[tuple[ChannelKey, datetime, datetime | None]]:
        """What people opened in [since, until): the room, when, and when another first answered."""
        table = tables.conversations
        query = (
            select(table.c.channel_id, table.c.opened_at, table.c.first_answer_at)
            .where(
                table.c.community == community,
                table.c.human.is_(True),
                table.c.opened_at >= since,
                table.c.opened_at < until,
            )
            .order_by(table.c.opened_at, table.c.id)
        )
        rooms = await self._rooms(community)
        rows = await self._connection.execute(query)
        return [(rooms[channel], at, answered) for channel, at, answered in rows]

    async def rulings(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[Ruling, ...]:
        """The ledger of a stretch of time, oldest first."""
        found = [part async for part in self.rulings_in_parts(community, start, end)]
        return tuple(ruling for part in found for ruling in part)

    async def rulings_in_parts(
        self, community: CommunityId, start: datetime, end: datetime, most: int = PART
    ) -> AsyncGenerator[tuple[Ruling, ...]]:
        """The same, no more than so many at a time."""
        rooms, ledger = await self._rooms(community), tables.ledger
        query = _RULINGS.where(ledger.c.community == community, ledger.c.at < end).limit(most)
        rest = query.where(ledger.c.at >= start)
        more = True
        while more:
            rows = (await self._connection.execute(rest)).all()
            yield tuple([_ruling(community, row, rooms) for row in rows])
            if more := len(rows) == most:
                last = rows[-1]
                after = or_(ledger.c.at > last.at, ledger.c.id > last.id)
                rest = query.where(ledger.c.at >= last.at, after)

    async def occasions(
        self, community: CommunityId, practice: str, plan: int
    ) -> tuple[Occasion, ...]:
        """Every drawn moment of one version of a practice's plan, in the order of its draws."""
        return await occasions(self._connection, community, practice, plan)

    async def talk_by_hour(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> Sequence[tuple[datetime, int]]:
        """Hours of UTC in which people wrote, and how many messages; no replies to a bot."""
        return await talk_by_hour(self._connection, community, since, until)

    async def unspoken(self, community: CommunityId, start: datetime, end: datetime) -> int:
        """How many moments there were for which no practice proposed."""
        table = tables.unspoken
        query = select(func.sum(table.c.moments)).where(
            table.c.community == community, table.c.hour >= start, table.c.hour < end
        )
        return int((await self._connection.execute(query)).scalar() or 0)

    async def volume(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[int, int]:
        """How many messages people wrote in a stretch of time, and in how many conversations."""
        table, talks = _messages, tables.conversations
        said = (table.c.community == community, table.c.at >= start, table.c.at < end, _human)
        # Conversations are looked up one by one: to tell them apart takes memory for all of them.
        # The sum keeps the store from looking through the whole stretch for each of them.
        at = type_coerce(table.c.at.op("+")(literal_column("0")), UtcDateTime)
        within = (
            select(table.c.id)
            .where(table.c.community == community, table.c.conversation == talks.c.id)
            .where(at >= start, at < end, _human)
            .exists()
        )
        held = select(func.count()).select_from(talks).where(talks.c.community == community, within)
        messages = (await self._connection.execute(select(func.count()).where(*said))).scalar_one()
        return messages, (await self._connection.execute(held)).scalar_one()

    async def heard(self, community: CommunityId, start: datetime, end: datetime) -> Heard:
        """Totals of a stretch of time."""
        table = _messages

        def count(condition: Any) -> Any:  # noqa: ANN401  # expressions of SQLAlchemy
            return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

        def once(column: Any) -> Any:  # noqa: ANN401  # expressions of SQLAlchemy
            return func.count(func.distinct(case((_human, column))))

        query = select(
            count(_human),
            count(and_(table.c.own.is_(True), table.c.gone.is_(False))),
            count(and_(table.c.automated.is_(True), table.c.own.is_(False))),
            once(table.c.author),
            once(table.c.conversation),
            once(table.c.channel_id),
            count(and_(_human, table.c.language.is_(None))),
            count(and_(_human, table.c.source.in_(("mention", "inferred")))),
            func.count(func.distinct(case((table.c.distress >= SAID, table.c.conversation)))),
        ).where(table.c.community == community, table.c.at >= start, table.c.at < end)
        row = (await self._connection.execute(query)).one()
        people = await people_of(self._connection, community)
        said = (table.c.at >= start, table.c.at < end, _human)
        twice = await counted_twice(self._connection, community, people, *said)
        consents = await read_consents(self._connection, community)
        paused = [m for m, c in consents.items() if not c.allows(Switch.ANALYSIS, end)]
        ignored = await read_ignored(self._connection, community)
        return Heard(
            messages=row[0],
            own=row[1],
            automated=row[2],
            people=row[3] - twice,
            conversations=row[4],
            rooms=row[5],
            unread=row[6],
            inferred=row[7],
            distressed=row[8],
            opted_out=len(ignored) + len({people.get(m.member, m) for m in paused}),
        )

    async def pointed(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> frozenset[ConversationId]:
        """The conversations opened in between that a moderator called worth reading."""
        query = select(_talks.c.id).where(
            _talks.c.community == community,
            _talks.c.opened_at >= start,
            _talks.c.opened_at < end,
            _talks.c.pointed_at.is_not(None),
        )
        rows = await self._connection.execute(query)
        return frozenset(ConversationId(row.id) for row in rows)

    async def room_names(self, community: CommunityId) -> Mapping[ChannelKey, str]:
        """The names of all rooms, in the order in which they were first heard of."""
        table = tables.channels
        query = select(table).where(table.c.community == community).order_by(table.c.id)
        rows = await self._connection.execute(query)
        rooms = {
            ChannelKey(platform=row.platform, space=row.space, channel=row.channel): row.name
            or row.channel
            for row in rows
        }
        if not {room.platform for room in rooms} >= CALLED.keys():
            return rooms
        return {
            room: f"{name} ({CALLED.get(room.platform, room.platform)})"
            for room, name in rooms.items()
        }

    async def private_rooms(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that not everybody in the community may look into."""
        table = tables.channels
        query = select(table).where(table.c.community == community, table.c.private.is_(True))
        return frozenset(
            ChannelKey(platform=row.platform, space=row.space, channel=row.channel)
            for row in await self._connection.execute(query)
        )

    async def _rooms(self, community: CommunityId) -> dict[int, ChannelKey]:
        table = tables.channels
        rows = await self._connection.execute(select(table).where(table.c.community == community))
        return {
            row.id: ChannelKey(platform=row.platform, space=row.space, channel=row.channel)
            for row in rows
        }


def _later(table: Any, members: Any) -> Any:  # noqa: ANN401  # tables of SQLAlchemy
    return case((table.c.at > members.c.first_at, table.c.at))


def _ruling(community: CommunityId, row: Row[Any], rooms: dict[int, ChannelKey]) -> Ruling:
    answered_at: datetime | None = row.first_answer_at
    need_at: datetime | None = row.need_at
    return Ruling(
        proposal=ProposalId(row.proposal),
        practice=row.practice,
        channel=channel_of(rooms[row.channel_id], row.thread),
        conversation=ConversationId(row.conversation),
        need=key_of(community, row.need),
        need_at=need_at,
        at=row.at,
        reason=Reason[row.reason],
        otherwise=row.otherwise,
        audience=Audience(row.audience),
        addressed=row.addressee is not None,
        because=row.because,
        draft=row.draft,
        reached=row.reached,
        replied_after=answered_at - need_at if answered_at and need_at else None,
    )
