"""Keeps codes from being guessed: after a few wrong ones in an hour, no more are looked at."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from bot.core.errors import TummlerError
from bot.core.ids import MemberKey

WRONG_ONES: Final = 5
WITHIN: Final = timedelta(hours=1)
MOST: Final = 500
"""People whose wrong codes are remembered; whoever guessed longest ago is let go first."""


class GuessedTooOften(TummlerError):
    """They entered too many wrong codes within an hour, so not even a right one is taken."""


class Guesses:
    """Wrong codes by who entered them (plain ids), in memory alone."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[MemberKey, tuple[datetime, ...]] = OrderedDict()

    def allow(self, member: MemberKey, at: datetime) -> None:
        """Raises GuessedTooOften where somebody is to wait before they enter another code."""
        if len(self._lately(member, at)) >= WRONG_ONES:
            raise GuessedTooOften

    def note(self, member: MemberKey, at: datetime) -> None:
        """Remember a wrong code."""
        self._wrong[member] = (*self._lately(member, at), at)
        self._wrong.move_to_end(member)
        if len(self._wrong) > MOST:
            self._wrong.popitem(last=False)

    def _lately(self, member: MemberKey, at: datetime) -> tuple[datetime, ...]:
        return tuple(each for each in self._wrong.get(member, ()) if each > at - WITHIN)
