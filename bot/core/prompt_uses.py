"""How discussion prompts fare: when one is used up, and when something is talked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.ids import CommunityId

WEAK_USES = 3
"""After so many uses in a row upon which no two people talked to each other it is enough."""
ARTEFACT_RESTS = timedelta(days=60)
"""Between two prompts about one artefact (product.md, 3.2)."""
TALKED_OUT_FOR = timedelta(days=180)
"""How long an artefact is left alone once it is talked out (design prior)."""
NOT_TWICE_WITHIN = timedelta(days=60)
"""For so long no wording is used again in a community (restraint-and-policy.md, section 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptUse:
    """One use of a prompt in a community; it names no person.

    `key` tells it from others here. `prompt` is its id and version. `artefact` None: it was about
    none. `exchange`: whether two people answered each other upon it; None: not known yet.
    """

    key: str
    prompt: str
    artefact: str | None
    used_at: datetime
    exchange: bool | None = None


class PromptUses(Protocol):
    """What was used of the book of prompts, and what came of it."""

    async def all(self, community: CommunityId) -> tuple[PromptUse, ...]:
        """Every use that is remembered, oldest first."""
        ...

    async def keep(self, community: CommunityId, use: PromptUse, wording: str) -> None:
        """Keep a use, and a keyed hash of its wording, as `compared` gives it, for 60 days."""
        ...

    async def said(self, community: CommunityId, wording: str, since: datetime) -> bool:
        """Whether this wording was kept since then."""
        ...

    async def judge(self, community: CommunityId, key: str, *, exchange: bool) -> bool:
        """Note what came of a use; False: there is no such use."""
        ...

    async def put_back(self, community: CommunityId, key: str) -> None:
        """Forget a use of what in the end nobody was asked; its wording rests all the same."""
        ...

    async def sweep(self, community: CommunityId, before: datetime) -> int:
        """Let go of hashes of wordings that are older than this; how many there were."""
        ...


def spent(uses: Sequence[PromptUse]) -> bool:
    """Whether the last three uses whose end is known brought no exchange; oldest first."""
    known = [use for use in uses if use.exchange is not None][-WEAK_USES:]
    return len(known) == WEAK_USES and not any(use.exchange for use in known)


def retired(prompt: str, uses: Sequence[PromptUse]) -> bool:
    """Whether nobody talks upon this prompt here; a changed version of it starts afresh."""
    return spent([use for use in uses if use.prompt == prompt])


def rests_until(artefact: str, uses: Sequence[PromptUse]) -> datetime | None:
    """Until when an artefact is left alone after its last use; None: it never was used.

    60 days, or 180 where it is talked out: no prompt about it, whichever, brought an exchange three
    times in a row.
    """
    about = [use for use in uses if use.artefact == artefact]
    if not about:
        return None
    return about[-1].used_at + (TALKED_OUT_FOR if spent(about) else ARTEFACT_RESTS)
