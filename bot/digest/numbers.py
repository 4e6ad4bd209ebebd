"""How an estimate becomes a number with its words: value, range, usual, and what may be said."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.core.measurements import Estimate, Known, NotMeasured, TooFew, Trend
from bot.digest.report import Number
from bot.digest.words import Words, nearest

TREND_MESSAGES = {trend: "trend-" + trend.name.lower().replace("_", "-") for trend in Trend}
_CHANGES = frozenset(Trend) - {Trend.NO_USUAL, Trend.NO_CHANGE}
_SECONDS_BY_UNIT = {"h": 3600.0, "hours": 3600.0, "min": 60.0, "minutes": 60.0}


class Form(StrEnum):
    """What kind of quantity it is, and so how it is written."""

    SHARE = "share"
    TIME = "time"
    COUNT = "count"
    INDEX = "index"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place among the numbers: the message with its label, and how it is written.

    `counted`: the message that says the bare count behind a share, or None. `compared`: whether it
    is held against what is usual here.
    """

    name: str
    form: Form
    counted: str | None = None
    compared: bool = True


SO_FAR = Slot(name="valued_share_so_far", form=Form.SHARE)
VALUED_SHARE = Slot(name="valued_share", form=Form.SHARE)
SLOTS = (
    Slot(name="answered_rate", form=Form.SHARE, counted="counted-questions"),
    Slot(name="time_to_first_human_response", form=Form.TIME),
    Slot(name="sustained_share", form=Form.SHARE),
    Slot(name="new_ties", form=Form.COUNT),
    Slot(name="kept_ties", form=Form.SHARE, counted="counted-pairs"),
    Slot(name="newcomer_survival", form=Form.SHARE, counted="counted-newcomers"),
    Slot(name="newcomer_reply_equity", form=Form.POINTS),
    Slot(name="tummler_independence", form=Form.SHARE),
)
"""The numbers after Valued Share, in their order; each name is a field of Headlines."""


def number(slot: Slot, estimate: Estimate, label: str, words: Words) -> Number:
    """The estimate with its words; `label` already says week or cohort where it must."""
    if isinstance(estimate, Known):
        return _known(slot, estimate, label, words)
    value = _missing(estimate, words)
    return Number(
        name=slot.name,
        label=label,
        estimate=estimate,
        value=value,
        extent=None,
        usual=None,
        verdict=None,
        counted=None,
        rough=False,
        changed=False,
        sentence=words.say("number-missing", label=label, value=value),
    )


def _missing(estimate: Estimate, words: Words) -> str:
    if isinstance(estimate, TooFew):
        return words.say("too-few")
    if isinstance(estimate, NotMeasured):
        return words.say("not-measured", cause=words.term(estimate.cause))
    return words.say("hidden")


def _known(slot: Slot, known: Known, label: str, words: Words) -> Number:
    value, extent = _written(slot.form, known, words)
    counted = None
    if slot.counted is not None and known.raw is not None:
        counted = words.say(slot.counted, count=known.raw[0], of=known.raw[1])
    usual = None
    if known.usual is not None and known.trend is not Trend.NO_USUAL:
        usual = _usual(slot.form, known.usual, known.unit, words)
    verdict = words.say(TREND_MESSAGES[known.trend]) if slot.compared else None
    said = ranged(value, extent, words, rough=known.rough)
    if counted is not None:
        said = words.say("counted-then-estimate", counted=counted, estimate=said)
    name = "number-known" if usual is not None else "number-without-usual"
    if verdict is None:
        name = "number-alone"
    return Number(
        name=slot.name,
        label=label,
        estimate=known,
        value=value,
        extent=extent,
        usual=usual,
        verdict=verdict,
        counted=counted,
        rough=known.rough,
        changed=known.trend in _CHANGES,
        sentence=words.say(name, label=label, said=said, usual=usual or "", verdict=verdict or ""),
    )


def ranged(value: str, extent: str, words: Words, *, rough: bool) -> str:
    """A value with its range in brackets, marked where it was read by rules."""
    name = "value-with-range-rough" if rough else "value-with-range"
    return words.say(name, value=value, extent=extent)


def _written(form: Form, known: Known, words: Words) -> tuple[str, str]:
    """The value and its range, as they are written on every surface."""
    low, high = known.low, known.high
    if form is Form.SHARE:
        return words.percent(known.value), _extent(
            words.bare_percent(low), words.bare_percent(high), words
        )
    if form is Form.COUNT:
        return words.whole(known.value), _extent(words.whole(low), words.whole(high), words)
    if form is Form.INDEX:
        extent = _extent(words.hundredths(low), words.hundredths(high), words)
        return words.hundredths(known.value), extent
    if form is Form.TIME:
        return _time(known.value, known.unit, words), _extent(
            _time(low, known.unit, words), _time(high, known.unit, words), words
        )
    value = words.say(_points(known.value, "points"), points=_size(known.value, words))
    below = words.say(_points(low, "end"), points=_size(low, words))
    above = words.say(_points(high, "end"), points=_size(high, words))
    return value, _extent(below, above, words)


def _usual(form: Form, usual: float, unit: str, words: Words) -> str:
    if form is Form.SHARE:
        return words.percent(usual)
    if form is Form.COUNT:
        return words.whole(usual)
    if form is Form.INDEX:
        return words.hundredths(usual)
    if form is Form.TIME:
        return _time(usual, unit, words)
    return words.say(_points(usual, "points"), points=_size(usual, words))


def _extent(low: str, high: str, words: Words) -> str:
    return words.say("extent", low=low, high=high)


def _time(value: float, unit: str, words: Words) -> str:
    return words.duration(timedelta(seconds=value * _SECONDS_BY_UNIT.get(unit, 1.0)))


def _size(difference: float, words: Words) -> str:
    return words.whole(abs(100 * difference))


def _points(difference: float, prefix: str) -> str:
    """Which way a difference points, by what is left of it after rounding."""
    points = nearest(100 * difference)
    side = "less" if points < 0 else "more" if points > 0 else "same"
    return f"{prefix}-{side}"
