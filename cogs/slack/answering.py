"""Sends answers on Slack: beside what was asked, in a form, or where they are not lost."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.core.cards import Answer, Attachment, Card, Form, Linked
from bot.core.ids import MessageKey
from bot.core.plain_cards import LinkTo
from bot.platforms.slack.addresses import may_dial
from bot.platforms.slack.calls import answer_of, call, inner, text
from bot.platforms.slack.drawing import Confirming, Drawing, drawn
from bot.platforms.slack.forms import modal
from cogs.slack.asking import Asking
from prompts import Phrases

log = structlog.get_logger()
MOST_BESIDE: Final = 4
"""So many messages may stand beside an asking (Slack takes five); more go to the person alone."""

Address = Callable[[MessageKey], Awaitable[str | None]]
"""Where a message stands, for whoever may look there; None: it is gone."""


class Answering:
    """Answers in the way that fits: a form at once, a card beside, what must stay to the person."""

    def __init__(self, client: AsyncWebClient, address: Address) -> None:
        self._client = client
        self._address = address

    async def answer(self, asking: Asking, answer: Answer, words: Phrases) -> None:
        """Answer now. Raises SlackApiError."""
        if isinstance(answer, Form):
            view = json.dumps(modal(answer, asking.going_on))
            await call(self._client, "views.open", trigger_id=asking.trigger, view=view)
            return
        drawings = await self.drawings(answer, words)
        answerable = bool(asking.response) and may_dial(asking.response)
        fits = answerable and len(drawings) <= MOST_BESIDE and not answer.attachments
        if fits and not answer.kept:
            await self._beside(asking, drawings, private=answer.private)
            return
        try:
            await self._to(asking.user, drawings, answer.attachments)
        except SlackApiError as refused:
            if not fits:
                raise
            # Whom nobody can write to is better told where it may be lost than not at all.
            log.warning("not_kept", answer=answer_of(refused))
            await self._beside(asking, drawings, private=True)
            return
        if answerable:
            where = Card(heading=words.say("slack-in-your-messages"))
            await self._beside(asking, await self.drawings(where, words), private=True)

    async def drawings(self, card: Card, words: Phrases) -> list[Drawing]:
        """The card as messages, with the addresses of what it leads to."""
        link = await self._links(card)
        confirm = Confirming(yes=words.say("slack-yes"), no=words.say("slack-no"))
        return drawn(card, link, confirm)

    async def _links(self, card: Card) -> LinkTo:
        found = {
            run.to: await self._address(run.to) or ""
            for section in card.sections
            for line in (section.heading, *section.lines, *(f.value for f in section.facts))
            for run in line
            if isinstance(run, Linked) and isinstance(run.to, MessageKey)
        }
        return lambda key: found[key]

    async def _beside(self, asking: Asking, drawings: list[Drawing], *, private: bool) -> None:
        webhook = AsyncWebhookClient(asking.response)
        for each in drawings:
            told = await cast("Any", webhook).send(
                text=each.text,
                blocks=list(each.blocks),
                response_type="ephemeral" if private else "in_channel",
                replace_original=False,
                unfurl_links=False,
            )
            if told.status_code != 200:  # noqa: PLR2004  # HTTP's own word for fine
                log.warning("not_answered", status=told.status_code)

    async def _to(self, user: str, drawings: list[Drawing], files: tuple[Attachment, ...]) -> None:
        """To the person alone, in the place where it stays."""
        told = await call(self._client, "conversations.open", users=user)
        number = text(inner(told, "channel"), "id")
        for each in drawings:
            await call(
                self._client,
                "chat.postMessage",
                channel=number,
                text=each.text,
                blocks=json.dumps(list(each.blocks)),
                unfurl_links=False,
            )
        for file in files:
            await cast("Any", self._client).files_upload_v2(
                channel=number,
                filename=file.name,
                content=file.content,
                alt_txt=file.alt or None,
            )
