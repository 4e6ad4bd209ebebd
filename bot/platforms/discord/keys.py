"""How Discord's servers, rooms, people and messages are named in our keys."""

from datetime import UTC, datetime, timedelta
from typing import Final

from bot.core.ids import CommunityId, MemberKey, MessageKey

PLATFORM: Final = "discord"
EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
"""Discord counts milliseconds from here (developer documentation, "Snowflakes")."""
LARGEST: Final = 2**63 - 1


def community_of(guild: str) -> CommunityId:
    """The community of a server that was linked to no other."""
    return CommunityId(f"{PLATFORM}:{guild}")


def guild_of(community: CommunityId) -> str | None:
    """The server of a community that is Discord's alone; None for any other."""
    platform, _, guild = community.partition(":")
    return guild if platform == PLATFORM and guild else None


def member(user: str) -> MemberKey:
    """The key of a user's or webhook's number, before it is hashed."""
    return MemberKey(platform=PLATFORM, member=user)


def message(community: CommunityId, number: str) -> MessageKey:
    """Discord's numbers are unique everywhere."""
    return MessageKey(platform=PLATFORM, community=community, message=number)


def written_at(number: str) -> datetime:
    """When something with this number came to be; raises ValueError where it is no such number."""
    value = int(number)
    if not 0 <= value <= LARGEST:
        raise ValueError(number)
    return EPOCH + timedelta(milliseconds=value >> 22)


def first_after(at: datetime) -> int:
    """The smallest number that something of this moment can have."""
    return max(0, (at - EPOCH) // timedelta(milliseconds=1)) << 22
