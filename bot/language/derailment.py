"""Forecasts whether talk will turn uncivil, and holds an alert back while it may yet recover.

For moderators' eyes only, and never a reason to act: on the one set at hand it does no better than
always giving the same answer (`head_data/derailment.md`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

VERSION = "derailment-1"
FADES = 0.5
"""What remains of a turn's weight after each further one."""
THRESHOLD = 0.25
"""A little above the share of uncivil comments where the hostility head learned; not tuned."""
PATIENCE = 1
"""Further turns that must stay above the threshold before anybody is told."""


class Outlook(StrEnum):
    """What a forecast comes to."""

    CALM = "calm"
    DEFERRED = "deferred"
    ALERT = "alert"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """After some turns: `belief` 0..1 that it derails; `above`: turns in a row over the threshold.

    `told`: whether anybody was alerted; an alert is never given twice.
    """

    belief: float
    outlook: Outlook
    above: int
    told: bool


CALM = Forecast(belief=0.0, outlook=Outlook.CALM, above=0, told=False)
"""Before anything was said."""


def heard(
    before: Forecast, hostile: float, *, threshold: float = THRESHOLD, patience: int = PATIENCE
) -> Forecast:
    """The forecast after one more turn, `hostile` being its share of hostility, 0..1; pure.

    The deferral check: a first turn over the threshold is only marked, and an alert given once
    `patience` more have stayed there. Talk that comes back below has recovered by itself.
    """
    belief = hostile if before == CALM else FADES * before.belief + (1 - FADES) * hostile
    if belief < threshold:
        calm = before.above == 0 and before.outlook is not Outlook.RECOVERED
        outlook = Outlook.CALM if calm else Outlook.RECOVERED
        return Forecast(belief=belief, outlook=outlook, above=0, told=before.told)
    above = before.above + 1
    told = before.told or above > patience
    outlook = Outlook.ALERT if above > patience else Outlook.DEFERRED
    return Forecast(belief=belief, outlook=outlook, above=above, told=told)


def forecasts(
    turns: Iterable[float], *, threshold: float = THRESHOLD, patience: int = PATIENCE
) -> list[Forecast]:
    """The forecast after each turn of a conversation, given the hostility of each."""
    found = [CALM]
    for hostile in turns:
        found.append(heard(found[-1], hostile, threshold=threshold, patience=patience))
    return found[1:]
