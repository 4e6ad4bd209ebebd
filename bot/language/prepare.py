"""What of a message is talk: code, links, mentions and quoted lines taken out, in linear time."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 20_000
"""Characters; what stands beyond is not read, so that no message can hold up the others."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
# Normalising is quadratic in the marks piled on one letter; four are enough to read it.
_PILED = re.compile(r"([^\w\s!-~]{4})[^\w\s!-~]+")
_PLAIN = {
    **dict.fromkeys((0x2018, 0x2019, 0x201B, 0x02BC, 0x00B4), "'"),
    **dict.fromkeys((0x201C, 0x201D), '"'),
    **dict.fromkeys((0xFDFA, 0xFDFB), " "),  # single characters that stand for whole phrases
}

# Every repetition is bounded or ends at a character it cannot hold: no part is tried twice.
_CODE = re.compile(r"```[\s\S]*?(?:```|\Z)|`[^`\n]+`")  # an open fence reaches the end
_QUOTED = re.compile(r"^[ \t]{0,3}>[^\n]*", re.MULTILINE)
# A link, without the stop that belongs to the sentence round it.
_LINK = re.compile(
    r"(?:\b[a-z]{2,10}://|\bwww\.)[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"*_]", re.IGNORECASE
)
# Each of these begins with one plain character, which is found without trying every place.
_PLATFORMS_NAME = re.compile(r"<(?:[@#!&]|a?:)[^>\s]{1,80}>")  # <@123>, <#C1|reeds>, <:smile:45>
_TYPED_NAME = re.compile(r"@(?<![\w@/]@)[\w-]+")  # @ana, but no part of an address
_PICTURE = re.compile(r":(?<![\w:]:)[A-Za-z0-9_+-]{2,40}:(?![\w:])")  # :smile:, but no 10:30:15


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The talk in one message.

    `prose` is the text in compatibility form (NFKC), at most LONGEST characters, each piece of
    code, link, mention, picture name and quoted line replaced by one space. `words` counts what
    stands between white space in it, so code and links are no words.
    """

    prose: str
    words: int

    def __repr__(self) -> str:
        """Hides the text."""
        return f"Prepared(words={self.words})"


def prepare(text: str) -> Prepared:
    """Take out what is not talk; never raises, linear in at most LONGEST characters."""
    text = text[:LONGEST]
    if not text.isascii():
        text = _plain(text)
    if "`" in text:
        text = _CODE.sub(" ", text)
    if ">" in text:
        text = _QUOTED.sub(" ", text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    if "<" in text:
        text = _PLATFORMS_NAME.sub(" ", text)
    if "@" in text:
        text = _TYPED_NAME.sub(" ", text)
    if ":" in text:
        text = _PICTURE.sub(" ", text)
    return Prepared(prose=text, words=len(text.split()))


def _plain(text: str) -> str:
    """The text in the letters that word lists are written in; invisible characters removed."""
    seen = _PILED.sub(r"\1", _UNSEEN.sub("", text).translate(_PLAIN))
    return unicodedata.normalize("NFKC", seen)[:LONGEST]
