"""What the domain asks of the store where somebody, or a whole community, is to be forgotten."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Erased, Receipt, Request


class Erasures(Protocol):
    """Wishes to be forgotten, what came of them, and what a restore must not bring back."""

    async def knows(self, community: CommunityId, members: Sequence[MemberKey]) -> bool:
        """Whether anything is held of one of these (plain) here; asking writes nothing."""
        ...

    async def standing(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Receipt | None:
        """The receipt of an earlier wish that still stands, for somebody who is ignored."""
        ...

    async def note(self, request: Request) -> None:
        """Keep a wish, sealed, before anything of it is done."""
        ...

    async def departed(self, community: CommunityId, before: datetime) -> tuple[MemberKey, ...]:
        """Members (plain) who left before this and have not come back, longest gone first."""
        ...

    async def open(self) -> tuple[Request, ...]:
        """Wishes whose rows still stand, oldest first."""
        ...

    async def unfinished(self) -> tuple[Receipt, ...]:
        """Receipts of which the files are not yet clean, oldest first."""
        ...

    async def erase(self, request: Request) -> Mapping[str, int]:
        """Let go of every row that leads to the request's members; returns counts by kind."""
        ...

    async def ignore(self, request: Request, at: datetime, until: datetime | None) -> None:
        """Put the request's members on the list of erasures, by their fingerprints."""
        ...

    async def receive(self, receipt: Receipt) -> None:
        """Put the receipt in the place of the request; the members' ids go from it."""
        ...

    async def finish(self, reference: str, at: datetime) -> None:
        """Note that the files are clean."""
        ...

    async def receipts(self, reference: str) -> tuple[Receipt, ...]:
        """What a reference stands for, one receipt per community."""
        ...

    async def listed(self) -> tuple[Erased, ...]:
        """The list of erasures, of every community."""
        ...

    async def reapply(self, erased: Sequence[Erased], since: datetime) -> int:
        """Forget again whom this list names; how many people and communities that were.

        `since`: when the data was taken. Who started afresh before that stands in it rightly.
        """
        ...

    async def last_backup_until(self, at: datetime) -> datetime | None:
        """Until when a backup made so far may be about; None: there is none."""
        ...

    async def backed_up(self, at: datetime, until: datetime) -> None:
        """Note a backup before it is made."""
        ...

    async def let_go(self, community: CommunityId, before: datetime, most: int) -> int:
        """Delete up to `most` rows of each kind that are older than this; how many it were."""
        ...

    async def tidy(self, now: datetime, before: datetime) -> int:
        """Let go of receipts older than `before`, and of what no restore needs any more."""
        ...

    async def erase_space(
        self, community: CommunityId, platform: str, space: str, at: datetime
    ) -> int:
        """Delete everything of one server or workspace; the community goes on without it."""
        ...

    async def erase_community(self, community: CommunityId, at: datetime) -> int:
        """Delete a community with its key and every row; it goes on the list of erasures."""
        ...
