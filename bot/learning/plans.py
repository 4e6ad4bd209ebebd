"""Plans as people write them: a TOML file that is checked, and copied whole when it is signed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from bot.core.errors import TummlerError
from bot.core.trial import (
    ANALYSIS,
    LEARNING,
    LEAST_ACTING,
    MOST_ACTING,
    Phase,
    Rules,
    Stage,
)
from bot.learning.sample import COVARIATES

LONGEST_FILE = 20_000
"""Characters; a plan is a page."""
LEAST_WEEKS, MOST_WEEKS = 5, 104
_NEEDED = ("practice", "hypothesis", "stage", "window_hours", "start", "earliest_end")
_TAKEN = (*_NEEDED, "phase", "probability", "covariates", "analysis", "rules")
_RULES: Mapping[str, tuple[float, float]] = {
    "alpha": (0.001, 0.1),
    "worthwhile": (0.01, 0.2),
    "sure": (0.8, 0.99),
    "retire_after": (100, 10_000),
    "learn_for": (100, 10_000),
    "harmed": (1, 10),
    "harmed_within": (10, 500),
}
"""Within what a community may set each rule before it begins."""


@dataclass(eq=False)  # errors are compared by identity
class PlanWrong(TummlerError):
    """The plan cannot be signed: {faults}."""

    faults: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan that nobody has signed; it draws nothing. Days are the community's own."""

    practice: str
    hypothesis: str
    stage: Stage
    phase: Phase
    probability: float
    window: timedelta
    start: date
    earliest_end: date
    covariates: tuple[str, ...]
    rules: Rules
    source: str


def read_plan(text: str) -> PlanDraft:
    """The plan in a TOML file; raises PlanWrong with everything that is wrong with it."""
    if len(text) > LONGEST_FILE:
        raise PlanWrong(f"it has {len(text)} characters, and {LONGEST_FILE} are the most")
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise PlanWrong(f"it is no TOML: {wrong}") from None
    faults = [f"{name} is missing" for name in _NEEDED if name not in said]
    faults += [f"there is no field {name}" for name in said if name not in _TAKEN]
    if faults:
        raise PlanWrong("; ".join(faults))
    faults = [*_wrong_words(said), *_wrong_days(said), *_wrong_numbers(said)]
    if faults:
        raise PlanWrong("; ".join(faults))
    return _draft(said, text)


def _draft(said: Mapping[str, Any], text: str) -> PlanDraft:
    return PlanDraft(
        practice=said["practice"],
        hypothesis=" ".join(said["hypothesis"].split()),
        stage=Stage(said["stage"]),
        phase=Phase(said.get("phase", Phase.LEARN)),
        probability=float(said.get("probability", LEARNING)),
        window=timedelta(hours=said["window_hours"]),
        start=said["start"],
        earliest_end=said["earliest_end"],
        covariates=tuple(said.get("covariates", ())),
        rules=Rules(**said.get("rules", {})),
        source=text,
    )


def _wrong_words(said: Mapping[str, Any]) -> list[str]:
    faults = [
        f"{name} must say something"
        for name in ("practice", "hypothesis")
        if not isinstance(said[name], str) or not said[name].strip()
    ]
    for name, choices in (("stage", Stage), ("phase", Phase)):
        if name in said and said[name] not in [*choices]:
            faults.append(f"{name} must be one of {', '.join(choices)}")
    if said.get("analysis", ANALYSIS) != ANALYSIS:
        faults.append(f"analysis must be {ANALYSIS}, the one there is")
    return faults + _wrong_covariates(said.get("covariates", []))


def _wrong_covariates(named: object) -> list[str]:
    known = ", ".join(sorted(COVARIATES))
    if not isinstance(named, list):
        return [f"covariates must be a list of these: {known}"]
    listed: list[object] = [*named]
    strange = [each for each in listed if not isinstance(each, str) or each not in COVARIATES]
    if strange or len(set(map(str, listed))) < len(listed):
        return [f"covariates must be among these, each once: {known}"]
    return []


def _wrong_days(said: Mapping[str, Any]) -> list[str]:
    start, end = said["start"], said["earliest_end"]
    if type(start) is not date or type(end) is not date:
        return ["start and earliest_end must be days such as 2026-11-30, without quotes"]
    if not timedelta(weeks=LEAST_WEEKS) <= end - start <= timedelta(weeks=MOST_WEEKS):
        return [f"earliest_end must come {LEAST_WEEKS} to {MOST_WEEKS} weeks after start"]
    return []


def _wrong_numbers(said: Mapping[str, Any]) -> list[str]:
    faults: list[str] = []
    if not _between(said["window_hours"], 1, 14 * 24):
        faults.append("window_hours must lie between 1 and 336")
    probability = said.get("probability", LEARNING)
    if not _between(probability, LEAST_ACTING, MOST_ACTING):
        faults.append(f"probability must lie between {LEAST_ACTING} and {MOST_ACTING}")
    elif said.get("phase", Phase.LEARN) == Phase.LEARN and probability != LEARNING:
        faults.append(f"probability must be {LEARNING} while phase is learn")
    rules = said.get("rules", {})
    if not isinstance(rules, dict):
        return [*faults, "rules must be a table"]
    whole = {each.name for each in fields(Rules) if each.type in (int, "int")}
    given: dict[str, object] = {**rules}
    for name, value in given.items():
        if name not in _RULES:
            faults.append(f"there is no rule {name}")
        elif not _between(value, *_RULES[name]) or (name in whole and not isinstance(value, int)):
            low, high = _RULES[name]
            faults.append(f"the rule {name} must lie between {low} and {high}")
    return faults


def _between(value: object, low: float, high: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return low <= value <= high
