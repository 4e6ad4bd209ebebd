"""Everything that somebody may type, press, choose or hand in on Slack arrives here.

platforms.md, sections 3.3 and 3.6. Each is acknowledged first and worked on then; only a form is
answered with what is the matter with it, and waits for that.
"""

import asyncio
import json
import re
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Final, cast

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.cards import Answer, Card, Form, Mood
from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MemberKey
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import Record, member
from bot.platforms.slack.calls import answer_of, call, first, inner, text
from bot.platforms.slack.forms import filled_in, modal, wrong
from bot.platforms.slack.keys import community_of, message_at
from bot.platforms.slack.manifest import COMMAND, SHORTCUTS, SHORTCUTS_ANYWHERE
from bot.services.commands.base import Asked
from bot.services.commands.counter import Counter
from cogs.slack.answering import Address, Answering
from cogs.slack.asking import CALLED, Asking, called, handed_in, pressed
from prompts import phrases

log = structlog.get_logger()
WAITS: Final = 2.0
"""Seconds that a form may be worked on before it is closed and answered beside."""
HELP: Final = "help"
HOME: Final = ("me", "staff-queue")
MOST_BLOCKS_AT_HOME: Final = 100
_PLACE: Final = re.compile(r"^\d+:")
Moderates = Callable[[MemberKey], Awaitable[bool]]
Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


class Elsewhere(TummlerError):
    """It was asked in another workspace, where nobody here knows who moderates."""


class Surface:
    """Answers what is asked in one workspace, by the counter that answers on every surface.

    `woken` is told after every press and form, for something may have been approved.
    """

    def __init__(
        self,
        counter: Counter,
        client: AsyncWebClient,
        clock: Clock,
        *,
        team: str,
        address: Address,
        moderates: Moderates,
        woken: Callable[[CommunityId], None],
    ) -> None:
        self._counter = counter
        self._team = team
        self._client = client
        self._clock = clock
        self._moderates = moderates
        self._woken = woken
        self._answering = Answering(client, address)

    def furnish(self, app: AsyncApp) -> None:
        """Make an app answer; to be done before it listens to events."""
        takes = cast("Any", app)
        every = re.compile(".*", re.DOTALL)

        async def acknowledge(ack: Ack) -> None:
            await ack()

        async def command(body: Body) -> None:
            await self.called(cast("Record", body))

        async def press(body: Body) -> None:
            await self.pressed(cast("Record", body))

        async def shortcut(body: Body) -> None:
            await self.pointed(cast("Record", body))

        async def form(ack: Ack, body: Body) -> None:
            await self.handed_in(ack, cast("Record", body))

        async def home(body: Body) -> None:
            await self.visited(cast("Record", body))

        takes.command(COMMAND)(ack=acknowledge, lazy=[command])
        for each in SHORTCUTS:
            takes.message_shortcut(each)(ack=acknowledge, lazy=[shortcut])
        for each in SHORTCUTS_ANYWHERE:
            takes.global_shortcut(each)(ack=acknowledge, lazy=[shortcut])
        takes.action(every)(ack=acknowledge, lazy=[press])
        takes.view(every)(form)
        takes.event("app_home_opened")(ack=acknowledge, lazy=[home])

    async def called(self, body: Record) -> None:
        """Answer what was typed behind the command; nothing at all asks for help."""
        asking, said = called(body), text(body, "text").strip()

        async def work(asked: Asked) -> Answer:
            if not said:
                return await self._counter.ask(HELP, asked)
            named = message_at(said, asked.community)
            here = asked if named is None else replace(asked, message=named)
            return await self._counter.say(said, here)

        await self._guarded(asking, work)

    async def pointed(self, body: Record) -> None:
        """Answer a shortcut, at a message or at none."""
        key = text(body, "callback_id")
        await self._guarded(pressed(body), lambda asked: self._counter.ask(key, asked))

    async def pressed(self, body: Record) -> None:
        """Answer a button or a choice; a link button leads away and is nothing to answer."""
        action = first(body, "actions")
        if text(action, "url"):
            return
        custom_id = _PLACE.sub("", text(action, "action_id"))
        chosen = text(inner(action, "selected_option"), "value")

        async def work(asked: Asked) -> Answer:
            said = {"value": chosen} if chosen else {}
            return await self._counter.press(custom_id, replace(asked, said=said))

        await self._guarded(pressed(body), work, wakes=True)

    async def handed_in(self, ack: Ack, body: Record) -> None:
        """Answer a form: what is the matter stands at its fields, all else beside."""
        view = inner(body, "view")
        asking, custom_id = handed_in(body), text(view, "callback_id")
        working = asyncio.ensure_future(self._handed(asking, custom_id, filled_in(view)))
        await asyncio.wait({working}, timeout=WAITS)
        if working.done() and working.exception() is None:
            answer = working.result()
            if isinstance(answer, Form):
                await _refused(ack, answer, asking)
                return
        await ack()

        async def work(_asked: Asked) -> Answer:
            return await working

        await self._guarded(asking, work, wakes=True)

    async def _handed(self, asking: Asking, custom_id: str, filled: Mapping[str, str]) -> Answer:
        asked = await self._asked(asking)
        return await self._counter.press(custom_id, replace(asked, said=filled))

    async def visited(self, body: Record) -> None:
        """Show somebody's own page: their switches, and for moderators what waits."""
        event = inner(body, "event")
        if text(event, "tab") != "home":
            return
        asking = Asking(team=text(body, "team_id"), user=text(event, "user"))
        blocks: list[dict[str, Any]] = []
        try:
            asked = await self._asked(asking)
            words = await self._counter.words(asked)
            for key in HOME if asked.moderates else HOME[:1]:
                card = await self._counter.ask(key, asked)
                if isinstance(card, Card):
                    for each in await self._answering.drawings(card, words):
                        blocks += each.blocks
        except TummlerError as error:
            log.warning("home_refused", error=type(error).__name__)
            return
        shown = {"type": "home", "blocks": blocks[:MOST_BLOCKS_AT_HOME]}
        await call(self._client, "views.publish", user_id=asking.user, view=json.dumps(shown))

    async def _asked(self, asking: Asking) -> Asked:
        """The asking in our words. Raises Elsewhere."""
        if asking.team != self._team:
            raise Elsewhere
        who = member(asking.user)
        return Asked(
            community=community_of(asking.team),
            member=who,
            at=self._clock.now(),
            moderates=asking.home in {"", self._team} and await self._moderates(who),
            channel=asking.place,
            message=asking.message,
            called=CALLED,
        )

    async def _guarded(
        self,
        asking: Asking,
        work: Callable[[Asked], Coroutine[Any, Any, Answer]],
        *,
        wakes: bool = False,
    ) -> None:
        """Answer; whatever fails is told in words, with what moderators find it by."""
        words = phrases()
        try:
            asked = await self._asked(asking)
            answer = await work(asked)
            if wakes:
                self._woken(asked.community)
            words = await self._counter.words(asked)
            await self._answering.answer(asking, answer, words)
        except SlackApiError as refused:
            log.warning("not_answered", answer=answer_of(refused))
        except TummlerError as error:
            log.warning("asking_refused", error=type(error).__name__)
            await self._say(asking, words.say("slack-unknown"))
        except Exception as error:  # a person waits for an answer, whatever failed
            reference = secrets.token_hex(4)
            log.exception("asking_failed", reference=reference, error=type(error).__name__)
            await self._say(asking, words.say("refusal-e19", ref=reference))

    async def _say(self, asking: Asking, sentence: str) -> None:
        card = Card(heading=sentence, mood=Mood.REFUSED)
        try:
            await self._answering.answer(asking, card, phrases())
        except SlackApiError as refused:
            log.warning("not_answered", answer=answer_of(refused))


async def _refused(ack: Ack, form: Form, asking: Asking) -> None:
    """Show what is the matter at the fields; a form that follows is shown in its place."""
    at_fields = wrong(form)
    if at_fields:
        await ack(response_action="errors", errors=at_fields)
    else:
        await ack(response_action="update", view=modal(form, asking.going_on))
