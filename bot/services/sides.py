"""Routes what one house says, asks and shows to the platform that it is about."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.core.capabilities import Capabilities, Capability, PlatformBusy, PlatformRefused
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.moderation import ActKind, AutoRules, Done, ModerationTools, Order
from bot.core.own_posts import Counted, Poll
from bot.digest.report import DigestReport
from bot.services.homes import Homes, space_of
from bot.services.noticing import Granted, Moderates
from bot.services.posting import DigestSurface


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One platform of a house, or one space of it, while it is served.

    `link`: where a message stands, empty where nobody can tell. `place`: where its digests go;
    None: nobody chose one. `tools`: what moderators may do through us there; None: nothing.
    `space`: the one server or workspace that it serves; None: every one of the platform.
    """

    platform: str
    space: str | None = None
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
    """The platforms of a house, each by its name, and by its space where it serves only one.

    What leads to none of them is not answered.
    """

    def __init__(self, homes: Homes | None = None) -> None:
        self.homes = homes or Homes()
        self._sides: dict[tuple[str, str | None], Side] = {}

    @contextmanager
    def serving(self, side: Side) -> Generator[None]:
        """Have a platform, or one space of it, served for as long as this lasts."""
        place = (side.platform, side.space)
        self._sides[place] = side
        try:
            yield
        finally:
            del self._sides[place]

    def of(self, platform: str, space: str) -> Side | None:
        """Who serves a server or workspace of a platform; None: nobody does at the moment."""
        return self._sides.get((platform, space)) or self._sides.get((platform, None))

    def any_of(self, platform: str) -> Side | None:
        """Whoever serves the platform, for what is the same in all its spaces."""
        return next((each for (name, _), each in self._sides.items() if name == platform), None)

    def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible in a channel here and now."""
        side = self.of(channel.platform, channel.space)
        return frozenset() if side is None else side.granted(channel)

    async def moderates(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether somebody (plain id) may moderate a channel; nobody of another platform does."""
        side = self.of(channel.platform, channel.space)
        if side is None or member.platform != channel.platform:
            return False
        return await side.moderates(member, channel)

    def link(self, key: MessageKey) -> str:
        """Where a message stands, on its own platform; empty where nobody can tell."""
        origin = self.homes.origin(key.platform, key.community)
        side = self.of(key.platform, space_of(origin))
        if side is None:
            return ""
        return side.link(replace(key, community=origin))

    def tools(self, platform: str) -> ModerationTools | None:
        """What moderators may do through us on a platform; None: nothing, or it is not served."""
        whole, some = self._sides.get((platform, None)), self.any_of(platform)
        if whole is not None or some is None or some.tools is None:
            return None if whole is None else whole.tools
        return Tools(self, platform)

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
        side = self._sides.any_of(member.platform)
        if side is None:
            raise NotHere
        return side.hands.mention(member)

    async def posted(
        self, channel: ChannelKey, *, once: str, to: MemberKey | None = None
    ) -> MessageKey | None:
        """What was said in a channel, or to one person (plain id) alone, under this `once`."""
        found = await self._in(channel).posted(channel, once=once, to=to)
        return None if found is None else self._sides.homes.housed(found)

    async def reply(
        self,
        to: MessageKey,
        text: str,
        *,
        once: str,
        mentions: tuple[MemberKey, ...] = (),
        language: str = "en",
    ) -> MessageKey:
        """Answer a message in its own place."""
        if self._sides.homes.rests(to.community):
            raise Resting
        origin = self._sides.homes.origin(to.platform, to.community)
        hands = self._of(to.platform, space_of(origin))
        said = await hands.reply(to, text, once=once, mentions=mentions, language=language)
        return self._sides.homes.housed(said)

    async def post(
        self,
        channel: ChannelKey,
        text: str,
        *,
        once: str,
        author: MemberKey,
        poll: Poll | None = None,
        language: str = "en",
    ) -> MessageKey:
        """Say what a person (plain id) wrote for a channel."""
        hands = self._in(channel)
        said = await hands.post(
            channel, text, once=once, author=author, poll=poll, language=language
        )
        return self._sides.homes.housed(said)

    async def open_thread(self, channel: ChannelKey, on: MessageKey, title: str) -> None:
        """Open a thread below a message."""
        await self._in(channel).open_thread(channel, on, title)

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str, language: str = "en"
    ) -> MessageKey:
        """Say something that one person (plain id) alone sees."""
        hands = self._in(channel)
        said = await hands.whisper(channel, to, text, once=once, language=language)
        return self._sides.homes.housed(said)

    async def withdraw(self, channel: ChannelKey, said: MessageKey) -> None:
        """Take back what the bot said."""
        await self._in(channel).withdraw(channel, said)

    async def show_answered(
        self, channel: ChannelKey, question: MessageKey, within: frozenset[Capability]
    ) -> None:
        """Show without words that a question is answered."""
        await self._in(channel).show_answered(channel, question, within)

    def _in(self, channel: ChannelKey) -> Capabilities:
        return self._of(channel.platform, channel.space)

    def _of(self, platform: str, space: str) -> Capabilities:
        side = self._sides.of(platform, space)
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
        origin = self._origin(community)
        side = self._sides.of(self._platform, space_of(origin))
        if side is None or side.place is None or self._sides.homes.rests(community):
            return False
        return await side.place.carries(origin)

    async def post(
        self, community: CommunityId, report: DigestReport, *, once: str
    ) -> MessageKey | None:
        """Post it; raises PlatformRefused and PlatformBusy."""
        origin = self._origin(community)
        side = self._sides.of(self._platform, space_of(origin))
        if side is None or side.place is None:
            raise NotHere
        posted = await side.place.post(origin, report, once=once)
        return None if posted is None else self._sides.homes.housed(posted)

    def _origin(self, community: CommunityId) -> CommunityId:
        return self._sides.homes.origin(self._platform, community)


class Tools:
    """What moderators may do on a platform of which each space is served by itself."""

    def __init__(self, sides: Sides, platform: str) -> None:
        self._sides = sides
        self._platform = platform

    async def granted(self, channel: ChannelKey, by: MemberKey, *, own: bool) -> frozenset[ActKind]:
        """What both the bot and this moderator (plain id) may do there."""
        tools = self._of(channel)
        return frozenset() if tools is None else await tools.granted(channel, by, own=own)

    def profile(self, member: MemberKey) -> str:
        """Where moderators see who somebody (plain id) is; empty where nobody can tell."""
        tools = self._any()
        return "" if tools is None else tools.profile(member)

    async def do(self, order: Order) -> Done:
        """Do it; raises PlatformRefused and PlatformBusy."""
        return await self._here(order.channel).do(order)

    async def undo(self, order: Order, before: str | None) -> None:
        """Bring back what stood there before; raises PlatformRefused and PlatformBusy."""
        await self._here(order.channel).undo(order, before)

    async def poll(self, channel: ChannelKey, post: MessageKey) -> Counted | None:
        """How a poll stands; None: there is none. Raises PlatformRefused and PlatformBusy."""
        return await self._here(channel).poll(channel, post)

    def rules(self) -> AutoRules | None:
        """The rules by which the platform holds messages back by itself; None: it has none."""
        tools = self._any()
        return None if tools is None else tools.rules()

    def _any(self) -> ModerationTools | None:
        side = self._sides.any_of(self._platform)
        return None if side is None else side.tools

    def _of(self, channel: ChannelKey) -> ModerationTools | None:
        side = self._sides.of(self._platform, channel.space)
        return None if side is None else side.tools

    def _here(self, channel: ChannelKey) -> ModerationTools:
        tools = self._of(channel)
        if tools is None:
            raise NotHere
        return tools
