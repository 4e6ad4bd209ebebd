"""What one process remembers of its communities between two units of work.

Everything here can be read again from the tables: a cache with the shape of what the next message
will ask. It is thrown away whenever a unit of work does not commit, so it never knows more than the
store. It is bounded: conversations at rest, quiet rooms and members not seen lately are let go.
"""

from collections import Counter, OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from typing import TypeVar

from bot.core.framework import Framework
from bot.core.growth import Growth
from bot.core.ids import ChannelKey, ConversationId, MemberKey, MessageKey, ProposalId
from bot.core.outcomes import Window
from bot.core.privacy import Consent
from bot.core.prompt_uses import PromptUse
from bot.core.trust import Standing
from db.lengths import Lengths
from db.room_memory import OPENINGS_IN_ALL, Openings, RoomMemory, day_of
from db.vault import CommunityVault

K = TypeVar("K")
V = TypeVar("V")

REST = timedelta(hours=2)
"""A conversation this long at rest, with nothing pending, is let go; the look-back is one hour."""
MEMBERS = 20_000
ROOMS = 2_000
"""Four kilobytes each; an archive may have a hundred thousand."""
SHARE_OVER = timedelta(days=7)
HOUR = timedelta(hours=1)
_ASK = datetime.min.replace(tzinfo=UTC)
"""Stands for what comes up next where it must be looked for."""


@dataclass(frozen=True, slots=True)
class Debit:
    """One turn spent, spoken or held out, of the account of speaking or of listening."""

    at: datetime
    channel: int
    conversation: ConversationId
    shadow: bool


class CommunityMemory:
    """One community: its rooms, the conversations people are in, and what is pending."""

    lengths: Lengths | None = None
    """How long its latest openings are; None: not read yet."""
    prompt_uses: tuple[PromptUse, ...] | None = None
    """What was used of the book of prompts; None: not read yet."""
    linked: Mapping[MemberKey, MemberKey] | None = None
    """The other account of whoever linked two; None: not read yet."""

    contested: frozenset[str] | None = None
    """The messages that wait for moderators, as texts; None: not read yet."""

    def __init__(self, vault: CommunityVault, zone: str) -> None:
        self.vault = vault
        self.zone = zone
        self.rooms: dict[ChannelKey, RoomMemory] = {}
        self.room_by_id: dict[int, RoomMemory] = {}
        self.number_by_room: dict[ChannelKey, int] = {}  # also of rooms that were let go
        self._asked_of: ChannelKey | None = None
        self._answered: RoomMemory | None = None
        self.openings = Openings(OPENINGS_IN_ALL)
        self.growths: OrderedDict[ConversationId, Growth] = OrderedDict()
        self._kept: dict[ConversationId, Growth] = {}
        """At rest, but pinned: a watch or an outcome window of theirs is still open."""
        self.conversation_by_key: dict[str, ConversationId] = {}
        self.consents: dict[MemberKey, Consent] = {}
        self.ignored: frozenset[str] = frozenset()  # who asked to be forgotten; see `mark`
        self._marks: OrderedDict[str, str] = OrderedDict()
        self.framework: Framework | None = None
        self.framework_known = False
        self.standings: tuple[Standing, ...] | None = None  # None: not read yet
        self.first_at: OrderedDict[str, datetime | None] = OrderedDict()
        self.left_at: dict[str, datetime] = {}
        """Who has left and not come back; few, for they are forgotten after 90 days."""
        self.debits: deque[Debit] = deque()
        self.turns: Counter[tuple[ConversationId, bool]] = Counter()  # debits, ever; few
        self.newest: datetime | None = None
        self._next_day: datetime | None = None
        self._hour = datetime(1970, 1, 1, tzinfo=UTC)
        self.humans_by_hour: OrderedDict[datetime, int] = OrderedDict()
        self._humans = 0
        self.mentions, self.notes = (dict[MemberKey, datetime]() for _ in range(2))
        self.wordings: dict[str, datetime] = {}
        self.draws: dict[tuple[str, int], int] = {}
        self.windows: dict[ProposalId, Window] = {}
        self.reserved: dict[ConversationId, datetime] = {}
        self.appointments: dict[str, datetime] = {}
        self.watching: dict[ConversationId, dict[str, datetime]] = {}
        self._due: list[tuple[datetime, ConversationId, str]] = []
        self._closing: list[tuple[datetime, ProposalId]] = []
        self._known: OrderedDict[tuple[str, str], MemberKey] = OrderedDict()
        self._pins: dict[ConversationId, int] = {}
        self._next: datetime | None = _ASK

    # Members.

    def known_as(self, member: MemberKey) -> MemberKey:
        """The member under the keyed hash."""
        plain = (member.platform, member.member)  # hashed and compared without a step of Python
        if (known := self._known.get(plain)) is None:
            known = MemberKey(platform=member.platform, member=self.vault.reference(member))
            self._known[plain] = known
            _bound(self._known, MEMBERS)
        return known

    def mark(self, ref: str) -> str:
        """The fingerprint of a member, by which they would stand among the ignored."""
        if (mark := self._marks.get(ref)) is None:
            mark = self._marks[ref] = self.vault.fingerprint(ref)
            _bound(self._marks, MEMBERS)
        return mark

    def note_first(self, ref: str, at: datetime | None) -> None:
        """Remember when a member first wrote, or that they never did."""
        self.first_at[ref] = at
        self.first_at.move_to_end(ref)
        _bound(self.first_at, MEMBERS)

    # Rooms and conversations.

    def enter(self, room: RoomMemory) -> None:
        """Remember a room."""
        self.rooms[room.key] = room
        self.number_by_room[room.key] = room.id
        self.room_by_id[room.id] = room
        self._asked_of = None

    def room_at(self, channel: ChannelKey) -> RoomMemory | None:
        """The room of a channel or thread, if it is remembered; one message asks several times."""
        if channel is not self._asked_of:
            self._asked_of, self._answered = channel, self.rooms.get(channel.room)
        return self._answered

    def hold(self, growth: Growth) -> None:
        """Remember a conversation that people are in."""
        self.growths[growth.id] = growth
        for message in growth.messages:
            self.conversation_by_key[message_text(message.key)] = growth.id

    def roll(self, at: datetime) -> None:
        """Begin a new day if this is one."""
        if self._next_day is not None and at < self._next_day:
            return
        day = day_of(at)
        self._next_day = day + timedelta(days=1)
        self.openings.roll(day)

    def spend(self, debit: Debit) -> None:
        """Note a turn spent; the latest come last."""
        self.debits.append(debit)
        self.turns[debit.conversation, debit.shadow] += 1

    def hear(self, at: datetime) -> None:
        """Count a message of a person towards the bot's share of talk."""
        if self.newest is None or at > self.newest:
            self.newest = at
        hour, known = self.hour_of(at), self.humans_by_hour
        if hour not in known and known and hour < next(reversed(known)):
            # What came late finds its place, so that the hours stand in their order.
            known[hour] = 0
            self.humans_by_hour = OrderedDict(sorted(known.items()))
        self.humans_by_hour[hour] = self.humans_by_hour.get(hour, 0) + 1
        self._humans += 1

    def unhear(self, at: datetime) -> None:
        """Take back a message of a person that was erased."""
        if (hour := self.hour_of(at)) in self.humans_by_hour:
            self.humans_by_hour[hour] -= 1
            self._humans -= 1

    def heard_since(self, at: datetime) -> int:
        """How many messages of people fell into hours that began at or after this."""
        since = self._humans
        for hour, count in self.humans_by_hour.items():  # the hours stand in their order
            if hour >= at:
                break
            since -= count
        return since

    def hour_of(self, at: datetime) -> datetime:
        """The start of the hour in UTC; most messages come in the hour of the one before."""
        if not self._hour <= at < self._hour + HOUR:
            self._hour = at.replace(minute=0, second=0, microsecond=0)
        return self._hour

    def let_go(self) -> None:
        """Let go of what is at rest; only ever called when everything is written down."""
        if self.newest is None:
            return
        rested = self.newest - REST
        while self.growths:
            conversation, growth = next(iter(self.growths.items()))
            if growth.last_at >= rested:
                break
            del self.growths[conversation]
            if self._pins.get(conversation):
                self._kept[conversation] = growth
            else:
                self._release(conversation, growth)
        week_ago = self.newest - SHARE_OVER
        while self.humans_by_hour and next(iter(self.humans_by_hour)) < week_ago - REST:
            self._humans -= self.humans_by_hour.popitem(last=False)[1]
        while self.debits and self.debits[0].at < week_ago:
            self.debits.popleft()
        if len(self.rooms) > ROOMS:
            self._let_rooms_go()

    def _let_rooms_go(self) -> None:
        """Let go of the half of the rooms that have been quiet the longest."""
        by_talk = sorted(self.rooms.values(), key=lambda room: room.times[-1] if room.times else 0)
        busy = {held.channel.room for held in (*self.growths.values(), *self._kept.values())}
        for room in by_talk[: len(by_talk) // 2]:
            del self.rooms[room.key]
            del self.room_by_id[room.id]
            if room.key not in busy:  # a number is needed where a conversation goes on
                del self.number_by_room[room.key]
        self._asked_of = None

    def growth(self, conversation: ConversationId) -> Growth | None:
        """A conversation at hand: people are in it, or something of it is pending."""
        return self.growths.get(conversation) or self._kept.get(conversation)

    def address(self, member: MemberKey, at: datetime, *, private: bool) -> None:
        """Note that this member was spoken to then: in a note of their own, or by a mention."""
        (self.notes if private else self.mentions)[member] = at

    def touch(self, growth: Growth) -> None:
        """Somebody wrote in it: it goes behind all others."""
        self._kept.pop(growth.id, None)
        self.growths[growth.id] = growth
        self.growths.move_to_end(growth.id)

    def let_be_read_again(self, conversation: ConversationId, room: int) -> None:
        """Let go of a conversation and a room of which something was erased."""
        self.growths.pop(conversation, None)
        self._kept.pop(conversation, None)
        if (held := self.room_by_id.pop(room, None)) is not None:
            del self.rooms[held.key]
            self._asked_of = None
        self.measure_again()

    def measure_again(self) -> None:
        """How long openings are is read again: what was written has changed, or what opens."""
        self.lengths = None
        for room in self.rooms.values():
            room.lengths = None

    def forget_people(self, before: datetime) -> None:
        """Take people out of what is older than this, as the tables just did."""
        self.contested = None
        self.mentions = {member: at for member, at in self.mentions.items() if at >= before}
        self.notes = {member: at for member, at in self.notes.items() if at >= before}
        for growth in (*self.growths.values(), *self._kept.values()):
            if growth.opened_at < before:
                growth.forget_people(before)

    def _release(self, conversation: ConversationId, growth: Growth) -> None:
        self.reserved.pop(conversation, None)
        for message in growth.messages:
            self.conversation_by_key.pop(message_text(message.key), None)

    # What is pending.

    def watch(self, conversation: ConversationId, practice: str, due_at: datetime) -> None:
        """Remember that a conversation is to be looked at."""
        practices = self.watching.setdefault(conversation, {})
        if not practices:
            self._pin(conversation, 1)
        self._next = _ASK
        practices[practice] = due_at
        heappush(self._due, (due_at, conversation, practice))

    def unwatch(self, conversation: ConversationId) -> None:
        """Nothing of it needs looking at; the heap's entries are skipped when they come up."""
        self._next = _ASK
        if self.watching.pop(conversation, None):
            self._pin(conversation, -1)

    def take_due(self, now: datetime) -> list[tuple[ConversationId, frozenset[str]]]:
        """What is due, soonest first, taken off the list."""
        self._next = _ASK
        taken: OrderedDict[ConversationId, set[str]] = OrderedDict()
        while self._due and self._due[0][0] <= now:
            due_at, conversation, practice = heappop(self._due)
            if self.watching.get(conversation, {}).get(practice) == due_at:
                taken.setdefault(conversation, set()).add(practice)
                del self.watching[conversation][practice]
        for conversation in taken:
            if not self.watching[conversation]:
                del self.watching[conversation]
                self._pin(conversation, -1)
        return [(conversation, frozenset(practices)) for conversation, practices in taken.items()]

    def open_window(self, window: Window) -> None:
        """Remember an outcome window that is still open."""
        self._next = _ASK
        self.windows[window.proposal] = window
        heappush(self._closing, (window.closes_at, window.proposal))
        self._pin(window.conversation, 1)

    def close_window(self, proposal: ProposalId) -> None:
        """An outcome was kept."""
        self._next = _ASK
        if (window := self.windows.pop(proposal, None)) is not None:
            self._pin(window.conversation, -1)

    def closing(self, now: datetime) -> tuple[Window, ...]:
        """Windows whose time is over, soonest first."""
        over = sorted(
            (w.closes_at, w.proposal) for w in self.windows.values() if w.closes_at <= now
        )
        return tuple(self.windows[proposal] for _, proposal in over)

    def appoint(self, what: str, due_at: datetime | None) -> None:
        """Remember an appointment of the house; None: it is off the list."""
        self._next = _ASK
        if due_at is None:
            self.appointments.pop(what, None)
        else:
            self.appointments[what] = due_at

    def next_due(self) -> datetime | None:
        """When a watch, a window or an appointment comes up next; asked before every message."""
        if self._next is _ASK:
            self._next = self._soonest()
        return self._next

    def _soonest(self) -> datetime | None:
        while self._due and self.watching.get(self._due[0][1], {}).get(self._due[0][2]) is None:
            heappop(self._due)
        while self._closing and self._closing[0][1] not in self.windows:
            heappop(self._closing)
        moments = [heap[0][0] for heap in (self._due, self._closing) if heap]
        moments += self.appointments.values()
        return min(moments, default=None)

    def _pin(self, conversation: ConversationId, by: int) -> None:
        count = self._pins.get(conversation, 0) + by
        if count > 0:
            self._pins[conversation] = count
        else:
            self._pins.pop(conversation, None)
            if (kept := self._kept.pop(conversation, None)) is not None:
                # It goes at the next chance: whoever closed the last window may still need it.
                self.growths[conversation] = kept
                self.growths.move_to_end(conversation, last=False)


def message_text(key: MessageKey) -> str:
    """Platform and message id in one text, as the tables hold it."""
    return f"{key.platform}/{key.message}"


def _bound(held: OrderedDict[K, V], most: int) -> None:
    while len(held) > most:
        held.popitem(last=False)
