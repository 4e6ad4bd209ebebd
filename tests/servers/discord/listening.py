"""What a bot asks over REST in the fake Discord to listen: itself, its servers, and the history.

Behaviour: developer documentation, "Application", "User", "Guild", "Channel" and "Gateway".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord import objects
from tests.servers.discord.acting import Call, Told, error
from tests.servers.discord.world import APPLICATION, CONTENT_FLAG, World

PAGE = 50
UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MEMBER = 10003, 10004, 10007
UNKNOWN_MESSAGE, MISSING_ACCESS = 10008, 50001


@dataclass(slots=True)
class Listening:
    """`hidden`: channels that the bot may not look into; `stubborn`: no switch is set by API."""

    world: World
    gateway_url: str = ""
    sessions_left: int = 1000
    at_once: int = 1
    """How many sessions may begin at once."""
    hidden: set[str] = field(default_factory=set)
    stubborn: bool = False
    reached: int = 12
    """How many people are in each server."""
    before_guilds: Callable[[], None] = lambda: None
    """What happens right before the servers are listed."""
    public: bool = True
    """Whether anybody may invite the bot."""

    def me(self, _call: Call) -> Told:
        """The bot's account."""
        return 200, self.world.me()

    def application(self, _call: Call) -> Told:
        """What the app is."""
        told = objects.application(APPLICATION, self.world.flags)
        count = len(self.world.guilds)
        return 200, told | {"approximate_guild_count": count, "bot_public": self.public}

    def switch(self, call: Call) -> Told:
        """Only the limited flags can be set by the API (documentation, "Edit Current App")."""
        asked = int((call.body or {}).get("flags", self.world.flags))
        if not self.stubborn:
            self.world.flags = self.world.flags & ~CONTENT_FLAG | asked & CONTENT_FLAG
        return self.application(call)

    def gateway(self, _call: Call) -> Told:
        """Where to dial, and how many sessions may still be begun."""
        limit = {
            "total": 1000,
            "remaining": self.sessions_left,
            "reset_after": 14_400_000,
            "max_concurrency": self.at_once,
        }
        return 200, {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}

    def guilds(self, _call: Call) -> Told:
        """Every server that the bot is in."""
        self.before_guilds()
        return 200, [
            objects.guild_of_mine(guild.number, guild.name, self.world.granted(guild))
            | {"approximate_member_count": self.reached, "approximate_presence_count": 1}
            for guild in self.world.guilds.values()
        ]

    def leave(self, call: Call) -> Told:
        """The bot goes."""
        self.world.leaves(call.values[0])
        return 204, None

    def guild(self, call: Call) -> Told:
        """One server."""
        guild = self.world.guilds.get(call.values[0])
        if guild is None:
            return 404, error(UNKNOWN_GUILD, "Unknown Guild")
        return 200, objects.guild(guild.number, guild.name, self.world.roles(guild), guild.owner)

    def channels(self, call: Call) -> Told:
        """The channels of a server, without its threads."""
        guild = self.world.guilds.get(call.values[0])
        if guild is None:
            return 404, error(UNKNOWN_GUILD, "Unknown Guild")
        return 200, [each | {"guild_id": guild.number} for each in guild.channels.values()]

    def roles(self, call: Call) -> Told:
        """The roles of a server."""
        return 200, self.world.roles(self.world.guilds[call.values[0]])

    def member(self, call: Call) -> Told:
        """One member of a server."""
        guild = self.world.guilds[call.values[0]]
        told = self.world.member(guild, call.values[1])
        return (200, told) if told else (404, error(UNKNOWN_MEMBER, "Unknown Member"))

    def threads(self, call: Call) -> Told:
        """The open threads of a server."""
        open_ones = [
            each
            for each in self.world.guilds[call.values[0]].threads.values()
            if not each["thread_metadata"]["archived"]
        ]
        return 200, {"threads": open_ones, "members": [], "has_more": False}

    def archived(self, call: Call) -> Told:
        """Newest first by the time of archiving."""
        channel = call.values[0]
        if self.world.place(channel) is None:
            return 404, error(UNKNOWN_CHANNEL, "Unknown Channel")
        if channel in self.hidden:
            return 403, error(MISSING_ACCESS, "Missing Access")
        found = [
            each
            for each in self.world.home(channel).threads.values()
            if each["parent_id"] == channel and each["thread_metadata"]["archived"]
        ]
        found.sort(key=_archived_at, reverse=True)
        before = call.query.get("before")
        found = [each for each in found if before is None or _archived_at(each) < before]
        limit = int(call.query.get("limit", PAGE))
        more = len(found) > limit
        return 200, {"threads": found[:limit], "members": [], "has_more": more}

    def message(self, call: Call) -> Told:
        """One message."""
        channel, number = call.values
        told = self.world.messages.get(channel, {}).get(number)
        return (200, told) if told else (404, error(UNKNOWN_MESSAGE, "Unknown Message"))

    def history(self, call: Call) -> Told:
        """Newest first, also for `after`, which takes the oldest of those (seen)."""
        channel, query = call.values[0], call.query
        if channel in self.hidden:
            return 403, error(MISSING_ACCESS, "Missing Access")
        messages = self.world.messages.get(channel)
        if messages is None:
            return 404, error(UNKNOWN_CHANNEL, "Unknown Channel")
        limit = int(query.get("limit", PAGE))
        numbers = sorted(messages, key=int)
        if "after" in query:
            numbers = [n for n in numbers if int(n) > int(query["after"])][:limit]
        elif "before" in query:
            numbers = [n for n in numbers if int(n) < int(query["before"])][-limit:]
        else:
            numbers = numbers[-limit:]
        told = (messages[number] for number in reversed(numbers))
        if self.world.flags & CONTENT_FLAG:
            return 200, list(told)
        return 200, [each | {"content": ""} for each in told]


def _archived_at(thread: dict[str, Any]) -> str:
    return str(thread["thread_metadata"]["archive_timestamp"])


ROUTES: Mapping[tuple[str, str], Callable[[Listening, Call], Told]] = {
    ("GET", "/users/@me"): Listening.me,
    ("GET", "/applications/@me"): Listening.application,
    ("GET", "/oauth2/applications/@me"): Listening.application,
    ("PATCH", "/applications/@me"): Listening.switch,
    ("GET", "/gateway/bot"): Listening.gateway,
    ("GET", "/users/@me/guilds"): Listening.guilds,
    ("DELETE", "/users/@me/guilds/{guild_id}"): Listening.leave,
    ("GET", "/guilds/{guild_id}"): Listening.guild,
    ("GET", "/guilds/{guild_id}/channels"): Listening.channels,
    ("GET", "/guilds/{guild_id}/roles"): Listening.roles,
    ("GET", "/guilds/{guild_id}/members/{user_id}"): Listening.member,
    ("GET", "/guilds/{guild_id}/threads/active"): Listening.threads,
    ("GET", "/channels/{channel_id}/threads/archived/public"): Listening.archived,
    ("GET", "/channels/{channel_id}/messages"): Listening.history,
    ("GET", "/channels/{channel_id}/messages/{message_id}"): Listening.message,
}
