"""How Slack's workspaces, channels, people and messages are named in our keys."""

from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.platforms.exports.slack_records import PLATFORM


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
