"""What the bot, and who writes, may do on a server now, by Discord's own permissions."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

import discord

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MemberKey
from bot.core.ports import Clock
from bot.platforms.discord.connection import Dispatch
from bot.platforms.discord.places import Payload, objects, text

MODERATES: Final = discord.Permissions(
    manage_guild=True, manage_messages=True, moderate_members=True, manage_channels=True
)
"""Who holds one of these, or owns the server, moderates it; as Discord itself has it."""
REMEMBERED_FOR: Final = timedelta(minutes=5)
MOST: Final = 10_000

HOLDS_THREADS: Final = (discord.TextChannel,)
"""Where a thread can be opened below a message; a TextChannel may be one of announcements."""
Allowed = discord.abc.GuildChannel | discord.Thread


@dataclass(frozen=True, slots=True)
class _Seen:
    roles: tuple[int, ...]
    at: datetime


class Standing:
    """Asks the client that is connected; without one nothing is granted and nobody moderates."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._roles: OrderedDict[tuple[str, str], _Seen] = OrderedDict()
        self.client: discord.Client | None = None

    def note(self, dispatch: Dispatch) -> None:
        """Remember which roles somebody has who writes or reacts: Discord tells it with that."""
        data = dispatch.data
        member, guild = next(objects([data.get("member")]), None), text(data, "guild_id")
        author = next(objects([data.get("author")]), None)
        user = text(author, "id") if author is not None else text(data, "user_id")
        if member is not None and guild is not None and user is not None:
            self._remember(guild, user, _numbers(member), dispatch.at)

    def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible in a channel or thread here and now."""
        place = self._place(channel)
        if place is None:
            return frozenset()
        may = place.permissions_for(place.guild.me)
        if not (may.view_channel and may.read_message_history):
            return frozenset()
        found = {
            *(Capability.LINK, Capability.ANSWER_PRIVATELY, Capability.PRIVATE_NOTE),
            Capability.MODERATOR_ROOM,  # the queue, which moderators ask for wherever they are
        }
        in_thread = isinstance(place, discord.Thread)
        if may.send_messages_in_threads if in_thread else may.send_messages:
            found |= {
                Capability.REPLY_IN_THREAD,
                Capability.POST_IN_CHANNEL,
                Capability.BUTTONS,
                Capability.MENTION_PERSON,
            }
            if may.send_polls:
                found.add(Capability.POLL)
        if not in_thread and may.create_public_threads and isinstance(place, HOLDS_THREADS):
            found.add(Capability.OPEN_THREAD)
        if isinstance(place, discord.ForumChannel):  # what is said there is a post of its own
            found.discard(Capability.POST_IN_CHANNEL)
        if may.add_reactions:
            found.add(Capability.REACT)
        if in_thread and may.manage_threads:
            found.add(Capability.TAG)
        if may.pin_messages:
            found.add(Capability.PIN)
        return frozenset(found)

    async def rights(self, member: MemberKey | None, channel: ChannelKey) -> discord.Permissions:
        """What somebody (plain id) may do on the server, by the roles they have now; None: the bot.

        Of a channel's own overwrites those of the bot alone are heeded; none are for a stranger.
        """
        place = self._place(channel)
        if place is None:
            return discord.Permissions.none()
        if member is None:
            return place.permissions_for(place.guild.me)
        if not member.member.isdecimal():
            return discord.Permissions.none()
        return await self._rights_of(place.guild, member)

    async def moderates(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate a channel, by the roles they have now."""
        place = self._place(channel)
        if place is None or not member.member.isdecimal():
            return False
        value = (await self._rights_of(place.guild, member)).value
        administrator = discord.Permissions(administrator=True).value
        return bool(value & (MODERATES.value | administrator))

    async def _rights_of(self, guild: discord.Guild, member: MemberKey) -> discord.Permissions:
        if guild.owner_id == int(member.member):
            return discord.Permissions.all()
        held = await self._roles_of(guild, member.member)
        if held is None:
            return discord.Permissions.none()
        value = guild.default_role.permissions.value
        for role in guild.roles:
            if role.id in held:
                value |= role.permissions.value
        return discord.Permissions(value)

    async def _roles_of(self, guild: discord.Guild, user: str) -> tuple[int, ...] | None:
        """The roles of a member; None: they are none, or it cannot be known."""
        now, key = self._clock.now(), (str(guild.id), user)
        seen = self._roles.get(key)
        # A clock that was set back would have it remembered for as long again.
        if seen is not None and timedelta() <= now - seen.at < REMEMBERED_FOR:
            return seen.roles
        if self.client is None:
            return None
        try:
            told = await self.client.http.get_member(guild.id, int(user))
        except discord.HTTPException:
            return None
        roles = _numbers(cast("Payload", told))
        self._remember(str(guild.id), user, roles, now)
        return roles

    def _remember(self, guild: str, user: str, roles: tuple[int, ...], at: datetime) -> None:
        self._roles[guild, user] = _Seen(roles, at)
        self._roles.move_to_end((guild, user))
        if len(self._roles) > MOST:
            self._roles.popitem(last=False)

    def _place(self, channel: ChannelKey) -> Allowed | None:
        if self.client is None or not channel.space.isdecimal():
            return None
        guild = self.client.get_guild(int(channel.space))
        number = channel.thread or channel.channel
        if guild is None or not number.isdecimal():
            return None
        found = guild.get_channel_or_thread(int(number))
        if found is None and channel.thread is not None:
            # A thread that is closed is not remembered; its channel has the permissions.
            found = guild.get_channel(int(channel.channel))
        return found


def _numbers(member: Payload) -> tuple[int, ...]:
    roles = member.get("roles")
    if not isinstance(roles, Sequence):
        return ()
    told = cast("Sequence[object]", roles)
    return tuple(int(each) for each in told if isinstance(each, str) and each.isdecimal())
