"""Lets workspaces install the app by Slack's own page, each with a token of its own.

Source: docs.slack.dev, "Installing with OAuth". Bolt leads to Slack and back, and asks for the
token; what is added is where the token is kept, and what is refused. No user's token is ever kept.
"""

import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from logging import CRITICAL, Logger
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog
from aiohttp import ClientError
from slack_bolt import BoltResponse
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.installations import Installation
from bot.core.ports import Clock
from bot.core.unit_of_work import OpenUnit
from bot.platforms.slack.calls import call, inner, text
from bot.platforms.slack.keys import community_of
from bot.platforms.slack.manifest import INSTALL, LEADS_BACK, Wanted, scopes
from bot.platforms.slack.waiting import tries_again
from prompts import phrases

log = structlog.get_logger()
GOOD_FOR: Final = timedelta(minutes=10)
MOST_STATES: Final = 10_000
"""So many people may be on their way at once; of more, the earliest begin anew."""
OF_A_BOT: Final = "xoxb-"

Arrived = Callable[[Installation], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackApp:
    """The app that workspaces install, as Slack knows it."""

    client_id: str
    client_secret: str = field(repr=False)


class NotKept(BoltError):
    """What Slack gave is nothing that we take: an organisation as a whole, or a token that ends."""


class States(AsyncOAuthStateStore):
    """Who is on the way to Slack and back: each state is good once, and for ten minutes.

    In memory, since one process serves a house: who is on the way at a restart begins anew.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: OrderedDict[str, datetime] = OrderedDict()

    async def async_issue(self, *_args: Any, **_more: Any) -> str:  # noqa: ANN401  # as slack_sdk has it
        """A state that nobody can guess."""
        now = self._clock.now()
        while self._issued and (
            len(self._issued) >= MOST_STATES or next(iter(self._issued.values())) < now - GOOD_FOR
        ):
            self._issued.popitem(last=False)
        state = secrets.token_urlsafe(32)
        self._issued[state] = now
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it was issued lately, and never came back before."""
        at = self._issued.pop(state, None)
        return at is not None and self._clock.now() - at <= GOOD_FOR


class Installing(AsyncInstallationStore):
    """Keeps what a workspace gave, and tells `arrived` of it once it lasts.

    A workspace that is new here is a community from then on, in the time zone of whoever installed
    it: its people may ask, and its moderators may have channels heard. `api`: Slack's Web API.
    """

    def __init__(self, open_unit: OpenUnit, clock: Clock, arrived: Arrived, api: str) -> None:
        self._open_unit = open_unit
        self._clock = clock
        self._arrived = arrived
        self._api = api

    async def async_save(self, installation: SlackInstallation) -> None:
        """Keep the bot's token of one workspace; raises NotKept."""
        team, token = installation.team_id, installation.bot_token
        if installation.is_enterprise_install or not team:
            raise NotKept("an organisation as a whole")
        if installation.bot_refresh_token or not (token and token.startswith(OF_A_BOT)):
            raise NotKept("a token that ends, or none of a bot")
        kept = Installation(
            community=community_of(team), token=token, installed_at=self._clock.now()
        )
        zone = await self._zone(token, installation.user_id)
        async with self._open_unit() as unit:
            if await unit.communities.describe(kept.community) is None:
                name = installation.team_name or team
                await unit.communities.found(kept.community, name=name, timezone=zone)
            await unit.installations.keep(kept)
            await unit.commit()
        log.info("workspace_installed", community=kept.community)
        await self._arrived(kept)

    async def _zone(self, token: str, user: str | None) -> str:
        """The time zone that somebody set at Slack; UTC where Slack does not tell a known one."""
        client = AsyncWebClient(token=token, base_url=self._api)
        try:
            told = await call(client, "users.info", user=user)
            return ZoneInfo(text(inner(told, "user"), "tz")).key
        except (SlackApiError, ClientError, OSError, TimeoutError, ValueError) as unknown:
            log.info("time_zone_not_told", error=type(unknown).__name__)
            return "UTC"


def installing(
    app: SlackApp, store: Installing, clock: Clock, *, private: bool, api: str
) -> AsyncOAuthFlow:
    """The way to Slack and back. `private`: private channels may be heard too; `api`: its Web API.

    Where Slack leads back to is what the app's own page names.
    """
    # Bolt's own would say the code that came back. One of our own, so that no setting wakes it.
    silent = Logger("slack installing", level=CRITICAL)  # noqa: LOG001  # see above
    settings = AsyncOAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=scopes(Wanted(private_channels=private)),
        user_scopes=(),
        install_path=INSTALL,
        install_page_rendering_enabled=False,
        redirect_uri_path=LEADS_BACK,
        callback_options=AsyncCallbackOptions(success=_done, failure=_failed),
        installation_store=store,
        state_store=States(clock),
        state_expiration_seconds=int(GOOD_FOR.total_seconds()),
        logger=silent,
    )
    client = AsyncWebClient(base_url=api, retry_handlers=tries_again())
    return AsyncOAuthFlow(client=client, logger=silent, settings=settings)


async def _done(args: AsyncSuccessArgs) -> BoltResponse:
    del args
    return _page(200, phrases().say("slack-installed"))


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    cancelled = args.reason == "access_denied"
    refused = isinstance(args.error, NotKept)
    log.warning("slack_not_installed", why="not kept" if refused else _known(args))
    key = "slack-install-cancelled" if cancelled else "slack-install-refused"
    said = phrases().say("slack-install-not-kept" if refused else key)
    return _page(403 if refused else args.suggested_status_code, said)


def _page(status: int, said: str) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
    }
    return BoltResponse(status=status, body=said, headers=headers)


def _known(args: AsyncFailureArgs) -> str:
    """What failed; a word from outside, which may be anything, is not written down."""
    ours = {"invalid_browser", "invalid_state", "missing_code", "invalid_code", "storage_error"}
    return args.reason if args.reason in ours else "refused at Slack"
