"""Lets the frozen values of which an archive has a million be made in less than half the time.

A frozen dataclass fills each field by looking its name up, past its own lock; here each field is
filled by its slot's own descriptor, which knows its place. Nothing else about the class changes.
"""

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TypeVar

T = TypeVar("T")


def swift(made: type[T]) -> type[T]:
    """Give a frozen, slotted, keyword-only dataclass a swifter `__init__`, and change nothing else.

    Raises TypeError for a class that is none, or has a base, or fields that are no parameters.
    """
    if not is_dataclass(made) or made.__bases__ != (object,) or "__slots__" not in vars(made):
        raise TypeError(made.__name__)
    told = fields(made)
    if not all(f.init and f.kw_only for f in told):
        raise TypeError(made.__name__)
    known: dict[str, object] = {
        "unsaid": MISSING,
        **{f"fill_{f.name}": vars(made)[f.name].__set__ for f in told},
        **{f"or_{f.name}": f.default for f in told if f.default is not MISSING},
        **{f"new_{f.name}": f.default_factory for f in told if f.default_factory is not MISSING},
    }
    lines = [
        f"def __init__(self, *, {', '.join(map(_parameter, told))}):",
        *(f"fill_{f.name}(self, {_value(f)})" for f in told),
        *(["self.__post_init__()"] if hasattr(made, "__post_init__") else []),
    ]
    exec("\n ".join(lines), known)  # noqa: S102  # as dataclasses do, from names of our own fields
    swifter = known["__init__"]
    for name in ("__qualname__", "__module__", "__annotations__", "__doc__"):
        setattr(swifter, name, getattr(made.__init__, name))
    type.__setattr__(made, "__init__", swifter)
    return made


def _parameter(told: "Field[object]") -> str:
    if told.default is not MISSING:
        return f"{told.name}=or_{told.name}"
    return told.name if told.default_factory is MISSING else f"{told.name}=unsaid"


def _value(told: "Field[object]") -> str:
    if told.default_factory is MISSING:
        return told.name
    return f"new_{told.name}() if {told.name} is unsaid else {told.name}"
