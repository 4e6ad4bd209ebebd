"""Discord's gateway over a real WebSocket: hello, identify, resume, heartbeats, both compressions.

Behaviour: developer documentation, "Gateway"; what discord.py 2.7.1 needs is said beside.
"""

import asyncio
import json
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import zstandard
from aiohttp import ClientConnectionResetError, WSMsgType, web

from tests.servers.discord.world import (
    INTENTS,
    MEMBERS,
    MEMBERS_FLAGS,
    MESSAGE_CONTENT,
    TOKEN,
    TOLD,
    World,
)

HEARTBEAT_MS = 41_250
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
NOT_AUTHENTICATED, BAD_TOKEN, DISALLOWED_INTENTS = 4003, 4004, 4014


@dataclass(slots=True)
class Session:
    """What was dispatched in one session, for resuming."""

    number: str
    intents: int
    shard: tuple[int, int] = (0, 1)
    sent: list[str] = field(default_factory=list)
    queue: "asyncio.Queue[str | int] | None" = None


@dataclass(slots=True)
class Gateway:
    """All sessions. `refusals`: close codes for the next identifies; `mute`: no more acks."""

    world: World
    sessions: dict[str, Session] = field(default_factory=dict)
    identified: list[dict[str, Any]] = field(default_factory=list)
    resumed: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    refused_connections: int = 0
    mute: bool = False
    closes: list[int | None] = field(default_factory=list)
    """The codes with which the bot ended its connections."""
    address: str = ""
    _sockets: set[web.WebSocketResponse] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.world.listeners.append(self.dispatch)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        if self.refused_connections:
            self.refused_connections -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self._sockets.add(socket)
        try:
            await self._talk(socket, _Packer(request.query.get("compress")))
        finally:
            self._sockets.discard(socket)
            self.closes.append(socket.close_code)
        return socket

    def dispatch(self, kind: str, data: dict[str, Any]) -> None:
        """Tell every session that asked for it; a session without a socket hears it on resuming."""
        for session in self.sessions.values():
            named = kind in {"GUILD_CREATE", "GUILD_DELETE"}
            guild = data["id"] if named else data.get("guild_id")
            if not _of_shard(guild, session.shard):
                continue
            if kind == "INTERACTION_CREATE" or session.intents & INTENTS.get(kind, 0):
                self._send(session, kind, _visible(data, session.intents))

    def raw(self, kind: str, data: object) -> None:
        """Send what the test wrote, however broken."""
        for session in self.sessions.values():
            self._send(session, kind, data)

    def order(self, op: int, data: object = None, *, shard: int | None = None) -> None:
        """An opcode to every connection, or a shard's: reconnect, or an invalid session."""
        for session in self._of(shard):
            if session.queue is not None:
                session.queue.put_nowait(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int, *, shard: int | None = None) -> None:
        """Close every connection, or a shard's, with a code."""
        for session in self._of(shard):
            if session.queue is not None:
                session.queue.put_nowait(code)

    def cut(self) -> None:
        """Tear the connections off, with no word of goodbye."""
        for socket in list(self._sockets):
            transport = socket._req.transport if socket._req else None  # no other way
            if transport is not None:
                transport.abort()

    def _of(self, shard: int | None) -> list[Session]:
        return [each for each in self.sessions.values() if shard in {None, each.shard[0]}]

    def _send(self, session: Session, kind: str, data: object) -> None:
        told = {"op": DISPATCH, "s": len(session.sent) + 1, "t": kind, "d": data}
        session.sent.append(json.dumps(told))
        if session.queue is not None:
            session.queue.put_nowait(session.sent[-1])

    async def _talk(self, socket: web.WebSocketResponse, packer: "_Packer") -> None:
        await socket.send_bytes(packer.pack(_op(HELLO, {"heartbeat_interval": HEARTBEAT_MS})))
        session: Session | None = None
        writing: asyncio.Task[None] | None = None
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    continue
                told = json.loads(frame.data)
                if told["op"] == HEARTBEAT:
                    if not self.mute:
                        await socket.send_bytes(packer.pack(_op(ACK)))
                    continue
                if told["op"] in {IDENTIFY, RESUME}:
                    begun = await self._begin(socket, packer, told)
                    if begun is None:
                        continue
                    session, queue = begun
                    writing = asyncio.create_task(_write(socket, packer, queue))
                elif session is None:
                    await socket.close(code=NOT_AUTHENTICATED)
        finally:
            if session is not None:
                session.queue = None
            if writing is not None:
                writing.cancel()
                with suppress(asyncio.CancelledError, ClientConnectionResetError):
                    await writing

    async def _begin(
        self, socket: web.WebSocketResponse, packer: "_Packer", told: dict[str, Any]
    ) -> "tuple[Session, asyncio.Queue[str | int]] | None":
        data, queue = told["d"], asyncio.Queue[str | int]()
        if told["op"] == RESUME:
            self.resumed.append(data)
            session = self.sessions.get(data["session_id"])
            if session is None:
                await socket.send_bytes(packer.pack(_op(INVALID, data=False)))
                return None
            for missed in session.sent[data["seq"] :]:
                queue.put_nowait(missed)
            session.queue = queue
            self._send(session, "RESUMED", {"_trace": []})
            return session, queue
        self.identified.append(data)
        code = self._refusal(data)
        if code is not None:
            await socket.close(code=code)
            return None
        session = Session(number=f"session{len(self.identified)}", intents=data["intents"])
        session.shard = tuple(data.get("shard", (0, 1)))
        session.queue = queue
        number, count = session.shard
        kept = {n: s for n, s in self.sessions.items() if s.shard[1] == count}
        self.sessions = {n: s for n, s in kept.items() if s.shard[0] != number}
        self.sessions[session.number] = session
        self._welcome(session, data)
        return session, queue

    def _refusal(self, data: dict[str, Any]) -> int | None:
        if self.refusals:
            return self.refusals.pop(0)
        if data["token"] != TOKEN:
            return BAD_TOKEN
        if data["intents"] & MESSAGE_CONTENT and not self.world.flags & (1 << 18 | 1 << 19):
            return DISALLOWED_INTENTS
        if data["intents"] & MEMBERS and not self.world.flags & MEMBERS_FLAGS:
            return DISALLOWED_INTENTS
        return None

    def _welcome(self, session: Session, data: dict[str, Any]) -> None:
        ready = {
            "v": 10,
            "user": self.world.me(),
            "guilds": [
                {"id": g, "unavailable": True}
                for g in self.world.guilds
                if _of_shard(g, session.shard)
            ],
            "session_id": session.number,
            # discord.py dials it after a cut, and dies where it is missing.
            "resume_gateway_url": self.address,
            "application": {"id": "7", "flags": self.world.flags},
        }
        if "shard" in data:
            ready["shard"] = data["shard"]
        self._send(session, "READY", ready)
        for guild in self.world.guilds.values():
            if guild.there and _of_shard(guild.number, session.shard):
                self._send(session, "GUILD_CREATE", self.world.created(guild))


class _Packer:
    """One connection's compression, as `compress` asks for it."""

    def __init__(self, kind: str | None) -> None:
        self._zlib = zlib.compressobj() if kind == "zlib-stream" else None
        self._zstd = zstandard.ZstdCompressor().compressobj() if kind == "zstd-stream" else None

    def pack(self, told: str) -> bytes:
        data = told.encode()
        if self._zlib is not None:
            return self._zlib.compress(data) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
        if self._zstd is None:
            raise ValueError("discord.py always asks for one of the two")
        # In this order: flushing first would send the last payload's end before this one's start.
        packed = self._zstd.compress(data)
        return packed + self._zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


async def _write(
    socket: web.WebSocketResponse, packer: _Packer, queue: "asyncio.Queue[str | int]"
) -> None:
    while True:
        told = await queue.get()
        if isinstance(told, int):
            await socket.close(code=told)
            return
        await socket.send_bytes(packer.pack(told))


def _op(op: int, data: object = None) -> str:
    return json.dumps({"op": op, "d": data, "s": None, "t": None})


def _of_shard(guild: str | None, shard: tuple[int, int]) -> bool:
    """Discord's own rule; what is of no server is told to shard 0 (documentation, "Sharding")."""
    number, count = shard
    return number == (0 if guild is None else (int(guild) >> 22) % count)


def _visible(data: dict[str, Any], intents: int) -> dict[str, Any]:
    if intents & MESSAGE_CONTENT or "content" not in data:
        return data
    return data | {name: "" if name == "content" else [] for name in TOLD & data.keys()}
