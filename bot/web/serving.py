"""Serves the local pages: what was drawn, and whether the house is well."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; "
        "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""No script, no outside request, no trace in the browser's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What there is to show, drawn already."""

    first: str
    digest: str
    charter: str
    record: Mapping[str, object]
    metrics: str
    """The page that lists the metrics."""
    metric_by_name: Mapping[str, str]


def build_web(
    pages: Pages, *, hosts: list[str], ready: Callable[[], bool], live: Sequence[Route] = ()
) -> Starlette:
    """The application. `hosts`: the names it answers to, so that no other site can read it.

    `live`: routes of pages on which something can be done.
    """

    async def metric(request: Request) -> Response:
        page = pages.metric_by_name.get(request.path_params["name"])
        if page is None:
            return PlainTextResponse("no such metric", status_code=404, headers=SAFE)
        return HTMLResponse(page, headers=SAFE)

    async def record(_request: Request) -> Response:
        return JSONResponse(dict(pages.record), headers=SAFE)

    async def healthy(_request: Request) -> Response:
        return PlainTextResponse("ok", headers=SAFE)

    async def readiness(_request: Request) -> Response:
        if ready():
            return PlainTextResponse("ready", headers=SAFE)
        return PlainTextResponse("not ready", status_code=503, headers=SAFE)

    return Starlette(
        routes=[
            Route("/", _drawn(pages.first)),
            Route("/digest", _drawn(pages.digest)),
            Route("/charter", _drawn(pages.charter)),
            Route("/metrics", _drawn(pages.metrics)),
            Route("/metrics/{name}", metric),
            Route("/digest.json", record),
            Route("/healthz", healthy),
            Route("/readyz", readiness),
            *live,
        ],
        # A page of this machine is read by this machine only, also where DNS is rebound to it.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
    )


def _drawn(page: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        return HTMLResponse(page, headers=SAFE)

    return answer
