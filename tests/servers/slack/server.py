"""The fake Slack on a loopback socket: Web API and Socket Mode over one world, all recorded.

With a `poster` it tells events and askings over HTTP in the place of a socket.

What it does is documented by Slack or was seen. An unknown method or argument, or a call without
the right token, is noted in `record.wrong`.
"""

import asyncio
import contextlib
import json
import os
from base64 import b64decode
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.recorder import Record, Request
from tests.servers.slack.contract import Contract
from tests.servers.slack.posting import Poster
from tests.servers.slack.reading import METHODS as READING
from tests.servers.slack.world import APP_TOKEN, ME, World
from tests.servers.slack.writing import METHODS as WRITING

Json = dict[str, Any]
METHODS = READING | WRITING
AWAY = 299
"""The status of a fault in place of which the connection ends."""
CLIENT = ("1111.2222", "of-the-app")
"""The id and the secret of the app that workspaces install."""


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next calls of one method."""

    method: str
    answer: Json = field(default_factory=lambda: {"ok": False, "error": "internal_error"})
    status: int = 200
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    fired: int = 0


@dataclass(slots=True)
class FakeSlack:
    """Slack, with one workspace in it, or `others` too; `api` is what our setting names."""

    world: World = field(default_factory=World)
    others: list[World] = field(default_factory=list)
    codes: dict[str, World] = field(default_factory=dict)
    """Who said yes on Slack's page, by the code that they were led back with; each is good once."""
    installs: Json = field(default_factory=dict)
    """What an installation gives beside what it usually does."""
    contract: Contract | None = None
    record: Record = field(default_factory=Record)
    faults: list[Fault] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    answers: dict[str, Json] = field(default_factory=dict)
    """What an envelope was acknowledged with."""
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    """Methods whose answers, made already, stay under way until this is set."""
    on_their_way: int = 0
    connections: int = 0
    api: str = ""
    poster: Poster | None = None
    _envelopes: int = 0
    _pending: dict[str, Json] = field(default_factory=dict)

    async def tell(self, payload: Json, *, kind: str = "events_api", attempt: int = 0) -> str:
        """Send an envelope through the newest socket; where there is none, it is lost."""
        self._envelopes += 1
        envelope = f"envelope-{self._envelopes}"
        if self.poster is not None:
            await self._post(self.poster, envelope, payload, kind, attempt)
            return envelope
        if not self.sockets:
            return envelope
        told = {
            "envelope_id": envelope,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            "retry_attempt": attempt,
            "retry_reason": "timeout" if attempt else "",
        }
        self._pending[envelope] = payload
        await self.sockets[-1].send_json(told)
        return envelope

    async def _post(
        self, poster: Poster, envelope: str, payload: Json, kind: str, attempt: int
    ) -> None:
        told = await poster.post(payload, kind, attempt)
        if told is None:
            self._pending[envelope] = payload
        else:
            self._acknowledge({"envelope_id": envelope, "payload": told})

    async def tell_again(self) -> None:
        """Deliver what was not acknowledged once more, as Slack does after a while."""
        waiting, self._pending = self._pending, {}
        for payload in waiting.values():
            await self.tell(payload, attempt=1)

    async def asks_to_leave(self, reason: str = "refresh_requested") -> None:
        """Announce that this connection ends, as Slack does every few hours."""
        await self.sockets[-1].send_json({"type": "disconnect", "reason": reason})

    async def drops(self) -> None:
        """End every connection without a word."""
        for socket in [*self.sockets]:
            if socket._req is not None and socket._req.transport is not None:
                socket._req.transport.abort()
        self.sockets.clear()

    async def answer(self, request: web.Request) -> web.Response:
        """One call of the Web API."""
        method = request.match_info["method"]
        asked = await _arguments(request)
        status, told, headers = self._told(method, asked, request)
        if status == AWAY and request.transport is not None:
            request.transport.abort()
        await self._delayed(method)
        if self.contract is not None:
            self.record.wrong += [
                f"{method}: {what}" for what in self.contract.wrong(method, asked)
            ]
        self.record.requests.append(
            Request(
                method=request.method,
                path=request.path,
                template=method,
                query={},
                body=asked,
                status=status,
            )
        )
        return web.json_response(told, status=status, headers=headers)

    async def _delayed(self, method: str) -> None:
        if method in self.held:
            self.on_their_way += 1
            await self.held[method].wait()

    def _told(
        self, method: str, asked: Json, request: web.Request
    ) -> tuple[int, Json, dict[str, str]]:
        for fault in self.faults:
            if fault.method == method and fault.fired < fault.times:
                fault.fired += 1
                return fault.status, fault.answer, fault.headers
        if method == "oauth.v2.access":
            return 200, self._access(asked, _credentials(request)), {}
        token = _token(request)
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return 200, {"ok": False, "error": "invalid_auth"}, {}
            return 200, {"ok": True, "url": self.api.replace("http", "ws", 1) + "link"}, {}
        world = next((each for each in self.worlds if each.token == token), None)
        if world is None or world.revoked:
            return 200, {"ok": False, "error": "invalid_auth"}, {}
        if method not in METHODS:
            self.record.wrong.append(f"unknown method {method}")
            return 200, {"ok": False, "error": "unknown_method"}, {}
        rights = {"x-oauth-scopes": ",".join(sorted(world.scopes))}
        return 200, METHODS[method](world, asked), rights

    @property
    def worlds(self) -> tuple[World, ...]:
        """Every workspace that there is."""
        return (self.world, *self.others)

    def adds(self, team: str, token: str) -> World:
        """Another workspace, with a token of its own; its channels go by the same ids."""
        world = World(team, token)
        world.api = f"{self.api}of/{team}/"
        self.others.append(world)
        return world

    def allows(self, world: World) -> str:
        """Somebody of a workspace says yes on Slack's page; the code that they come back with."""
        code = f"{world.team}.{len(self.codes)}.code"
        self.codes[code] = world
        return code

    def _access(self, asked: Json, credentials: str) -> Json:
        """What an app is given for a code; a second time it is given nothing."""
        if credentials != ":".join(CLIENT):
            return {"ok": False, "error": "invalid_client_id"}
        world = self.codes.pop(str(asked.get("code")), None)
        if world is None:
            return {"ok": False, "error": "invalid_code"}
        return {
            "ok": True,
            "access_token": world.token,
            "token_type": "bot",
            "scope": ",".join(sorted(world.scopes)),
            "bot_user_id": ME,
            "app_id": "A00000001",
            "team": {"id": world.team, "name": world.team_name},
            "enterprise": None,
            "authed_user": {"id": "U000000MO"},
            "is_enterprise_install": False,
        } | self.installs

    def _of(self, request: web.Request) -> World:
        team = request.match_info.get("team", self.world.team)
        return next(each for each in self.worlds if each.team == team)

    async def beside(self, request: web.Request) -> web.Response:
        """An answer at the address that came with an asking."""
        self._of(request).beside.append(await request.json())
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file."""
        self._of(request).files[request.match_info["file"]]["content"] = await request.read()
        return web.Response(text="OK")

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        """One connection of Socket Mode."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        self.sockets.append(socket)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self.sockets),
                "connection_info": {"app_id": "A00000001"},
                "debug_info": {"host": "fake", "approximate_connection_time": 18060},
            }
        )
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._acknowledge(json.loads(frame.data))
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    def _acknowledge(self, told: Json) -> None:
        envelope = told.get("envelope_id", "")
        self.answers[envelope] = told.get("payload") or {}
        self.acknowledged.append(envelope)
        self._pending.pop(envelope, None)


@asynccontextmanager
async def fake_slack(shared: Path | None) -> AsyncGenerator[FakeSlack]:
    """A fake Slack on a free port; `shared`: where the published description lies."""
    described = (
        shared / "contracts" / "slack" / "slack_web_openapi_v2_without_examples.json"
        if shared
        else None
    )
    fake = FakeSlack(contract=Contract(described) if described else None)
    app = web.Application()
    app.router.add_route("*", "/api/link", fake.link)
    for place in ("", "of/{team}/"):
        app.router.add_post(f"/api/{place}response/{{number}}", fake.beside)
        app.router.add_post(f"/api/{place}upload/{{file}}", fake.upload)
    app.router.add_route("*", "/api/{method}", fake.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    [(_, port)] = [address[:2] for address in runner.addresses]
    fake.api = fake.world.api = f"http://127.0.0.1:{port}/api/"
    try:
        yield fake
    finally:
        with contextlib.suppress(asyncio.CancelledError):
            await runner.cleanup()


def _token(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _credentials(request: web.Request) -> str:
    said = request.headers.get("Authorization", "")
    return b64decode(said.removeprefix("Basic ")).decode() if said.startswith("Basic ") else ""


async def _arguments(request: web.Request) -> Json:
    """Slack's client sends them in any of four ways."""
    asked: Json = dict(request.query)
    if request.content_type == "application/json":
        asked |= await request.json()
    elif request.can_read_body:
        asked |= dict(await request.post())
    return asked


def shared_folder() -> Path | None:
    """Where the published descriptions lie; None: they are not here."""
    folder = Path(os.environ.get("TUMMLER_SHARED", "../shared"))
    return folder if (folder / "contracts").is_dir() else None
