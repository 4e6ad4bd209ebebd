"""Finds the tasks, and runs those whose sets are there."""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.errors import TummlerError
from bot.language.evaluation import tasks
from bot.language.evaluation.figures import Asked, Figure, Task


@dataclass(eq=False)  # errors are compared by identity
class NoSets(TummlerError):
    """No set to measure on lies in {folder}; there should be {wanted}. --data takes the folder that
    holds them.
    """

    folder: str
    wanted: str


@dataclass(eq=False)
class NoSuchTask(TummlerError):
    """There is no task {name}; there are: {known}."""

    name: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A task and its rows. `missing`: the folders without which it could not be run."""

    task: str
    title: str
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]


def load_tasks() -> tuple[Task, ...]:
    """Every task in the folder `tasks`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(tasks.__path__))
    modules = (importlib.import_module(f"{tasks.__name__}.{name}") for name in names)
    return tuple(module.TASK for module in modules)


def evaluate(asked: Asked, chosen: Sequence[str] = ()) -> Iterator[Result]:
    """Run the chosen tasks, all if none are; raises NoSuchTask, NoSets and the tasks' errors."""
    known = {task.name: task for task in load_tasks()}
    for name in chosen:
        if name not in known:
            raise NoSuchTask(name, ", ".join(known))
    wanted = [known[name] for name in chosen or known]
    missing = {
        task.name: tuple(each for each in task.needs if not (asked.data / each).is_dir())
        for task in wanted
    }
    if all(missing.values()):
        absent = sorted({each for names in missing.values() for each in names})
        raise NoSets(str(asked.data), ", ".join(absent))
    for task in wanted:
        lacking = missing[task.name]
        figures = () if lacking else tuple(task.figures(asked))
        yield Result(task=task.name, title=task.title, figures=figures, missing=lacking)
