"""The sections of the digest, one per file, found by their base class."""

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from bot.digest.base import DigestPart


@cache
def load_parts() -> tuple[DigestPart, ...]:
    """Every section in its order; files with a leading underscore are skipped.

    Raises ValueError where two share a place, or a name is not its file's.
    """
    found: list[DigestPart] = []
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        held = vars(import_module(f"{__name__}.{module.name}")).values()
        found.extend(
            each()
            for each in held
            if isinstance(each, type) and issubclass(each, DigestPart) and each is not DigestPart
        )
    return ordered(found)


def ordered(parts: Iterable[DigestPart]) -> tuple[DigestPart, ...]:
    """The sections by their place; raises ValueError as `load_parts` does."""
    by_order: dict[int, DigestPart] = {}
    for part in parts:
        if part.name != type(part).__module__.rpartition(".")[2]:
            raise ValueError(f"{type(part).__module__} holds the part {part.name}")
        if part.order in by_order:
            raise ValueError(f"{part.name} and {by_order[part.order].name} stand in one place")
        by_order[part.order] = part
    return tuple(by_order[order] for order in sorted(by_order))
