"""Opens the small models that came with Tummler, and refuses any that is not what was trained."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.core.errors import TummlerError

Arrays = Mapping[str, NDArray[np.generic]]
LARGEST = 2_000_000
"""Bytes of a head's file."""


@dataclass(eq=False)  # errors are compared by identity
class HeadDamaged(TummlerError):
    """The head {name} that came with Tummler is damaged: {found} instead of {wanted}.
    Install Tummler again; until then `TUMMLER_READER=rules` reads by rules.
    """

    name: str
    found: str
    wanted: str


@cache
def shipped(name: str) -> bytes:
    """The bytes of a head's file, its digest checked; raises HeadDamaged."""
    folder = files("bot.language").joinpath("head_data")
    try:
        data = folder.joinpath(f"{name}.npz").read_bytes()
        wanted = folder.joinpath(f"{name}.sha256").read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise HeadDamaged(name, type(wrong).__name__, "a model and its digest") from wrong
    if (found := hashlib.sha256(data).hexdigest()) != wanted:
        raise HeadDamaged(name, found[:8], wanted[:8])
    return data


def arrays_of(data: bytes, name: str, shapes: Mapping[str, tuple[int | None, ...]]) -> Arrays:
    """The arrays of a file; None in a shape: any length. Nothing in it is ever run.

    Raises HeadDamaged where one is missing, has another shape or holds what is no number.
    """
    try:
        with np.load(BytesIO(data), allow_pickle=False) as found:
            arrays: dict[str, NDArray[np.generic]] = {key: found[key] for key in shapes}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as wrong:
        raise HeadDamaged(name, type(wrong).__name__, "a readable model") from wrong
    for key, wanted in shapes.items():
        array = arrays[key]
        fits = len(array.shape) == len(wanted) and all(
            size in (there, None) for there, size in zip(array.shape, wanted, strict=True)
        )
        if not fits:
            raise HeadDamaged(name, f"{key} {array.shape}", f"{key} {wanted}")
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise HeadDamaged(name, f"{key} with what is no number", "finite numbers")
    return MappingProxyType(arrays)
