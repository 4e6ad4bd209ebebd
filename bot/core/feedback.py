"""What members said of what the bot said: four buttons below each of its lines."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.ids import ChannelKey, CommunityId, MemberKey, ReviewId
from bot.core.reviews import Review


class Felt(StrEnum):
    """What a member may say of one line of the bot's. Stored; only added to."""

    HELPFUL = "helpful"
    NOT_NOW = "not now"
    NOT_HELPFUL = "not helpful"
    STOP_HERE = "stop here"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was said of one line; by whom, nobody is told."""

    practice: str
    channel: ChannelKey
    review: ReviewId
    felt: Felt
    at: datetime


class Feedback(Protocol):
    """What was said of the bot's lines, each person counted once for each line."""

    async def keep(
        self, community: CommunityId, about: Review, felt: Felt, by: MemberKey, at: datetime
    ) -> bool:
        """Keep what a member (hashed) says; False: they said the same of it before."""
        ...

    async def by_several(
        self, community: CommunityId, felt: Felt, people: int
    ) -> tuple[ReviewId, ...]:
        """The lines of which so many people say the same; two accounts of one person are one."""
        ...

    async def since(self, community: CommunityId, start: datetime) -> tuple[Said, ...]:
        """All that was said from then on, oldest first."""
        ...
