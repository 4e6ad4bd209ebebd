"""The practices: one per file, found by their base class and asked in the signed order."""

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

from bot.core.errors import TummlerError
from bot.practices.base import Practice

PRIORITY: tuple[str, ...] = (
    "cool_down",
    "close_the_loop",
    "greet_and_hand_over",
    "rescue_unanswered",
    "pass_the_mic",
    "callback",
    "bridge_camps",
    "probe_further",
    "revoice",
    "redirect_to_object",
    "step_up_step_back",
    "draw_out_quiet",
    "connect_two",
    "coach_request",
    "recognise_contribution",
    "summarise_and_weave",
    "norm_at_door",
    "standing_prompt",
)
"""Who goes first where several would act (practices.md, section 3, rule 4); others come after."""
_TOLD = ("key", "human_name", "mode", "needs", "window", "templates")


@dataclass(eq=False)  # errors are compared by identity
class NotAPractice(TummlerError):
    """The file {module} must hold exactly one practice; it holds {found}."""

    module: str
    found: int


@dataclass(eq=False)
class UnfinishedPractice(TummlerError):
    """The practice in {module} does not say its {missing}."""

    module: str
    missing: str


@dataclass(eq=False)
class MisnamedPractice(TummlerError):
    """The practice in {module} is called {key}; file, class and key bear one name."""

    module: str
    key: str


@dataclass(eq=False)
class RepeatedPractice(TummlerError):
    """Two practices are called {key}."""

    key: str


def load_practices() -> tuple[Practice, ...]:
    """Every practice in this folder, with its default settings, in order of priority.

    Raises NotAPractice, UnfinishedPractice, MisnamedPractice or RepeatedPractice, so that a wrong
    name fails when the house opens and not when it is used.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = (name for name in names if name != "base" and not name.startswith("_"))
    return practices_of(importlib.import_module(f"{__name__}.{name}") for name in found)


def practices_of(modules: Iterable[ModuleType]) -> tuple[Practice, ...]:
    """The practice of each module, in order of priority; raises as `load_practices` does."""
    practices: dict[str, Practice] = {}
    for module in modules:
        practice = _practice_of(module)
        if practice.key in practices:
            raise RepeatedPractice(practice.key)
        practices[practice.key] = practice
    return tuple(sorted(practices.values(), key=_place))


def _practice_of(module: ModuleType) -> Practice:
    own = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Practice) and each is not Practice
    ]
    if len(own) != 1:
        raise NotAPractice(module.__name__, len(own))
    [kind] = own
    missing = [name for name in _TOLD if not hasattr(kind, name)]
    if missing:
        raise UnfinishedPractice(module.__name__, ", ".join(missing))
    stem = module.__name__.rpartition(".")[2]
    if kind.key != stem or kind.__name__ != "".join(part.capitalize() for part in stem.split("_")):
        raise MisnamedPractice(module.__name__, kind.key)
    return kind()


def _place(practice: Practice) -> tuple[int, str]:
    ranked = practice.key in PRIORITY
    return (PRIORITY.index(practice.key) if ranked else len(PRIORITY), practice.key)
