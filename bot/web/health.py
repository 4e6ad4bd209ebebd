"""Says over HTTP whether the house is well; for a machine that watches it."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.serving import SAFE


def build_health(*, hosts: list[str], ready: Callable[[], bool]) -> Starlette:
    """`/healthz`: the process lives; `/readyz`: every platform is heard. `hosts`: its own names."""

    async def healthy(_request: Request) -> Response:
        return PlainTextResponse("ok", headers=SAFE)

    async def readiness(_request: Request) -> Response:
        if ready():
            return PlainTextResponse("ready", headers=SAFE)
        return PlainTextResponse("not ready", status_code=503, headers=SAFE)

    return Starlette(
        routes=[Route("/healthz", healthy), Route("/readyz", readiness)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
    )
