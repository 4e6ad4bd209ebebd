"""Words for Discord in which nothing calls anybody, and nothing is read as markup or as a link."""

import re
from typing import Final

from bot.core.cards import Line, Linked, Run, Theirs
from bot.core.display import shown
from bot.core.ids import MessageKey
from bot.core.plain_cards import LinkTo

_MARKS: Final = re.compile(r"[\\*_~|`<>\[\]]")
_OPENING: Final = re.compile(r"^(\s*)(#{1,3}|-#|[-+])(?=\s)", re.MULTILINE)
_NUMBERED: Final = re.compile(r"^(\s*\d+)\.(?=\s)", re.MULTILINE)
_ADDRESS: Final = re.compile(r":(?=//)")
_CALL: Final = re.compile(r"@(?=everyone|here)")
_UNSEEN: Final = "\u200b"
"""Between a sign and a word it ends what both together would mean; Discord's own way to do so."""


def inert(text: str) -> str:
    """The same to read on Discord; line ends stay, what steers becomes a question mark."""
    lines = (shown(line) for line in text.split("\n"))
    plain = _MARKS.sub(lambda found: f"\\{found[0]}", "\n".join(lines))
    plain = _OPENING.sub(r"\1\\\2", plain)
    plain = _NUMBERED.sub(r"\1\\.", plain)
    plain = _ADDRESS.sub(r"\\:", plain)
    return _CALL.sub(f"@{_UNSEEN}", plain)


def inert_line(line: Line, link: LinkTo) -> str:
    """One line as Discord's markup, of which only what leads to a message is any."""
    return "".join(_run(each, link) for each in line)


def _run(run: Run, link: LinkTo) -> str:
    match run:
        case Theirs():
            return inert(run.text)
        case Linked():
            where = link(run.to) if isinstance(run.to, MessageKey) else run.to
            return _linked(run.label, where)
        case str():
            return inert(run)


def _linked(label: str, where: str) -> str:
    if not where.startswith(("https://", "http://")):
        return f"{inert(label)} ({inert(where)})" if where else inert(label)
    address = where.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{inert(label)}](<{address}>)"
