"""Holds every call against Slack's published description of its Web API, as far as that goes.

The description is of October 2020: what came later stands in `NEWER`, with its arguments as
api.slack.com gives them (read on 22 November 2026).
"""

import json
from pathlib import Path
from typing import Any

NEWER: dict[str, frozenset[str]] = {
    "apps.connections.open": frozenset(),
    "files.getUploadURLExternal": frozenset({"filename", "length", "alt_txt", "snippet_type"}),
    "files.completeUploadExternal": frozenset(
        {"files", "channel_id", "channels", "thread_ts", "initial_comment", "blocks"}
    ),
}
NEWER_ARGUMENTS: dict[str, frozenset[str]] = {
    "auth.test": frozenset({"team_id"}),
    "chat.postMessage": frozenset({"metadata", "client_msg_id"}),
    "chat.update": frozenset({"metadata"}),
}
SENT_BY_THE_HEADER = frozenset({"token"})


class Contract:
    """Which methods there are, and what of a call is not as described."""

    def __init__(self, file: Path) -> None:
        described = json.loads(file.read_bytes())
        self._methods: dict[str, list[dict[str, Any]]] = {
            path.removeprefix("/"): next(iter(verbs.values())).get("parameters", [])
            for path, verbs in described["paths"].items()
        }

    def wrong(self, method: str, arguments: dict[str, object]) -> list[str]:
        """What is wrong with a call."""
        sent = {*arguments} - SENT_BY_THE_HEADER
        if method in NEWER:
            return [f"argument {each}" for each in sorted(sent - NEWER[method])]
        if method not in self._methods:
            return ["unknown method"]
        named = {each["name"] for each in self._methods[method]}
        known = named | NEWER_ARGUMENTS.get(method, frozenset())
        needed = {each["name"] for each in self._methods[method] if each.get("required")}
        missing = needed - sent - SENT_BY_THE_HEADER
        return [
            *(f"argument {each}" for each in sorted(sent - known)),
            *(f"without {each}" for each in sorted(missing)),
        ]
