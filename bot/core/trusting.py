"""What the domain asks of the store about trust: standings, drafts and labels."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from bot.core.ids import CommunityId, MemberKey, MessageKey, ProposalId, ReviewId
from bot.core.reviews import Label, Labelled, Moment, Review, ReviewStatus
from bot.core.trust import Standing


class Standings(Protocol):
    """What was said of practices since the charter was signed: rungs, stops, freezes."""

    async def latest(self, community: CommunityId) -> tuple[Standing, ...]:
        """The latest word for each practice and place."""
        ...

    async def history(self, community: CommunityId) -> tuple[Standing, ...]:
        """Every word there was, oldest first."""
        ...

    async def say(self, community: CommunityId, standing: Standing) -> None:
        """Put a word in force."""
        ...


class Reviews(Protocol):
    """Drafts that wait for a person, and what people said of moments."""

    async def add(self, community: CommunityId, review: Review) -> None:
        """Keep a draft; one that is there already stays as it is."""
        ...

    async def get(self, community: CommunityId, review: ReviewId) -> Review:
        """One draft; raises NoSuchReview."""
        ...

    async def said_as(self, key: MessageKey) -> Review | None:
        """The draft that a message of ours was; None: it was none."""
        ...

    async def with_status(
        self, community: CommunityId, statuses: AbstractSet[ReviewStatus]
    ) -> tuple[Review, ...]:
        """Those that stand at one of these, oldest first."""
        ...

    async def move(
        self, community: CommunityId, review: Review, before: AbstractSet[ReviewStatus]
    ) -> None:
        """Keep where a draft stands now; raises AlreadyDecided if it no longer stood at `before`.

        The words that a moderator put in its place go when it is sent or given up.
        """
        ...

    async def label(
        self, community: CommunityId, moment: Moment, label: Label, by: MemberKey, at: datetime
    ) -> None:
        """Keep what a person says of a moment, in the place of what was said before."""
        ...

    async def labels(self, community: CommunityId) -> tuple[Labelled, ...]:
        """What people said of all moments, oldest first; nobody is named."""
        ...

    async def labelled(self, community: CommunityId) -> AbstractSet[tuple[ProposalId, datetime]]:
        """Which moments somebody has spoken of."""
        ...
