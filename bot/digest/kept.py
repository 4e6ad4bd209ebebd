"""Keeps the pictures that were drawn last in a file: the same charts are not drawn twice."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.digest.images import Draw, Picture, draw
from bot.digest.report import Chart

FILE = "pictures.json"
_DRAWN_WITH = ("altair", "vl-convert-python")
_DRAWN_BY = ("drawing.py", "images.py", "palette.py")
"""Whatever changes in one of these, changes the pictures."""


def keeping(
    folder: Path, drawn_by: Draw = draw, release_of: Callable[[str], str] = version
) -> Draw:
    """Draws as `drawn_by` does, or gives what it drew last if the charts are still the same.

    The pictures stand in one file of `folder`, which holds only what the page shows. They are drawn
    anew when a chart, the drawing or its libraries change, and when the file cannot be read.
    """
    file = folder / FILE

    def drawn(charts: Sequence[Chart]) -> Mapping[str, Picture]:
        mark = _mark(charts, release_of)
        if (kept := _read(file, mark)) is not None:
            return kept
        pictures = drawn_by(charts)
        if set(pictures) == {chart.name for chart in charts}:
            _write(file, mark, pictures)
        return pictures

    return drawn


def _mark(charts: Sequence[Chart], release_of: Callable[[str], str]) -> str:
    """What these charts are known by: 64 hex digits."""
    here = Path(__file__).parent
    known = hashlib.sha256(repr(tuple(charts)).encode())
    for name in _DRAWN_WITH:
        known.update(f"{name} {release_of(name)}\n".encode())
    for name in _DRAWN_BY:
        known.update((here / name).read_bytes())
    return known.hexdigest()


def _read(file: Path, mark: str) -> Mapping[str, Picture] | None:
    try:
        held = json.loads(file.read_bytes())
        if held["mark"] != mark:
            return None
        return {name: Picture(**picture) for name, picture in held["pictures"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # not there, or spoilt: whatever is wrong with it, drawing mends it


def _write(file: Path, mark: str, pictures: Mapping[str, Picture]) -> None:
    held = {"mark": mark, "pictures": {name: asdict(each) for name, each in pictures.items()}}
    # Whole or not at all: two houses may open at once, and one may die.
    with NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as new:
        json.dump(held, new)
    Path(new.name).replace(file)
