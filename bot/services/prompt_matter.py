"""What a discussion prompt may be about here and now, and which of several comes first."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.core.charter import Artefact, Charter
from bot.core.prompt_uses import PromptUse, rests_until


def rested(charter: Charter, uses: Sequence[PromptUse], now: datetime) -> Iterator[Artefact]:
    """The artefacts that may be brought up now, those that were so longest ago first."""

    def last(artefact: Artefact) -> str:
        about = [use.used_at for use in uses if use.artefact == artefact.name]
        return about[-1].isoformat() if about else ""

    for artefact in sorted(charter.social_object.artefacts, key=last):
        until = rests_until(artefact.name, uses)
        if until is None or until <= now:
            yield artefact


def named(artefact: Artefact) -> str:
    """An artefact as a prompt calls it: by its name, with its link where it has one."""
    return f"{artefact.name} ({artefact.link})" if artefact.link else artefact.name


def one_of(some: Sequence[str], *seed: str) -> str:
    """One of them, the same for the same seed; empty where there is none."""
    return min(some, key=lambda each: chance(*seed, each), default="")


def chance(*seed: str) -> str:
    """What decides among equals: a hash, so that a replay decides alike."""
    return hashlib.sha256("\0".join(seed).encode()).hexdigest()
