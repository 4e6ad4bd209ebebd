"""Keeps who decided, so that others can tell; whoever asked to be ignored decides nothing."""

from bot.core.ids import CommunityId, MemberKey
from bot.core.unit_of_work import UnitOfWork
from bot.services.homes import Homes
from bot.services.wishes import still_known


async def decider(
    unit: UnitOfWork, homes: Homes, community: CommunityId, by: MemberKey
) -> MemberKey:
    """A moderator (plain id) as a decision keeps them. Raises Forgotten.

    Nothing is kept of whoever asked for that, and a decision that nobody answers for is none.
    """
    await still_known(unit, homes, community, by)
    return await unit.members.known_as(community, by)


async def told_decider(
    unit: UnitOfWork, homes: Homes, community: CommunityId, by: MemberKey
) -> MemberKey:
    """The same, also to be told to other moderators, should they never have written anything."""
    known = await decider(unit, homes, community, by)
    await unit.members.meet(community, by, None)
    return known
