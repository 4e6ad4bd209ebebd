"""What was said just before in one room: all that a linker may look at."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.core.conversations import Link
from bot.core.errors import OutOfRange
from bot.core.ids import ConversationId, MemberKey, MessageKey
from bot.core.messages import Message

WINDOW = timedelta(minutes=60)
"""How far before the newest message a room is remembered; nobody answers across more of it."""


class Remembered(NamedTuple):
    """A message, the conversation it joined, and what is known of its link.

    `link` None: not told. `answered`: who wrote what it answers. `trace`: what the linker made of
    the words while they were at hand, whatever that is; None: nothing, or it was lost since.
    """

    at: datetime
    message: Message
    conversation: ConversationId
    link: Link | None = None
    answered: MemberKey | None = None
    trace: bytes | None = None

    def without_answers(self, gone: set[MessageKey]) -> "Remembered":
        """The same, with no link to what is gone."""
        if self.link is None or self.link.parent not in gone:
            return self
        return self._replace(link=replace(self.link, parent=None), answered=None)


class Earlier:
    """The latest messages of one room, oldest first by time, then by arrival.

    Holds at most `look_back` messages, none older than `WINDOW` before the newest. What it holds
    does not depend on the order in which messages of different times were remembered; a message
    too old to be held is let go at once. Raises OutOfRange for a `look_back` below one.

    It must not outlive its members' wishes: whoever erases a message or a member forgets it here
    too.
    """

    def __init__(self, look_back: int = 256) -> None:
        if look_back < 1:
            raise OutOfRange(what="look_back", value=look_back, low=1, high=float("inf"))
        self._look_back = look_back
        self._entries: deque[Remembered] = deque()
        self._last_by: dict[MemberKey, Remembered] = {}
        self._last_in: dict[ConversationId, Remembered] = {}
        self.appended = 0
        """How many messages ever came in their order."""
        self.upset = 0
        """How often something else changed than that one came and the oldest went."""

    def __len__(self) -> int:
        return len(self._entries)

    def remember(
        self,
        message: Message,
        conversation: ConversationId,
        link: Link | None = None,
        answered: MemberKey | None = None,
        trace: bytes | None = None,
    ) -> None:
        """Take in a message and the conversation it joined; each message once.

        `answered`, `trace`: see `Remembered`. Constant time for a message no older than the newest,
        linear in `look_back` for a late one.
        """
        entries = self._entries
        entry = Remembered(message.at, message, conversation, link, answered, trace)
        if not entries or entry.at >= entries[-1].at:
            entries.append(entry)
            self.appended += 1
            self._last_by[message.author] = entry
            self._last_in[conversation] = entry
        else:
            self._insert(entry)
        self._let_go()

    def last_by(
        self, author: MemberKey, before: datetime | None = None
    ) -> tuple[Message, ConversationId] | None:
        """What this person wrote last and where it belongs; with `before`, not later than that."""
        entry = self._last_by.get(author)
        if entry is not None and before is not None and entry.at > before:
            entry = self._latest(lambda e: e.at <= before and e.message.author == author)
        return None if entry is None else (entry.message, entry.conversation)

    def last_in(
        self, conversation: ConversationId, before: datetime | None = None
    ) -> Message | None:
        """The last message of a conversation; with `before`, the last one not later than that."""
        entry = self._last_in.get(conversation)
        if entry is not None and before is not None and entry.at > before:
            entry = self._latest(lambda e: e.at <= before and e.conversation == conversation)
        return None if entry is None else entry.message

    def messages(self) -> Sequence[Message]:
        """All that is held, oldest first."""
        return tuple(entry.message for entry in self._entries)

    def entries(self, latest: int | None = None) -> Sequence[Remembered]:
        """What is held, oldest first; with `latest`, only so many of the latest."""
        if latest is None or latest >= len(self._entries):
            return tuple(self._entries)
        return tuple(self._entries[place] for place in range(-latest, 0))

    @property
    def newest_at(self) -> datetime | None:
        """When the latest of them was written."""
        return self._entries[-1].at if self._entries else None

    def forget(self, key: MessageKey) -> bool:
        """Let go of a message that was deleted; whether it was held."""
        return self._drop(lambda entry: entry.message.key == key)

    def forget_trace(self, key: MessageKey) -> bool:
        """Let go of the trace of words that were taken back; whether one was held."""
        if not any(e.message.key == key and e.trace is not None for e in self._entries):
            return False
        self._hold(e._replace(trace=None) if e.message.key == key else e for e in self._entries)
        return True

    def forget_author(self, author: MemberKey) -> bool:
        """Let go of everything by a member who asked to be forgotten; whether there was any."""
        return self._drop(lambda entry: entry.message.author == author)

    def _insert(self, entry: Remembered) -> None:
        self.upset += 1
        place = len(self._entries)
        while place and self._entries[place - 1].at > entry.at:
            place -= 1
        self._entries.insert(place, entry)
        by = self._last_by.get(entry.message.author)
        if by is None or by.at <= entry.at:
            self._last_by[entry.message.author] = entry
        within = self._last_in.get(entry.conversation)
        if within is None or within.at <= entry.at:
            self._last_in[entry.conversation] = entry

    def _let_go(self) -> None:
        entries = self._entries
        horizon = entries[-1].at - WINDOW
        while len(entries) > self._look_back or entries[0].at < horizon:
            oldest = entries.popleft()
            # The oldest is somebody's last only if nothing else of theirs is left.
            if self._last_by.get(oldest.message.author) is oldest:
                del self._last_by[oldest.message.author]
            if self._last_in.get(oldest.conversation) is oldest:
                del self._last_in[oldest.conversation]

    def _latest(self, wanted: Callable[[Remembered], bool]) -> Remembered | None:
        return next((entry for entry in reversed(self._entries) if wanted(entry)), None)

    def _drop(self, unwanted: Callable[[Remembered], bool]) -> bool:
        kept = [entry for entry in self._entries if not unwanted(entry)]
        if len(kept) == len(self._entries):
            return False
        gone = {entry.message.key for entry in self._entries} - {e.message.key for e in kept}
        self._hold(entry.without_answers(gone) for entry in kept)
        return True

    def _hold(self, entries: Iterable[Remembered]) -> None:
        self.upset += 1
        self._entries = deque(entries)
        self._last_by = {entry.message.author: entry for entry in self._entries}
        self._last_in = {entry.conversation: entry for entry in self._entries}
