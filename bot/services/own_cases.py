"""Keeps whoever moderates away from what lies before moderators about themselves."""

from collections.abc import Set as AbstractSet

from bot.core.ids import CommunityId, MemberKey
from bot.core.messages import Message
from bot.core.moderation import Act, Alert
from bot.core.unit_of_work import UnitOfWork
from bot.services.homes import Homes


async def accounts_of(
    unit: UnitOfWork, homes: Homes, community: CommunityId, member: MemberKey
) -> frozenset[MemberKey]:
    """Every account of the person behind one (plain id), as keyed hashes of this community."""
    plain = await named_of(unit, homes, community, member)
    return frozenset([await unit.members.known_as(community, each) for each in plain])


async def named_of(
    unit: UnitOfWork, homes: Homes, community: CommunityId, member: MemberKey
) -> frozenset[MemberKey]:
    """The same, as plain ids."""
    places = await homes.everywhere(unit, community, member)
    return frozenset(account for _, account in places)


async def written_by(unit: UnitOfWork, message: Message) -> MemberKey:
    """Who wrote a message (keyed hash), also where the bot said it for them at an hour."""
    post = await unit.own_posts.sent_as(message.key) if message.own else None
    if post is None:
        return message.author
    return await unit.members.known_as(message.key.community, post.author)


def about_them(found: Alert | Act, accounts: AbstractSet[MemberKey]) -> bool:
    """Whether it is about what somebody wrote, or was done to them, by their keyed hashes."""
    upon = found.to if isinstance(found, Act) else None
    return not accounts.isdisjoint({found.author, upon} - {None})
