"""Lays a message that links to what looks like a trap before the moderators, and does nothing more.

It tells nobody: what waits is pulled by moderators, and an act about it is theirs alone.
"""

import re
import secrets

from bot.core.clock import utc
from bot.core.events import Source, Stamp
from bot.core.ids import AlertId
from bot.core.messages import Message
from bot.core.moderation import Alert, raised_by, room_for_house
from bot.core.unit_of_work import UnitOfWork

_MAY_LEAD = re.compile(r"[^\s<>()\[\]]*\w\.\w[^\s<>()\[\]]*")
"""Whatever could be read as an address; what of it is one, a reader tells."""
_FROM_A_ROOM = frozenset({Source.LIVE, Source.BACKFILL})
"""An archive or a replay is read for its numbers; nobody moderates what is over."""


async def raise_alert(
    unit: UnitOfWork, message: Message, stamp: Stamp, *, links_anew: bool = False
) -> None:
    """Lay it there once if its reading asks for it; the unit is the caller's to commit.

    `links_anew`: an edit brought other links, so that it is laid there again where it was put away:
    or a harmless link that a moderator let pass could become any other. Where as many wait as the
    house may lay there, it lays no more until some were put away.
    """
    cause = raised_by(message)
    if cause is None or stamp.source not in _FROM_A_ROOM:
        return
    community = message.key.community
    if await unit.moderation.was_laid(community, message.key, cause, waits=links_anew):
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


def links_anew(before: str | None, after: str) -> bool:
    """Whether an edit brought an address; None: nobody knows any more what was said before."""
    if before is None:
        return True
    return not _addresses(after) <= _addresses(before)


def _addresses(text: str) -> frozenset[str]:
    return frozenset(each.rstrip(".,;:!?'\"") for each in _MAY_LEAD.findall(text))
