"""Cards drawn as Slack's blocks: as many messages as it takes, and nothing cut off.

Every word, ours and theirs, stands in `rich_text` or `plain_text`, where Slack reads no markup: a
member's `<!channel>` calls nobody. Limits: api.slack.com, "Block Kit reference".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from bot.core.cards import Attachment, Button, Card, Line, Linked, Option, Section, Select, Style
from bot.core.ids import MessageKey
from bot.core.plain_cards import LinkTo, plain

Block = dict[str, Any]
MOST_BLOCKS: Final = 50
MOST_TEXT: Final = 12_000
"""Characters over all blocks of a message: near 13,200 Slack refuses all of them."""
LONGEST_TEXT: Final = 3_000
LONGEST_HEADER: Final = 150
LONGEST_LABEL: Final = 75
IN_A_ROW: Final = 5
MOST_OPTIONS: Final = 100
LONGEST_CONFIRM: Final = 300
LONGEST_TITLE: Final = 100
_STYLES: Final[Mapping[Style, str]] = {Style.MAIN: "primary", Style.RISKY: "danger"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One message: its blocks, and the same in words for a notification. `files`: go with it."""

    blocks: tuple[Block, ...]
    text: str
    files: tuple[Attachment, ...] = ()


def inert(text: str) -> str:
    """The same where Slack would read markup, so that nothing in it calls or links.

    api.slack.com, "Formatting text for app surfaces": three characters are escaped.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def drawn(card: Card, link: LinkTo, confirm: "Confirming") -> list[Drawing]:
    """The card as messages in order, split between sections where it can be, else between blocks.

    The first carries the whole card in words, for readers that show no blocks.
    """
    groups = [[_heading(card)], *(_section(each, link, confirm) for each in card.sections)]
    pages: list[list[Block]] = [[]]
    for group in groups:
        if pages[-1] and not _fit(pages[-1], group):
            pages.append([])
        for block in group:
            if pages[-1] and not _fit(pages[-1], [block]):
                pages.append([])
            pages[-1].append(block)
    words = inert(plain(card, link)[:LONGEST_TEXT])
    return [
        Drawing(
            blocks=tuple(page),
            text=words if place == 0 else inert(card.heading),
            files=card.attachments if place == len(pages) - 1 else (),
        )
        for place, page in enumerate(pages)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """What the two buttons of a question back are called."""

    yes: str
    no: str


def rich(lines: Sequence[Line], link: LinkTo, *, bold: bool = False) -> Iterator[Block]:
    """Lines as blocks that nothing is interpreted in, torn only where one would be too long."""
    elements: list[Block] = []
    length = 0
    for line in lines:
        pieces = [*_runs(line, link, bold=bold), {"type": "text", "text": "\n"}]
        size = sum(len(each["text"]) for each in pieces)
        if elements and length + size > LONGEST_TEXT:
            yield _rich(elements)
            elements, length = [], 0
        elements += pieces
        length += size
    if elements:
        yield _rich(elements)


def option(given: Option) -> Block:
    """One of several; its value is sent as it is."""
    drawn: Block = {"text": words(given.label, LONGEST_LABEL), "value": given.value}
    return drawn | ({"description": words(given.about, LONGEST_LABEL)} if given.about else {})


def words(text: str, longest: int) -> Block:
    """Plain text that fits; what is left out of a label is shown as an ellipsis."""
    fitted = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return {"type": "plain_text", "text": fitted or "…", "emoji": False}


def _heading(card: Card) -> Block:
    if len(card.heading) <= LONGEST_HEADER:
        return {"type": "header", "text": words(card.heading, LONGEST_HEADER)}
    return next(rich([(card.heading,)], lambda key: key.message, bold=True))


def _section(section: Section, link: LinkTo, confirm: Confirming) -> list[Block]:
    blocks: list[Block] = []
    if section.heading:
        blocks += rich([section.heading], link, bold=True)
    blocks += rich(section.lines, link)
    blocks += _facts(section, link)
    for select in section.selects:
        for place, options in enumerate(_by(MOST_OPTIONS, select.options)):
            blocks.append(_actions([_select(select, options, place)]))
    for buttons in _by(IN_A_ROW, section.buttons):
        blocks.append(_actions([_button(each, confirm) for each in buttons]))
    return blocks


def _facts(section: Section, link: LinkTo) -> Iterator[Block]:
    elements: list[Block] = []
    for fact in section.facts:
        elements.append(_text(f"{fact.label}: ", bold=True))
        elements += [*_runs(fact.value, link), {"type": "text", "text": "\n"}]
    if elements:
        yield _rich(elements)


def _runs(line: Line, link: LinkTo, *, bold: bool = False) -> Iterator[Block]:
    for run in line:
        match run:
            case Linked():
                where = link(run.to) if isinstance(run.to, MessageKey) else run.to
                yield _linked(run.label, where)
            case str():
                yield from (_text(each, bold=bold) for each in _pieces(run))
            case _:
                yield from (_text(each, bold=bold) for each in _pieces(run.text))


def _linked(label: str, where: str) -> Block:
    """A link where it leads somewhere; its words alone where it does not."""
    if where.startswith(("https://", "http://")):
        return {"type": "link", "url": where, "text": label}
    return _text(f"{label} ({where})" if where else label)


def _pieces(text: str) -> Iterator[str]:
    yield from (text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT))


def _text(text: str, *, bold: bool = False) -> Block:
    drawn: Block = {"type": "text", "text": text}
    return drawn | ({"style": {"bold": True}} if bold else {})


def _rich(elements: list[Block]) -> Block:
    while elements and elements[-1]["text"] == "\n":
        elements = elements[:-1]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }


def _actions(elements: list[Block]) -> Block:
    return {"type": "actions", "elements": elements}


def _button(button: Button, confirm: Confirming) -> Block:
    drawn: Block = {
        "type": "button",
        "action_id": button.action.id,
        "text": words(button.label, LONGEST_LABEL),
    }
    if button.style in _STYLES:
        drawn["style"] = _STYLES[button.style]
    if button.confirm is not None:
        drawn["confirm"] = {
            "title": words(button.label, LONGEST_TITLE),
            "text": words(button.confirm, LONGEST_CONFIRM),
            "confirm": words(confirm.yes, 30),
            "deny": words(confirm.no, 30),
        }
    return drawn


def _select(select: Select, options: Sequence[Option], place: int) -> Block:
    drawn: Block = {
        "type": "static_select",
        # Two with the same id may not stand in one message; the number is taken off again.
        "action_id": select.action.id if place == 0 else f"{place}:{select.action.id}",
        "placeholder": words(select.label, 150),
        "options": [option(each) for each in options],
    }
    chosen = next((each for each in options if each.value == select.chosen), None)
    return drawn | ({"initial_option": option(chosen)} if chosen else {})


def _fit(page: Sequence[Block], more: Sequence[Block]) -> bool:
    length = sum(_length(each) for each in (*page, *more))
    return len(page) + len(more) <= MOST_BLOCKS and length <= MOST_TEXT


def _length(block: object) -> int:
    """All characters that Slack may count."""
    match block:
        case str():
            return len(block)
        case dict():
            return sum(map(_length, cast("Block", block).values()))
        case list():
            return sum(map(_length, cast("list[object]", block)))
        case _:
            return 0


def _by(many: int, things: Iterable[T]) -> Iterator[tuple[T, ...]]:
    every = tuple(things)
    for first in range(0, len(every), many):
        yield every[first : first + many]
