"""What a digest tells of its numbers: diagnostics, definitions, and weeks measured differently."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.core.measurements import Age, WeekValue
from bot.digest.material import Definition, Diagnostic, Headlines, PastWeek
from bot.metrics.base import Metric, Week
from bot.metrics.statistics.chance import Chance
from bot.services.calendar import week_after, week_label
from bot.services.measuring import LOOKS_AHEAD, MeasuredWeek

DIAGNOSTICS = (
    "effective_speakers",
    "reciprocity",
    "silo_index",
    "cross_channel_share",
    "bridging_rates",
    "ladder_level",
    "object_affinity",
    "derailment_exposure",
)
"""The page's second part, in its order (metrics.md, end of section 4)."""
SHOWN_WEEKS = 8
"""Complete weeks shown in a row."""
TOO_LITTLE = "not enough talk to say"
"""Why a week that was heard has no value, in the words of the closed list (digest.md, 3.1)."""
MEASURED_DIFFERENTLY = "measured differently"
"""Why a week has no value that may stand beside the others: another linker or reader told it."""


@runtime_checkable
class BesideChance(Protocol):
    """A metric with a null model."""

    def by_chance(self, week: Week) -> Chance | None:
        """The number beside the same number by chance; None: nothing can be shuffled."""
        ...


def diagnostics(measured: MeasuredWeek, metrics: Iterable[Metric]) -> tuple[Diagnostic, ...]:
    """The numbers of the page's second part that are measured here, in their order, with z."""
    by_name = {metric.name: metric for metric in metrics}
    found: list[Diagnostic] = []
    for name in DIAGNOSTICS:
        if name not in measured.results or name not in by_name:
            continue
        metric, result = by_name[name], measured.results[name]
        chance = None
        layers = metric.layers(measured.week) if result.value is not None else ()
        # A null model takes two hundred shuffles: only where there is a number to set beside it.
        if result.value is not None and isinstance(metric, BesideChance):
            chance = metric.by_chance(measured.week)
        z = None if chance is None else chance.z
        found.append(Diagnostic(estimate=result.estimate, z=z, layers=layers))
    return tuple(found)


def definitions(metrics: Iterable[Metric]) -> tuple[Definition, ...]:
    """What the metrics of the page say of themselves: the first page's, then the diagnostics."""
    by_name = {metric.name: metric for metric in metrics}
    names = [n for n in (*Headlines.__dataclass_fields__, *DIAGNOSTICS) if n in by_name]
    return tuple(definition(by_name[name]) for name in names)


def definition(metric: Metric) -> Definition:
    """What one metric says of itself."""
    return Definition(
        metric=metric.name,
        grade=metric.grade,
        least=metric.n_min,
        weeks=metric.weeks,
        source=metric.source,
    )


def past_weeks(
    last: MeasuredWeek, history: Sequence[WeekValue], instrument: str, zone: str
) -> tuple[PastWeek, ...]:
    """Complete weeks of Valued Share up to the last one, oldest first; a gap says why."""
    looked = [
        v for v in (*history, *last.values) if v.metric == LOOKS_AHEAD and v.age is Age.COMPLETE
    ]
    known = {v.starts_on: v for v in looked if v.instrument == instrument}
    causes: dict[datetime, str | None] = {v.starts_on: MEASURED_DIFFERENTLY for v in looked}
    causes |= dict.fromkeys(known)
    starts = [
        week_after(last.week.span.start, zone, -back) for back in range(SHOWN_WEEKS - 1, -1, -1)
    ]
    return tuple(
        PastWeek(
            label=week_label(start, zone),
            value=known.get(start),
            cause=causes.get(start, TOO_LITTLE),
        )
        for start in starts
    )


def measured_differently_before(
    history: Sequence[WeekValue], instrument: str, start: datetime
) -> datetime | None:
    """From when on weeks were measured as they are now; None: all the known ones were.

    A week that was recomputed is known by both instruments, and counts as measured as now.
    """
    now = {v.starts_on for v in history if v.instrument == instrument}
    differently = {v.starts_on for v in history} - now
    if not differently:
        return None
    return min((each for each in now if each > max(differently)), default=start)
