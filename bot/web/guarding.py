"""Keeps the pages on which something can be done to this machine and to forms of this house."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from prompts import phrases

LIVE: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'self'; "
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # without one a browser does not say where a form came from
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Our own script and our own forms, and nothing of anybody else's."""
LARGEST: Final = 64 * 1024
"""Bytes of a form."""
Answer = Callable[[Request], Awaitable[Response]]


class TooLarge(Exception):
    """A form was larger than any of ours can be."""


def kept_here(answer: Answer) -> Answer:
    """The same, for whoever is at this machine; and a form only from a page of this house."""

    async def guarded(request: Request) -> Response:
        refused = _refusal(request)
        if refused is not None:
            return PlainTextResponse(phrases().say(refused), status_code=403, headers=LIVE)
        try:
            return await answer(request)
        except TooLarge:
            return PlainTextResponse("too large", status_code=413, headers=LIVE)

    return guarded


async def filled_in(request: Request) -> dict[str, str]:
    """What was filled into a form, the last of each name. Raises TooLarge."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise TooLarge
    said = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)
    return {name: values[-1] for name, values in said.items()}


def local_path(path: str) -> str:
    """A path of this house to go back to; whatever leads elsewhere leads to the room."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside and not parts.scheme and not parts.netloc else "/parlour"


def _refusal(request: Request) -> str | None:
    if request.client is None or not _is_here(request.client.host):
        return "room-only-here"
    if request.method == "POST" and not _of_this_house(request):
        return "room-other-site"
    return None


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _of_this_house(request: Request) -> bool:
    # A browser says with every form from which page it came; who says nothing is no browser's form.
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")
