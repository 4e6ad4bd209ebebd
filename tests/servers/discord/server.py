"""The fake Discord on a loopback socket: REST and gateway over one world, all of it recorded.

What it does is documented by Discord or was seen; it is never more generous than that. An unknown
route, a request or an answer against the published description, all are noted in `record.wrong`.
"""

import json
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from tests.servers.discord.acting import ROUTES as ACTING
from tests.servers.discord.acting import Acting, Call
from tests.servers.discord.contract import Contract
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.interactions import ROUTES as PEOPLE
from tests.servers.discord.interactions import Interactions
from tests.servers.discord.listening import ROUTES as LISTENING
from tests.servers.discord.listening import Listening
from tests.servers.discord.registered import ROUTES as COMMANDS
from tests.servers.discord.registered import Registered
from tests.servers.discord.ruling import ROUTES as RULES
from tests.servers.discord.ruling import Ruling
from tests.servers.discord.world import TOKEN, World
from tests.servers.recorder import Record, Request

VERSION = "/api/v10"
UNAUTHORISED = 0
CUT = 599
"""No status of Discord's: the connection is torn off in the place of an answer."""


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next requests to one route."""

    method: str
    template: str
    status: int
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    accepted: bool = False
    """What was asked is done all the same; only the answer is lost."""
    fired: int = 0


@dataclass(slots=True)
class FakeDiscord:
    """One server; `rest` and `gateway_url` are what our settings name."""

    world: World
    gateway: Gateway
    contract: Contract | None
    record: Record = field(default_factory=Record)
    faults: list[Fault] = field(default_factory=list)
    listening: Listening = field(init=False)
    acting: Acting = field(init=False)
    people: Interactions = field(init=False)
    commands: Registered = field(init=False)
    ruling: Ruling = field(init=False)
    rest: str = ""
    gateway_url: str = ""

    def __post_init__(self) -> None:
        self.listening = Listening(self.world)
        self.acting = Acting(self.world)
        self.people = Interactions(self.world, self.acting)
        self.commands = Registered()
        self.ruling = Ruling(self.world)

    async def answer(self, request: web.Request) -> web.Response:
        """One REST request: recorded, held against the contract, answered from the world."""
        path = request.path.removeprefix(VERSION)
        found = (
            self.contract.route(request.method, path)
            if self.contract
            else _routed(request.method, path)
        )
        body, files = await _sent(request)
        query = dict(request.query)
        if found is None:
            self.record.wrong.append(f"unknown route {request.method} {path}")
            call = Call(values=(), query=query, body=body)
            return self._answered(_kept(request, None, call, 404), _error(0, "404"), {})
        template, values = found
        if self.contract:
            for what in self.contract.request(request.method, template, query, body):
                self.record.wrong.append(f"{request.method} {template}: request {what}")
        call = Call(values=values, query=query, body=body, files=files)
        status, told, headers = self._told(request, template, call)
        if status == CUT and request.transport is not None:
            request.transport.abort()
        # The description lists no failure of the server itself.
        if self.contract and status < 500:
            for what in self.contract.answer(request.method, template, status, told):
                self.record.wrong.append(f"{request.method} {template}: answer {what}")
        return self._answered(_kept(request, template, call, status), told, headers)

    def _told(
        self, request: web.Request, template: str, call: Call
    ) -> tuple[int, Any, dict[str, str]]:
        for fault in self.faults:
            same = (fault.method, fault.template) == (request.method, template)
            if same and fault.fired < fault.times:
                fault.fired += 1
                if fault.accepted:
                    self._known(request.method, template, call)
                return fault.status, fault.body or _error(0, "scripted"), fault.headers
        # A token in the path is the right to answer; no other is sent with it.
        if "_token}" not in template and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return 401, _error(UNAUTHORISED, "401: Unauthorized"), {}
        status, told = self._known(request.method, template, call)
        return status, told, {}

    def _known(self, method: str, template: str, call: Call) -> tuple[int, Any]:
        match (method, template):
            case route if route in LISTENING:
                return LISTENING[route](self.listening, call)
            case route if route in ACTING:
                return ACTING[route](self.acting, call)
            case route if route in PEOPLE:
                return PEOPLE[route](self.people, call)
            case route if route in COMMANDS:
                return COMMANDS[route](self.commands, call)
            case route if route in RULES:
                return RULES[route](self.ruling, call)
            case _:
                self.record.wrong.append(f"no behaviour for {method} {template}")
                return 404, _error(0, "404: Not Found")

    def _answered(self, kept: Request, told: object, headers: dict[str, str]) -> web.Response:
        self.record.requests.append(kept)
        if told is None:
            return web.Response(status=kept.status, headers={"Via": "1.1 fake"} | headers)
        limits = {"Limit": "50", "Remaining": "49", "Reset": "1", "Reset-After": "0.01"}
        limits |= {"Bucket": "fake"}
        return web.Response(
            status=kept.status,
            body=json.dumps(told).encode(),
            # With a charset behind it discord.py takes the answer for text.
            headers={"Content-Type": "application/json", "Via": "1.1 fake"}
            | {f"X-RateLimit-{name}": value for name, value in limits.items()}
            | headers,
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
    fake.gateway_url = fake.gateway.address = fake.listening.gateway_url = f"ws://{host}:{port}/gw/"
    try:
        yield fake
    finally:
        fake.gateway.cut()
        await runner.cleanup()


def _kept(request: web.Request, template: str | None, call: Call, status: int) -> Request:
    return Request(
        method=request.method,
        path=request.path.removeprefix(VERSION),
        template=template,
        query=call.query,
        body=call.body,
        status=status,
        reason=unquote(request.headers.get("X-Audit-Log-Reason", "")),
    )


async def _sent(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """The JSON of a request, and the files beside it."""
    if not request.can_read_body:
        return None, {}
    if request.content_type != "multipart/form-data":
        return await request.json(), {}
    body: Any = None
    files: dict[str, bytes] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            body = json.loads(await part.text())
        elif part.filename is not None:
            files[part.filename] = bytes(await part.read())
    return body, files


def _routed(method: str, path: str) -> tuple[str, tuple[str, ...]] | None:
    """The routes that have a behaviour, where the published description is not at hand."""
    known = [*LISTENING, *ACTING, *PEOPLE, *COMMANDS]
    for verb, template in sorted(known, key=lambda route: route[1].count("{")):
        found = re.fullmatch(re.sub(r"\{[^}]+\}", "([^/]+)", template), path)
        if found and verb == method:
            return template, found.groups()
    return None


def _error(code: int, message: str) -> dict[str, Any]:
    return {"code": code, "message": message}
