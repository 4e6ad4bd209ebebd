"""What is remembered of one room: what a linker looks back on, its pace, and who wrote lately."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from bot.core.conversations import Pace
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, ConversationId
from bot.core.pace import Waits, pooled, told_by
from bot.core.privacy import Retention
from db.gaps import Gaps
from db.lengths import Lengths
from db.types import to_microseconds

OPENINGS_PER_ROOM = 100
OPENINGS_IN_ALL = 400
LEARNED_FROM = timedelta(days=90)
_LEARNED_FROM = LEARNED_FROM // timedelta(microseconds=1)
TIMES_PER_ROOM = 200
HEARD_SINCE = 200
"""More messages than any budget asks for between two turns."""
TAKEN_UP = timedelta(hours=2)
DECAYS_FOR = timedelta(days=7)
"""An opportunity without a turn of people in two hours slows the channel down for a week."""
LINKABLE = Retention().linkable
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)
_AUTHOR = itemgetter(1)


@dataclass(slots=True)
class OpeningCell:
    """A conversation that a person opened, and when another person first answered; microseconds."""

    at: int
    answered_at: int | None


class Openings:
    """The latest openings of a room or a community, frozen at the start of each day.

    Pace is as of the start of the day, so that it does not depend on how the day's messages are cut
    into units of work.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._cells: dict[ConversationId, OpeningCell] = {}
        self._frozen: tuple[OpeningCell, ...] = ()
        self._begins: int | None = None
        """When the day began, in microseconds."""
        self._waits: dict[datetime, Waits] = {}
        self.changes = 0
        """How often what was known of an earlier day changed: by what came late, or was erased."""

    def add(self, conversation: ConversationId, cell: OpeningCell) -> None:
        """Remember an opening; the oldest goes when there are too many."""
        self._cells[conversation] = cell
        if len(self._cells) > self._most:
            del self._cells[next(iter(self._cells))]
        if self._begins is not None and cell.at < self._begins:
            self._frozen = (*self._frozen, cell)[-self._most :]
            self._change()

    def answer(self, conversation: ConversationId, at: datetime | None) -> None:
        """Note the first answer, if the opening is still remembered; None: it was erased."""
        if (cell := self._cells.get(conversation)) is not None:
            micros = None if at is None else to_microseconds(at)
            before, cell.answered_at = cell.answered_at, micros
            now = cell.at if micros is None else micros
            if self._begins is not None and (before is not None or now < self._begins):
                self._change()

    def roll(self, day: datetime) -> None:
        """Freeze what was known when this day began; called before anything of the day is added."""
        begins = to_microseconds(day)
        if self._begins is None or begins > self._begins:
            self._begins, self._waits = begins, {}
            self._frozen = tuple(self._cells.values())

    def waits(self, day: datetime) -> Waits:
        """What the openings before this day say of waiting, as seen when it began."""
        if (known := self._waits.get(day)) is None:
            known = self._waits[day] = told_by(*self._waited(to_microseconds(day)))
        return known

    def _waited(self, until: int) -> tuple[list[int], list[int]]:
        """The waits that an answer ended before then, and those that went on."""
        since = until - _LEARNED_FROM
        ended: list[int] = []
        still: list[int] = []
        for cell in self._frozen:
            at, answered_at = cell.at, cell.answered_at
            if not since <= at < until:
                continue
            if answered_at is None or answered_at >= until:
                still.append(until - at)
            else:
                ended.append(max(0, answered_at - at))
        return ended, still

    def _change(self) -> None:
        self._waits = {}
        self.changes += 1


@dataclass(slots=True)
class Since:
    """What people wrote in a room since the bot's last turn, in one account; the latest of it."""

    last: datetime | None = None
    thanked: datetime | None = None
    """When somebody last said of a line of ours here that it was helpful."""
    heard: deque[tuple[datetime, str]] = field(
        default_factory=lambda: deque[tuple[datetime, str]](maxlen=HEARD_SINCE)
    )
    _oldest: datetime = _LAST
    """None of them is older."""

    def hear(self, at: datetime, author: str) -> None:
        """A person wrote; what came late from before the turn is no talk since."""
        if self.last is None or at >= self.last:
            self._oldest = min(at, self._oldest) if self.heard else at
            self.heard.append((at, author))

    def ignored(self, now: datetime) -> bool:
        """Whether nobody wrote within two hours of the last turn, which is no week ago.

        An explicit thanks since then makes up for it.
        """
        if self.last is None or now - self.last > DECAYS_FOR or len(self.heard) == HEARD_SINCE:
            return False
        if self.thanked is not None and self.last <= self.thanked <= now:
            return False
        first = min((at for at, _ in self.heard), default=now)
        return first - self.last > TAKEN_UP

    def people(self, now: datetime) -> int:
        """How many people those were, as far as anybody may still be known."""
        since = now - LINKABLE
        if self._oldest < since:  # it may be gone by now
            self._oldest = min((at for at, _ in self.heard), default=_FIRST)
        if self._oldest >= since:
            return len(set(map(_AUTHOR, self.heard)))
        return len({author for at, author in self.heard if at >= since})


def day_of(at: datetime) -> datetime:
    """The start of the day in UTC."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


class RoomMemory:
    """One room: what a linker looks back on, its pace, and who wrote since the bot's last turn."""

    def __init__(self, number: int, key: ChannelKey, name: str | None, look_back: int) -> None:
        self.id = number
        self.key = key
        self.name = name
        self.earlier = Earlier(look_back)
        self.openings = Openings(OPENINGS_PER_ROOM)
        self.times: deque[int] = deque(maxlen=TIMES_PER_ROOM)
        """When the latest messages were written, in microseconds."""
        self.last_human_at: datetime | None = None
        self.since = {False: Since(), True: Since()}
        self.locked_until: datetime | None = None
        self.long: tuple[datetime, int | None] | None = None
        """From how many words on an opening is long here, with the day it was worked out for."""
        self.lengths: Lengths | None = None
        """None: not read yet."""
        self._times: tuple[int, ...] = ()
        self._gaps = Gaps()
        self._day: datetime | None = None
        self._next_day: datetime | None = None
        self._pace: tuple[tuple[datetime, int, int], Pace | None] | None = None

    def roll(self, at: datetime) -> None:
        """Begin a new day if this is one."""
        if self._next_day is not None and at < self._next_day:
            return
        day = day_of(at)
        self._day, self._next_day = day, day + timedelta(days=1)
        self._times = tuple(self.times)
        self.openings.roll(day)

    def note(self, at: datetime) -> None:
        """Note when something was written here, whoever wrote it."""
        micros = to_microseconds(at)
        self.times.append(micros)
        if self._day is not None and at < self._day:
            self._times = (*self._times, micros)[-TIMES_PER_ROOM:]
            self._pace = None

    def pace(self, community: Openings, at: datetime) -> Pace | None:
        """The pace as of the start of the day of `at`."""
        self.roll(at)
        day = self._day if self._day is not None and at >= self._day else day_of(at)
        known = (day, self.openings.changes, community.changes)
        if self._pace is None or self._pace[0] != known:
            community.roll(day)  # its own day may not have begun yet
            gap = self._gaps.median(self._times, to_microseconds(day))
            pace = pooled(self.openings.waits(day), community.waits(day), gap)
            self._pace = (known, pace)
        return self._pace[1]
