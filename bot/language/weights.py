"""Where the encoder's weights come from, and the digest without which none are used."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.core.readings import NotMeasured

NAME = "all-MiniLM-L6-v2"
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
WEIGHTS_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The sha256 of the only weights that are used, whatever the source."""
SHORT = 8
"""Hex digits of a digest that stand in names."""


@dataclass(eq=False)
class WeightsRefused(NotMeasured):
    """The weights in {place} are not those this version was measured with: their sha256 is {found},
    not {wanted}. Remove that file, then `tummler models fetch` brings the right one.
    """

    place: str
    found: str
    wanted: str


@dataclass(eq=False)
class NoSpace(NotMeasured):
    """There is not enough room in {place}: {needed} MB are needed and {free} MB are free. Make room
    there, or name another folder in TUMMLER_CACHE.
    """

    place: str
    needed: int
    free: int


class Source(StrEnum):
    """Where weights were found; in the order of looking."""

    CONFIGURED = "the configured folder"
    CACHE = "the cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A folder that holds weights and tokenizer; `tokenizer` is the latter's sha256 in hex."""

    folder: Path
    source: Source
    tokenizer: str

    @property
    def file(self) -> Path:
        """The weights themselves, in safetensors' form."""
        return self.folder / WEIGHTS_FILE


def weights_folder(cache: Path) -> Path:
    """Where in the cache the weights lie once they were fetched."""
    return cache / "weights" / WEIGHTS_DIGEST[:SHORT]


def places(configured: Path | None, cache: Path) -> Iterator[tuple[Source, Path]]:
    """Every folder in which weights are looked for, the first one first."""
    if configured is not None:
        yield Source.CONFIGURED, configured
    yield Source.CACHE, weights_folder(cache)


def find_weights(configured: Path | None, cache: Path) -> Weights | None:
    """The first weights on this machine; their digest is not looked at yet, see `checked`.

    A folder that lacks one of the two files is passed over. None: there are none.
    """
    for source, folder in places(configured, cache):
        tokenizer = folder / TOKENIZER_FILE
        if (folder / WEIGHTS_FILE).is_file() and tokenizer.is_file():
            return Weights(folder=folder, source=source, tokenizer=sha256(tokenizer))
    return None


def checked(weights: Weights) -> Weights:
    """The same weights, once their digest was found to be right; raises WeightsRefused."""
    found = sha256(weights.file)
    if found != WEIGHTS_DIGEST:
        raise WeightsRefused(str(weights.file), found, WEIGHTS_DIGEST)
    return weights


def sha256(file: Path) -> str:
    """The digest of a file, in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
