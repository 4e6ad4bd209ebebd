"""Reads for numbers, digest and pages, as the domain asks for them."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.conversations import Conversation
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey
from bot.core.interventions import Ruling
from bot.core.measurements import Span
from bot.core.outcomes import Occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard in a stretch of time, as totals of the community.

    `unread`: messages of people whose language or text could not be read. `inferred`: those whose
    link nobody stated. `opted_out`: how many members paused analysis.
    """

    messages: int
    own: int
    automated: int
    people: int
    conversations: int
    rooms: int
    unread: int
    inferred: int
    distressed: int
    opted_out: int


class Views(Protocol):
    """Reads for numbers, digest and pages; nothing here changes anything."""

    async def describe(self, community: CommunityId) -> tuple[str, str] | None:
        """Name and IANA zone; None: unknown here."""
        ...

    async def reach(self, community: CommunityId) -> tuple[datetime, datetime] | None:
        """When the first and the last message of a person was written; None: none."""
        ...

    async def conversations(self, community: CommunityId, span: Span) -> tuple[Conversation, ...]:
        """Conversations with a message in the span, with all that was known before `seen_until`."""
        ...

    async def replies(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> Sequence[tuple[MemberKey, MemberKey, datetime]]:
        """Who answered whom and when, people only; never stored or shown as such."""
        ...

    async def arrivals(
        self, community: CommunityId, since: datetime, until: datetime, seen_until: datetime
    ) -> Sequence[tuple[MemberKey, datetime, datetime | None, datetime]]:
        """Members who first wrote in [since, until): when first, second and last, as then seen."""
        ...

    async def openings(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> Sequence[tuple[ChannelKey, datetime, datetime | None]]:
        """What people opened in [since, until): the room, when, and when another first answered."""
        ...

    async def rulings(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[Ruling, ...]:
        """The ledger of a stretch of time, oldest first."""
        ...

    def rulings_in_parts(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> AsyncIterator[Sequence[Ruling]]:
        """The same in parts, so that a long stretch takes no more memory than a short one."""
        ...

    async def occasions(
        self, community: CommunityId, practice: str, plan: int
    ) -> tuple[Occasion, ...]:
        """Every drawn moment of one version of a practice's plan, in the order of its draws."""
        ...

    async def talk_by_hour(
        self, community: CommunityId, since: datetime, until: datetime
    ) -> Sequence[tuple[datetime, int]]:
        """Hours of UTC in [since, until) in which people wrote, and how many messages.

        Direct replies to a bot are left out.
        """
        ...

    async def unspoken(self, community: CommunityId, start: datetime, end: datetime) -> int:
        """How many moments there were for which no practice proposed."""
        ...

    async def volume(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[int, int]:
        """How many messages people wrote in a stretch of time, and in how many conversations.

        Its memory does not grow with the stretch.
        """
        ...

    async def heard(self, community: CommunityId, start: datetime, end: datetime) -> Heard:
        """Totals of a stretch of time."""
        ...

    async def pointed(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> frozenset[ConversationId]:
        """The conversations opened in between that a moderator called worth reading."""
        ...

    async def room_names(self, community: CommunityId) -> Mapping[ChannelKey, str]:
        """The names of all rooms."""
        ...

    async def private_rooms(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that not everybody in the community may look into."""
        ...


OpenViews = Callable[[], AbstractAsyncContextManager[Views]]
