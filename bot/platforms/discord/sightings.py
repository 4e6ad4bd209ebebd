"""What Discord tells beside talk: that somebody joined, and that a rule of AutoMod's applied.

Payloads: developer documentation, "Gateway Events", "Guild Member Add" and "Auto Moderation Action
Execution". Pure, and blind to fields that are not used.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, cast

from bot.core.automod import RuleKind
from bot.core.events import MemberJoined
from bot.core.incidents import Did, Told
from bot.platforms.discord.automod import TRIGGERS
from bot.platforms.discord.keys import PLATFORM, community_of, member
from bot.platforms.discord.places import Payload, Place, text
from bot.services.watching import HeldBack, Joined

ADDED: Final = "GUILD_MEMBER_ADD"
APPLIED: Final = "AUTO_MODERATION_ACTION_EXECUTION"
_DID: Final[Mapping[int, Did]] = {1: Did.HELD, 2: Did.TOLD, 3: Did.TIMED_OUT, 4: Did.SILENCED}
_KINDS: Final[Mapping[int, RuleKind]] = {
    4: RuleKind.WORDS,  # lists of words that Discord keeps itself
    **{trigger: kind for kind, trigger in TRIGGERS.items()},
}


def joined(data: Payload, at: datetime) -> Joined | None:
    """Who was added to a server; None: it is a bot, or no such payload. `at`: when it was told."""
    guild, user = text(data, "guild_id"), data.get("user")
    if guild is None or not isinstance(user, dict) or cast("Payload", user).get("bot") is True:
        return None
    return Joined(
        community=community_of(guild),
        platform=PLATFORM,
        space=guild,
        at=_moment(text(data, "joined_at")) or at,
        told=Told.MEMBERS,
    )


def noticed(event: MemberJoined, guild: str) -> Joined:
    """Who was welcomed by a note of Discord's in a room that is heard."""
    return Joined(
        community=event.community,
        platform=PLATFORM,
        space=guild,
        at=event.stamp.occurred_at,
        told=Told.NOTICES,
    )


def held_back(
    data: Payload, places: Mapping[str, Place], at: datetime, *, reads: bool
) -> HeldBack | None:
    """What a rule did; None: no such payload, or a place that nobody knows. `reads`: whether its
    words may be kept.
    """
    guild, rule, user = (text(data, name) for name in ("guild_id", "rule_id", "user_id"))
    action, number = data.get("action"), text(data, "channel_id")
    place = None if number is None else places.get(number)
    if not isinstance(action, dict) or (number is not None and place is None):
        return None
    did = _DID.get(_number(cast("Payload", action), "type"))
    if guild is None or rule is None or user is None or did is None:
        return None
    return HeldBack(
        community=community_of(guild),
        space=guild,
        by=member(user),
        at=at,
        rule=rule,
        kind=_KINDS.get(_number(data, "rule_trigger_type")),
        did=did,
        room=None if place is None else place.key,
        words=(text(data, "content") or None) if reads and place is not None else None,
    )


def _number(data: Payload, field: str) -> int:
    value = data.get(field)
    return value if isinstance(value, int) else 0


def _moment(value: str | None) -> datetime | None:
    try:
        at = None if value is None else datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if at is None or at.tzinfo is None else at.astimezone(UTC)
