"""Weekly digests as they were posted: once for each community, week and surface."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.ids import CommunityId, MessageKey


class PostStatus(StrEnum):
    """How far the post of a digest came."""

    CLAIMED = "claimed"
    POSTED = "posted"
    REFUSED = "refused"
    TOO_LATE = "too late"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPost:
    """One week's digest on one surface. `at`: when its status was reached.

    `week`: ISO, as 2026-W46. `posted`: the first message of it, where the surface has messages.
    """

    week: str
    surface: str
    status: PostStatus
    at: datetime
    posted: MessageKey | None = None


class Posts(Protocol):
    """Which digests were posted where."""

    async def claim(
        self, community: CommunityId, week: str, surface: str, at: datetime
    ) -> DigestPost:
        """Claim the post of a week, or take up the one that is there: as it stands now."""
        ...

    async def keep(self, community: CommunityId, post: DigestPost) -> None:
        """Keep how far a post came, in the place of what was kept before."""
        ...

    async def of_week(self, community: CommunityId, week: str, surface: str) -> DigestPost | None:
        """The post of a week; None: nobody began it."""
        ...

    async def last_posted(self, community: CommunityId, surface: str) -> str | None:
        """The latest week that was posted there; None: none was."""
        ...
