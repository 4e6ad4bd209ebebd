"""What the domain asks of the store about itself: communities, measured weeks, and runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.ids import CommunityId
from bot.core.measurements import WeekValue


class Communities(Protocol):
    """Communities of this house."""

    async def found(self, community: CommunityId, *, name: str, timezone: str) -> None:
        """Make a community known; a second time only name and zone are kept."""
        ...

    async def describe(self, community: CommunityId) -> tuple[str, str] | None:
        """Name and IANA zone; None: unknown here."""
        ...

    async def zone(self, community: CommunityId) -> str:
        """The IANA zone of a community that is known."""
        ...

    async def all(self) -> tuple[CommunityId, ...]:
        """Every community, in order of founding."""
        ...


class Weeks(Protocol):
    """What each metric said of each week, as it was measured then."""

    async def keep(self, community: CommunityId, values: Sequence[WeekValue]) -> None:
        """Keep values; the same week measured again replaces the old ones."""
        ...

    async def before(
        self, community: CommunityId, start: datetime, weeks: int
    ) -> tuple[WeekValue, ...]:
        """The values of the weeks before this start, oldest first."""
        ...


class Runs(Protocol):
    """How far an import or a replay has come, written in the same unit as what it did."""

    async def position(self, run: str) -> int:
        """How many events are done; 0 for a run never seen."""
        ...

    async def advance(self, run: str, position: int, at: datetime) -> None:
        """Keep how far it has come."""
        ...
