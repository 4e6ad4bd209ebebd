"""Keeps the graph that was built for this machine, and trusts none whose digest is not right."""

import json
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from filelock import Timeout

from bot.core.readings import NotMeasured
from bot.language.room import alone, made_whole
from bot.language.weights import (
    NAME,
    SHORT,
    TOKENIZER_FILE,
    WEIGHTS_DIGEST,
    Weights,
    checked,
    sha256,
)

READY_FILE = "READY"
GRAPH_FILE, CONSTANTS_FILE = "model.onnx", "constants.bin"
LONE_FILE, LONE_CONSTANTS_FILE = "lone.onnx", "lone.bin"
"""In float32, a graph that reads one text at a time, and sooner."""
GRAPH_VERSION = "g2"
"""Part of the model's name: vectors of different graphs are never compared."""
_NEEDED = 250_000_000
"""Bytes: the constants, and for int8 the files in between."""


class Precision(StrEnum):
    """In which numbers a graph computes."""

    FLOAT32 = "float32"
    INT8 = "int8"


@dataclass(eq=False)
class CacheDamaged(NotMeasured):
    """What was built for the encoder in {place} is damaged, and building it anew did not help:
    {wrong}. Check that disk, remove the folder, then `tummler models verify` builds it again.
    """

    place: str
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A graph and its tokenizer, ready to be opened; `fresh`: it was built just now."""

    folder: Path
    fresh: bool

    @property
    def graph(self) -> Path:
        """The graph; its constants lie beside it."""
        return self.folder / GRAPH_FILE

    @property
    def tokenizer(self) -> Path:
        """The tokenizer that it was checked with."""
        return self.folder / TOKENIZER_FILE


def model_name(weights: Weights, precision: Precision, max_tokens: int) -> str:
    """What is stored beside every number that a vector had a part in."""
    digests = f"{WEIGHTS_DIGEST[:SHORT]}+{weights.tokenizer[:SHORT]}"
    return f"{NAME}/{digests}/{GRAPH_VERSION}/{precision}/{max_tokens}"


def graph_folder(cache: Path, weights: Weights, precision: Precision) -> Path:
    """Where in the cache a graph lies; named for all that it depends on."""
    parts = (WEIGHTS_DIGEST[:SHORT], weights.tokenizer[:SHORT], GRAPH_VERSION, precision)
    return cache / "graphs" / "-".join(parts)


def built(weights: Weights, cache: Path, precision: Precision) -> Built:
    """The graph of these weights, from the cache or built now and held against the reference.

    What is damaged is built anew once. Of two processes one builds, the other waits and uses that.
    Raises WeightsRefused, CacheDamaged and NoSpace.
    """
    folder = graph_folder(cache, weights, precision)
    if damage(folder) is None:
        return Built(folder=folder, fresh=False)
    try:
        with alone(folder):
            if damage(folder) is None:
                return Built(folder=folder, fresh=False)
            with made_whole(folder, _NEEDED) as making:
                _build(checked(weights), precision, making)
    except Timeout:
        raise CacheDamaged(str(folder), "another process holds it for minutes") from None
    if (wrong := damage(folder)) is not None:
        raise CacheDamaged(str(folder), wrong)
    return Built(folder=folder, fresh=True)


def damage(folder: Path) -> str | None:
    """What is wrong with what was built in a folder; None: every file is as it was written."""
    try:
        wanted = json.loads((folder / READY_FILE).read_text(encoding="utf-8"))
        stated = {str(name): str(digest) for name, digest in wanted.items()}
        for name, digest in stated.items():
            if sha256(folder / name) != digest:
                return f"{name} has another digest than when it was written"
    except FileNotFoundError as missing:
        return f"{Path(str(missing.filename)).name} is missing"
    except (ValueError, AttributeError):
        return f"{READY_FILE} cannot be read"
    return None if {GRAPH_FILE, TOKENIZER_FILE} <= stated.keys() else f"{READY_FILE} is incomplete"


def _build(weights: Weights, precision: Precision, folder: Path) -> None:
    """Write graph and tokenizer, hold them against the reference, and say that they are ready."""
    from bot.language.convert import write_graph  # onnx is needed here and nowhere else
    from bot.language.reference import exactness
    from bot.language.sentences import open_sentences

    write_graph(weights.file, precision, folder)
    shutil.copyfile(weights.folder / TOKENIZER_FILE, folder / TOKENIZER_FILE)
    model = open_sentences(folder / GRAPH_FILE, folder / TOKENIZER_FILE)
    for each in (model, model.in_threads(1)):
        found = exactness(each)
        if not found.within(float32=precision is Precision.FLOAT32):
            wrong = f"its vectors differ from the reference by up to {found.difference:.1e}"
            raise CacheDamaged(str(folder), wrong)
    digests = {file.name: sha256(file) for file in sorted(folder.iterdir())}
    (folder / READY_FILE).write_text(json.dumps(digests, indent=1), encoding="utf-8")
