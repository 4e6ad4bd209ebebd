"""Lets the frozen values of which an archive has a million be made in less than half the time.

A frozen dataclass fills each field by looking its name up, past its own lock; here each field is
filled by its slot's own descriptor, which knows its place. Nothing else about the class changes.
"""

from dataclasses import MISSING, fields, is_dataclass
from typing import TypeVar

T = TypeVar("T")


def swift(made: type[T]) -> type[T]:
    """Give a frozen, slotted, keyword-only dataclass a swifter `__init__`, and change nothing else.

    Raises TypeError for a class that is none, or has a base, or fields with a factory.
    """
    if not is_dataclass(made) or made.__bases__ != (object,) or "__slots__" not in vars(made):
        raise TypeError(made.__name__)
    told = fields(made)
    if any(f.default_factory is not MISSING or not (f.init and f.kw_only) for f in told):
        raise TypeError(made.__name__)
    known: dict[str, object] = {
        **{f"fill_{f.name}": vars(made)[f.name].__set__ for f in told},
        **{f"or_{f.name}": f.default for f in told if f.default is not MISSING},
    }
    asked = [f.name if f.default is MISSING else f"{f.name}=or_{f.name}" for f in told]
    lines = [
        f"def __init__(self, *, {', '.join(asked)}):",
        *(f"fill_{f.name}(self, {f.name})" for f in told),
        *(["self.__post_init__()"] if hasattr(made, "__post_init__") else []),
    ]
    exec("\n ".join(lines), known)  # noqa: S102  # as dataclasses do, from names of our own fields
    swifter = known["__init__"]
    for name in ("__qualname__", "__module__", "__annotations__", "__doc__"):
        setattr(swifter, name, getattr(made.__init__, name))
    type.__setattr__(made, "__init__", swifter)
    return made
