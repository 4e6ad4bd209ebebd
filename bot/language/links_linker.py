"""Who answers whom where nobody pressed reply, learned from people who said so of old talk."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from bot.core.conversations import Link, LinkSource
from bot.core.earlier import Earlier, Remembered
from bot.core.ids import MessageKey
from bot.core.messages import Message
from bot.language.links_features import Comparison
from bot.language.links_net import DIGITS, LinkNet, shipped
from bot.language.links_room import LOOK_BACK, Placed, Room, Said
from bot.language.links_traces import MARKS, WORDS, Trace, packed, trace_of, unpacked

NO_TRACE = Trace(
    marks=np.zeros(MARKS, np.float32),
    words=(),
    weights=np.zeros(WORDS, np.float32),
    weight=0.0,
)
"""Of a message whose words are gone: nobody can say what they were."""


@dataclass(slots=True)
class _View:
    """A room's columns, and as of which state of what they follow from."""

    room: Room[MessageKey]
    appended: int
    upset: int


class LearnedLinker:
    """Compares a message with each of the room's latest and takes the likeliest, or none.

    Pure in its arguments: what it keeps is what follows from `earlier`, made anew where that
    changed otherwise than by growing. So folding it over a history is the batch mode.
    """

    version = "links-3"
    look_back = LOOK_BACK

    def __init__(self, net: LinkNet | None = None) -> None:
        """`net`: the one that came with Tummler if unset; may raise ModelDamaged."""
        self._net = net or shipped()
        self._views: WeakKeyDictionary[Earlier, _View] = WeakKeyDictionary()
        self._read: deque[tuple[bytes, Said]] = deque(maxlen=2)
        """What was read last: as a rule a message is remembered before the next but one is read."""

    def trace(self, message: Message, text: str) -> bytes:
        """What is kept of a message's words, and whom it mentions, while it is looked back on."""
        mentions = tuple(each.member for each in message.mentions if each != message.author)
        trace = trace_of(text, len(mentions), self._net.rarity)
        kept = packed(trace, mentions)
        self._read.append((kept, _said(message, mentions, trace)))
        return kept

    def link(self, message: Message, earlier: Earlier, trace: bytes | None = None) -> Link:
        """Link to a message of `earlier` that is no later than this one, or to nothing.

        `trace`: what `trace` gave for it; without one its words are taken as unknown.
        """
        room = self._room(message, earlier)
        said = self._said(message, trace)
        room.let_go_before(said.minute)
        shares = self._net.judge(Comparison(room, said))
        best = int(shares.argmax())
        parent = None if best == len(room) else room.placed(room.low + best)
        named = parent is not None and parent.said.author in said.mentions
        return Link(
            child=message.key,
            parent=None if parent is None else parent.key,
            source=LinkSource.MENTION if named else LinkSource.INFERRED,
            confidence=round(float(shares[best]), DIGITS),
            linker=self.version,
        )

    def _room(self, message: Message, earlier: Earlier) -> Room[MessageKey]:
        newest = earlier.newest_at
        if newest is not None and message.at < newest:
            # It came late: what was written after it is none of its business.
            return self._made([e for e in earlier.entries() if e.at <= message.at])
        view = self._views.get(earlier)
        if view is None or view.upset != earlier.upset:
            view = _View(self._made(earlier.entries()), earlier.appended, earlier.upset)
            self._views[earlier] = view
        elif view.appended != earlier.appended:
            self._add(view.room, earlier.entries(earlier.appended - view.appended))
            view.appended = earlier.appended
        view.room.let_go(view.room.high - len(earlier))
        return view.room

    def _made(self, entries: Sequence[Remembered]) -> Room[MessageKey]:
        room: Room[MessageKey] = Room(self._net.width)
        self._add(room, entries)
        return room

    def _add(self, room: Room[MessageKey], entries: Sequence[Remembered]) -> None:
        for entry in entries:
            placed = self._placed(entry)
            room.add(placed, self._net.project(placed.said.trace.marks))

    def _said(self, message: Message, kept: bytes | None) -> Said:
        if kept is None:
            return _said(message, (), NO_TRACE)
        for read, said in self._read:
            if read is kept and (said.minute, said.author) == _when_and_who(message):
                return said
        trace, mentions = unpacked(kept, self._net.rarity)
        said = _said(message, mentions, trace)
        self._read.append((kept, said))
        return said

    def _placed(self, entry: Remembered) -> Placed[MessageKey]:
        link = entry.link
        return Placed(
            key=entry.message.key,
            said=self._said(entry.message, entry.trace),
            conversation=entry.conversation,
            parent=None if link is None else link.parent,
            parent_author=None if entry.answered is None else entry.answered.member,
            confidence=0.0 if link is None else link.confidence,
        )


def _said(message: Message, mentions: tuple[str, ...], trace: Trace) -> Said:
    minute, author = _when_and_who(message)
    return Said(minute=minute, author=author, mentions=mentions, trace=trace)


def _when_and_who(message: Message) -> tuple[int, str]:
    return int(message.at.timestamp()) // 60, message.author.member
