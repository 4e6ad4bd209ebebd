"""Workspaces that let the bot in by a platform's own page, each with a token of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.ids import CommunityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One workspace, and what the bot is known by there; shown nowhere."""

    community: CommunityId
    """The workspace alone, as `slack:T0123`, whatever it was linked with."""

    token: str = field(repr=False)
    installed_at: datetime


class Installations(Protocol):
    """Who let the bot in. In the store every token is sealed under the house's own key."""

    async def all(self) -> Sequence[Installation]:
        """Every one whose token can be opened, the oldest first; the log names the others."""
        ...

    async def get(self, community: CommunityId) -> Installation | None:
        """That of a workspace; None: it did not let the bot in. Raises what a broken seal does."""
        ...

    async def keep(self, installation: Installation) -> None:
        """Keep it in the place of an earlier one of the same workspace."""
        ...

    async def drop(self, community: CommunityId) -> bool:
        """Erase it, token and all; False: there was none."""
        ...
