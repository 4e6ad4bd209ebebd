"""The commands that an application has registered with the fake Discord.

Behaviour: developer documentation, "Application Commands". A bulk overwrite replaces the whole
list; a command that stays by type and name keeps its number.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord.acting import INVALID_FORM, Call, Told, error
from tests.servers.discord.world import APPLICATION

CHAT, USER, MESSAGE = 1, 2, 3
MOST = {CHAT: 100, USER: 15, MESSAGE: 15}
NAME = re.compile(r"[-_\w]{1,32}")
LONGEST = 8000
"""Characters over names, descriptions and values of one command ("Application Commands")."""


@dataclass(slots=True)
class Registered:
    """By server, or None for everywhere; `writes` counts the overwrites."""

    commands: dict[str | None, list[dict[str, Any]]] = field(default_factory=dict)
    writes: int = 0
    _count: int = 900_000_000_000_000_000

    def everywhere(self, call: Call) -> Told:
        """GET the global commands."""
        return 200, [_told(each, call) for each in self.commands.get(None, [])]

    def in_guild(self, call: Call) -> Told:
        """GET a server's commands."""
        return 200, [_told(each, call) for each in self.commands.get(call.values[1], [])]

    def overwrite_everywhere(self, call: Call) -> Told:
        """PUT the global commands."""
        return self._overwrite(None, call.body)

    def overwrite_in_guild(self, call: Call) -> Told:
        """PUT a server's commands."""
        return self._overwrite(call.values[1], call.body)

    def named(self, name: str, guild: str | None = None) -> dict[str, Any]:
        """A registered command."""
        return next(each for each in self.commands[guild] if each["name"] == name)

    def _overwrite(self, guild: str | None, sent: list[dict[str, Any]]) -> Told:
        wrong = _wrong(sent)
        if wrong:
            return 400, error(INVALID_FORM, wrong)
        known = {(each["type"], each["name"]): each["id"] for each in self.commands.get(guild, [])}
        self.writes += 1
        told = []
        for each in sent:
            self._count += 1
            number = known.get((each.get("type", CHAT), each["name"]), str(self._count))
            told.append(_answered(each, number, str(self._count), guild))
        self.commands[guild] = told
        return 200, told


def _told(kept: dict[str, Any], call: Call) -> dict[str, Any]:
    """Other languages are told only where they are asked for."""
    if call.query.get("with_localizations") == "true":
        return kept
    told = {name: value for name, value in kept.items() if not name.endswith("_localizations")}
    if "options" in told:
        told["options"] = [_told(each, call) for each in told["options"]]
    return told


def _wrong(sent: list[dict[str, Any]]) -> str | None:
    for kind, most in MOST.items():
        if sum(each.get("type", CHAT) == kind for each in sent) > most:
            return f"at most {most} commands of type {kind}"
    for each in sent:
        chat = each.get("type", CHAT) == CHAT
        if chat and (not NAME.fullmatch(each["name"]) or each["name"] != each["name"].lower()):
            return f"name: {each['name']}"
        if _length(each) > LONGEST:
            return f"{each['name']} is too long in all"
    return None


def _length(each: dict[str, Any]) -> int:
    own = len(each.get("name", "")) + len(each.get("description") or "")
    choices = (len(c["name"]) + len(str(c["value"])) for c in each.get("choices", ()))
    return own + sum(choices) + sum(_length(inner) for inner in each.get("options", ()))


def _answered(sent: dict[str, Any], number: str, version: str, guild: str | None) -> dict[str, Any]:
    rights = sent.get("default_member_permissions")
    told = {
        "id": number,
        "application_id": APPLICATION,
        "version": version,
        "type": sent.get("type", CHAT),
        "name": sent["name"],
        # Also for menus, which have none.
        "description": sent.get("description") or "",
        "default_member_permissions": None if rights is None else str(rights),
        "nsfw": sent.get("nsfw", False),
    }
    told |= {name: value for name, value in sent.items() if name.endswith("_localizations")}
    if sent.get("options"):
        told["options"] = sent["options"]
    if guild is not None:
        told["guild_id"] = guild
    return told


ROUTES = {
    ("GET", "/applications/{application_id}/commands"): Registered.everywhere,
    ("PUT", "/applications/{application_id}/commands"): Registered.overwrite_everywhere,
    ("GET", "/applications/{application_id}/guilds/{guild_id}/commands"): Registered.in_guild,
    (
        "PUT",
        "/applications/{application_id}/guilds/{guild_id}/commands",
    ): Registered.overwrite_in_guild,
}
