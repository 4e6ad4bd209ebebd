"""Opens the local page that says whether the platforms are heard, while something else runs."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from bot.cli.ports import listen
from bot.settings import Settings
from bot.web.health import build_health


@asynccontextmanager
async def page(settings: Settings, ready: Callable[[], bool]) -> AsyncGenerator[str]:
    """Its address; raises PortsTaken. On leaving it is closed."""
    listening = listen(settings.host, settings.port)
    port: int = listening.getsockname()[1]
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    hosts = [settings.host, "localhost", "127.0.0.1"]
    server = Quiet(
        uvicorn.Config(build_health(hosts=hosts, ready=ready), log_level="error", lifespan="off")
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]), name="local page")
    try:
        yield f"http://{name}:{port}"
    finally:
        server.should_exit = True
        await serving


class Quiet(uvicorn.Server):
    """A server that leaves the signals of the process to what it runs beside."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Captures none."""
        yield
