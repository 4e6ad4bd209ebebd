"""Days without a word of ours: how they are drawn, and whether people talk less on the others.

Design: whole community-days, carry-over of one day (Bojinov, Simchi-Levi & Zhao 2023).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.trial import Plan, uniform
from bot.learning.sample import Floats

DAYS, WEEK = 35, 7
WEEKS = DAYS // WEEK
LONGEST = 2
"""Never more quiet days in a row than these, also from one schedule to the next."""
SETTLING = 4
"""Hours after each switch that are left out."""
REDRAWN = 2_000
_SAME = 1e-9

Quiet = NDArray[np.bool_]


def schedules(
    plan: Plan, count: int, before: tuple[bool, ...] = ()
) -> tuple[tuple[bool, ...], ...]:
    """So many schedules of 35 days, true where quiet, by the plan's seed: the same at any time.

    Each weekday is quiet once in its five occurrences. Drawn by rejection. `before`: how the last
    days before the first one were.
    """
    found: list[tuple[bool, ...]] = []
    place = 0
    for _ in range(count):
        while True:
            drawn = _one(plan, place)
            place += 1
            if _longest((*before[-LONGEST:], *drawn)) <= LONGEST:
                break
        found.append(drawn)
        before = drawn
    return tuple(found)


def _one(plan: Plan, place: int) -> tuple[bool, ...]:
    stratum = f"{plan.stratum}|quiet"
    weeks = [int(WEEKS * uniform(plan.seed, stratum, place * WEEK + day)) for day in range(WEEK)]
    return tuple(weeks[day % WEEK] == day // WEEK for day in range(DAYS))


def _longest(days: Sequence[bool]) -> int:
    run = longest = 0
    for quiet in days:
        run = run + 1 if quiet else 0
        longest = max(longest, run)
    return longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """How much more people wrote where we spoke, as a share, with its 90 % range."""

    share: float
    low: float
    high: float


def switched(talk: Sequence[float], quiet: Sequence[bool], *, seed: int) -> Switched | None:
    """What speaking did to a day's talk, over whole schedules of 35 days.

    `talk`: messages of people for each day, hours after a switch left out and made up for. A day of
    ours after a quiet one is left out: what was said before may still echo. The range is the set
    of effects that redrawn schedules do not refuse. None without a whole schedule.
    """
    count = len(talk) // DAYS
    if count == 0 or len(quiet) != len(talk):
        return None
    days = np.log1p(np.array(talk[: count * DAYS], dtype=np.float64))
    drawn = np.array(quiet[: count * DAYS], dtype=np.bool_)
    others = _redrawn(count, seed)
    effect = -float(_contrast(days, drawn[None, :])[0])
    # With the effect added to quiet days the null holds: where does each redrawn schedule turn?
    seen, theirs = _contrast(days, drawn[None, :])[0], _contrast(days, others)
    silent = drawn.astype(np.float64)
    mine, overlap = 1.0, _contrast(silent, others)
    room = mine - overlap
    turns = (theirs - seen)[room > _SAME] / room[room > _SAME]
    low, high = np.quantile(turns, [0.05, 0.95])
    return Switched(
        share=float(np.expm1(effect)), low=float(np.expm1(low)), high=float(np.expm1(high))
    )


def _contrast(days: Floats, schedule: Quiet) -> Floats:
    """Quiet days against others of the same weekday, the mean over weekdays, for each schedule."""
    after = np.concatenate([np.zeros((len(schedule), 1), np.bool_), schedule[:, :-1]], axis=1)
    speaking = ~schedule & ~after
    total = np.zeros(len(schedule))
    for weekday in range(WEEK):
        values, quiet = days[weekday::WEEK], schedule[:, weekday::WEEK]
        other = speaking[:, weekday::WEEK]
        total += (quiet @ values) / quiet.sum(axis=1) - (other @ values) / other.sum(axis=1)
    return total / WEEK


def _redrawn(count: int, seed: int) -> Quiet:
    random = np.random.Generator(np.random.PCG64(seed))
    found: list[Quiet] = []
    missing = REDRAWN
    while missing > 0:
        weeks = random.integers(0, WEEKS, size=(missing * 2, count, WEEK))
        rows = np.arange(WEEKS)[None, None, :, None] == weeks[:, :, None, :]
        flat = rows.reshape(missing * 2, count * DAYS)
        thrice = flat[:, 2:] & flat[:, 1:-1] & flat[:, :-2]
        kept = flat[~thrice.any(axis=1)][:missing]
        found.append(kept)
        missing -= len(kept)
    return np.concatenate(found)
