"""Takes Slack's requests in over HTTP: events, commands, shortcuts and forms, all at one path.

What is refused is told to nobody but the log, and there without a word of what it held.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, cast

import structlog
from aiohttp import ClientError
from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import inner, text
from bot.platforms.slack.ears import LEAVES
from bot.platforms.slack.manifest import EVENTS_AT as PATH
from bot.platforms.slack.manifest import INSTALL, LEADS_BACK
from bot.platforms.slack.receiving import RETRY, Desk, Door, Refusal
from prompts import phrases

log = structlog.get_logger()
LARGEST: Final = 1024 * 1024
"""Bytes of a request; those of Slack are far smaller."""
CLOCKS_APART: Final = timedelta(minutes=1)
"""So much Slack's clock and ours may differ; its retries of an event come after 1 and 5 minutes."""
BELOW_FAILURE: Final = 500
STATUS: Final = {
    Refusal.NOT_SIGNED: 401,
    Refusal.STALE: 401,
    Refusal.FORGED: 401,
    Refusal.REPLAYED: 409,
    Refusal.NOT_INSTALLED: 403,
    Refusal.UNREADABLE: 400,
}
NOT_AGAIN: Final = {"X-Slack-No-Retry": "1"}


def door_routes(door: Door) -> list[Route]:
    """The one route of it; whoever asks there is known by a signature, not by the host's name."""

    async def answer(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            log.warning("slack_request_refused", why="too large")
            return PlainTextResponse("too large", status_code=413)
        if not (door.answered or door.several):
            return PlainTextResponse("not ready", status_code=503)
        refused = door.refusal(body, request.headers)
        if refused is not None:
            return PlainTextResponse("refused", status_code=STATUS[refused])
        return await _answered(door, request, body)

    return [Route(PATH, answer, methods=["POST"])]


def install_routes(flow: AsyncOAuthFlow) -> list[Route]:
    """The way of a workspace to Slack, and back from it with what it allows.

    Whoever comes back is known by a state that was given out here once, and by the browser's cookie
    that goes with it.
    """

    async def leave(request: Request) -> Response:
        asked = to_async_bolt_request(request, b"")
        return to_starlette_response(await flow.handle_installation(asked))

    async def come_back(request: Request) -> Response:
        asked = to_async_bolt_request(request, b"")
        try:
            return to_starlette_response(await flow.handle_callback(asked))
        except (SlackApiError, ClientError, OSError, TimeoutError) as lost:
            log.warning("slack_not_installed", why=type(lost).__name__)
            said = phrases().say("slack-install-refused")
            return PlainTextResponse(said, status_code=502)

    return [
        Route(INSTALL, leave, methods=["GET"]),
        Route(LEADS_BACK, come_back, methods=["GET"]),
    ]


async def _answered(door: Door, request: Request, body: bytes) -> Response:
    """What a connection answers; what fails there may be told again by the same signature."""
    status = BELOW_FAILURE
    try:
        desk = _desk(door, body, request.headers)
        if not isinstance(desk, Desk):
            status = desk.status_code
            return desk
        desk.told_again = desk.told_again or request.headers.get(RETRY, "0") != "0"
        told = await AsyncSlackRequestHandler(desk.app).handle(_again(request, body))
        status = told.status_code
        return told
    finally:
        if status >= BELOW_FAILURE:
            door.failed(request.headers)


def _desk(door: Door, body: bytes, headers: Mapping[str, str]) -> Desk | Response:
    """Who answers this, or what is to be said where nobody does."""
    team: str | None = None
    if door.several:
        try:
            asked = AsyncBoltRequest(body=body.decode(), headers=dict(headers))
        except (AttributeError, KeyError, TypeError, ValueError):  # Bolt takes it for an object
            return _refused(Refusal.UNREADABLE)
        said = cast("Record", asked.body)
        if text(said, "type") == "url_verification":
            return PlainTextResponse(text(said, "challenge"))
        team = asked.context.team_id
        leaves = text(inner(said, "event"), "type") in LEAVES
        let_in = None if team is None else door.workspaces.get(team)
        if let_in is None:
            # Of the two events with which a workspace leaves, the second finds it gone already.
            return Response(status_code=200) if leaves else _refused(Refusal.NOT_INSTALLED)
        if leaves and _from_before(said, let_in):
            log.info("workspace_came_back_since")
            return Response(status_code=200)
    return door.desk(team) or PlainTextResponse("not ready", status_code=503)


def _from_before(said: Record, let_in: datetime) -> bool:
    """Whether it is told late that a workspace left, which has let us in again since."""
    at = said.get("event_time")
    return isinstance(at, int) and at < (let_in - CLOCKS_APART).timestamp()


def _refused(why: Refusal) -> Response:
    log.warning("slack_request_refused", why=why.value)
    return PlainTextResponse("refused", status_code=STATUS[why], headers=NOT_AGAIN)


async def _body(request: Request) -> bytes | None:
    """The whole of it; None: it is too large, and was not read to its end."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > LARGEST:
            return None
    return bytes(read)


def _again(request: Request, body: bytes) -> Request:
    """The same request, whose body was read already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)
