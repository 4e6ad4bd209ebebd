"""The report as plain text: short for chat and terminal, or in full."""

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from bot.digest.report import Act, Card, DigestReport, Line, Number, Part, Reference
from bot.digest.words import Words

WIDTH = 96
INDENT = "   "
MOST_WORDS = 460
"""Two minutes at 230 words a minute (digest.md, section 1)."""
MOST_CHARACTERS = 3_400
_CUTS = (
    ("care", 0),
    ("newcomers", 0),
    ("worth_reading", 1),
    ("waiting", 2),
    ("footer", 1),
    ("worth_reading", 0),
    ("waiting", 0),
    ("the_bot", 1),
)
"""How many lines of which part are kept, one cut after another until it fits: first the order of
digest.md, section 5, then what rooms with long names may still need.
"""


def to_text(report: DigestReport, *, full: bool = False) -> str:
    """Plain text; in chat length only numbers that changed and lines meant for chat.

    Chat length keeps to MOST_WORDS and MOST_CHARACTERS by leaving out, in the order of _CUTS, what
    the page says too, at last the later of the numbers that changed; never an act.
    """
    words = Words(report.language, report.zone)
    if full:
        return _written(report, report.parts, words, full=True)
    parts: tuple[Part, ...] = report.parts
    text = _written(report, parts, words)
    for name, kept in _CUTS:
        if _fits(text):
            return text
        parts = tuple(_cut(part, name, kept) for part in parts)
        text = _written(report, parts, words, shortened=True)
    for kept in range(len(tuple(report.numbers())) - 1, 0, -1):
        if _fits(text):
            return text
        parts = tuple(replace(part, numbers=part.numbers[:kept]) for part in parts)
        text = _written(report, parts, words, shortened=True)
    return text


def _fits(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS and len(text) <= MOST_CHARACTERS


def _cut(part: Part, name: str, kept: int) -> Part:
    return replace(part, lines=part.lines[:kept]) if part.name == name else part


def _written(
    report: DigestReport,
    parts: tuple[Part, ...],
    words: Words,
    *,
    full: bool = False,
    shortened: bool = False,
) -> str:
    blocks = [f"{report.title.upper()} \u00b7 {report.period} \u00b7 {report.community}"]
    if report.banner:
        blocks.append("\n".join(_wrapped(line) for line in report.banner))
    quiet = not any(True for _ in report.numbers())
    for part in parts:
        said = "\n".join(_part(part, words, full=full))
        if not said:
            continue
        titled = not quiet and part.name not in {"headline", "footer"}
        blocks.append(f"{part.title.upper()}\n{said}" if titled else said)
    if shortened:
        blocks.append(words.say("footer-shortened"))
    elif not full and not quiet:
        blocks.append(words.say("footer-more"))
    return ("\n" if quiet else "\n\n").join(blocks) + "\n"


def _part(part: Part, words: Words, *, full: bool) -> Iterator[str]:
    if full or part.name != "diagnostics":
        yield from _numbers(part, full=full)
    for place, act in enumerate(part.acts, start=1):
        yield _act(act, place)
    yield from _lines(part, full=full)
    if part.tally is not None and (full or not part.cards):
        yield _wrapped(part.tally.sentence)
    if full:
        for card in part.cards:
            yield _card(card, words)


def _numbers(part: Part, *, full: bool) -> Iterator[str]:
    if part.lead is not None:
        yield _wrapped(part.lead.sentence)
    for each in part.numbers:
        if full or _in_chat(each):
            chance = "" if each.chance is None else f" ({each.chance})"
            yield _wrapped(f"{each.sentence}{chance}")


def _lines(part: Part, *, full: bool) -> Iterator[str]:
    if part.name == "footer" and not full:
        yield _wrapped(" ".join(line.text for line in part.lines if line.chat))
        return
    for line in part.lines:
        if full or line.chat:
            yield _line(line)


def _in_chat(number: Number) -> bool:
    return number.changed or number.name == "valued_share_so_far"


def _act(act: Act, place: int) -> str:
    said = f"{place}  {act.why} {act.offer}"
    if act.reference is not None:
        said = f"{said} [{_where(act.reference)}]"
    return _wrapped(said, hang=INDENT)


def _line(line: Line) -> str:
    if line.reference is None:
        return _wrapped(line.text)
    return _wrapped(f"{_where(line.reference)}: {line.text}", hang=INDENT)


def _where(reference: Reference) -> str:
    return reference.label if reference.url is None else f"{reference.label} <{reference.url}>"


def _card(card: Card, words: Words) -> str:
    rows = [f"{card.place.label} \u00b7 {card.title} \u00b7 {card.reason}"]
    if card.because is not None:
        rows.append(f"{INDENT}{words.say('card-saw')}: {card.because}")
    if card.draft is not None:
        rows.append(f"{INDENT}{words.say('card-draft')}: {card.draft}")
    rows.append(f"{INDENT}{words.say('card-then')}: {card.then}")
    return "\n".join(_wrapped(row, hang=INDENT * 2) for row in rows)


def _wrapped(said: str, hang: str = "") -> str:
    """Wrapped at WIDTH; an address or a long word is never broken."""
    return textwrap.fill(
        said,
        width=WIDTH,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
