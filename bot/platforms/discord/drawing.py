"""Cards drawn as Discord's layouts: as many messages as it takes, and nothing cut off.

platforms.md, section 2.3.1. The limits are those of Discord's "Components Reference".
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import discord
from discord import ui

from bot.core.cards import Attachment, Button, Card, Option, Section, Select, Style
from bot.core.plain_cards import LinkTo
from bot.platforms.discord.inert import inert, inert_line
from bot.platforms.discord.marks import marked

MOST_COMPONENTS: Final = 40
MOST_TEXT: Final = 4000
MOST_FILES: Final = 10
IN_A_ROW: Final = 5
MOST_OPTIONS: Final = 25
LONGEST_LABEL: Final = 80
LONGEST_OPTION: Final = 100
LONGEST_ALT: Final = 1024
_STYLES: Final = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.RISKY: discord.ButtonStyle.danger,
}

AnyItem = ui.Item[Any]
T = TypeVar("T")


@dataclass(slots=True)
class Drawing:
    """One message: what stands in it, and the files that it shows."""

    items: list[AnyItem] = field(default_factory=list[AnyItem])
    files: tuple[Attachment, ...] = ()

    @property
    def view(self) -> ui.LayoutView:
        """The layout; it answers no press itself: that is done by the id, also after a restart."""
        view = ui.LayoutView(timeout=None)
        for item in self.items:
            view.add_item(item)
        view.stop()
        return view

    def uploads(self) -> list[discord.File]:
        """The files anew, as a file can be sent once only."""
        return [
            discord.File(io.BytesIO(each.content), each.name, description=_alt(each) or None)
            for each in self.files
        ]


@dataclass(frozen=True, slots=True)
class _Block:
    """What may not be torn apart: one text, or a row of controls; how much room it takes."""

    text: str = ""
    row: tuple[AnyItem, ...] = ()

    @property
    def size(self) -> int:
        return 1 + len(self.row)

    def item(self) -> AnyItem:
        return ui.ActionRow[ui.LayoutView](*self.row) if self.row else ui.TextDisplay(self.text)


def drawn(card: Card, link: LinkTo, guild: str | None = None) -> list[Drawing]:
    """The card as messages in order, split between sections where it can be, else between lines.

    `guild`: the server it is about, where it is shown elsewhere.
    """
    room = _Room()
    # A sentence alone is no heading.
    above = "### " if card.sections or card.attachments else ""
    room.put_together([_Block(f"{above}{inert(card.heading)}")])
    for section in card.sections:
        room.put_together(_blocks(section, link, guild))
    drawings = room.drawings()
    for files in _by(MOST_FILES, card.attachments):
        last = drawings[-1]
        if last.files or len(files) > MOST_COMPONENTS - sum(map(_count, last.items)):
            drawings.append(last := Drawing())
        last.files = tuple(files)
        last.items.extend(_shown_files(files))
    return drawings


class _Room:
    """Fills one message after another, as far as Discord's limits go."""

    def __init__(self) -> None:
        self._full: list[Drawing] = []
        self._items: list[AnyItem] = []
        self._count = self._length = 0

    def put_together(self, blocks: Sequence[_Block]) -> None:
        """In one message, if one takes them all."""
        if self._items and not self._takes(blocks):
            self._turn()
        for block in blocks:
            if self._items and not self._takes([block]):
                self._turn()
            self._items.append(block.item())
            self._count += block.size
            self._length += len(block.text)

    def drawings(self) -> list[Drawing]:
        """All messages; the last one may have room left."""
        return [*self._full, Drawing(self._items)]

    def _takes(self, blocks: Iterable[_Block]) -> bool:
        every = list(blocks)
        count = self._count + sum(each.size for each in every)
        length = self._length + sum(len(each.text) for each in every)
        return count <= MOST_COMPONENTS and length <= MOST_TEXT

    def _turn(self) -> None:
        self._full.append(Drawing(self._items))
        self._items, self._count, self._length = [], 0, 0


def _blocks(section: Section, link: LinkTo, guild: str | None) -> list[_Block]:
    return [*map(_Block, _texts(section, link)), *_rows(section, guild)]


def _texts(section: Section, link: LinkTo) -> Iterator[str]:
    """The words of a section, as few texts as the limit allows."""
    gathered = ""
    for line in _written(section, link):
        for piece in _pieces(line):
            if gathered and len(gathered) + 1 + len(piece) > MOST_TEXT:
                yield gathered
                gathered = piece
            else:
                gathered = f"{gathered}\n{piece}" if gathered else piece
    if gathered:
        yield gathered


def _written(section: Section, link: LinkTo) -> Iterator[str]:
    if section.heading:
        yield f"**{inert_line(section.heading, link)}**"
    for line in section.lines:
        yield inert_line(line, link)
    for fact in section.facts:
        yield f"**{inert(fact.label)}:** {inert_line(fact.value, link)}"
    for button in section.buttons:
        if button.confirm is not None:
            yield f"-# {inert(button.label)}: {inert(button.confirm)}"


def _pieces(line: str) -> Iterator[str]:
    """A line that no message takes whole, torn at a space where there is one."""
    while len(line) > MOST_TEXT:
        at = line.rfind(" ", 1, MOST_TEXT)
        at = MOST_TEXT if at < 0 else at
        # A backslash must not lose what it makes harmless.
        while at > 1 and line[at - 1] == "\\":
            at -= 1
        yield line[:at]
        line = line[at:]
    yield line


def _rows(section: Section, guild: str | None) -> Iterator[_Block]:
    for select in section.selects:
        for place, options in enumerate(_by(MOST_OPTIONS, select.options), start=1):
            yield _Block(row=(_select(select, options, place, guild),))
    for buttons in _by(IN_A_ROW, section.buttons):
        yield _Block(row=tuple(_button(each, guild) for each in buttons))


def _button(button: Button, guild: str | None) -> AnyItem:
    return ui.Button[ui.LayoutView](
        label=fitted(button.label, LONGEST_LABEL),
        custom_id=marked(button.action, guild=guild, sure=button.confirm is not None),
        style=_STYLES[button.style],
    )


def _select(select: Select, options: Sequence[Option], place: int, guild: str | None) -> AnyItem:
    return ui.Select[ui.LayoutView](
        custom_id=marked(select.action, guild=guild, part=place),
        placeholder=fitted(select.label, LONGEST_OPTION),
        options=[option(each, chosen=select.chosen) for each in options],
    )


def option(given: Option, *, chosen: str | None) -> discord.SelectOption:
    """One of several, as Discord shows it; its value is sent as it is."""
    return discord.SelectOption(
        value=given.value,
        label=fitted(given.label, LONGEST_OPTION),
        description=fitted(given.about, LONGEST_OPTION) or None,
        default=given.value == chosen,
    )


def _shown_files(files: Sequence[Attachment]) -> Iterator[AnyItem]:
    pictures = [each for each in files if each.media.startswith("image/")]
    if pictures:
        yield ui.MediaGallery[ui.LayoutView](
            *(
                discord.MediaGalleryItem(f"attachment://{each.name}", description=_alt(each))
                for each in pictures
            )
        )
    for each in files:
        if each not in pictures:
            yield ui.File[ui.LayoutView](f"attachment://{each.name}")


def _alt(file: Attachment) -> str:
    return fitted(file.alt, LONGEST_ALT)


def fitted(label: str, longest: int) -> str:
    """A label within Discord's limit; what is left out is marked."""
    return label if len(label) <= longest else f"{label[: longest - 1]}\u2026"


def _count(item: AnyItem) -> int:
    return 1 + len(item.children) if isinstance(item, ui.ActionRow) else 1


def _by(most: int, many: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(many), most):
        yield many[start : start + most]
