"""Keeps what is told of a channel that is not level yet, as far as there is room for it."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import inner, text
from bot.platforms.slack.connection import Delivery

PER_SECOND: Final = 1_000_000


@dataclass(slots=True)
class Behind:
    """A channel that is not level, and what waits until it is; at most so many events."""

    most: int
    parked: deque[Delivery] = field(default_factory=deque[Delivery])
    let_go: bool = False
    """Whether something that waited was dropped since the history was last asked for."""

    def park(self, told: Delivery) -> None:
        """Have it wait; where there is no room left, all of it is left to the history."""
        if len(self.parked) >= self.most:
            self.parked.clear()
            self.let_go = True
        self.parked.append(told)


def position(timestamp: str) -> int:
    """A timestamp as a count of microseconds; 0 where it is none."""
    whole, _, part = timestamp.partition(".")
    written = f"{whole}{part:0<6.6}"
    return int(written) if written.isdecimal() else 0


def channel_of(event: Record) -> str:
    """The channel that an event is about; empty: none."""
    item = inner(event, "item")
    return text(event, "channel") or text(item, "channel")
