"""What is held of one member, as they may see it, and what was decided about what they wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.interventions import Audience
from bot.core.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One kind of thing that is held of a member. Times are None where the kind has none."""

    kind: str
    count: int
    oldest: datetime | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMessage:
    """One message of theirs. `text` None: its words are not held any more."""

    key: MessageKey
    at: datetime
    words: int
    language: str | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision to speak or to keep silent, as it can be explained to whom it concerned.

    `framework`: the signed version it was taken under; None: there was none. `acting`: with which
    probability it was spoken rather than held out, in 0..1; None: nothing was drawn. `open`: its
    outcome is still looked at, so that nothing may be said of the draw. `addressee`: whom it would
    have spoken to, hashed.
    """

    practice: str
    channel: ChannelKey
    at: datetime
    reason: Reason
    because: str
    framework: int | None
    acting: float | None
    open: bool
    audience: Audience
    addressee: MemberKey | None = None

    def shown_to(self, member: MemberKey) -> bool:
        """Whether a line said on this decision was there for this member (hashed) to see."""
        if self.audience is Audience.MEMBER:
            return self.addressee is not None and self.addressee.member == member.member
        return self.audience is Audience.PUBLIC


class Holdings(Protocol):
    """Looks through every table for one member; changes nothing."""

    async def of(self, community: CommunityId, member: MemberKey) -> tuple[Held, ...]:
        """What is held of a member (hashed), by kind; kinds of which nothing is held are absent."""
        ...

    async def messages(self, community: CommunityId, member: MemberKey) -> tuple[HeldMessage, ...]:
        """Their messages, oldest first, with their words while these live."""
        ...

    async def author(self, key: MessageKey) -> MemberKey | None:
        """Who wrote a message (hashed); None: a bot, or nobody knows any more."""
        ...

    async def own(self, key: MessageKey) -> MessageKey | None:
        """What a message of ours answers; None: it is not ours, or answers nothing."""
        ...

    async def decisions(self, key: MessageKey, now: datetime) -> tuple[Decided, ...]:
        """What was decided about a message that waited, oldest first."""
        ...
