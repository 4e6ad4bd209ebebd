"""Lays a message that links to what looks like a trap before the moderators, and does nothing more.

It tells nobody: what waits is pulled by moderators, and an act about it is theirs alone.
"""

import secrets

from bot.core.clock import utc
from bot.core.events import Source, Stamp
from bot.core.ids import AlertId
from bot.core.messages import Message
from bot.core.moderation import Alert, raised_by, room_for_house
from bot.core.unit_of_work import UnitOfWork

_FROM_A_ROOM = frozenset({Source.LIVE, Source.BACKFILL})
"""An archive or a replay is read for its numbers; nobody moderates what is over."""


async def raise_alert(unit: UnitOfWork, message: Message, stamp: Stamp) -> None:
    """Lay it there once if its reading asks for it; the unit is the caller's to commit.

    Where as many wait as the house may lay there, it lays no more until some were put away.
    """
    cause = raised_by(message)
    if cause is None or stamp.source not in _FROM_A_ROOM:
        return
    community = message.key.community
    if await unit.moderation.was_laid(community, message.key, cause):
        return
    waiting = await unit.moderation.waiting(community)
    if not room_for_house(waiting, message.channel.platform):
        return
    alert = Alert(
        id=AlertId(secrets.token_hex(8)),
        on=message.key,
        channel=message.channel,
        by=None,
        words=None,
        at=utc(stamp.received_at, "received_at"),
        cause=cause,
        author=message.author,
    )
    await unit.moderation.lay(community, alert)
