"""Which permissions an invitation asks for, by name, each with its reason; administrator never.

platforms.md, section 2.2. A number is always computed from names.
"""

from collections.abc import Iterable
from enum import StrEnum

import discord

LEAST: dict[str, str] = {
    "view_channel": "to see the channels that it listens to",
    "read_message_history": "to find what was said while it was away",
}
FIRST: dict[str, str] = LEAST | {
    "send_messages": "to post the digest where moderators want it, and later to speak",
    "send_messages_in_threads": "to answer where the talk is",
    "embed_links": "to show the digest's table",
    "attach_files": "to show the digest's charts",
}
MODERATION: dict[str, str] = {
    "moderate_members": "to time a member out, and to lift it, when a moderator decides so",
    "manage_messages": "to remove a message that a moderator decided on",
}
BY_CHOICE: dict[str, str] = {
    "create_public_threads": "to open a thread where a practice needs one",
    "add_reactions": "to acknowledge a marked answer",
    "send_polls": "to ask by a poll",
    "manage_threads": "to set a forum post's tags",
    "pin_messages": "to pin a summary that a moderator approved",
    "manage_channels": "slow-mode and back; it also allows renaming and deleting channels, "
    "for which there is no call here",
    "manage_guild": "to read and write AutoMod rules",
}


class Power(StrEnum):
    """What moderators may be given to do through the bot, each chosen singly."""

    REMOVE = "remove"
    TIME_OUT = "time-out"
    SLOW_MODE = "slow-mode"
    AUTOMOD = "automod"

    @property
    def right(self) -> str:
        """The permission that it needs."""
        return _NEEDS[self]


_NEEDS = {
    Power.REMOVE: "manage_messages",
    Power.TIME_OUT: "moderate_members",
    Power.SLOW_MODE: "manage_channels",
    Power.AUTOMOD: "manage_guild",
}
NEVER = frozenset({"administrator", "kick_members", "ban_members", "mention_everyone"})


class Tier(StrEnum):
    """How much an invitation asks for."""

    LEAST = "least"
    FIRST = "first"
    MODERATION = "moderation"


def asked(tier: Tier, chosen: Iterable[str] = ()) -> dict[str, str]:
    """The permissions of a tier with their reasons, and those that were chosen singly.

    Raises KeyError for a choice that no feature needs.
    """
    by_tier = {Tier.LEAST: LEAST, Tier.FIRST: FIRST, Tier.MODERATION: FIRST | MODERATION}
    by_choice = MODERATION | BY_CHOICE
    return by_tier[tier] | {name: by_choice[name] for name in chosen}


def number(names: Iterable[str]) -> int:
    """Discord's integer for these names."""
    return discord.Permissions(**dict.fromkeys(names, True)).value


def invitation(application: int, tier: Tier, chosen: Iterable[str] = ()) -> str:
    """The link by which somebody who may manage a server adds the bot to it."""
    return discord.utils.oauth_url(
        application,
        permissions=discord.Permissions(number(asked(tier, chosen))),
        scopes=("bot", "applications.commands"),
    )
