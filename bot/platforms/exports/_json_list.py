"""Walking a JSON document of any length, one element of its long list at a time, in little memory.

A document of many hundred megabytes is cut into its elements by counting brackets outside texts;
each element is then parsed by itself. So one element too long, or not JSON, costs that element
only, and a document that breaks off keeps all that came before.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, cast

import orjson

from bot.platforms.exports._json import document
from bot.platforms.exports._lines import BYTE_ORDER_MARK, LONGEST_LINE
from bot.platforms.exports.problems import BadRecord, Fault

LONGEST_ELEMENT: Final = LONGEST_LINE
"""Bytes of one element; a longer one is no record of talk."""

LONGEST_HEAD: Final = 1024 * 1024
"""Bytes before the list, and after it."""

DEEPEST: Final = 1000
"""Brackets within brackets; no parser follows so far, and what stands behind is not looked for."""

_TEXTS: Final = rb'[^"{}\[\]]*+(?:"(?:[^"\\]++|\\.)*+"[^"{}\[\]]*+)*+'
_TO_BRACKET: Final = re.compile(_TEXTS + rb"[{}\[\]]", re.DOTALL)
_WHOLE_TEXTS: Final = re.compile(_TEXTS, re.DOTALL)
_WITHIN_TEXT: Final = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_OPENING: Final = frozenset(b"{[")
_USUAL_DEPTH: Final = 7
"""Brackets within brackets in one element, as far as one regular expression looks: a message of
DiscordChatExporter has six. A deeper element is cut out bracket by bracket."""

_LIST: Final = ord("[")
_QUOTE: Final = b'"'

Members = dict[str, object]


def _nested(depth: int) -> bytes:
    element = rb"[{\[]" + _TEXTS + rb"[}\]]"
    for _ in range(depth - 1):
        element = rb"[{\[]" + _TEXTS + rb"(?:" + element + _TEXTS + rb")*+[}\]]"
    return element


_USUAL: Final = re.compile(rb"[\s,]*+(" + _nested(_USUAL_DEPTH) + rb")", re.DOTALL)


class JsonList:
    """One list: a whole document, or a member of the object that is the document.

    `head`: the members before the list (empty for a bare list); None when the document is of
    another shape. `tail`: those after it, None until the end was reached; it stays None where the
    document breaks off before.
    """

    def __init__(self, pieces: Iterable[bytes], member: str | None = None) -> None:
        self._window = _Window(pieces)
        self.tail: Members | None = None
        self.head = self._opened(member)
        self._bare = member is None

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        """Each element's number from 0, and its bytes; None in place of one too long."""
        if self.head is None:
            return
        index, more = 0, True
        self._window.keep_from_here()
        while more:
            for element in self._window.usual():
                yield index, element
                index += 1
            unusual, more = self._by_brackets()
            for each in unusual:
                yield index, each
                index += 1

    def _by_brackets(self) -> tuple[list[bytes | None], bool]:
        """What stands up to the end of the next element, and whether more may come."""
        window, depth, found = self._window, 0, list[bytes | None]()
        while bracket := window.next():
            if not depth:
                stray = window.kept()[:-1].strip(b", \t\r\n")
                if stray:
                    found.append(stray)
                if bracket not in _OPENING:
                    self.tail = self._closed()
                    return found, False
                window.keep_from_here(also=1)
            depth += 1 if bracket in _OPENING else -1
            if depth > DEEPEST:
                return found, False
            if not depth:
                found.append(None if window.cut else window.kept())
                window.keep_from_here()
                return found, True
        return found, False

    def _opened(self, member: str | None) -> Members | None:
        """Go to the list; the members before it, or None when there is no such list."""
        window, depth = self._window, 0
        name = None if member is None else _named(member)
        while (bracket := window.next()) and not window.cut:
            before = window.kept()
            if name is None:
                return {} if bracket == _LIST and not before[:-1].strip() else None
            if bracket == _LIST and depth == 1 and name.search(before, max(0, len(before) - 300)):
                return _members(before + b"]}")
            if not depth and (bracket == _LIST or before[:-1].strip()):
                return None
            depth += 1 if bracket in _OPENING else -1
            if depth == 0 or len(before) > LONGEST_HEAD:
                return None
        return None

    def _closed(self) -> Members | None:
        """The members after the list, None where the document is not brought to its end."""
        rest = self._window.rest(LONGEST_HEAD)
        if self._bare:
            return None if rest.strip() else {}
        return _members(b'{"":0' + rest)


def element_of(data: bytes | None) -> Members:
    """The object that an element is; raises BadRecord."""
    if data is None:
        raise BadRecord(Fault.TOO_LONG)
    try:
        value = document(data)
    except BadRecord as bad:
        raise BadRecord(bad.fault) from None
    if not isinstance(value, dict):
        raise BadRecord(Fault.WRONG_SHAPE)
    return cast("Members", value)


class _Window:
    """The part of a document that is in memory: from what must be kept to what was read last."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._data = next(self._pieces, b"").removeprefix(BYTE_ORDER_MARK)
        self._begin = 0
        self._at = 0
        self.cut = False
        """Whether something of what should be kept was let go, for its length."""

    def next(self) -> int:
        """The next bracket outside of texts, 0 when there is none; all before it was passed."""
        while True:
            found = _TO_BRACKET.match(self._data, self._at)
            if found is not None:
                self._at = found.end()
                return self._data[self._at - 1]
            if not self._extend():
                return 0

    def usual(self) -> Iterator[bytes]:
        """The elements from here on, as long as each lies whole in memory and is not too deep."""
        while found := _USUAL.match(self._data, self._at):
            self._begin = self._at = found.end()
            yield found[1]

    def keep_from_here(self, *, also: int = 0) -> None:
        """Let go of all that was passed but the last bytes, as many as `also` says."""
        self._begin = self._at - also
        self.cut = False

    def kept(self) -> bytes:
        """What is kept and passed."""
        return self._data[self._begin : self._at]

    def rest(self, most: int) -> bytes:
        """Everything from here to the end, or its first bytes where it is longer than `most`."""
        rest = self._data[self._at :]
        while len(rest) <= most and (piece := next(self._pieces, b"")):
            rest += piece
        return rest

    def _extend(self) -> bool:
        if len(self._data) - self._begin > LONGEST_ELEMENT:
            self.cut = True
            self._begin = self._at
            if len(self._data) - self._at > LONGEST_ELEMENT:
                return self._skip_text()
        piece = next(self._pieces, b"")
        self._data = self._data[self._begin :] + piece
        self._at -= self._begin
        self._begin = 0
        return bool(piece)

    def _skip_text(self) -> bool:
        """Pass over a text, or a blank, that is too long to be kept; False: it has no end."""
        whole = _WHOLE_TEXTS.match(self._data, self._at)
        end = self._at if whole is None else whole.end()
        rest = self._data[end + 1 :]
        within_text = self._data[end : end + 1] == _QUOTE
        self._data, self._begin, self._at = b"", 0, 0
        while within_text:
            within = _WITHIN_TEXT.match(rest)
            rest = rest[0 if within is None else within.end() :]
            if rest.startswith(_QUOTE):
                self._data = rest[1:]
                return True
            piece = next(self._pieces, b"")
            if not piece:
                return False
            rest += piece
        return True


def _named(member: str) -> re.Pattern[bytes]:
    return re.compile(rb'(?<!\\)"' + re.escape(member.encode()) + rb'"\s*:\s*\[\Z')


def _members(data: bytes) -> Members | None:
    try:
        value: object = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    return cast("Members", value) if isinstance(value, dict) else None
