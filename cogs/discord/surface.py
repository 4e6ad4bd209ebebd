"""Everything that somebody may press, choose, hand in or call on Discord arrives here.

platforms.md, sections 2.3.2 and 2.10. A press is known by its id alone, so what was posted before a
restart is answered after it.
"""

import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, cast

import discord
import structlog
from discord import app_commands

from bot.core.cards import Answer, Button, Card, Mood, NotAnAction, Section, Style, action_of
from bot.core.errors import TummlerError
from bot.core.ids import CommunityId
from bot.core.ports import Clock
from bot.platforms.discord.forms import filled_in
from bot.platforms.discord.keys import message
from bot.platforms.discord.marks import Mark, mark_of
from bot.platforms.discord.places import Payload, text
from bot.services.commands.base import Asked
from bot.services.commands.counter import Counter
from cogs.discord.answering import AREA, Address, Answering, HeldForms
from cogs.discord.asking import Interaction, asked_by, message_at
from cogs.discord.calling import Kind, Tree, called_by
from prompts import Phrases, languages, phrases

log = structlog.get_logger()


class Surface:
    """Answers what is asked on Discord, by the counter that answers on every surface.

    `woken` is told after every answer, for something may have been approved or marked.
    """

    def __init__(
        self,
        counter: Counter,
        clock: Clock,
        address: Address,
        woken: Callable[[CommunityId], None],
    ) -> None:
        self._counter = counter
        self._clock = clock
        self._woken = woken
        self._forms = HeldForms(clock)
        self._answering = Answering(self._forms, address)

    async def furnish(self, client: discord.Client) -> None:
        """Make a new client answer; nothing is registered with Discord by that."""
        tree = Tree(client, self)
        for each in called_by([type(command) for command in self._counter.commands], self):
            tree.add_command(each)

        async def on_interaction(interaction: Interaction) -> None:
            if interaction.type in {
                discord.InteractionType.component,
                discord.InteractionType.modal_submit,
            }:
                await self.pressed(interaction)

        client.event(on_interaction)

    async def pressed(self, interaction: Interaction) -> None:
        """Answer a button, a choice or a form that was handed in."""
        data = cast("Payload", interaction.data or {})
        mark = mark_of(text(data, "custom_id") or "")
        about = None if interaction.message is None else str(interaction.message.id)
        asked = self._asked(interaction, said=_said(data), about=about, guild=mark.guild)
        await self._guarded(interaction, asked, lambda here: self._press(interaction, mark, here))

    async def called(
        self, interaction: Interaction, command: Kind, said: Mapping[str, str], about: str | None
    ) -> None:
        """Answer a command that was called by name, or from the menu of a message."""
        asked = self._asked(interaction, said=said, about=about)

        async def answer(here: Asked) -> None:
            work = self._counter.ask(command.key(), _pointed(here))
            await self._answering.when_ready(
                interaction,
                work,
                here.words,
                private=not command.public,
            )
            self._woken(here.community)

        await self._guarded(interaction, asked, answer)

    async def suggested(
        self, interaction: Interaction, command: Kind, parameter: str, typed: str
    ) -> list[app_commands.Choice[str]]:
        """What may be chosen for a parameter, by what was typed so far."""
        asked = self._asked(interaction)
        if asked is None:
            return []
        try:
            found = await self._counter.suggest(command.key(), parameter, typed, asked)
        except TummlerError:  # a server that nothing is known of has nothing to choose from
            return []
        return [app_commands.Choice(name=each.label, value=each.value) for each in found]

    async def outdated(self, interaction: Interaction) -> None:
        """A command has another shape now than the one that somebody called."""
        log.warning("command_outdated")
        words = _words(interaction)
        await self._say(interaction, words.say("discord-outdated"), words)

    def _asked(
        self,
        interaction: Interaction,
        *,
        said: Mapping[str, str] | None = None,
        about: str | None = None,
        guild: str | None = None,
    ) -> Asked | None:
        asked = asked_by(interaction, self._clock, said=said, guild=guild)
        if asked is None or about is None:
            return asked
        return replace(asked, message=message(asked.community, about))

    async def _press(self, interaction: Interaction, mark: Mark, asked: Asked) -> None:
        if mark.sure:
            card = _asked_back(interaction, mark, asked.words)
            await self._answering.answer(interaction, card, asked.words)
            return
        area, _, key = mark.id.partition(":open:")
        theirs = area == AREA and key.partition(".")[0] == asked.member.member
        form = self._forms.held(key) if theirs else None
        if form is not None:
            await self._answering.answer(interaction, form, asked.words)
            return
        work: Coroutine[Any, Any, Answer] = self._counter.press(mark.id, asked)
        if self._counter.opens_form(mark.id):
            await self._answering.answer(interaction, await work, asked.words)
        else:
            await self._answering.when_ready(interaction, work, asked.words)
        self._woken(asked.community)

    async def _guarded(
        self,
        interaction: Interaction,
        asked: Asked | None,
        answer: Callable[[Asked], Coroutine[Any, Any, None]],
    ) -> None:
        """Answer; whatever fails is told in words, with what moderators find it by."""
        words = _words(interaction)
        if asked is None:
            await self._say(interaction, words.say("discord-nowhere"), words)
            return
        try:
            await answer(asked)
        except discord.NotFound:  # the token is too old: there is nobody to tell
            log.warning("interaction_gone")
        except TummlerError as error:
            log.warning("interaction_refused", error=type(error).__name__)
            await self._say(interaction, words.say("discord-unknown"), words)
        except Exception as error:  # a person waits for an answer, whatever failed
            reference = secrets.token_hex(4)
            log.exception("interaction_failed", reference=reference, error=type(error).__name__)
            await self._say(interaction, words.say("refusal-e19", ref=reference), words)

    async def _say(self, interaction: Interaction, sentence: str, words: Phrases) -> None:
        card = Card(heading=sentence, mood=Mood.REFUSED)
        try:
            await self._answering.answer(interaction, card, words)
        except discord.HTTPException as error:
            log.warning("not_answered", status=error.status, code=error.code)


def _said(data: Payload) -> Mapping[str, str]:
    """What was filled in or chosen."""
    if "components" in data:
        return filled_in(data)
    values = data.get("values")
    if isinstance(values, list):
        chosen = [str(each) for each in cast("list[object]", values)]
        return {"value": chosen[0]} if chosen else {}
    return {}


def _pointed(asked: Asked) -> Asked:
    """With the message that was named by its link, or pointed at in a menu."""
    named = message_at(asked.said.get("message", ""), asked.community)
    return asked if named is None else replace(asked, message=named)


def _asked_back(interaction: Interaction, mark: Mark, words: Phrases) -> Card:
    """The same button again, alone and without a question before it."""
    try:
        action = action_of(mark.id)
    except NotAnAction:
        return Card(heading=words.say("refusal-closed"), mood=Mood.REFUSED)
    label = _label(interaction) or words.say("discord-sure-yes")
    button = Button(action=action, label=label, style=Style.RISKY)
    return Card(heading=words.say("discord-sure"), sections=(Section(buttons=(button,)),))


def _label(interaction: Interaction) -> str | None:
    """What stood on the button that was pressed."""
    pressed = text(cast("Payload", interaction.data or {}), "custom_id")
    if interaction.message is None:
        return None
    for row in interaction.message.components:
        for each in getattr(row, "children", ()):
            if isinstance(each, discord.Button) and each.custom_id == pressed:
                return each.label
    return None


def _words(interaction: Interaction) -> Phrases:
    language = str(interaction.locale).partition("-")[0]
    return phrases(language if language in languages() else "en")
