"""The HTML of a Zulip message as the words of its author, and the message that it quotes."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from bot.platforms.exports._fields import MOST_MENTIONS

LONGEST_HTML: Final = 1_000_000
"""Characters; Zulip takes 10,000 before they become HTML."""

_NEAR: Final = re.compile(r"/near/(\d{1,18})/?\Z", re.ASCII)
_BLOCKS: Final = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul"})
_VOID: Final = frozenset({"br", "hr", "img", "wbr", "input", "col", "source", "area", "embed"})
_DROPPED: Final = frozenset({"katex", "message_inline_image", "message_embed", "twitter-tweet"})
"""What the server adds to the words, or draws in place of them: formulas and previews."""
_MENTION: Final = frozenset({"user-mention"})
_SILENT: Final = "silent"
_NO_TAG: Final = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
"""What opens no whole tag is text; Python's parser would look for its end again and again."""
_MANY_BLANKS: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZulipText:
    """`text`: what the author wrote. `people`: the names addressed. `quoted`: a message's id."""

    text: str
    people: tuple[str, ...]
    quoted: str | None


def zulip_text(content: str) -> ZulipText:
    """Read the HTML that Zulip's server made of a message.

    A quotation is left out, with the line above it that says whose words it holds; so are previews
    and formulas. Code stays, fenced as its author had it.
    """
    if "<" not in content and "&" not in content:
        return ZulipText(text=content.strip(), people=(), quoted=None)
    reading = _Reading()
    reading.feed(_NO_TAG.sub("&lt;", content))
    reading.close()
    return reading.result()


class _Reading(HTMLParser):
    """Collects paragraph by paragraph, so that the one above a quotation can be taken back."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._people: dict[str, None] = {}
        self._open: list[str] = []
        self._open_by_tag: Counter[str] = Counter()
        self._hidden: int | None = None
        """How deep the element lies whose content is left out; None: nothing is left out."""
        self._mention: int | None = None
        self._near: str | None = None
        """The message linked to by the paragraph that was read last."""
        self._quoted: str | None = None

    def result(self) -> ZulipText:
        """What was collected."""
        self._end_paragraph()
        text = _MANY_BLANKS.sub("\n\n", "\n".join(self._paragraphs)).strip()
        return ZulipText(text=text, people=tuple(self._people)[:MOST_MENTIONS], quoted=self._quoted)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._void(tag)
            return
        self._open.append(tag)
        self._open_by_tag[tag] += 1
        if self._hidden is not None:
            return
        given = {name: value or "" for name, value in attrs}
        classes = frozenset(given.get("class", "").split())
        if tag == "blockquote":
            self._quote()
        elif classes & _DROPPED:
            self._hidden = len(self._open)
        elif classes & _MENTION and _SILENT not in classes:
            self._mention = len(self._open)
        elif tag == "a" and (near := _NEAR.search(given.get("href", ""))):
            self._near = near[1]
        elif tag in {"pre", "code"}:
            self._code(tag)
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._near = None

    def handle_endtag(self, tag: str) -> None:
        while self._open_by_tag[tag]:
            depth = len(self._open)
            closed = self._open.pop()
            self._open_by_tag[closed] -= 1
            if self._hidden == depth:
                self._hidden = None
            elif self._hidden is None:
                self._closed(closed, depth)
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._hidden is not None:
            return
        if self._mention is not None:
            name = data.strip().removeprefix("@")
            if name:
                self._people[name] = None
        self._pieces.append(data)

    def _closed(self, tag: str, depth: int) -> None:
        if self._mention == depth:
            self._mention = None
        elif tag in {"pre", "code"}:
            self._code(tag)
        elif tag == "p":
            near = self._near
            self._end_paragraph()
            self._near = near
        elif tag in _BLOCKS:
            self._end_paragraph()

    def _void(self, tag: str) -> None:
        if self._hidden is None and tag in {"br", "hr"}:
            self._pieces.append("\n")

    def _code(self, tag: str) -> None:
        """Fences where the author set them; code within `pre` has those of `pre`."""
        if tag == "pre":
            self._end_paragraph()
            self._paragraphs.append("```")
        elif not self._open_by_tag["pre"]:
            self._pieces.append("`")

    def _quote(self) -> None:
        """The first quotation says what is answered; the line that introduces each is not prose."""
        self._end_paragraph(keep_near=True)
        self._hidden = len(self._open)
        if self._near is not None:
            self._quoted = self._quoted or self._near
            if self._paragraphs:
                self._paragraphs.pop()
        self._near = None

    def _end_paragraph(self, *, keep_near: bool = False) -> None:
        said = "".join(self._pieces).strip("\n")
        self._pieces.clear()
        if said.strip():
            self._paragraphs.append(said)
            if not keep_near:
                self._near = None
