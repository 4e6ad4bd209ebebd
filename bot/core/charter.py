"""What a community is for, in its moderators' words."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.ids import CommunityId


class ObjectKind(StrEnum):
    """What kind of thing gathers the people."""

    LIFESTYLE = "lifestyle"
    IDENTITY = "identity"
    CAUSE = "cause"


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialObject:
    """What the community gathers round, as data."""

    kind: ObjectKind
    purpose: str
    facets: tuple[str, ...]
    artefacts: tuple[str, ...] = ()
    vocabulary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Local hours in which nothing is said; they may cross midnight. Equal ends: none."""

    start: time
    end: time

    def hold(self, at: time) -> bool:
        """Whether this local time lies within them; the end itself does not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """The community's purpose, norms, tone and hours. `timezone` is an IANA name."""

    community: CommunityId
    social_object: SocialObject
    norms: tuple[str, ...]
    tone: str
    language: str
    timezone: str
    quiet_hours: QuietHours
    never: tuple[str, ...] = ()

    def local(self, at: datetime) -> datetime:
        """The same moment by the community's wall clock."""
        return at.astimezone(ZoneInfo(self.timezone))
