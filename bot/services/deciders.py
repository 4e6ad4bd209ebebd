"""Keeps who decided, so that colleagues can tell, also of moderators who never wrote anything."""

from bot.core.ids import CommunityId, MemberKey
from bot.core.unit_of_work import UnitOfWork
from bot.services.homes import Homes
from bot.services.wishes import Forgotten, still_known


async def decider(
    unit: UnitOfWork, homes: Homes, community: CommunityId, by: MemberKey
) -> MemberKey | None:
    """A moderator (plain id) as the trail keeps them; None: they asked to be forgotten."""
    try:
        await still_known(unit, homes, community, by)
    except Forgotten:
        return None
    await unit.members.meet(community, by, None)
    return await unit.members.known_as(community, by)
