"""One open transaction: its connection, what is remembered, what is yet to be written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Dialect, Executable, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import TummlerError
from bot.core.growth import Growth
from bot.core.ids import CommunityId, ConversationId
from db import tables
from db.bulk import Values, Writing, execute_all
from db.fading import Fading
from db.types import to_microseconds
from db.upsert import Insert, insert_for, or_nothing, or_update, values_once, values_or_update
from db.vault import Vault
from db.working_set import CommunityMemory

Row = dict[str, object]
MESSAGE_COLUMNS = (
    *("community", "key", "channel_id", "thread", "conversation", "author", "parent"),
    *("parent_author", "source", "confidence", "linker", "at", "words", "text", "reader"),
    *("language", *(head.value for head in tables.HEADS), "automated", "own", "gone"),
)
_CONVERSATION = MESSAGE_COLUMNS.index("conversation")
GROWTH_COLUMNS = (
    *("community", "id", "channel_id", "thread", "opener", "human", "opened_at", "last_at"),
    *("first_answer_at", "messages", "turns", "last_speaker"),
)
WATCH_COLUMNS = ("community", "conversation", "practice", "due_at")
UNSPOKEN_COLUMNS = ("community", "channel_id", "hour", "moments")
WatchKey = tuple[CommunityId, ConversationId, str]


@dataclass(eq=False)
class UnknownCommunity(TummlerError):
    """No community {community} is known here. `tummler import` or `tummler up` makes one."""

    community: str


class WorkingSet:
    """What is remembered of every community of this store, between units of work."""

    def __init__(self, look_back: int) -> None:
        self.look_back = look_back
        self.communities: dict[CommunityId, CommunityMemory] = {}
        self.present: dict[tuple[CommunityId, str], bool] = {}
        """Which of the messages that were asked for last were ever taken in."""

    def clear(self) -> None:
        """Forget everything; the next unit of work reads it again from the tables."""
        self.communities.clear()
        self.present.clear()


@dataclass(slots=True)
class Pending:
    """Rows that will be written when the unit ends, in the order their tables allow."""

    messages: dict[tuple[CommunityId, str], Values] = field(
        default_factory=dict[tuple[CommunityId, str], Values]
    )
    members: dict[tuple[CommunityId, str], Row] = field(
        default_factory=dict[tuple[CommunityId, str], Row]
    )
    growths: dict[tuple[CommunityId, ConversationId], Growth] = field(
        default_factory=dict[tuple[CommunityId, ConversationId], Growth]
    )
    reactions: list[Row] = field(default_factory=list[Row])
    watches: dict[WatchKey, datetime | None] = field(
        default_factory=dict[WatchKey, datetime | None]
    )
    ledger: list[Row] = field(default_factory=list[Row])
    unspoken: dict[tuple[CommunityId, int, datetime], int] = field(
        default_factory=dict[tuple[CommunityId, int, datetime], int]
    )
    windows: list[Row] = field(default_factory=list[Row])
    closings: list[Row] = field(default_factory=list[Row])
    runs: dict[str, Row] = field(default_factory=dict[str, Row])
    rooms: dict[int, Row] = field(default_factory=dict[int, Row])
    """Names that changed."""
    fading: dict[CommunityId, Fading] = field(default_factory=dict[CommunityId, Fading])
    """What is to be taken out of the tables after everything else is in them."""

    def conversation_of(self, community: CommunityId, key: str) -> ConversationId | None:
        """Where a message belongs that is not written down yet."""
        values = self.messages.get((community, key))
        return None if values is None else ConversationId(str(values[_CONVERSATION]))


class Transaction:
    """What the repositories of one unit of work share."""

    def __init__(self, connection: AsyncConnection, working: WorkingSet, vault: Vault) -> None:
        self.connection = connection
        self.working = working
        self.vault = vault
        self.pending = Pending()
        self.held = working.communities
        """To be asked before `memory`, which is called several times for every message."""
        self.written = 0
        """How many messages this unit has written down."""

    async def memory(self, community: CommunityId) -> CommunityMemory:
        """What is remembered of a community, read from the tables if nothing is.

        Raises UnknownCommunity.
        """
        if (held := self.working.communities.get(community)) is not None:
            return held
        # Imported here, because reading back needs the repositories' own helpers.
        from db.recall import recall

        memory = await recall(self, community)
        self.working.communities[community] = memory
        return memory

    async def flush(self, *, commit: bool = False) -> None:
        """Write down what is pending, so that a query sees it; with `commit`, so that it lasts."""
        pending, self.pending = self.pending, Pending()
        dialect = self.connection.dialect
        growths = [await self._growth_values(each) for each in pending.growths.values()]
        messages = list(pending.messages.values())
        self.written += len(messages)
        await execute_all(
            self.connection,
            [
                or_update(dialect, tables.members, list(pending.members.values())),
                values_once(dialect, tables.messages, MESSAGE_COLUMNS, messages),
                values_or_update(dialect, tables.conversations, GROWTH_COLUMNS, growths),
                _by_name(_keep_reaction(dialect), pending.reactions),
                *_watches(dialect, pending.watches),
                or_nothing(dialect, tables.ledger, pending.ledger),
                _moments(dialect, pending.unspoken),
                or_nothing(dialect, tables.windows, pending.windows),
                _by_name(_close_window, pending.closings),
                or_update(dialect, tables.runs, list(pending.runs.values())),
                _by_name(_rename_room, list(pending.rooms.values())),
                *_faded(pending.fading),
            ],
            commit=commit,
        )

    async def _growth_values(self, growth: Growth) -> Values:
        answered = growth.first_answer_at
        return (
            growth.community,
            growth.id,
            (await self.memory(growth.community)).number_by_room[growth.channel.room],
            growth.channel.thread,
            growth.opener.member if growth.opener else None,
            growth.human,
            to_microseconds(growth.opened_at),
            to_microseconds(growth.last_at),
            None if answered is None else to_microseconds(answered),
            growth.count,
            growth.turns,
            growth.last_speaker.member if growth.last_speaker else None,
        )


def _by_name(statement: Executable, rows: Sequence[Row]) -> Writing:
    columns = tuple(rows[0]) if rows else ()
    return Writing(statement, columns, [tuple(row.values()) for row in rows])


def _faded(fading: dict[CommunityId, Fading]) -> list[Writing]:
    return [each for community, too_old in fading.items() for each in too_old.writings(community)]


def _watches(dialect: Dialect, watches: dict[WatchKey, datetime | None]) -> tuple[Writing, Writing]:
    kept = [(*about, to_microseconds(due)) for about, due in watches.items() if due is not None]
    gone = [about for about, due in watches.items() if due is None]
    return (
        values_or_update(dialect, tables.watches, WATCH_COLUMNS, kept),
        Writing(_drop_watch, ("of", "about", "by"), gone),
    )


def _moments(dialect: Dialect, counts: dict[tuple[CommunityId, int, datetime], int]) -> Writing:
    rows = [
        (community, channel, to_microseconds(hour), moments)
        for (community, channel, hour), moments in counts.items()
    ]
    return Writing(_add_moments(dialect), UNSPOKEN_COLUMNS, rows)


@lru_cache(maxsize=4)
def _keep_reaction(dialect: Dialect) -> Insert:
    table, message = tables.reactions, tables.messages
    stands = select(message.c.key).where(
        message.c.community == bindparam("of"),
        message.c.key == bindparam("about"),
        message.c.author.is_not(None),
    )
    names = {"community": "of", "key": "about", "ref": "by", "emoji": "sign", "at": "when"}
    values = select(*(bindparam(n, type_=table.c[c].type) for c, n in names.items()))
    statement = insert_for(dialect, table)
    return statement.from_select(
        list(names), values.where(stands.exists())
    ).on_conflict_do_nothing()


@lru_cache(maxsize=4)
def _add_moments(dialect: Dialect) -> Insert:
    table = tables.unspoken
    statement = insert_for(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key],
        set_={"moments": table.c.moments + statement.excluded.moments},
    )


_close_window = (
    update(tables.windows)
    .where(
        tables.windows.c.community == bindparam("of"),
        tables.windows.c.proposal == bindparam("about"),
    )
    .values(
        closed_at=bindparam("when"),
        reached=bindparam("came"),
        missing=bindparam("cause"),
        human_replies=bindparam("replies"),
        distinct_people=bindparam("people"),
    )
)
_rename_room = (
    update(tables.channels)
    .where(tables.channels.c.id == bindparam("number"))
    .values(name=bindparam("called"), private=bindparam("hidden"))
)
_drop_watch = delete(tables.watches).where(
    tables.watches.c.community == bindparam("of"),
    tables.watches.c.conversation == bindparam("about"),
    tables.watches.c.practice == bindparam("by"),
)
