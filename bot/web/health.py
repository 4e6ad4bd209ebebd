"""Says over HTTP whether the house is well; for a machine that watches it."""

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from bot.web.serving import SAFE


def build_health(
    *, hosts: list[str], ready: Callable[[], bool], doors: Sequence[Route] = ()
) -> Starlette:
    """`/healthz`: the process lives; `/readyz`: every platform is heard. `hosts`: its own names.

    `doors`: where platforms come in from outside; they are asked for by whatever name, and know by
    themselves whom to answer.
    """

    async def healthy(_request: Request) -> Response:
        return PlainTextResponse("ok", headers=SAFE)

    async def readiness(_request: Request) -> Response:
        if ready():
            return PlainTextResponse("ready", headers=SAFE)
        return PlainTextResponse("not ready", status_code=503, headers=SAFE)

    ours = Starlette(
        routes=[Route("/healthz", healthy), Route("/readyz", readiness)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
    )
    return Starlette(routes=[*doors, Mount("/", ours)]) if doors else ours
