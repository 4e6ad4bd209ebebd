"""How far a practice is trusted in a channel, who says so, and what stops it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from bot.core.ids import ChannelKey, MemberKey

EVERY_PRACTICE = "*"
"""Stands where a practice is named and all of them are meant, as for a stop."""


class Rung(IntEnum):
    """The ladder of trust; shown to people as "level"."""

    LISTEN = 0
    DIGEST = 1
    SUGGEST = 2
    SPEAK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The rung a practice holds in a channel, and who put it there.

    `channel` None: everywhere. `by` None: the bot stepped down by itself; it never steps up.
    `stopped`: switched off here. `frozen_until`: after a "not helpful".
    """

    practice: str
    channel: ChannelKey | None
    rung: Rung
    since: datetime
    by: MemberKey | None
    because: str
    stopped: bool = False
    frozen_until: datetime | None = None


def standing_of(
    practice: str, channel: ChannelKey, signed: Standing | None, said: Iterable[Standing]
) -> Standing | None:
    """Where a practice stands in a channel, by what was signed and what was said since.

    `said` holds the latest word for each practice and place. The rung is that of the nearest place;
    a stop anywhere above stops, and the longest freeze holds. None: it stands where it starts.
    """
    about = [
        each
        for each in said
        if each.practice in {practice, EVERY_PRACTICE} and each.channel in {channel.room, None}
    ]
    placed = [each for each in about if each.practice == practice]
    placed.sort(key=lambda each: (each.channel is not None, each.since))
    base = placed[-1] if placed else signed
    if base is None and not about:
        return None
    if base is None:
        base = replace(about[-1], practice=practice, rung=Rung.LISTEN)
    frozen = [each.frozen_until for each in about if each.frozen_until is not None]
    return replace(
        base,
        channel=channel.room,
        stopped=base.stopped or any(each.stopped for each in about),
        frozen_until=max(frozen, default=None),
    )
