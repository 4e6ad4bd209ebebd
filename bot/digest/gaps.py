"""What a digest says of the time in which nothing could be heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.core.clock import utc
from bot.core.ids import ChannelKey
from bot.core.listening import Deafness

NAMED_FROM: Final = timedelta(minutes=1)
"""A shorter stretch that was made good is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which nothing could be heard. `room` None: everywhere.

    `filled`: what was said meanwhile was fetched afterwards.
    """

    start: datetime
    end: datetime
    room: str | None = None
    filled: bool = False

    def __post_init__(self) -> None:
        utc(self.start, "start")
        utc(self.end, "end")


def gaps_of(stretches: Iterable[Deafness], names: Mapping[ChannelKey, str]) -> tuple[Gap, ...]:
    """What a digest says of stretches in which nothing was heard: open ones, and longer ones."""
    return tuple(
        Gap(
            start=each.started_at,
            end=each.ended_at,
            room=None if each.room is None else _name(each, names),
            filled=each.level_at is not None,
        )
        for each in stretches
        if each.level_at is None or each.ended_at - each.started_at >= NAMED_FROM
    )


def _name(stretch: Deafness, names: Mapping[ChannelKey, str]) -> str:
    room = stretch.room or ""
    key = ChannelKey(platform=stretch.platform, space=stretch.space, channel=room)
    return names.get(key, room)
