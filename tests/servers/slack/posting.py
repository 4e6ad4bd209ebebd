"""How the fake Slack tells things over HTTP: signed, in three shapes, and again where it must."""

import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientConnectionError, ClientSession
from slack_sdk.signature import SignatureVerifier

from tests.servers.slack.world import World

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
"""The one of Slack's own example, which signs nothing real."""
Json = dict[str, Any]


@dataclass(slots=True)
class Poster:
    """Posts to one address; `statuses`: what came back, oldest first."""

    address: str
    world: World
    secret: str = SECRET
    statuses: list[int] = field(default_factory=list)
    _signed_at: int = 0

    async def post(self, payload: Json, kind: str, attempt: int = 0) -> Json | None:
        """What it was answered with; None: it was not taken."""
        body, of_kind = written(payload, kind)
        headers = self.signed(body) | {"Content-Type": of_kind}
        if attempt:
            again = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_error"}
            headers |= again
        status, told = await self.send(body, headers)
        return _read(told) if status == 200 else None

    async def send(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Status and answer of one request; 0 where nobody was there."""
        try:
            async with (
                ClientSession() as session,
                session.post(self.address, data=BytesIO(body), headers=headers) as answer,
            ):
                status, told = answer.status, await answer.read()
        except ClientConnectionError:
            status, told = 0, b""
        self.statuses.append(status)
        return status, told

    def signed(self, body: bytes, *, ago: int = 0) -> dict[str, str]:
        """The headers of a request that nobody sent before; `ago`: seconds."""
        self._signed_at = max(int(self.world.at.timestamp()) - ago, self._signed_at + 1)
        at = str(self._signed_at)
        made = SignatureVerifier(self.secret).generate_signature(timestamp=at, body=body)
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": made or ""}


def written(payload: Json, kind: str) -> tuple[bytes, str]:
    """Body and content type, as Slack sends each kind."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _read(told: bytes) -> Json:
    try:
        read = json.loads(told)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
