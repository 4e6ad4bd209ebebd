"""The shape of a number whose instrument does not exist yet: its formula ships, and says why."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Measurement
from bot.metrics._pooled import PooledMean
from bot.metrics.base import Alone, Week


class Unmeasured(PooledMean):
    """Not measured in any week, for the reason in `cause`; never a zero in its place."""

    cause: ClassVar[str]
    reads_text: ClassVar[bool] = True

    def unmeasured(self, week: Week) -> str | None:
        """Always the same reason."""
        del week  # there is nothing to look at
        return self.cause

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """Nothing."""
        del week
        return ()

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """Nothing."""
        del week, measured
        return None
