"""Hosts that people linked to in ordinary talk, and domains of scams, from public sets."""

import html
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bot.language.hosts import Host, host_of

SCAMS = Path("discord-scam-links") / "domains.txt.xz"
ORDINARY = (
    "freecodecamp-gitter/messages.jsonl.xz",
    "github-incivility/threads.jsonl.xz",
    "irc-disentanglement/irc-train-dev.tar.xz",
    "slack-export-houston/slack-export.zip",
    "umod/umod.jsonl.xz",
)
NEEDS = ("discord-scam-links", *(path.split("/")[0] for path in ORDINARY))
_LINK = re.compile(r"(?:\bhttps?://|\bwww\.)([^\s/<>()\[\]\"'`\\|,;:?#@]{1,400})", re.IGNORECASE)


def read_scams(data: Path) -> tuple[Host, ...]:
    """The listed domains, each once, in the order of the file; raises OSError."""
    with lzma.open(data / SCAMS, "rt", encoding="utf-8") as lines:
        return _hosts(line.strip() for line in lines)


def read_ordinary(data: Path) -> tuple[Host, ...]:
    """Every host linked to in the sets of talk, each once, in the order of their names.

    Nobody looked at them: a scam among them counts as ordinary. Raises OSError.
    """
    names = {
        name.strip(".*_~!").lower()
        for path in ORDINARY
        for text in _texts(data / path)
        for name in _LINK.findall(html.unescape(text))
    }
    return _hosts(sorted(names))


def _hosts(names: Iterator[str] | list[str]) -> tuple[Host, ...]:
    found = (host_of(name) for name in names)
    return tuple(dict.fromkeys(host for host in found if host is not None))


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as pack:
            for name in sorted(pack.namelist()):
                if name.endswith(".json"):
                    yield pack.read(name).decode("utf-8", "replace").replace("\\/", "/")
    elif ".tar" in path.name:
        with tarfile.open(path) as pack:
            for member in pack:
                held = pack.extractfile(member) if member.isfile() else None
                yield "" if held is None else held.read().decode("utf-8", "replace")
    else:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.dumps(json.loads(line), ensure_ascii=False) for line in lines)
