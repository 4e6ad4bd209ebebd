"""The fake Discord on a loopback socket: REST and gateway over one world, all of it recorded.

What it does is documented by Discord or was seen; it is never more generous than that. An unknown
route, a request or an answer against the published description, all are noted in `record.wrong`.
"""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord import objects
from aiohttp import web
from tests.servers.discord.contract import Contract
from tests.servers.discord.gateway import Gateway
from tests.servers.recorder import Record, Request
from tests.servers.discord.world import APPLICATION, TOKEN, World

VERSION = "/api/v10"
PAGE = 50
UNKNOWN_CHANNEL, MISSING_ACCESS, UNAUTHORISED = 10003, 50001, 0


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next requests to one route."""

    method: str
    template: str
    status: int
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    fired: int = 0


@dataclass(slots=True)
class FakeDiscord:
    """One server; `rest` and `gateway_url` are what our settings name."""

    world: World
    gateway: Gateway
    contract: Contract | None
    record: Record = field(default_factory=Record)
    faults: list[Fault] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    """Channels that the bot may not look into."""
    sessions_left: int = 1000
    rest: str = ""
    gateway_url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        """One REST request: recorded, held against the contract, answered from the world."""
        path = request.path.removeprefix(VERSION)
        found = self.contract.route(request.method, path) if self.contract else _routed(path)
        body = await request.json() if request.can_read_body else None
        query = dict(request.query)
        if found is None:
            self.record.wrong.append(f"unknown route {request.method} {path}")
            return self._answered(request, None, query, body, 404, _error(0, "404: Not Found"))
        template, values = found
        if self.contract:
            for what in self.contract.request(request.method, template, query, body):
                self.record.wrong.append(f"{request.method} {template}: request {what}")
        status, told, headers = self._told(request, template, values, query)
        if self.contract:
            for what in self.contract.answer(request.method, template, status, told):
                self.record.wrong.append(f"{request.method} {template}: answer {what}")
        return self._answered(request, template, query, body, status, told, headers)

    def _told(
        self, request: web.Request, template: str, values: tuple[str, ...], query: dict[str, str]
    ) -> tuple[int, Any, dict[str, str]]:
        for fault in self.faults:
            same = (fault.method, fault.template) == (request.method, template)
            if same and fault.fired < fault.times:
                fault.fired += 1
                return fault.status, fault.body or _error(0, "scripted"), fault.headers
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return 401, _error(UNAUTHORISED, "401: Unauthorized"), {}
        status, told = self._known(request.method, template, values, query)
        return status, told, {}

    def _known(
        self, method: str, template: str, values: tuple[str, ...], query: dict[str, str]
    ) -> tuple[int, Any]:
        match (method, template):
            case ("GET", "/users/@me"):
                return 200, self.world.me()
            case ("GET", "/applications/@me" | "/oauth2/applications/@me"):
                return 200, objects.application(APPLICATION, self.world.flags)
            case ("GET", "/gateway/bot"):
                return 200, {"url": self.gateway_url, "shards": 1, "session_start_limit": {
                    "total": 1000, "remaining": self.sessions_left,
                    "reset_after": 14_400_000, "max_concurrency": 1}}
            case ("GET", "/guilds/{guild_id}/threads/active"):
                threads = list(self.world.guilds[values[0]].threads.values())
                return 200, {"threads": threads, "members": [], "has_more": False}
            case ("GET", "/channels/{channel_id}/threads/archived/public"):
                return 200, {"threads": [], "members": [], "has_more": False}
            case ("GET", "/channels/{channel_id}/messages"):
                return self._history(values[0], query)
            case _:
                self.record.wrong.append(f"no behaviour for {method} {template}")
                return 404, _error(0, "404: Not Found")

    def _history(self, channel: str, query: dict[str, str]) -> tuple[int, Any]:
        """Newest first, also for `after`, which takes the oldest of those (seen)."""
        if channel in self.hidden:
            return 403, _error(MISSING_ACCESS, "Missing Access")
        messages = self.world.messages.get(channel)
        if messages is None:
            return 404, _error(UNKNOWN_CHANNEL, "Unknown Channel")
        limit = int(query.get("limit", PAGE))
        numbers = sorted(messages, key=int)
        if "after" in query:
            numbers = [n for n in numbers if int(n) > int(query["after"])][:limit]
        elif "before" in query:
            numbers = [n for n in numbers if int(n) < int(query["before"])][-limit:]
        else:
            numbers = numbers[-limit:]
        return 200, [messages[number] for number in reversed(numbers)]

    def _answered(
        self,
        request: web.Request,
        template: str | None,
        query: dict[str, str],
        body: object,
        status: int,
        told: object,
        headers: dict[str, str] | None = None,
    ) -> web.Response:
        self.record.requests.append(
            Request(
                method=request.method,
                path=request.path.removeprefix(VERSION),
                template=template,
                query=query,
                body=body,
                status=status,
            )
        )
        limits = {"Limit": "50", "Remaining": "49", "Reset": "1", "Reset-After": "0.01",
                  "Bucket": "fake"}
        return web.Response(
            status=status,
            body=json.dumps(told).encode(),
            # With a charset behind it discord.py takes the answer for text.
            headers={"Content-Type": "application/json", "Via": "1.1 fake"}
            | {f"X-RateLimit-{name}": value for name, value in limits.items()}
            | (headers or {}),
        )


@asynccontextmanager
async def fake_discord(contract: Contract | None) -> AsyncGenerator[FakeDiscord]:
    """A server on a free port of 127.0.0.1, with an empty world."""
    world = World()
    fake = FakeDiscord(world=world, gateway=Gateway(world), contract=contract)
    app = web.Application()
    app.router.add_get("/gw/", fake.gateway.serve)
    app.router.add_route("*", VERSION + "/{path:.*}", fake.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    fake.rest = f"http://{host}:{port}{VERSION}"
    fake.gateway_url = fake.gateway.address = f"ws://{host}:{port}/gw/"
    try:
        yield fake
    finally:
        fake.gateway.cut()
        await runner.cleanup()


def _routed(path: str) -> tuple[str, tuple[str, ...]] | None:
    """The routes that have a behaviour, where the published description is not at hand."""
    parts = path.strip("/").split("/")
    match parts:
        case ["guilds", guild, "threads", "active"]:
            return "/guilds/{guild_id}/threads/active", (guild,)
        case ["channels", channel, "messages"]:
            return "/channels/{channel_id}/messages", (channel,)
        case ["channels", channel, "threads", "archived", "public"]:
            return "/channels/{channel_id}/threads/archived/public", (channel,)
        case _:
            return path, ()


def _error(code: int, message: str) -> dict[str, Any]:
    return {"code": code, "message": message}
