"""AutoMod's rules in the fake Discord; behaviour: developer documentation, "Auto Moderation"."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord.acting import MISSING_PERMISSIONS, Call, Told, error
from tests.servers.discord.world import BOT, World

MANAGE_GUILD = 1 << 5
UNKNOWN_RULE = 10066
HELD: dict[int, dict[str, Any]] = {
    1: {"keyword_filter": [], "regex_patterns": [], "allow_list": []},
    3: {},
    5: {"mention_total_limit": 0, "mention_raid_protection_enabled": False},
    6: {"keyword_filter": [], "regex_patterns": [], "allow_list": []},
}
"""What each kind of rule tells of itself where nothing was said."""


@dataclass(slots=True)
class Ruling:
    """The rules of every server, by their numbers."""

    world: World
    rules: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def makes(self, guild: str, creator: str, body: dict[str, Any]) -> dict[str, Any]:
        """A rule that somebody made, by the bot or in Discord's own settings."""
        kind = body["trigger_type"]
        number = self.world.number()
        made: dict[str, Any] = {
            "id": number,
            "guild_id": guild,
            "creator_id": creator,
            "name": body["name"],
            "event_type": body["event_type"],
            "trigger_type": kind,
            "trigger_metadata": HELD[kind] | body.get("trigger_metadata", {}),
            "actions": [{"metadata": {}} | each for each in body["actions"]],
            "enabled": body.get("enabled", False),
            "exempt_roles": [],
            "exempt_channels": [],
        }
        self.rules[number] = made
        return made

    def named(self) -> list[str]:
        """The names of all rules there are."""
        return sorted(each["name"] for each in self.rules.values())

    def every(self, call: Call) -> Told:
        """GET the rules of a server."""
        (guild,) = call.values
        return self._refused(guild) or (
            200,
            [each for each in self.rules.values() if each["guild_id"] == guild],
        )

    def make(self, call: Call) -> Told:
        """POST a rule of the bot's."""
        (guild,) = call.values
        return self._refused(guild) or (200, self.makes(guild, BOT, call.body))

    def change(self, call: Call) -> Told:
        """PATCH a rule."""
        guild, number = call.values
        if refused := self._refused(guild, number):
            return refused
        rule = self.rules[number]
        body = dict(call.body)
        if "actions" in body:
            body["actions"] = [{"metadata": {}} | each for each in body["actions"]]
        if "trigger_metadata" in body:
            # As a whole: what is not said again is gone.
            body["trigger_metadata"] = HELD[rule["trigger_type"]] | body["trigger_metadata"]
        rule |= body
        return 200, rule

    def delete(self, call: Call) -> Told:
        """DELETE a rule."""
        guild, number = call.values
        if refused := self._refused(guild, number):
            return refused
        del self.rules[number]
        return 204, None

    def _refused(self, guild: str, rule: str | None = None) -> Told | None:
        if not self.world.granted(self.world.guilds[guild]) & MANAGE_GUILD:
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        if rule is not None and rule not in self.rules:
            return 404, error(UNKNOWN_RULE, "Unknown Auto Moderation Rule")
        return None


ALL, ONE = (
    "/guilds/{guild_id}/auto-moderation/rules",
    "/guilds/{guild_id}/auto-moderation/rules/{rule_id}",
)
ROUTES: dict[tuple[str, str], Callable[[Ruling, Call], Told]] = {
    ("GET", ALL): Ruling.every,
    ("POST", ALL): Ruling.make,
    ("PATCH", ONE): Ruling.change,
    ("DELETE", ONE): Ruling.delete,
}
