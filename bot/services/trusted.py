"""How far practices are trusted, put together: the ladder, the queue, the budget, who may speak."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.capabilities import Capabilities
from bot.core.ids import MessageKey
from bot.core.ports import Clock
from bot.core.unit_of_work import OpenUnit
from bot.practices.base import Practice
from bot.services.answered import Answered
from bot.services.deliberation import Deliberation
from bot.services.delivery import Delivery
from bot.services.homes import Homes
from bot.services.interruptions import InterruptionBudget
from bot.services.ladder import Ladder
from bot.services.noticing import Noticing
from bot.services.reviewing import ReviewQueue


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far practices are trusted, and what waits for a person; `deliver` holds what can speak.

    `deliver`: from capabilities, from where a message stands and from a clock to the one who may
    use them.
    """

    ladder: Ladder
    reviews: ReviewQueue
    budget: InterruptionBudget
    answered: Answered
    deliver: Callable[[Capabilities, Callable[[MessageKey], str], Clock], Delivery]


def trust_of(
    open_unit: OpenUnit,
    practices: Sequence[Practice],
    deliberation: Deliberation,
    noticing: Noticing,
    homes: Homes,
) -> Trust:
    """The same for the practices of one house."""
    ceilings = {practice.key: practice.mode.ceiling for practice in practices}
    ladder = Ladder(open_unit, ceilings, deliberation.lacking(practices))
    answered = Answered()

    def deliver(
        capabilities: Capabilities, link: Callable[[MessageKey], str], clock: Clock
    ) -> Delivery:
        return Delivery(
            open_unit, capabilities, noticing, practices, link, clock=clock, answered=answered
        )

    return Trust(
        ladder=ladder,
        reviews=ReviewQueue(open_unit, ladder, homes),
        budget=InterruptionBudget(open_unit, ladder),
        answered=answered,
        deliver=deliver,
    )
