"""Answers an interaction within Discord's three seconds, with a card, a form, or plain words."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, cast

import discord
import structlog

from bot.core.cards import Action, Answer, Button, Card, Form, Linked, Section, Style
from bot.core.ids import MessageKey
from bot.core.plain_cards import LinkTo, plain
from bot.core.ports import Clock
from bot.platforms.discord.drawing import Drawing, drawn
from bot.platforms.discord.forms import MOST_FIELDS, modal
from bot.platforms.discord.inert import inert
from bot.platforms.discord.marks import mark_of
from bot.platforms.discord.places import Payload, text
from cogs.discord.asking import Interaction
from prompts import Phrases

log = structlog.get_logger()

WAITS: Final = 0.2
"""Seconds until Discord is told that the answer takes longer; it waits for three, people less."""
HELD: Final = timedelta(minutes=15)
MOST_HELD: Final = 500
LONGEST_CONTENT: Final = 2000
AREA: Final = "form"
REFUSED: Final = 400

Address = Callable[[MessageKey], Awaitable[str | None]]
"""Where a message stands, for whoever may look there; None: it is gone."""


class HeldForms:
    """Forms that wait to be opened again, with what somebody filled in, in memory and not for long.

    Discord lets no form follow a form, so a button stands between them.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[Form, datetime]] = OrderedDict()

    def hold(self, key: str, form: Form) -> Action:
        """Keep it, and let go of those whose time is over; returns what opens it."""
        self._let_go()
        self._held[key] = (form, self._clock.now() + HELD)
        if len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        return Action(area=AREA, verb="open", key=key)

    def held(self, key: str) -> Form | None:
        """The form that a button opens; None: it is gone."""
        self._let_go()
        form, _ = self._held.get(key, (None, None))
        return form

    def _let_go(self) -> None:
        now = self._clock.now()
        for key in [each for each, (_, until) in self._held.items() if until <= now]:
            del self._held[key]


class Answering:
    """Sends answers. Nothing of them calls anybody, and each is for the asker alone unless not."""

    def __init__(self, forms: HeldForms, address: Address, *, waits: float = WAITS) -> None:
        self._forms = forms
        self._address = address
        self._waits = waits

    async def when_ready(
        self,
        interaction: Interaction,
        work: Awaitable[Answer],
        words: Phrases,
        *,
        private: bool = True,
    ) -> None:
        """Answer with what is being worked on; a longer wait is told, before three seconds pass.

        Raises what the work raises, and discord.HTTPException.
        """
        working = asyncio.ensure_future(work)
        await asyncio.wait({working}, timeout=self._waits)
        if not working.done():
            try:
                await interaction.response.defer(ephemeral=private, thinking=True)
            except discord.HTTPException:
                await working  # nobody can be told, but what was asked is done all the same
                raise
        await self.answer(interaction, await working, words)

    async def answer(self, interaction: Interaction, answer: Answer, words: Phrases) -> None:
        """Answer now. Raises discord.HTTPException."""
        if isinstance(answer, Form):
            if self._may_open(interaction, answer):
                await interaction.response.send_modal(modal(answer))
                return
            answer = self._behind_a_button(interaction, answer, words)
        link = await self._links(answer)
        try:
            for each in drawn(answer, link, _elsewhere(interaction)):
                await _send(interaction, each, private=answer.private)
        except discord.HTTPException as error:
            if error.status != REFUSED:
                raise
            log.warning("layout_refused", code=error.code)
            await _send_plainly(interaction, answer, link)

    async def _links(self, card: Card) -> LinkTo:
        found = {key: await self._address(key) or "" for key in linked(card)}
        return lambda key: found[key]

    def _may_open(self, interaction: Interaction, form: Form) -> bool:
        handed_in = interaction.type is discord.InteractionType.modal_submit
        answered = interaction.response.is_done()
        return not handed_in and not answered and len(form.fields) <= MOST_FIELDS

    def _behind_a_button(self, interaction: Interaction, form: Form, words: Phrases) -> Card:
        """What is the matter with a form, and the button that opens it with what was filled in."""
        if len(form.fields) > MOST_FIELDS:
            return Card(heading=words.say("discord-form-too-long"))
        opens = self._forms.hold(f"{interaction.user.id}.{interaction.id}", form)
        wrong = tuple((f"{each.label}: {each.wrong}",) for each in form.fields if each.wrong)
        button = Button(
            action=opens, label=words.say("discord-form-open"), style=Style.MAIN, opens_form=True
        )
        return Card(heading=form.title, sections=(Section(lines=wrong, buttons=(button,)),))


def _elsewhere(interaction: Interaction) -> str | None:
    """The server that a control outside of any server is about."""
    pressed = text(cast("Payload", interaction.data or {}), "custom_id")
    return mark_of(pressed or "").guild if interaction.guild_id is None else None


def linked(card: Card) -> Iterator[MessageKey]:
    """Every message that a card leads to."""
    for section in card.sections:
        for line in (section.heading, *section.lines, *(fact.value for fact in section.facts)):
            for run in line:
                if isinstance(run, Linked) and isinstance(run.to, MessageKey):
                    yield run.to


async def _send(interaction: Interaction, drawing: Drawing, *, private: bool) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(
            view=drawing.view, files=drawing.uploads(), ephemeral=private
        )
    else:
        await interaction.response.send_message(
            view=drawing.view, files=drawing.uploads(), ephemeral=private
        )


async def _send_plainly(interaction: Interaction, card: Card, link: LinkTo) -> None:
    """The words alone, where the layout is not taken."""
    for page in _pages(inert(plain(card, link))):
        if interaction.response.is_done():
            await interaction.followup.send(page, ephemeral=card.private)
        else:
            await interaction.response.send_message(page, ephemeral=card.private)


def _pages(text: str) -> list[str]:
    pages = [""]
    for line in text.split("\n"):
        for start in range(0, len(line) or 1, LONGEST_CONTENT):
            piece = line[start : start + LONGEST_CONTENT]
            if len(pages[-1]) + len(piece) + 1 > LONGEST_CONTENT:
                pages.append("")
            pages[-1] = f"{pages[-1]}\n{piece}" if pages[-1] else piece
    return [page for page in pages if page.strip()]
