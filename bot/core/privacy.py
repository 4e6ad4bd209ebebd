"""What a member allows, and how long data lives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.core.ids import MemberKey


class Switch(StrEnum):
    """What a member can pause."""

    PROMPTS = "prompts"
    MENTIONS = "mentions"
    ANALYSIS = "analysis"


class OptIn(StrEnum):
    """What a member can ask for; each apart, and off until asked for."""

    CONNECT = "connect"
    DRAW_ME_OUT = "draw me out"
    ASK_ME = "ask me"
    REMINDERS = "reminders"
    CALLBACKS = "callbacks"


_NOTHING_PAUSED: Mapping[Switch, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What one member allows. `paused` names when each pause ends."""

    member: MemberKey
    paused: Mapping[Switch, datetime] = field(default_factory=lambda: _NOTHING_PAUSED)
    opt_ins: frozenset[OptIn] = frozenset()
    topics: frozenset[str] = frozenset()
    """Facets they offered to be asked about, in their own words; never inferred."""

    def allows(self, switch: Switch, now: datetime) -> bool:
        """Whether this is not paused now."""
        until = self.paused.get(switch)
        return until is None or until <= now


def may_store(consent: Consent | None, now: datetime) -> bool:
    """Whether a message by this member may be stored at all; being left out needs one word."""
    return consent is None or consent.allows(Switch.ANALYSIS, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long data lives (restraint-and-policy.md, 7). `text` zero: words are never kept."""

    text: timedelta = timedelta(hours=72)
    linkable: timedelta = timedelta(days=90)
    features: timedelta = timedelta(days=396)
