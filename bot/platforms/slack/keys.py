"""How Slack's workspaces, channels, people and messages are named in our keys."""

import re
from typing import Final

from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.platforms.exports.slack_records import PLATFORM

_ADDRESS: Final = re.compile(
    r"https://[\w.-]+\.slack\.com/archives/(?P<channel>[A-Z0-9]{9,})/p(?P<seconds>\d{10})(?P<part>\d{6})"
)


def community_of(team: str) -> CommunityId:
    """The community of a workspace that was linked to no other."""
    return CommunityId(f"{PLATFORM}:{team}")


def team_of(community: CommunityId) -> str | None:
    """The workspace of a community that is Slack's alone; None for any other."""
    platform, _, team = community.partition(":")
    return team if platform == PLATFORM and team else None


def channel(team: str, number: str, thread: str | None = None) -> ChannelKey:
    """A channel, or a thread in it by the timestamp of its first message."""
    return ChannelKey(platform=PLATFORM, space=team, channel=number, thread=thread)


def message(community: CommunityId, number: str, timestamp: str) -> MessageKey:
    """A timestamp is unique only within its channel."""
    return MessageKey(platform=PLATFORM, community=community, message=f"{number}:{timestamp}")


def place_of(key: MessageKey) -> tuple[str, str] | None:
    """Channel and timestamp of a message; None where the key is none of Slack's."""
    number, _, timestamp = key.message.partition(":")
    return (number, timestamp) if key.platform == PLATFORM and number and timestamp else None


def address_of(key: MessageKey, workspace: str) -> str | None:
    """Where a message stands, below the address of its workspace; None: it is none of Slack's."""
    place = place_of(key)
    if place is None:
        return None
    number, timestamp = place
    return f"{workspace.rstrip('/')}/archives/{number}/p{timestamp.replace('.', '')}"


def message_at(address: str, community: CommunityId) -> MessageKey | None:
    """The message that a copied link leads to; None: it leads to none."""
    found = _ADDRESS.search(address.strip())
    if found is None:
        return None
    return message(community, found["channel"], f"{found['seconds']}.{found['part']}")
