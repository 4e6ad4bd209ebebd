"""Who asks on Discord, where, and with which rights, as Discord itself says with every asking."""

import re
from collections.abc import Mapping
from typing import Any, Final

import discord

from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.core.ports import Clock
from bot.platforms.discord.keys import PLATFORM, community_of, member, message
from bot.platforms.discord.standing import MODERATES
from bot.services.commands.base import Asked

Interaction = discord.Interaction[Any]
_ADDRESS: Final = re.compile(
    r"https://(?:\w+\.)?discord\.com/channels/(?P<guild>\d+)/\d+/(?P<message>\d+)/?"
)


def asked_by(
    interaction: Interaction,
    clock: Clock,
    *,
    said: Mapping[str, str] | None = None,
    about: MessageKey | None = None,
    guild: str | None = None,
) -> Asked | None:
    """The asking in our words; None: it belongs to no server.

    `guild`: which one it is about where it was asked elsewhere; nobody moderates from there.
    """
    here = None if interaction.guild_id is None else str(interaction.guild_id)
    home = here or guild
    if home is None:
        return None
    return Asked(
        community=community_of(home),
        member=member(str(interaction.user.id)),
        at=clock.now(),
        moderates=here is not None and moderates(_everywhere(interaction)),
        channel=None if here is None else place_of(interaction, here),
        message=about,
        said=said or {},
        language=str(interaction.locale).partition("-")[0],
    )


def moderates(permissions: discord.Permissions) -> bool:
    """Whether who has these moderates a server."""
    return permissions.administrator or bool(permissions.value & MODERATES.value)


def _everywhere(interaction: Interaction) -> discord.Permissions:
    """The rights of who asks in the whole server: what one channel lets them moderates no other.

    Where the server is not known yet there are none.
    """
    who = interaction.user
    if isinstance(who, discord.Member) and who.guild.get_role(who.guild.id) is not None:
        return who.guild_permissions
    return discord.Permissions.none()


def place_of(interaction: Interaction, guild: str) -> ChannelKey | None:
    """The channel or thread it was asked in; a private thread is a room of its own."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread) and not channel.is_private():
        parent, number = str(channel.parent_id), str(channel.id)
        return ChannelKey(platform=PLATFORM, space=guild, channel=parent, thread=number)
    if interaction.channel_id is None:
        return None
    return ChannelKey(platform=PLATFORM, space=guild, channel=str(interaction.channel_id))


def message_at(address: str, community: CommunityId) -> MessageKey | None:
    """The message of a copied link, if it leads into this community."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or community_of(found["guild"]) != community:
        return None
    return message(community, found["message"])
