"""Takes Slack's requests in over HTTP: events, commands, shortcuts and forms, all at one path.

What is refused is told to nobody but the log, and there without a word of what it held.
"""

from typing import Final

import structlog
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bot.platforms.slack.receiving import Door, Refusal

log = structlog.get_logger()
PATH: Final = "/slack/events"
LARGEST: Final = 1024 * 1024
"""Bytes of a request; those of Slack are far smaller."""
BELOW_FAILURE: Final = 500
STATUS: Final = {
    Refusal.NOT_SIGNED: 401,
    Refusal.STALE: 401,
    Refusal.FORGED: 401,
    Refusal.REPLAYED: 409,
}


def door_routes(door: Door) -> list[Route]:
    """The one route of it; whoever asks there is known by a signature, not by the host's name."""

    async def answer(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            log.warning("slack_request_refused", why="too large")
            return PlainTextResponse("too large", status_code=413)
        app = door.app
        if app is None:
            return PlainTextResponse("not ready", status_code=503)
        refused = door.refusal(body, request.headers)
        if refused is not None:
            return PlainTextResponse("refused", status_code=STATUS[refused])
        status = BELOW_FAILURE
        try:
            told = await AsyncSlackRequestHandler(app).handle(_again(request, body))
            status = told.status_code
            return told
        finally:
            if status >= BELOW_FAILURE:
                door.failed(request.headers)

    return [Route(PATH, answer, methods=["POST"])]


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
