"""One number per file, found by its base class and named like its file."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.metrics.base import Metric

_NO_METRICS = frozenset({"base", "statistics"})


def load_metrics(package: ModuleType | None = None) -> "Mapping[str, Metric]":
    """Every metric of this package (or of another one), by name, in order of names.

    Files with a leading underscore are no metrics. Raises NamelessMetric where a file does not hold
    exactly one metric of its own, or one with another name or a missing description, so that a name
    can be neither missing nor taken twice.
    """
    if package is None:
        package = import_module(__name__)
    names = sorted(
        module.name
        for module in iter_modules(package.__path__)
        if not module.name.startswith("_") and module.name not in _NO_METRICS
    )
    return MappingProxyType({name: _metric(f"{package.__name__}.{name}", name) for name in names})


def _metric(module_name: str, name: str) -> "Metric":
    from bot.metrics.base import DECLARED, Metric, NamelessMetric

    module = import_module(module_name)
    kinds: list[type[Metric]] = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Metric) and kind.__module__ == module_name
    ]
    if len(kinds) != 1:
        raise NamelessMetric(file=name, fault=f"holds {len(kinds)} metrics")
    [kind] = kinds
    missing = [each for each in DECLARED if not hasattr(kind, each)]
    if missing:
        raise NamelessMetric(file=name, fault="does not say its " + ", ".join(missing))
    if kind.name != name or kind.__name__ != "".join(part.title() for part in name.split("_")):
        raise NamelessMetric(file=name, fault="is not named like its file")
    return kind()
