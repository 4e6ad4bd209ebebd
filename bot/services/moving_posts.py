"""Has what moderators set for an hour, and what waits for them, go along with its rooms."""

from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from bot.core.ids import AlertId, CommunityId, IncidentId, MemberKey, MessageKey
from bot.core.moderation import Alert
from bot.core.own_posts import AHEAD, OwnPostStatus
from bot.core.unit_of_work import UnitOfWork
from bot.services.homes import is_of
from bot.services.own_cases import written_by


async def move_posts(
    unit: UnitOfWork, here: CommunityId, there: CommunityId, origin: CommunityId, at: datetime
) -> None:
    """Have what waits `here` for rooms of `origin` wait `there`, for `origin` moves over.

    It keeps its name, so that what was begun already is found and not said a second time.
    """
    for post in await unit.own_posts.with_status(here, AHEAD):
        if not is_of(origin, post.channel.platform, post.channel.space):
            continue
        await unit.own_posts.keep(there, post)
        gone = replace(post, status=OwnPostStatus.CANCELLED, ended_at=at)
        await unit.own_posts.move(here, gone, frozenset({post.status}))


async def move_alerts(
    unit: UnitOfWork, here: CommunityId, there: CommunityId, origin: CommunityId, at: datetime
) -> None:
    """Have what lies before moderators `here` of rooms of `origin`, or of itself, wait `there`."""
    for alert in await unit.moderation.waiting(here):
        if is_of(origin, alert.channel.platform, alert.channel.space):
            on = replace(alert.on, community=there)
            author = await _written_by(unit, alert, on)
            moved = replace(alert, id=AlertId(token_hex(8)), on=on, author=author)
            await unit.moderation.lay(there, moved)
            await unit.moderation.settle(here, alert.on, at)
    for seen in await unit.incidents.waiting(here, origin.partition(":")[0]):
        if is_of(origin, seen.server.platform, seen.server.space):
            server = replace(seen.server, community=there)
            await unit.incidents.keep(replace(seen, id=IncidentId(token_hex(8)), server=server))
            await unit.incidents.settle(here, seen.id, at)


async def _written_by(unit: UnitOfWork, alert: Alert, on: MessageKey) -> MemberKey | None:
    """Who wrote what waits, as the community of `on` hashes them; None: nobody can tell."""
    if alert.author is not None:
        plain = await unit.members.plainly(alert.on.community, alert.author)
        if plain is not None:
            return await unit.members.known_as(on.community, plain)
    message = await unit.messages.get(on)  # it comes back to where it was said
    return None if message is None else await written_by(unit, message)
