"""Has what Discord tells beside talk laid before moderators: joins, and what AutoMod held back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.events import Event, MemberJoined
from bot.core.ids import ChannelKey, CommunityId
from bot.core.ports import Clock
from bot.platforms.discord.connection import Dispatch
from bot.platforms.discord.keys import PLATFORM, community_of
from bot.platforms.discord.places import Place, text
from bot.platforms.discord.sightings import held_back, joined, noticed
from bot.services.hearing import Hearing
from bot.services.watching import Watching


class Lookout:
    """Only of servers in which somebody chose a room, and of rules only in such rooms.

    `members`: whether Discord's list of members is listened to; else the notes count that Discord
    writes into a room that is heard. `life`: how long words are kept.
    """

    def __init__(
        self,
        watching: Watching,
        hearing: Hearing,
        clock: Clock,
        *,
        members: bool,
        life: timedelta,
    ) -> None:
        self._watching = watching
        self._hearing = hearing
        self._clock = clock
        self._members = members
        self._keeps_words = life > timedelta()

    async def arrived(self, guild: str) -> None:
        """A server is there, and from now on tells who joins."""
        now = self._clock.now()
        await self._watching.begins(community_of(guild), PLATFORM, guild, now)

    async def added(self, dispatch: Dispatch) -> None:
        """Somebody was added to a server."""
        found = joined(dispatch.data, dispatch.at)
        if found is not None and self._members and await self._hearing.chosen(found.community):
            await self._watching.joined(found, dispatch.at)

    async def noticed(self, events: Sequence[Event], dispatch: Dispatch) -> None:
        """Somebody may have been welcomed by Discord, as was told live."""
        guild = text(dispatch.data, "guild_id")
        if self._members or guild is None:
            return
        for event in events:
            if isinstance(event, MemberJoined):
                await self._watching.joined(noticed(event, guild), dispatch.at)

    async def applied(
        self, dispatch: Dispatch, places: Mapping[str, Place], *, reads: bool
    ) -> None:
        """A rule of AutoMod's applied."""
        found = held_back(dispatch.data, places, dispatch.at, reads=reads and self._keeps_words)
        if found is None:
            return
        chosen = await self._hearing.chosen(found.community)
        if not chosen or (found.room is not None and found.room.room not in chosen):
            return
        if found.words is not None and await self._early(found.community, found.room, dispatch.at):
            found = found.without_words()
        await self._watching.held_back(found, dispatch.at)

    async def _early(self, community: CommunityId, room: ChannelKey | None, at: datetime) -> bool:
        """Whether no words of this room are read yet."""
        since = await self._hearing.words_from(community)
        return room is None or at < since.get(room.room, at)
