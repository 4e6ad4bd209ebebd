"""Where things lie in a Zulip archive: its index, its streams, and a file for each topic."""

import re
from dataclasses import dataclass, field
from typing import Final, cast
from urllib.parse import quote, unquote

from bot.core.ids import ChannelKey
from bot.platforms.exports._by_document import Heard
from bot.platforms.exports._documents import Documents
from bot.platforms.exports._fields import identifier
from bot.platforms.exports._json import document
from bot.platforms.exports.problems import BadRecord, Fault

PLATFORM: Final = "zulip"

_SPACE: Final = "export"
_INDEX: Final = "stream_index.json"
_LARGEST_INDEX: Final = 64 * 1024 * 1024
"""Bytes: some hundred thousand topics."""
_RESOLVED: Final = "\N{HEAVY CHECK MARK} "
"""What Zulip puts before the name of a topic that is marked as resolved."""
_TOPIC_FILE: Final = re.compile(r"((\d{1,18})-?([^/]*))/([^/]+)\.json", re.ASCII)
_UNQUOTED: Final = "~()*!'"
"""Signs that the archive leaves as they are in a file's name."""

Listed = dict[tuple[str, str], tuple[str, int]]
"""By the id of the stream and the name of the file: the topic, and how many messages it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZulipTopic:
    """One file. `key` is the topic in its stream; `size`: what the index says, None: nothing."""

    file: str
    key: ChannelKey
    stream: str
    size: int | None


@dataclass(slots=True, kw_only=True)
class _Index:
    streams: dict[str, str] = field(default_factory=dict[str, str])
    """The name of a stream by its id."""
    topics: Listed = field(default_factory=Listed)


def is_zulip(documents: Documents) -> bool:
    """Whether there is an index of streams, and a topic in a folder beside it."""
    root = _root(documents)
    return root is not None and any(_parts(name, root) for name in documents.names)


def layout_of(documents: Documents, heard: Heard) -> list[ZulipTopic]:
    """The files of all topics, and what the index tells of each; a missing file is told."""
    root = _root(documents) or ""
    index = _index(documents, root, heard)
    topics: list[ZulipTopic] = []
    for name in documents.names:
        parts = _parts(name, root)
        if parts is None:
            continue
        try:
            topics.append(_topic(name, parts, index))
        except BadRecord as bad:
            heard.file(name, "", bad.fault)
    for (stream, file), (_, size) in index.topics.items():
        place = f"{root}{stream}-{index.streams[stream]}/{file}.json"
        heard.file(place, "", Fault.MISSING)
        heard.missed(size)
    return topics


def _root(documents: Documents) -> str | None:
    """The folder in which the index lies ("" for the top), or None where there is none."""
    indexes = (name for name in documents.names if name.rpartition("/")[2] == _INDEX)
    roots = (name.removesuffix(_INDEX) for name in indexes)
    return min(roots, key=lambda root: (root.count("/"), root), default=None)


def _parts(name: str, root: str) -> re.Match[str] | None:
    return _TOPIC_FILE.fullmatch(name.removeprefix(root)) if name.startswith(root) else None


def _topic(name: str, parts: re.Match[str], index: _Index) -> ZulipTopic:
    """The topic of a file; what the index knows of it is taken out of there."""
    _, stream, called, file = parts.groups(default="")
    topic, size = index.topics.pop((stream, file), (None, None))
    if topic is None:
        topic = unquote(file.replace(".", "%"), errors="replace")
    thread = identifier(topic.removeprefix(_RESOLVED), Fault.BAD_ID, "")
    return ZulipTopic(
        file=name,
        key=ChannelKey(platform=PLATFORM, space=_SPACE, channel=stream, thread=thread),
        stream=index.streams.get(stream) or called or stream,
        size=size,
    )


def _index(documents: Documents, root: str, heard: Heard) -> _Index:
    index = _Index()
    try:
        data = b"".join(_at_most(documents, root + _INDEX))
        streams = _members(_members(document(data)).get("streams"))
    except BadRecord as bad:
        heard.file(root + _INDEX, bad.field, bad.fault)
        return index
    for name, each in streams.items():
        told = _members(each)
        stream = told.get("id")
        if not isinstance(stream, int):
            continue
        index.streams[str(stream)] = name
        for topic, known in _members(told.get("topic_data")).items():
            size = _members(known).get("size")
            if isinstance(size, int) and not isinstance(size, bool):
                index.topics[str(stream), _file_of(topic)] = (topic, size)
    return index


def _at_most(documents: Documents, name: str) -> list[bytes]:
    pieces: list[bytes] = []
    for piece in documents.pieces(name):
        pieces.append(piece)
        if sum(map(len, pieces)) > _LARGEST_INDEX:
            raise BadRecord(Fault.TOO_LARGE)
    return pieces


def _file_of(topic: str) -> str:
    """How the archive names the file of a topic, without its ending."""
    quoted = quote(topic, safe=_UNQUOTED, errors="replace")
    return quoted.replace(".", "%2E").replace("%", ".")


def _members(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
