"""What people in the local room see: its lines as they stand, private notices, and what changed."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import Final

from bot.core.cards import Answer
from bot.core.events import (
    Event,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
)
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.parlour.keys import once_of

KEPT: Final = 2_000
"""So many changes are remembered for whoever comes back; who was away longer loads the page."""


_NONE: Final[Mapping[str, frozenset[MemberKey]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message as it stands. `once`: what it was said under, where the bot said it.

    `gone`: its author took it away; its words are not here any more. `reactions`: who gave each, by
    emoji in the order in which they first came.
    """

    key: MessageKey
    channel: ChannelKey
    author: MemberKey
    text: str
    at: datetime
    reply_to: MessageKey | None = None
    own: bool = False
    edited: bool = False
    gone: bool = False
    once: str | None = None
    reactions: Mapping[str, frozenset[MemberKey]] = field(default_factory=lambda: _NONE)

    def __repr__(self) -> str:
        """Hides the words."""
        return f"Line(key={self.key!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one person alone is told, in the room where they asked; `number` names it for a page."""

    number: int
    to: MemberKey
    room: ChannelKey
    at: datetime
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something on the board became otherwise. `number` counts changes; exactly one of two is set.

    `about`: the line that changed, or of which something else is thought now. `notice`: somebody
    was told something.
    """

    number: int
    room: ChannelKey
    about: MessageKey | None = None
    notice: Notice | None = None


class Board:
    """Keeps what stands in every room of one process; whoever looks on waits for the next change.

    `run` names this board among those of other processes: a page that was drawn from another one
    cannot go on from where it was.
    """

    def __init__(self) -> None:
        self.run = secrets.token_hex(4)
        self._lines: dict[MessageKey, Line] = {}
        self._by_room: dict[ChannelKey, list[MessageKey]] = {}
        self._said: dict[str, MessageKey] = {}
        self._notices: list[Notice] = []
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._count = 0
        self._moved = asyncio.Event()

    @property
    def newest(self) -> int:
        """The number of the latest change."""
        return self._count

    def take(self, event: Event) -> None:
        """Put on the board what happened; what is no matter of lines changes nothing."""
        match event:
            case MessagePosted():
                self._post(event)
            case MessageEdited():
                self._alter(event.key, lambda line: replace(line, text=event.text, edited=True))
            case MessageDeleted():
                self._alter(event.key, lambda line: replace(line, text="", gone=True, reactions={}))
            case ReactionAdded():
                self._alter(event.key, lambda line: _reacted(line, event.emoji, event.member))
            case ReactionRemoved():
                self._alter(event.key, lambda line: _unreacted(line, event.emoji, event.member))
            case _:
                pass

    def line(self, key: MessageKey) -> Line | None:
        """One line; None: it never was."""
        return self._lines.get(key)

    def lines(self, room: ChannelKey, most: int) -> tuple[Line, ...]:
        """The latest lines of a room and its threads, oldest first; what is gone among them."""
        keys = self._by_room.get(room.room, [])
        return tuple(self._lines[key] for key in keys[-most:])

    def under(self, once: str) -> MessageKey | None:
        """The line that the bot said under this `once`; None: none that stands here."""
        return self._said.get(once)

    def tell(self, to: MemberKey, room: ChannelKey, at: datetime, answer: Answer) -> Notice:
        """Tell one person something; it takes the place of whatever else they were told here."""
        self._notices = [n for n in self._notices if (n.to, n.room) != (to, room.room)]
        notice = Notice(number=self._count + 1, to=to, room=room.room, at=at, answer=answer)
        self._notices.append(notice)
        self._change(room, notice=notice)
        return notice

    def notices(self, to: MemberKey, room: ChannelKey) -> tuple[Notice, ...]:
        """What this person was told here and nobody else sees."""
        return tuple(n for n in self._notices if (n.to, n.room) == (to, room.room))

    def put_away(self, to: MemberKey, number: int) -> None:
        """Let go of what this person was told under that number."""
        self._notices = [n for n in self._notices if (n.to, n.number) != (to, number)]

    def touch(self, key: MessageKey) -> None:
        """Note that of this line something else is thought now."""
        line = self._lines.get(key)
        if line is not None:
            self._change(line.channel, about=key)

    def since(self, number: int) -> Sequence[Change] | None:
        """All changes after that one; None: too long ago to tell."""
        behind = self._count - number
        if behind < 0 or behind > len(self._changes):
            return None
        return tuple(islice(self._changes, len(self._changes) - behind, None))

    async def beyond(self, number: int) -> None:
        """Wait until there is a change after that one."""
        while self._count <= number:
            await self._moved.wait()

    def _post(self, event: MessagePosted) -> None:
        once = once_of(event.key) if event.own else None
        self._lines[event.key] = Line(
            key=event.key,
            channel=event.channel,
            author=event.author,
            text=event.text,
            at=event.stamp.occurred_at,
            reply_to=event.reply_to,
            own=event.own,
            once=once,
        )
        if once is not None:
            self._said[once] = event.key
        self._by_room.setdefault(event.channel.room, []).append(event.key)
        self._change(event.channel, about=event.key)

    def _alter(self, key: MessageKey, changed: Callable[[Line], Line]) -> None:
        line = self._lines.get(key)
        if line is not None:
            self._lines[key] = changed(line)
            self._change(line.channel, about=key)

    def _change(
        self, room: ChannelKey, *, about: MessageKey | None = None, notice: Notice | None = None
    ) -> None:
        self._count += 1
        self._changes.append(Change(number=self._count, room=room.room, about=about, notice=notice))
        self._moved.set()
        self._moved = asyncio.Event()


def _reacted(line: Line, emoji: str, who: MemberKey) -> Line:
    given = line.reactions.get(emoji, frozenset())
    return replace(line, reactions={**line.reactions, emoji: given | {who}})


def _unreacted(line: Line, emoji: str, who: MemberKey) -> Line:
    left = {**line.reactions, emoji: line.reactions.get(emoji, frozenset()) - {who}}
    return replace(line, reactions={each: by for each, by in left.items() if by})
