"""From written talk to events: gives each line its moment, its key and its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.events import (
    ChannelChanged,
    Event,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    Source,
    Stamp,
)
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.platforms.parlour.cast import CHANNELS, MILL, RESIDENTS
from bot.platforms.parlour.keys import Series, member, message, thread_of
from bot.platforms.parlour.talk import Conversation, Deleted, Edited, Line, Posted

_ARRIVES_BEFORE: Final = timedelta(minutes=12)
"""How long somebody reads along before writing for the first time."""
_MENTION: Final = re.compile(r"(?<!\w)@([A-Z]{1,2})(?!\w)")


class Telling:
    """The conversations of one community, told from a given Monday on.

    A line that goes with a message stands by the message's place in `conversations` and its number
    there. Raises KeyError for a channel that
    the town does not have.
    """

    def __init__(
        self,
        conversations: Sequence[Conversation],
        *,
        community: CommunityId,
        start: date,
        zone: str,
    ) -> None:
        self._conversations = tuple(conversations)
        self._community = community
        self._start = start
        self._zone = ZoneInfo(zone)
        self._channels = {each.name: each for each in CHANNELS}
        self._keys = self._number()

    def at(self, after: timedelta) -> datetime:
        """The moment, in UTC, so long after the first midnight by the wall clock."""
        midnight = datetime(self._start.year, self._start.month, self._start.day)  # noqa: DTZ001  # a wall clock has no zone yet
        return (midnight + after).replace(tzinfo=self._zone).astimezone(UTC)

    def channel(self, conversation: Conversation) -> ChannelKey:
        """Where the conversation was opened."""
        return self._channels[conversation.channel].channel

    def openings(self) -> Iterator[tuple[Conversation, MessageKey]]:
        """Each conversation with the key of its first message, in time order."""
        order = sorted(range(len(self._conversations)), key=lambda n: self._keys[n, 1].message)
        for number in order:
            yield self._conversations[number], self._keys[number, 1]

    def words(self) -> Mapping[MessageKey, str]:
        """The texts as they stand at the end; what was deleted is not among them."""
        standing: dict[MessageKey, str] = {}
        for number, line in self._lines():
            key = self._keys[number, line.id]
            if isinstance(line, Posted | Edited):
                standing[key] = line.text
            elif isinstance(line, Deleted):
                del standing[key]
        return standing

    def events(self) -> tuple[Event, ...]:
        """Everything that happened, in time order: rooms first, then people, then their talk."""
        told = [self._event(number, line) for number, line in self._lines()]
        found = [*self._rooms(), *self._arrivals(), *told]
        return tuple(sorted(found, key=lambda event: event.stamp.occurred_at))

    def _lines(self) -> Iterator[tuple[int, Line]]:
        """Every line with its conversation's place; those of one moment keep their order."""
        every = [(n, line) for n, told in enumerate(self._conversations) for line in told.lines]
        return iter(sorted(every, key=lambda each: each[1].after))

    def _number(self) -> dict[tuple[int, int], MessageKey]:
        posts = [(n, line) for n, line in self._lines() if isinstance(line, Posted)]
        return {
            (number, post.id): message(self._community, self.at(post.after), Series.TOLD, count)
            for count, (number, post) in enumerate(posts, start=1)
        }

    def _rooms(self) -> Iterator[Event]:
        stamp = self._stamp(timedelta())
        for each in self._channels.values():
            yield ChannelChanged(
                stamp=stamp,
                community=self._community,
                channel=each.channel,
                name=each.name,
                private=each.private,
            )

    def _arrivals(self) -> Iterator[Event]:
        first: dict[str, timedelta] = {}
        for _, line in self._lines():
            if isinstance(line, Posted):
                first.setdefault(line.who, line.after)
        for resident in RESIDENTS:
            if resident.newcomer and resident.letter in first:
                yield MemberJoined(
                    stamp=self._stamp(first[resident.letter] - _ARRIVES_BEFORE),
                    community=self._community,
                    member=resident.member,
                )

    def _event(self, number: int, line: Line) -> Event:
        key, stamp = self._keys[number, line.id], self._stamp(line.after)
        if isinstance(line, Posted):
            return self._posted(number, line, key, stamp)
        if isinstance(line, Edited):
            return MessageEdited(stamp=stamp, key=key, text=line.text)
        if isinstance(line, Deleted):
            return MessageDeleted(stamp=stamp, key=key)
        return ReactionAdded(stamp=stamp, key=key, member=member(line.who), emoji=line.emoji)

    def _posted(self, number: int, line: Posted, key: MessageKey, stamp: Stamp) -> MessagePosted:
        room = self.channel(self._conversations[number])
        answered = None if line.answers is None else self._keys[number, line.answers]
        if room.space == MILL and line.id != 1:
            # A thread has one root, whichever line of it somebody means.
            answered = self._keys[number, 1]
            room = thread_of(room, answered)
        return MessagePosted(
            stamp=stamp,
            key=key,
            channel=room,
            author=member(line.who),
            text=line.text,
            reply_to=answered,
            mentions=tuple(member(letter) for letter in _MENTION.findall(line.text)),
        )

    def _stamp(self, after: timedelta) -> Stamp:
        at = self.at(after)
        return Stamp(occurred_at=at, received_at=at, source=Source.REPLAY)
