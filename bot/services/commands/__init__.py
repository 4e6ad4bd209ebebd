"""The commands of every surface: found by their base class, in files for each natural group."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from inspect import isabstract
from types import ModuleType

from bot.core.errors import TummlerError
from bot.services.commands import member, staff
from bot.services.commands.base import Behind, Command


@dataclass(eq=False)
class NoCommand(TummlerError):
    """The file {module} holds no command."""

    module: str


@dataclass(eq=False)
class UnfinishedCommand(TummlerError):
    """A command in {module} has no name, or neither a name to call nor a menu to stand in."""

    module: str


@dataclass(eq=False)
class RepeatedCommand(TummlerError):
    """Two commands answer to {key}."""

    key: str


def load_commands(behind: Behind) -> tuple[Command, ...]:
    """Every command there is, members' before moderators'.

    Raises NoCommand, UnfinishedCommand or RepeatedCommand, so that a wrong name fails when the
    house opens and not when it is used.
    """
    return tuple(kind(behind) for kind in command_kinds())


def command_kinds() -> tuple[type[Command], ...]:
    """The same without a house behind them; raises as `load_commands` does."""
    return commands_of(module for package in (member, staff) for module in _modules(package))


def commands_of(modules: Iterable[ModuleType]) -> tuple[type[Command], ...]:
    """The commands of these modules in their order; raises as `load_commands` does."""
    found: dict[str, type[Command]] = {}
    presses: set[tuple[str, str]] = set()
    for module in modules:
        own = [each for each in vars(module).values() if _is_own(each, module)]
        if not own:
            raise NoCommand(module.__name__)
        for kind in own:
            if not hasattr(kind, "name") or not (kind.slash or kind.menu or kind.presses):
                raise UnfinishedCommand(module.__name__)
            if kind.key() in found:
                raise RepeatedCommand(kind.key())
            found[kind.key()] = kind
            for press in kind.presses:
                if (press.area, press.verb) in presses:
                    raise RepeatedCommand(f"{press.area}:{press.verb}")
                presses.add((press.area, press.verb))
    return tuple(found.values())


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for each in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        if not each.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{each}")


def _is_own(each: object, module: ModuleType) -> bool:
    return (
        isinstance(each, type)
        and issubclass(each, Command)
        and not isabstract(each)
        and each.__module__ == module.__name__
    )
