"""How far a practice is trusted in a channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.core.ids import ChannelKey, MemberKey


class Rung(IntEnum):
    """The ladder of trust; shown to people as "level"."""

    LISTEN = 0
    DIGEST = 1
    SUGGEST = 2
    SPEAK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The rung a practice holds in a channel, and who put it there.

    `by` None: the bot stepped down by itself; it never steps up. `stopped`: switched off here.
    `frozen_until`: after a "not helpful".
    """

    practice: str
    channel: ChannelKey
    rung: Rung
    since: datetime
    by: MemberKey | None
    because: str
    stopped: bool = False
    frozen_until: datetime | None = None
