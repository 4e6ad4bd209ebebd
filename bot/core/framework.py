"""One signed version of everything that steers behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType

from bot.core.changes import ChangeRecord
from bot.core.charter import Charter
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.restraint import Budget
from bot.core.rituals import Ritual
from bot.core.room_rules import RoomRule
from bot.core.trial import Plan
from bot.core.trust import Rung

_NO_RUNGS: Mapping[str, Rung] = MappingProxyType({})
_NO_RULES: Mapping[ChannelKey, RoomRule] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Charter, practice settings, plans and budget, with the evidence cited and who signed.

    No field has a default signature: what nobody signed cannot be built.
    """

    community: CommunityId
    version: int
    charter: Charter
    budget: Budget
    evidence: tuple[str, ...]
    signed_by: MemberKey
    signed_at: datetime
    rungs: Mapping[str, Rung] = field(default_factory=lambda: _NO_RUNGS)
    """The rung each practice starts at here; one that is not named listens."""
    plans: tuple[Plan, ...] = ()
    quiet_days: frozenset[date] = frozenset()
    rituals: tuple[Ritual, ...] = ()
    """What a moderator wrote for a time of their own."""
    doors: frozenset[ChannelKey] = frozenset()
    """The channels where a moderator wants the norms shown at the head of a thread."""
    rooms: Mapping[ChannelKey, RoomRule] = field(default_factory=lambda: _NO_RULES)
    """What holds in single rooms besides."""
    change: ChangeRecord | None = None
    """The latest change of a setting; that of this version, if the versions are the same."""

    def is_quiet(self, room: ChannelKey, at: time) -> bool:
        """Whether nothing is said there at this local time: the town's quiet hours, or its own."""
        if self.charter.quiet_hours.hold(at):
            return True
        rule = self.rooms.get(room.room) if self.rooms else None
        return rule is not None and rule.quiet_hours is not None and rule.quiet_hours.hold(at)
