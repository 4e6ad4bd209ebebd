"""Routes what one house says, asks and shows to the platform that it is about."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.core.capabilities import Capabilities, Capability, PlatformBusy, PlatformRefused
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.moderation import ModerationTools
from bot.core.own_posts import Poll
from bot.digest.report import DigestReport
from bot.services.homes import Homes
from bot.services.noticing import Granted, Moderates
from bot.services.posting import DigestSurface


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One platform of a house, while it is served.

    `link`: where a message stands, empty where nobody can tell. `place`: where its digests go;
    None: nobody chose one. `tools`: what moderators may do through us there; None: nothing.
    """

    platform: str
    hands: Capabilities
    granted: Granted
    moderates: Moderates
    link: Callable[[MessageKey], str]
    place: DigestSurface | None = None
    tools: ModerationTools | None = None


class Resting(PlatformRefused):
    """The community that wanted to say it is part of another one now."""


class NotHere(PlatformBusy):
    """Its platform is not served at the moment, so nothing can be said there."""


class Sides:
    """The platforms of a house, each by its name. What leads to none of them is not answered."""

    def __init__(self, homes: Homes | None = None) -> None:
        self.homes = homes or Homes()
        self._sides: dict[str, Side] = {}

    @contextmanager
    def serving(self, side: Side) -> Generator[None]:
        """Have a platform served for as long as this lasts."""
        self._sides[side.platform] = side
        try:
            yield
        finally:
            del self._sides[side.platform]

    def of(self, platform: str) -> Side | None:
        """The side of a platform; None: it is not served at the moment."""
        return self._sides.get(platform)

    def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible in a channel here and now."""
        side = self.of(channel.platform)
        return frozenset() if side is None else side.granted(channel)

    async def moderates(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether somebody (plain id) may moderate a channel; nobody of another platform does."""
        side = self.of(channel.platform)
        if side is None or member.platform != channel.platform:
            return False
        return await side.moderates(member, channel)

    def link(self, key: MessageKey) -> str:
        """Where a message stands, on its own platform; empty where nobody can tell."""
        side = self.of(key.platform)
        if side is None:
            return ""
        origin = self.homes.origin(key.platform, key.community)
        return side.link(replace(key, community=origin))

    def tools(self, platform: str) -> ModerationTools | None:
        """What moderators may do through us on a platform; None: nothing, or it is not served."""
        side = self.of(platform)
        return None if side is None else side.tools

    def hands(self) -> "Hands":
        """What can speak on all of them."""
        return Hands(self)

    def surface(self, platform: str) -> "Surface":
        """The moderators' channel of a platform, for as long as the platform is served."""
        return Surface(self, platform)


class Hands:
    """Speaks by the hands of the platform that a room is on; what is not served is busy."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    @property
    def simulated(self) -> bool:
        """Whether nobody sees what is said."""
        return False

    def mention(self, member: MemberKey) -> str:
        """How a person (plain id) is called on their platform."""
        return self._of(member.platform).mention(member)

    async def posted(
        self, channel: ChannelKey, *, once: str, to: MemberKey | None = None
    ) -> MessageKey | None:
        """What was said in a channel, or to one person (plain id) alone, under this `once`."""
        found = await self._of(channel.platform).posted(channel, once=once, to=to)
        return None if found is None else self._sides.homes.housed(found)

    async def reply(
        self, to: MessageKey, text: str, *, once: str, mentions: tuple[MemberKey, ...] = ()
    ) -> MessageKey:
        """Answer a message in its own place."""
        if self._sides.homes.rests(to.community):
            raise Resting
        hands = self._of(to.platform)
        said = await hands.reply(to, text, once=once, mentions=mentions)
        return self._sides.homes.housed(said)

    async def post(
        self,
        channel: ChannelKey,
        text: str,
        *,
        once: str,
        author: MemberKey,
        poll: Poll | None = None,
    ) -> MessageKey:
        """Say what a person (plain id) wrote for a channel."""
        hands = self._of(channel.platform)
        said = await hands.post(channel, text, once=once, author=author, poll=poll)
        return self._sides.homes.housed(said)

    async def open_thread(self, channel: ChannelKey, on: MessageKey, title: str) -> None:
        """Open a thread below a message."""
        await self._of(channel.platform).open_thread(channel, on, title)

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str
    ) -> MessageKey:
        """Say something that one person (plain id) alone sees."""
        said = await self._of(channel.platform).whisper(channel, to, text, once=once)
        return self._sides.homes.housed(said)

    async def withdraw(self, channel: ChannelKey, said: MessageKey) -> None:
        """Take back what the bot said."""
        await self._of(channel.platform).withdraw(channel, said)

    async def show_answered(
        self, channel: ChannelKey, question: MessageKey, within: frozenset[Capability]
    ) -> None:
        """Show without words that a question is answered."""
        await self._of(channel.platform).show_answered(channel, question, within)

    def _of(self, platform: str) -> Capabilities:
        side = self._sides.of(platform)
        if side is None:
            raise NotHere
        return side.hands


class Surface:
    """One platform's place for digests, under the names that its server or workspace goes by."""

    def __init__(self, sides: Sides, platform: str) -> None:
        self._sides = sides
        self._platform = platform

    async def carries(self, community: CommunityId) -> bool:
        """Whether a place was chosen for it here; a community that rests has none."""
        side, origin = self._sides.of(self._platform), self._origin(community)
        if side is None or side.place is None or self._sides.homes.rests(community):
            return False
        return await side.place.carries(origin)

    async def post(
        self, community: CommunityId, report: DigestReport, *, once: str
    ) -> MessageKey | None:
        """Post it; raises PlatformRefused and PlatformBusy."""
        side = self._sides.of(self._platform)
        if side is None or side.place is None:
            raise NotHere
        posted = await side.place.post(self._origin(community), report, once=once)
        return None if posted is None else self._sides.homes.housed(posted)

    def _origin(self, community: CommunityId) -> CommunityId:
        return self._sides.homes.origin(self._platform, community)
