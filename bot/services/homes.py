"""Which community a server or workspace belongs to, where two of them were made into one."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.events import (
    ChannelChanged,
    Event,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
)
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.joins import Join
from bot.core.unit_of_work import OpenUnit, UnitOfWork


def platform_of(community: CommunityId) -> str:
    """The platform whose server or workspace a community is called after."""
    return community.partition(":")[0]


def space_of(community: CommunityId) -> str:
    """The server or workspace that a community is called after."""
    return community.partition(":")[2]


def is_of(origin: CommunityId, platform: str, space: str) -> bool:
    """Whether a server or workspace is the one that a community is called after."""
    return origin == f"{platform}:{space}"


class Homes:
    """What was linked, in memory; `learn` it again after every change in the store.

    An origin is the community of one server or workspace alone; its home is where its talk goes
    now. While it is away, an origin rests: what was heard before stays there.
    """

    def __init__(self, joins: Iterable[Join] = ()) -> None:
        self._joins: tuple[Join, ...] = ()
        self._home: dict[CommunityId, CommunityId] = {}
        self.changes = 0
        """How often they learnt something, by which others know that it is another thing now."""
        self.learn(joins)

    def learn(self, joins: Iterable[Join]) -> None:
        """Take over what the store says."""
        self._joins = tuple(joins)
        self.changes += 1
        self._home = {each.origin: each.home for each in self._joins if each.ended_at is None}

    def of(self, origin: CommunityId) -> CommunityId:
        """Where the talk of a server or workspace goes; one that was not linked is its own home."""
        return self._home.get(origin, origin)

    def rests(self, community: CommunityId) -> bool:
        """Whether its server or workspace is elsewhere now, so that nothing is said from here."""
        return community in self._home

    def joined(self, community: CommunityId) -> tuple[CommunityId, ...]:
        """The origins that make up a community now, its own first."""
        away = tuple(each for each, home in self._home.items() if home == community)
        return away if self.rests(community) else (community, *away)

    def origin(self, platform: str, community: CommunityId) -> CommunityId:
        """The server or workspace of a platform within a community; itself where there is none."""
        here = self.joined(community)
        return next((each for each in here if platform_of(each) == platform), community)

    def places(self, origin: CommunityId) -> tuple[CommunityId, ...]:
        """Where talk of a server or workspace may stand: its home now first, then all others."""
        ever = (each.home for each in self._joins if each.origin == origin)
        return tuple(dict.fromkeys((self.of(origin), origin, *ever)))

    def elsewhere(self, community: CommunityId, member: MemberKey) -> tuple[CommunityId, ...]:
        """Where else talk of somebody's server or workspace may stand, or may have stood."""
        if not self._joins:  # asked at every message
            return ()
        origin = self.origin(member.platform, community)
        return tuple(each for each in self.places(origin) if each != community)

    async def everywhere(
        self, unit: UnitOfWork, community: CommunityId, member: MemberKey, *, linked: bool = True
    ) -> tuple[tuple[CommunityId, MemberKey], ...]:
        """Every place and account (plain) under which something of a person may be held.

        What they said comes first. `linked`: also of the accounts that they linked.
        """
        known = await unit.members.known_as(community, member)
        others = await unit.joins.accounts(community, known) if linked else ()
        return tuple(
            (place, each)
            for each in dict.fromkeys((member, *others))
            for place in (community, *self.elsewhere(community, each))
        )

    def housed(self, key: MessageKey) -> MessageKey:
        """A message as its home calls it."""
        return _called(key, self.of(key.community))

    async def held(self, unit: UnitOfWork, key: MessageKey) -> MessageKey:
        """A message as the community calls it that took it in; as its home would, if none did."""
        for place in self.places(key.community):
            if await unit.messages.seen(_called(key, place)):
                return _called(key, place)
        return self.housed(key)

    async def routed(self, unit: UnitOfWork, event: Event) -> tuple[Event, ...]:
        """An event of a server or workspace, as the communities take it that it concerns.

        New talk goes home; what becomes of older talk is told where that talk stands.
        """
        if not self._joins:
            return (event,)
        keyed = isinstance(event, _OF_A_MESSAGE)
        origin = event.key.community if keyed else event.community
        places = self.places(origin)
        if len(places) == 1:
            return (event,)
        if isinstance(event, MessagePosted):
            return (_moved(event, (await self.held(unit, event.key)).community),)
        if isinstance(event, _OF_A_MESSAGE):
            return (replace(event, key=await self.held(unit, event.key)),)
        if isinstance(event, ChannelChanged):
            return (replace(event, community=places[0]),)
        return tuple(replace(event, community=place) for place in places)


_OF_A_MESSAGE = MessagePosted | MessageEdited | MessageDeleted | ReactionAdded | ReactionRemoved


def _called(key: MessageKey, community: CommunityId) -> MessageKey:
    return key if key.community == community else replace(key, community=community)


def _moved(event: MessagePosted, to: CommunityId) -> MessagePosted:
    return replace(
        event,
        key=_called(event.key, to),
        reply_to=None if event.reply_to is None else _called(event.reply_to, to),
        quotes=None if event.quotes is None else _called(event.quotes, to),
    )


async def learned(homes: Homes, open_unit: OpenUnit) -> None:
    """Have them know what the store says."""
    async with open_unit() as unit:
        joins = await unit.joins.all()
        await unit.commit()
    homes.learn(joins)
