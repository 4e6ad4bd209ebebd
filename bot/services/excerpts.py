"""Reads again what was said around some moments of an archive, for somebody who looks."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.events import Event, MessageDeleted, MessageEdited, MessagePosted
from bot.core.ids import ChannelKey, MemberKey, MessageKey

BEFORE = 4
AFTER = 6
LONGEST = 700
"""Characters of one message that are shown; who wants more reads it in the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of an excerpt. `who` numbers the people of the excerpt in order, from 0."""

    key: MessageKey
    who: int
    at: datetime
    text: str
    automated: bool

    def __repr__(self) -> str:
        """Hides the words."""
        return f"Said(key={self.key!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What was said in the same room, or thread, before a message, and after it."""

    before: tuple[Said, ...]
    message: Said
    after: tuple[Said, ...]


@dataclass(slots=True)
class _Kept:
    posted: MessagePosted
    text: str
    gone: bool = False


@dataclass(slots=True)
class _Open:
    before: tuple[_Kept, ...]
    message: _Kept
    after: list[_Kept] = field(default_factory=list[_Kept])


class Excerpts:
    """Collects, while an archive goes by, what stands around the messages that are wanted.

    Nothing is held but the last few messages of each room and what is wanted; nothing is written.
    """

    def __init__(self, wanted: Collection[MessageKey]) -> None:
        self._wanted = frozenset(wanted)
        self._latest: dict[ChannelKey, deque[_Kept]] = {}
        self._found: dict[MessageKey, _Open] = {}

    def read(self, events: Iterable[Event]) -> Iterator[Event]:
        """Take the events in, and pass each on."""
        for event in events:
            match event:
                case MessagePosted():
                    self._posted(event)
                case MessageEdited():
                    for each in self._held(event.key):
                        each.text = event.text
                case MessageDeleted():
                    for each in self._held(event.key):
                        each.gone = True
                case _:
                    pass
            yield event

    def found(self) -> dict[MessageKey, Excerpt]:
        """The excerpts of what was there; what was deleted is in none."""
        return {key: _excerpt(each) for key, each in self._found.items() if not each.message.gone}

    def _posted(self, posted: MessagePosted) -> None:
        latest = self._latest.setdefault(posted.channel, deque(maxlen=BEFORE))
        message = _Kept(posted, posted.text)
        for each in self._found.values():
            if len(each.after) < AFTER and _follows(posted, each.message.posted):
                each.after.append(message)
        if posted.key in self._wanted:
            self._found[posted.key] = _Open(tuple(latest), message)
        latest.append(message)

    def _held(self, key: MessageKey) -> Iterator[_Kept]:
        """A message wherever it is held: edits are rare, and few messages are."""
        held = {id(each): each for latest in self._latest.values() for each in latest}
        for found in self._found.values():
            held |= {id(each): each for each in (*found.before, found.message, *found.after)}
        return (each for each in held.values() if each.posted.key == key)


def _follows(later: MessagePosted, wanted: MessagePosted) -> bool:
    """Whether it stands below it: in the same room or thread, or as an answer to it."""
    opened = later.channel.room == wanted.channel and later.channel.thread == wanted.key.message
    return later.channel == wanted.channel or later.reply_to == wanted.key or opened


def _excerpt(found: _Open) -> Excerpt:
    people: dict[MemberKey, int] = {}

    def said(kept: _Kept) -> Said:
        return Said(
            key=kept.posted.key,
            who=people.setdefault(kept.posted.author, len(people)),
            at=kept.posted.stamp.occurred_at,
            text=kept.text if len(kept.text) <= LONGEST else f"{kept.text[:LONGEST]} …",
            automated=kept.posted.automated,
        )

    return Excerpt(
        before=tuple(said(each) for each in found.before if not each.gone),
        message=said(found.message),
        after=tuple(said(each) for each in found.after if not each.gone),
    )
