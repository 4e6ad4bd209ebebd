"""What the domain asks of the store: one repository per aggregate."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.conversations import Link, Pace
from bot.core.earlier import Earlier
from bot.core.framework import Framework
from bot.core.growth import Growth
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    ConversationId,
    MemberKey,
    MessageKey,
)
from bot.core.interventions import Draft, Verdict
from bot.core.messages import Message
from bot.core.nearness import Meant, Vector
from bot.core.outcomes import Outcome, Window
from bot.core.privacy import Consent, OptIn, Retention
from bot.core.restraint import Spent
from bot.core.snapshots import Habit
from bot.core.trial import Plan


class Rooms(Protocol):
    """What is known of the channels, as of now."""

    async def name(self, community: CommunityId, channel: ChannelKey) -> str:
        """The channel's name, or its id where no name is known."""
        ...

    async def rename(
        self, community: CommunityId, channel: ChannelKey, name: str, *, private: bool
    ) -> None:
        """Keep the name a platform gave."""
        ...

    async def earlier(self, community: CommunityId, channel: ChannelKey) -> Earlier:
        """What a linker may look back on here."""
        ...

    async def pace(self, community: CommunityId, channel: ChannelKey, now: datetime) -> Pace | None:
        """The channel's pace as of the start of the day; None: not enough talk to say."""
        ...

    async def last_human_at(self, community: CommunityId, channel: ChannelKey) -> datetime | None:
        """The latest message of a person here."""
        ...

    async def long_from(
        self, community: CommunityId, channel: ChannelKey, now: datetime
    ) -> int | None:
        """From how many words on an opening is among the longest third of those before today.

        Of this channel, or of all of the community where the channel says too little; None: not
        enough talk to say.
        """
        ...


class Members(Protocol):
    """Who is who, under keyed hashes; plain ids never leave the store."""

    async def known_as(self, community: CommunityId, member: MemberKey) -> MemberKey:
        """The same member under the keyed hash."""
        ...

    async def plainly(self, community: CommunityId, member: MemberKey) -> MemberKey | None:
        """A member (hashed) under the plain id, for Delivery alone; None: unknown or forgotten."""
        ...

    async def meet(self, community: CommunityId, member: MemberKey, at: datetime | None) -> bool:
        """Note that this member (plain) wrote, or is to be reached (None); True if never wrote."""
        ...

    async def first_at(self, community: CommunityId, member: MemberKey) -> datetime | None:
        """When this member (hashed) first wrote; None: never."""
        ...

    async def last_at(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, datetime]:
        """When each of these (hashed) last wrote, for those of whom a message is still linkable."""
        ...

    async def habits(
        self, community: CommunityId, members: Sequence[MemberKey], since: datetime
    ) -> Mapping[MemberKey, Habit]:
        """How much of substance each of these (hashed) wrote since then, and mostly where.

        Whoever wrote nothing that is still linkable is absent.
        """
        ...

    async def met(
        self, community: CommunityId, one: MemberKey, other: MemberKey, since: datetime
    ) -> bool:
        """Whether either of the two (hashed) has answered the other since then."""
        ...

    async def leave(self, community: CommunityId, member: MemberKey, at: datetime) -> None:
        """Note that this member (plain) left; nothing of one who is unknown, or has written since.

        Whoever writes later than that has come back.
        """
        ...

    async def come(self, community: CommunityId, member: MemberKey, at: datetime) -> None:
        """Let go of an earlier departure of this member (plain)."""
        ...


class Messages(Protocol):
    """What was written, and what was read of it."""

    async def seen(self, key: MessageKey) -> bool:
        """Whether this message was ever taken in, deleted ones included."""
        ...

    async def add(
        self,
        message: Message,
        text: str | None,
        link: Link,
        conversation: ConversationId,
        *,
        parent_author: MemberKey | None = None,
        vector: Vector | None = None,
        trace: bytes | None = None,
    ) -> None:
        """Keep a message with its link; text, vector and trace are sealed, None is not kept.

        A vector, and a trace (what a linker looks back on), go when the text goes.
        """
        ...

    async def get(self, key: MessageKey) -> Message | None:
        """The message without its text; None if unknown or deleted."""
        ...

    async def text(self, key: MessageKey) -> str | None:
        """The words, while they live."""
        ...

    async def change(
        self, message: Message, text: str | None, vector: Vector | None = None
    ) -> None:
        """Replace words and reading of an edited message; `text` None: the words are not kept."""
        ...

    async def meant(
        self,
        community: CommunityId,
        room: ChannelKey,
        *,
        before: datetime,
        conversation: ConversationId | None = None,
        most: int,
    ) -> tuple[Meant, ...]:
        """The latest messages by people that were measured, up to a moment, newest first.

        Of one conversation, or of a whole channel with its threads.
        """
        ...

    async def erase(self, key: MessageKey) -> bool:
        """Delete everything but the key, so that a late repeat cannot bring it back."""
        ...

    async def react(self, key: MessageKey, member: MemberKey, emoji: str, at: datetime) -> None:
        """Keep a reaction once."""
        ...

    async def unreact(self, key: MessageKey, member: MemberKey, emoji: str) -> None:
        """Take a reaction back."""
        ...

    async def sweep(self, community: CommunityId, now: datetime, retention: Retention) -> int:
        """Remove words and author references whose time is up; how many messages were touched."""
        ...

    async def let_fade(self, community: CommunityId, now: datetime, retention: Retention) -> None:
        """Have the same removed when this unit is written down; nothing waits for it."""
        ...


class Conversations(Protocol):
    """Conversations while people are in them."""

    async def holding(self, key: MessageKey) -> Growth | None:
        """The conversation a message belongs to; deleted messages still have one."""
        ...

    async def get(self, community: CommunityId, conversation: ConversationId) -> Growth | None:
        """A conversation by its id."""
        ...

    async def point(self, growth: Growth, at: datetime) -> None:
        """Keep that somebody called a conversation worth reading; by whom is not kept."""
        ...

    async def open(self, message: Message) -> Growth:
        """A new conversation, opened by this message, still without it."""
        ...

    async def grow(
        self,
        growth: Growth,
        message: Message,
        link: Link,
        answered: MemberKey | None = None,
        trace: bytes | None = None,
    ) -> None:
        """Let a conversation take in a message; keeps rooms and pace in step."""
        ...


class Agenda(Protocol):
    """What is to be looked at, and when; nothing here acts by itself."""

    async def watch(
        self, community: CommunityId, conversation: ConversationId, practice: str, due_at: datetime
    ) -> None:
        """Look at this conversation for this practice at that time."""
        ...

    async def unwatch(self, community: CommunityId, conversation: ConversationId) -> None:
        """Nothing of this conversation needs looking at any more."""
        ...

    async def due(
        self, community: CommunityId, now: datetime
    ) -> Sequence[tuple[ConversationId, frozenset[str]]]:
        """What is due, soonest first, taken off the list; per conversation the practices."""
        ...

    async def appoint(self, community: CommunityId, what: str, due_at: datetime) -> None:
        """Note an appointment of the house itself, as a digest; a new time replaces the old."""
        ...

    async def appointments(self, community: CommunityId) -> Mapping[str, datetime]:
        """The house's own, with when they are due."""
        ...

    async def appointments_due(
        self, community: CommunityId, now: datetime
    ) -> Sequence[tuple[datetime, str]]:
        """Appointments that are due, soonest first, taken off the list."""
        ...

    async def next_due(self, community: CommunityId) -> datetime | None:
        """When something is due next: a watch, an outcome or an appointment."""
        ...


class Ledger(Protocol):
    """Every verdict, spoken or silent, with its reason."""

    async def keep(
        self, community: CommunityId, verdict: Verdict, draft: Draft | None, *, shadow: bool
    ) -> None:
        """Keep a verdict; `shadow`: what it spends is the account of listening."""
        ...

    async def nothing_to_say(
        self, community: CommunityId, channel: ChannelKey, at: datetime
    ) -> None:
        """Count a moment for which no practice proposed; per channel and hour, not a row each."""
        ...

    async def spent(
        self,
        community: CommunityId,
        channel: ChannelKey,
        conversation: ConversationId,
        *,
        now: datetime,
        midnight: datetime,
        shadow: bool,
    ) -> Spent:
        """What has been spent; `midnight`: when the community's local day began, in UTC."""
        ...

    async def mentions_left(
        self, community: CommunityId, members: Sequence[MemberKey], now: datetime, gap: timedelta
    ) -> Mapping[MemberKey, int]:
        """For each member, how many mentions the week still allows: 0 or 1."""
        ...

    async def notes_left(
        self, community: CommunityId, members: Sequence[MemberKey], now: datetime, gap: timedelta
    ) -> Mapping[MemberKey, int]:
        """For each member, how many private notes the fortnight still allows: 0 or 1."""
        ...

    async def last_mentioned(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, datetime]:
        """When each of these was last asked, for those who ever were lately."""
        ...

    async def introduced(
        self,
        community: CommunityId,
        practice: str,
        members: Sequence[MemberKey],
        since: datetime,
    ) -> bool:
        """Whether that practice was said, or held out, to or about one of these since then."""
        ...

    async def wordings(self, community: CommunityId, since: datetime) -> AbstractSet[str]:
        """The wordings used since then, each reduced to what two wordings are compared by."""
        ...

    async def draws_taken(self, community: CommunityId, plan: Plan) -> int:
        """How many draws of a plan have been used up; the next one has this position."""
        ...

    async def reserved_until(
        self, community: CommunityId, conversation: ConversationId, channel: ChannelKey
    ) -> datetime | None:
        """Until when an outcome window of the conversation or the channel's lock holds."""
        ...


class Outcomes(Protocol):
    """What people did after a moment, in both arms alike."""

    async def open(self, community: CommunityId, window: Window) -> None:
        """Start looking."""
        ...

    async def due(self, community: CommunityId, now: datetime) -> tuple[Window, ...]:
        """Windows whose time is over and which were not measured yet."""
        ...

    async def close(self, community: CommunityId, outcome: Outcome) -> None:
        """Keep what came of it."""
        ...


class Frameworks(Protocol):
    """Signed versions of everything that steers behaviour."""

    async def current(self, community: CommunityId) -> Framework | None:
        """The version in force; None: nothing was ever signed."""
        ...

    async def history(self, community: CommunityId) -> tuple[Framework, ...]:
        """Every version that was ever signed, oldest first."""
        ...

    async def sign(self, framework: Framework) -> None:
        """Keep a signed version and put it in force."""
        ...


class Consents(Protocol):
    """What members allow."""

    async def of(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, Consent]:
        """Consents of those members who ever said anything about it."""
        ...

    async def volunteers(self, community: CommunityId) -> tuple[Consent, ...]:
        """Who asked to be asked."""
        ...

    async def asking_for(self, community: CommunityId, what: OptIn) -> tuple[Consent, ...]:
        """Who asked for this."""
        ...

    async def in_circles(self, community: CommunityId) -> tuple[Consent, ...]:
        """Who said what they are to the community."""
        ...

    async def save(self, community: CommunityId, consent: Consent) -> None:
        """Keep a consent; the member is the hashed key."""
        ...
