"""Read each conversation once, for all the weeks and numbers that look at it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bot.core.conversations import Conversation, LinkSource
from bot.core.ids import ChannelKey, MemberKey
from bot.core.messages import Message
from bot.metrics._talk import Posts, in_order

Numbers = NDArray[np.int64]

_HOUR = 3600
_STATED = tuple(source for source in LinkSource if source.explicit)  # asked of every link


@dataclass(frozen=True, slots=True)
class Numbering:
    """What people and channels are called in arrays; two strings are hashed faster than a key."""

    by_person: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    by_room: dict[ChannelKey, int] = field(default_factory=dict[ChannelKey, int])


class Said:
    """What was said in one conversation until it was last seen; all lists in step.

    `posts` holds every message. The rest is what people said, counted as in `Thread`: without what
    bots said, and what answers Tummler directly. `people` are those who are remembered, and
    `authors` places among them, -1 for who was forgotten: many, not one person. `parents` are
    places in these lists, -1 for none. `stated`: the person said whom they answer.
    """

    def __init__(
        self,
        conversation: Conversation,
        seen_until: datetime,
        numbers: Numbering | None = None,
    ) -> None:
        self._numbers = numbers or Numbering()
        self.posts: Posts = in_order(conversation, seen_until)
        self.id = conversation.id
        self.channel = conversation.channel
        self._conversation = conversation
        self._whole = len(self.posts.messages) == len(conversation.messages)
        self.newest = self._posted[-1].at if self._posted else conversation.last_at
        """When the last of its messages was written, whoever wrote it."""

    def still(self, conversation: Conversation, seen_until: datetime) -> bool:
        """Whether this conversation, as known until then, is the one that was read."""
        if not (self._whole and self.newest < seen_until):
            return False
        known = self._conversation
        if known is conversation:
            return True
        if known.messages != conversation.messages or known.links != conversation.links:
            return False
        self._conversation = conversation  # so that whoever asks next for the same need not compare
        return True

    @property
    def _posted(self) -> list[Message]:
        return self.posts.messages

    @cached_property
    def _counted(self) -> list[int]:
        return [place for place, counts in enumerate(self.posts.counted) if counts]

    @cached_property
    def messages(self) -> list[Message]:
        """In order of time."""
        return [self._posted[place] for place in self._counted]

    @cached_property
    def _people(self) -> tuple[list[MemberKey], list[int]]:
        """`people` and `authors`. `posts` tells people apart already, the forgotten as one."""
        people: list[MemberKey] = []
        authors: list[int] = []
        place_by_number: dict[int, int] = {}
        for place in self._counted:
            number = self.posts.authors[place]
            if number not in place_by_number:
                author = self._posted[place].author
                place_by_number[number] = len(people) if author.member else -1
                people += [author] if author.member else []
            authors.append(place_by_number[number])
        return people, authors

    @property
    def people(self) -> list[MemberKey]:
        """Each once, whoever spoke first first."""
        return self._people[0]

    @cached_property
    def numbers(self) -> Numbers:
        """A number for each of the `people`, the same wherever they wrote; of shape (people,)."""
        by_person = self._numbers.by_person
        found = [
            by_person.setdefault((who.platform, who.member), len(by_person)) for who in self.people
        ]
        return np.array(found, dtype=np.int64)

    @cached_property
    def room(self) -> int:
        """A number for the channel, the same for all that was said in it."""
        return self._numbers.by_room.setdefault(self.channel, len(self._numbers.by_room))

    @cached_property
    def columns(self) -> Numbers:
        """`authors` and `parents`: shape (2, messages)."""
        return np.array((self.authors, self.parents), dtype=np.int64)

    @property
    def authors(self) -> list[int]:
        """Who wrote each, as a place in `people`."""
        return self._people[1]

    @cached_property
    def parents(self) -> list[int]:
        """What each answers."""
        new_place = {place: new for new, place in enumerate(self._counted)}
        return [new_place.get(self.posts.parents[place], -1) for place in self._counted]

    @cached_property
    def stated(self) -> list[bool]:
        """Whether whom it answers was said."""
        stated = {link.child for link in self._conversation.links if link.source in _STATED}
        return [bool(stated) and message.key in stated for message in self.messages]

    @cached_property
    def words(self) -> list[int]:
        """Words of prose."""
        return [message.words for message in self.messages]

    @cached_property
    def hours(self) -> list[int]:
        """Hours since 1970 in which each was written."""
        return [int(message.at.timestamp()) // _HOUR for message in self.messages]

    @cached_property
    def remembered(self) -> bool:
        """Whether it is known of every message who wrote it."""
        return min(self.authors, default=0) >= 0

    @cached_property
    def turns(self) -> list[int]:
        """Who spoke, each run by one person once."""
        return [author for author, _ in groupby(self.authors)]

    @cached_property
    def depths(self) -> list[int]:
        """How many replies stand above each message, itself counted."""
        depths: list[int] = []
        for parent in self.parents:
            depths.append(0 if parent < 0 else depths[parent] + 1)
        return depths
