"""Reads back from the tables what a process remembers: after a start, or when a unit failed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select

from bot.core.growth import KEPT, Growth
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, ProposalId
from bot.core.outcomes import Window
from bot.core.trial import Arm
from bot.services.deliberation import NOT_TWICE_WITHIN
from bot.services.wording import compared
from db import tables
from db.repositories.consents import read_consents
from db.rows import channel_of, key_of, link_of, message_of
from db.transaction import Transaction, UnknownCommunity
from db.working_set import (
    HOUR,
    LEARNED_FROM,
    OPENINGS_IN_ALL,
    OPENINGS_PER_ROOM,
    SHARE_OVER,
    TIMES_PER_ROOM,
    CommunityMemory,
    Debit,
    OpeningCell,
    Openings,
    RoomMemory,
    day_of,
)

CHANNEL_LOCK = timedelta(hours=2)
"""After an opportunity the channel is reserved for this long (practices.md, section 3, rule 5)."""
THE_HOUSE = ConversationId("")
"""Stands in the agenda where an appointment is of the house itself, not of a conversation."""
SHADOW, SPEAKING = "listening", "speaking"


async def recall(unit: Transaction, community: CommunityId) -> CommunityMemory:
    """Everything pending and lately spent of a community; rooms and conversations come on demand."""
    row = (
        await unit.connection.execute(
            select(tables.communities).where(tables.communities.c.id == community)
        )
    ).first()
    if row is None:
        raise UnknownCommunity(community)
    memory = CommunityMemory(unit.vault.of(community, row.data_key), row.timezone)
    memory.consents = await read_consents(unit.connection, community)
    await _recall_pending(unit, community, memory)
    newest = await _newest(unit, community)
    if newest is None:
        return memory
    memory.newest = newest
    await _recall_talk(unit, community, memory, newest)
    await _recall_spent(unit, community, memory, newest)
    return memory


async def _newest(unit: Transaction, community: CommunityId) -> datetime | None:
    table = tables.messages
    value = (
        await unit.connection.execute(
            select(func.max(table.c.at)).where(table.c.community == community)
        )
    ).scalar()
    return value


async def _recall_talk(
    unit: Transaction, community: CommunityId, memory: CommunityMemory, newest: datetime
) -> None:
    table = tables.messages
    hours = select(table.c.at).where(
        table.c.community == community,
        table.c.at >= newest - SHARE_OVER,
        table.c.automated.is_(False),
        table.c.own.is_(False),
        table.c.gone.is_(False),
    )
    for (at,) in await unit.connection.execute(hours.order_by(table.c.at)):
        memory.hear(at)
    await fill_openings(unit, memory.openings, community, None, newest)


async def fill_openings(
    unit: Transaction,
    openings: Openings,
    community: CommunityId,
    room: RoomMemory | None,
    newest: datetime,
) -> None:
    """Read the latest openings before and of the newest day, and freeze them between the two."""
    day = day_of(newest)
    before = await _openings(unit, community, room, until=day)
    for conversation, cell in before:
        openings.add(conversation, cell)
    openings.roll(day)
    for conversation, cell in await _openings(unit, community, room, since=day):
        openings.add(conversation, cell)


async def _openings(
    unit: Transaction,
    community: CommunityId,
    room: RoomMemory | None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[tuple[ConversationId, OpeningCell]]:
    table = tables.conversations
    query = select(table.c.id, table.c.opened_at, table.c.first_answer_at).where(
        table.c.community == community, table.c.human.is_(True)
    )
    if room is not None:
        query = query.where(table.c.channel_id == room.id)
    if since is not None:
        query = query.where(table.c.opened_at >= since)
    if until is not None:
        query = query.where(table.c.opened_at < until, table.c.opened_at >= until - LEARNED_FROM)
    most = OPENINGS_IN_ALL if room is None else OPENINGS_PER_ROOM
    rows = (
        await unit.connection.execute(query.order_by(table.c.opened_at.desc()).limit(most))
    ).all()
    return [
        (ConversationId(row.id), OpeningCell(row.opened_at, row.first_answer_at))
        for row in reversed(rows)
    ]


async def _recall_pending(
    unit: Transaction, community: CommunityId, memory: CommunityMemory
) -> None:
    watches = tables.watches
    for row in await unit.connection.execute(
        select(watches).where(watches.c.community == community)
    ):
        if row.conversation == THE_HOUSE:
            memory.appointments[row.practice] = row.due_at
        else:
            memory.watch(ConversationId(row.conversation), row.practice, row.due_at)
    windows = tables.windows
    for row in await unit.connection.execute(
        select(windows).where(windows.c.community == community, windows.c.closed_at.is_(None))
    ):
        window = Window(
            proposal=ProposalId(row.proposal),
            practice=row.practice,
            conversation=ConversationId(row.conversation),
            need=key_of(community, row.need),
            arm=Arm(row.arm) if row.arm else None,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
        )
        memory.open_window(window)
        memory.reserved[window.conversation] = window.closes_at


async def _recall_spent(
    unit: Transaction, community: CommunityId, memory: CommunityMemory, newest: datetime
) -> None:
    table = tables.ledger
    spent = table.c.account.is_not(None)
    rows = await unit.connection.execute(
        select(table)
        .where(table.c.community == community, table.c.at >= newest - SHARE_OVER, spent)
        .order_by(table.c.at, table.c.id)
    )
    for row in rows:
        conversation = ConversationId(row.conversation)
        memory.debits.append(Debit(row.at, row.channel_id, conversation, row.account == SHADOW))
        if row.addressee:
            platform = row.conversation.partition("/")[0]
            memory.mentions[MemberKey(platform=platform, member=row.addressee)] = row.at
    drafted = select(table.c.at, table.c.draft, table.c.because).where(
        table.c.community == community,
        table.c.at >= newest - NOT_TWICE_WITHIN,
        table.c.draft.is_not(None),
    )
    for row in await unit.connection.execute(drafted.order_by(table.c.at, table.c.id)):
        memory.wordings[compared(row.draft, row.because)] = row.at
    plans = select(table.c.practice, table.c.plan, func.count()).where(
        table.c.community == community, table.c.plan.is_not(None)
    )
    counted = plans.group_by(table.c.practice, table.c.plan)
    for practice, plan, count in await unit.connection.execute(counted):
        memory.draws[practice, plan] = count


async def recall_room(
    unit: Transaction, community: CommunityId, memory: CommunityMemory, room: RoomMemory
) -> None:
    """What a room remembers: its latest messages, its openings, and who wrote since our turn."""
    latest = _latest_in(room).limit(unit.working.look_back)
    rows = list(reversed((await unit.connection.execute(latest)).all()))
    if not rows:
        return
    newest: datetime = rows[-1].at
    day = day_of(newest)
    for row in rows:
        message = message_of(row, community, room.key)
        if row.at >= newest - HOUR and row.thread is None:
            room.earlier.remember(message, ConversationId(row.conversation))
        if message.human:
            room.last_human_at = message.at
    room.times.extend(await _times(unit, room, until=day))
    # Openings first: they freeze what was known when the newest day began, then take in that day.
    await fill_openings(unit, room.openings, community, room, newest)
    room.roll(newest)
    room.times.extend(await _times(unit, room, since=day))
    await _recall_since(unit, room)


async def _times(
    unit: Transaction,
    room: RoomMemory,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[datetime]:
    table = tables.messages
    query = select(table.c.at).where(table.c.channel_id == room.id, table.c.gone.is_(False))
    if since is not None:
        query = query.where(table.c.at >= since)
    if until is not None:
        query = query.where(table.c.at < until)
    latest = query.order_by(table.c.at.desc()).limit(TIMES_PER_ROOM)
    return [at for (at,) in reversed((await unit.connection.execute(latest)).all())]


def _latest_in(room: RoomMemory) -> Select[Any]:
    table = tables.messages
    return (
        select(table)
        .where(table.c.channel_id == room.id, table.c.gone.is_(False))
        .order_by(table.c.at.desc(), table.c.id.desc())
    )


async def _recall_since(unit: Transaction, room: RoomMemory) -> None:
    ledger, table = tables.ledger, tables.messages
    for shadow, account in ((True, SHADOW), (False, SPEAKING)):
        last = (
            await unit.connection.execute(
                select(func.max(ledger.c.at)).where(
                    ledger.c.channel_id == room.id, ledger.c.account == account
                )
            )
        ).scalar()
        since = room.since[shadow]
        since.last = last
        query = select(table.c.author).where(
            table.c.channel_id == room.id,
            table.c.automated.is_(False),
            table.c.own.is_(False),
            table.c.gone.is_(False),
        )
        if last is not None:
            query = query.where(table.c.at > last)
            room.locked_until = max(room.locked_until or last, last + CHANNEL_LOCK)
        for (author,) in await unit.connection.execute(query.limit(200)):
            since.hear(author or "")


async def recall_growth(
    unit: Transaction, community: CommunityId, conversation: ConversationId
) -> Growth | None:
    """A conversation as it stands in the tables: its opening and its latest messages."""
    memory = await unit.memory(community)
    table = tables.conversations
    row = (
        await unit.connection.execute(
            select(table).where(table.c.community == community, table.c.id == conversation)
        )
    ).first()
    if row is None:
        return None
    room = await room_by_id(unit, community, memory, row.channel_id)
    channel = channel_of(room.key, row.thread)
    platform = room.key.platform
    growth = Growth(
        id=conversation,
        community=community,
        channel=channel,
        opened_at=row.opened_at,
        last_at=row.last_at,
        opener=_member(platform, row.opener),
        human=row.human,
        first_answer_at=row.first_answer_at,
        count=row.messages,
        turns=row.turns,
        last_speaker=_member(platform, row.last_speaker),
    )
    for found in await _messages_in(unit, community, conversation):
        growth.messages.append(message_of(found, community, room.key))
        growth.links.append(link_of(found, community))
    memory.hold(growth)
    return growth


async def _messages_in(
    unit: Transaction, community: CommunityId, conversation: ConversationId
) -> list[Row[Any]]:
    table = tables.messages
    within = select(table).where(
        table.c.community == community,
        table.c.conversation == conversation,
        table.c.gone.is_(False),
    )
    latest = within.order_by(table.c.at.desc(), table.c.id.desc()).limit(KEPT)
    rows = list(reversed((await unit.connection.execute(latest)).all()))
    if len(rows) == KEPT:
        opening = within.order_by(table.c.at, table.c.id).limit(1)
        first = (await unit.connection.execute(opening)).first()
        if first is not None and first.id != rows[0].id:
            rows.insert(0, first)
    return rows


async def room_by_id(
    unit: Transaction, community: CommunityId, memory: CommunityMemory, number: int
) -> RoomMemory:
    """A room by its number in the tables."""
    if (held := memory.room_by_id.get(number)) is not None:
        return held
    table = tables.channels
    row = (await unit.connection.execute(select(table).where(table.c.id == number))).one()
    key = ChannelKey(platform=row.platform, space=row.space, channel=row.channel)
    room = RoomMemory(number, key, row.name, unit.working.look_back)
    await recall_room(unit, community, memory, room)
    memory.enter(room)
    return room


def _member(platform: str, ref: str | None) -> MemberKey | None:
    return None if ref is None else MemberKey(platform=platform, member=ref)
