"""Reads back from the tables what a process remembers: after a start, or when a unit failed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select

from bot.core.feedback import Felt
from bot.core.growth import KEPT, Growth
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, ProposalId
from bot.core.interventions import Audience
from bot.core.outcomes import Window
from bot.core.trial import Arm
from bot.services.deliberation import NOT_TWICE_WITHIN
from bot.services.wording import compared
from db import tables
from db.repositories.consents import read_consents, read_ignored
from db.repositories.members import read_departures
from db.room_memory import (
    HEARD_SINCE,
    LEARNED_FROM,
    OPENINGS_IN_ALL,
    OPENINGS_PER_ROOM,
    TIMES_PER_ROOM,
    OpeningCell,
    Openings,
    RoomMemory,
    day_of,
)
from db.rows import FORGOTTEN, channel_of, key_of, link_of, message_of
from db.transaction import Transaction, UnknownCommunity
from db.types import plain, to_microseconds
from db.working_set import SHARE_OVER, CommunityMemory, Debit

CHANNEL_LOCK = timedelta(hours=2)
"""After an opportunity the channel is reserved for this long (practices.md, section 3, rule 5)."""
THE_HOUSE = ConversationId("")
"""Stands in the agenda where an appointment is of the house itself, not of a conversation."""
SHADOW, SPEAKING = "listening", "speaking"


async def recall(unit: Transaction, community: CommunityId) -> CommunityMemory:
    """All that is pending and spent of a community; rooms and conversations come on demand."""
    row = (
        await unit.connection.execute(
            select(tables.communities).where(tables.communities.c.id == community)
        )
    ).first()
    if row is None:
        raise UnknownCommunity(community)
    memory = CommunityMemory(unit.vault.of(community, row.data_key), row.timezone)
    memory.consents = await read_consents(unit.connection, community)
    memory.ignored = await read_ignored(unit.connection, community)
    memory.left_at = await read_departures(unit.connection, community)
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
    latest = select(func.max(table.c.at)).where(table.c.community == community)
    return (await unit.connection.execute(latest)).scalar()


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
    times = (plain(table.c.opened_at), plain(table.c.first_answer_at))
    query = select(table.c.id, *times).where(
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
        (ConversationId(conversation), OpeningCell(at, answered_at))
        for conversation, at, answered_at in reversed(rows)
    ]


async def _recall_pending(
    unit: Transaction, community: CommunityId, memory: CommunityMemory
) -> None:
    watches = tables.watches
    for row in await unit.connection.execute(
        select(watches).where(watches.c.community == community)
    ):
        if row.conversation == THE_HOUSE:
            memory.appoint(row.practice, row.due_at)
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
    # All of it, and not only the last week's: a conversation has had its turn for ever.
    spent = select(table).where(table.c.community == community, table.c.account.is_not(None))
    for row in await unit.connection.execute(spent.order_by(table.c.at, table.c.id)):
        debit = Debit(
            row.at, row.channel_id, ConversationId(row.conversation), row.account == SHADOW
        )
        memory.spend(debit)
        if row.addressee:
            platform = row.conversation.partition("/")[0]
            addressee = MemberKey(platform=platform, member=row.addressee)
            memory.address(addressee, row.at, private=row.audience == Audience.MEMBER)
    drafted = select(table.c.at, table.c.draft, table.c.because).where(
        table.c.community == community,
        table.c.at >= newest - NOT_TWICE_WITHIN,
        table.c.draft.is_not(None),
    )
    for row in await unit.connection.execute(drafted.order_by(table.c.at, table.c.id)):
        memory.wordings[compared(row.draft, row.because)] = row.at
    # Not how many rows there are: of a long plan the first draws may have had their time.
    plans = select(table.c.practice, table.c.plan, func.max(table.c.position) + 1).where(
        table.c.community == community, table.c.plan.is_not(None)
    )
    counted = plans.group_by(table.c.practice, table.c.plan)
    for practice, plan, count in await unit.connection.execute(counted):
        memory.draws[practice, plan] = count


async def recall_room(unit: Transaction, community: CommunityId, room: RoomMemory) -> None:
    """What a room remembers: its latest messages, its openings, and who wrote since our turn."""
    await _recall_since(unit, room)
    latest = _latest_in(room).where(tables.messages.c.thread.is_(None))
    looked_back = await unit.connection.execute(latest.limit(unit.working.look_back))
    vault = (await unit.memory(community)).vault
    for row in reversed(looked_back.all()):
        message = message_of(row, community, room.key)
        conversation, link = ConversationId(row.conversation), link_of(row, community)
        answered = _member(room.key.platform, row.parent_author)
        trace = None if row.trace is None else vault.open_bytes(row.trace)
        room.earlier.remember(message, conversation, link, answered, trace)
    times = await _times(unit, room)
    if not times:
        return
    newest = times[-1]
    day = day_of(newest)
    room.times.extend(map(to_microseconds, await _times(unit, room, until=day)))
    # Openings first: they freeze what was known when the newest day began, then take in that day.
    await fill_openings(unit, room.openings, community, room, newest)
    room.roll(newest)
    room.times.extend(to_microseconds(at) for at in times if at >= day)


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


async def _thanked(unit: Transaction, room: RoomMemory) -> datetime | None:
    table = tables.feedback
    latest = select(func.max(table.c.at)).where(
        table.c.channel_id == room.id, table.c.felt == Felt.HELPFUL.value
    )
    return (await unit.connection.execute(latest)).scalar()


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
        since.thanked = None if shadow else await _thanked(unit, room)
        query = select(table.c.at, table.c.author).where(
            table.c.channel_id == room.id,
            table.c.automated.is_(False),
            table.c.own.is_(False),
            table.c.gone.is_(False),
        )
        people = query.order_by(table.c.at.desc(), table.c.id.desc())
        room.last_human_at = (await unit.connection.execute(people.limit(1))).scalar()
        if last is not None:
            people = people.where(table.c.at >= last)
            room.locked_until = max(room.locked_until or last, last + CHANNEL_LOCK)
        latest = (await unit.connection.execute(people.limit(HEARD_SINCE))).all()
        for at, author in reversed(latest):
            since.hear(at, author or FORGOTTEN)


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
    fading = unit.pending.fading.get(community)
    if fading is not None and growth.opened_at < fading.people:
        growth.forget_people(fading.people)  # the tables do not know it yet
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
    # The opening comes first, whatever a clock said of those who answered it.
    opened = table.c.key == conversation
    first = within.order_by(opened.desc(), table.c.at, table.c.id).limit(1)
    opening = (await unit.connection.execute(first)).first()
    return [] if opening is None else [opening, *(row for row in rows if row.id != opening.id)]


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
    await recall_room(unit, community, room)
    memory.enter(room)
    return room


def _member(platform: str, ref: str | None) -> MemberKey | None:
    return None if ref is None else MemberKey(platform=platform, member=ref)
