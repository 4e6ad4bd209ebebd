"""Keeps what became of a message for when the message itself comes late.

Slack tells an event again at once, after one minute and after five; what somebody did to their
message meanwhile has come before it then.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.core.events import Event, MessageDeleted, MessageEdited, MessagePosted
from bot.core.ids import MessageKey

REMEMBERED: Final = timedelta(minutes=10)
MOST: Final = 10_000
"""Messages; of more, the longest known are forgotten."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """`text`: the words that were given last; None: the message was deleted."""

    text: str | None
    happened: datetime
    at: datetime


class Overtaking:
    """Brings what comes late to where it stands by now; nothing of it outlasts the process."""

    def __init__(self) -> None:
        self._fates: OrderedDict[MessageKey, _Fate] = OrderedDict()

    def settled(self, events: Sequence[Event], at: datetime) -> list[Event]:
        """The same events, without what was deleted already, and with the words given last."""
        self._forget(at)
        return [told for each in events if (told := self._one(each, at)) is not None]

    def _one(self, event: Event, at: datetime) -> Event | None:
        match event:
            case MessageDeleted():
                self._keep(event.key, _Fate(None, event.stamp.occurred_at, at))
            case MessageEdited():
                self._keep(event.key, _Fate(event.text, event.stamp.occurred_at, at))
            case MessagePosted() if (fate := self._fates.get(event.key)) is not None:
                return None if fate.text is None else replace(event, text=fate.text)
            case _:
                pass
        return event

    def _keep(self, key: MessageKey, fate: _Fate) -> None:
        known = self._fates.pop(key, fate)
        stays = known.text is None or known.happened > fate.happened
        self._fates[key] = replace(known, at=fate.at) if stays else fate

    def _forget(self, at: datetime) -> None:
        while self._fates:
            oldest = next(iter(self._fates.values()))
            if at - oldest.at <= REMEMBERED and len(self._fates) <= MOST:
                return
            self._fates.popitem(last=False)
