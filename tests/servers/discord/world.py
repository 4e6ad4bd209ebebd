"""A small Discord: servers, channels, threads and people, and who is told of what happens there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.servers.discord import objects

BOT, APPLICATION, TOKEN = "7", "7", "not.a.token"
CONTENT_FLAG = 1 << 19
INTENTS = {
    "GUILD_CREATE": 1,
    "GUILD_DELETE": 1,
    "CHANNEL_CREATE": 1,
    "CHANNEL_UPDATE": 1,
    "THREAD_CREATE": 1,
    "THREAD_UPDATE": 1,
    "CHANNEL_DELETE": 1,
    "THREAD_DELETE": 1,
    "MESSAGE_CREATE": 512,
    "MESSAGE_UPDATE": 512,
    "MESSAGE_DELETE": 512,
    "MESSAGE_DELETE_BULK": 512,
    "MESSAGE_REACTION_ADD": 1024,
    "MESSAGE_REACTION_REMOVE": 1024,
    "GUILD_MEMBER_ADD": 2,
    "AUTO_MODERATION_ACTION_EXECUTION": 1 << 21,
}
MESSAGE_CONTENT = 32768
MEMBERS, MEMBERS_FLAGS = 2, 1 << 14 | 1 << 15
WELCOME = 7
TOLD = frozenset({"content", "embeds", "attachments", "components"})
"""What is emptied without the message-content intent (documentation, "Message Content Intent")."""

Dispatch = Callable[[str, dict[str, Any]], None]


@dataclass(slots=True)
class Guild:
    """One server. `there` False: an outage; it is told as unavailable."""

    number: str
    name: str
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    threads: dict[str, dict[str, Any]] = field(default_factory=dict)
    owner: str = "42"
    there: bool = True
    role_bits: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Name and permissions of each role but everybody's."""
    roles_of: dict[str, list[str]] = field(default_factory=dict)
    """Which roles a member has, the bot included."""
    timed_out: dict[str, datetime | None] = field(default_factory=dict)
    """Until when members say nothing; None: it was lifted."""


@dataclass(slots=True)
class World:
    """What is so; changed by what people do, and by requests. Times come from its own clock."""

    at: datetime = datetime(2026, 6, 1, 9, tzinfo=UTC)
    guilds: dict[str, Guild] = field(default_factory=dict)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    flags: int = CONTENT_FLAG
    listeners: list[Dispatch] = field(default_factory=list)
    count: int = 0
    crowd: int = 0
    """How many members each server names who never do anything."""

    def number(self) -> str:
        """A fresh number; every call is a second later."""
        self.count += 1
        self.at += timedelta(seconds=1)
        return objects.snowflake(self.at, self.count)

    def guild(self, name: str = "town") -> Guild:
        """A new server with the bot in it."""
        guild = Guild(number=self.number(), name=name)
        self.guilds[guild.number] = guild
        return guild

    def channel(self, guild: Guild, name: str, *, private: bool = False) -> str:
        """A new text channel; a private one is denied to everybody."""
        number = self.number()
        denied = {"id": guild.number, "type": 0, "allow": "0", "deny": str(1 << 10)}
        made = objects.channel(number, name, len(guild.channels), [denied] if private else [])
        guild.channels[number] = made
        self.messages[number] = {}
        return number

    def forum(self, guild: Guild, name: str) -> str:
        """A new forum; what is posted in it are threads."""
        number = self.channel(guild, name)
        guild.channels[number]["type"] = 15
        return number

    def role(self, guild: Guild, name: str, permissions: int, *members: str) -> str:
        """A new role for these members."""
        number = self.number()
        guild.role_bits[number] = (name, permissions)
        for member in members:
            guild.roles_of.setdefault(member, []).append(number)
        return number

    def joins(self, name: str = "town") -> Guild:
        """The bot is let into a server that is told at once."""
        guild = self.guild(name)
        self.tell("GUILD_CREATE", self.created(guild))
        return guild

    def leaves(self, number: str) -> None:
        """The bot is gone from a server."""
        if self.guilds.pop(number, None) is not None:
            self.tell("GUILD_DELETE", {"id": number})

    def ends(self, channel: str) -> None:
        """A channel or thread is deleted; no deletion of its messages is told (seen)."""
        guild = self.home(channel)
        told = guild.channels.pop(channel, None)
        kind = "CHANNEL_DELETE" if told else "THREAD_DELETE"
        told = told or guild.threads.pop(channel)
        self.messages.pop(channel, None)
        self.tell(kind, told | {"guild_id": guild.number})

    def fails(self, guild: Guild) -> None:
        """An outage: the server is there no more, and nobody left."""
        guild.there = False
        self.tell("GUILD_DELETE", {"id": guild.number, "unavailable": True})

    def returns(self, guild: Guild) -> None:
        """The outage is over."""
        guild.there = True
        self.tell("GUILD_CREATE", self.created(guild))

    def person(self, name: str, *, bot: bool = False) -> str:
        """A new account."""
        number = self.number()
        self.users[number] = objects.user(number, name, bot=bot)
        return number

    def comes(self, guild: Guild, *, bot: bool = False, noted: str | None = None) -> str:
        """Somebody joins a server; `noted`: the channel in which Discord welcomes them."""
        number = self.person("newcomer", bot=bot)
        member = objects.member(self.users[number], [], self.at)
        self.tell("GUILD_MEMBER_ADD", member | {"guild_id": guild.number})
        if noted is not None:
            made = objects.message(
                self.number(), noted, self.users[number], "", self.at, kind=WELCOME
            )
            self.messages[noted][made["id"]] = made
            self.tell("MESSAGE_CREATE", made | {"guild_id": guild.number})
        return number

    def holds_back(
        self,
        author: str,
        channel: str,
        content: str,
        *actions: int,
        rule: str = "99",
        kind: int = 1,
    ) -> None:
        """A rule of AutoMod's applies to what somebody would write; each action is told."""
        self.number()
        for action in actions:
            told = {
                "guild_id": self.home(channel).number,
                "action": {"type": action, "metadata": {}},
                "rule_id": rule,
                "rule_trigger_type": kind,
                "user_id": author,
                "channel_id": channel,
                "content": content,
                "matched_keyword": content,
                "matched_content": content,
            }
            self.tell("AUTO_MODERATION_ACTION_EXECUTION", told)

    def says(self, author: str, channel: str, content: str, answering: str | None = None) -> str:
        """Somebody writes; gives the message's number."""
        number = self.number()
        kind = 0 if answering is None else 19
        made = objects.message(number, channel, self.users[author], content, self.at, kind=kind)
        if answering is not None:
            made["message_reference"] = {
                "type": 0,
                "message_id": answering,
                "channel_id": channel,
                "guild_id": self.home(channel).number,
            }
        self.messages[channel][number] = made
        place = self.place(channel)
        assert place is not None
        place["last_message_id"] = number
        self.tell("MESSAGE_CREATE", made | {"guild_id": self.home(channel).number})
        return number

    def edits(self, channel: str, number: str, content: str) -> None:
        """The author changes the words."""
        self.number()
        made = self.messages[channel][number]
        made |= {"content": content, "edited_timestamp": objects.written(self.at)}
        self.messages[channel][number] = made
        self.tell("MESSAGE_UPDATE", made | {"guild_id": self.home(channel).number})

    def previews(self, channel: str, number: str) -> None:
        """Discord adds a link's preview, which is no edit."""
        made = self.messages[channel][number]
        self.tell("MESSAGE_UPDATE", made | {"guild_id": self.home(channel).number})

    def deletes(self, channel: str, *numbers: str) -> None:
        """Messages go; more than one in bulk."""
        for number in numbers:
            del self.messages[channel][number]
        told = {"channel_id": channel, "guild_id": self.home(channel).number}
        if len(numbers) == 1:
            self.tell("MESSAGE_DELETE", told | {"id": numbers[0]})
        else:
            self.tell("MESSAGE_DELETE_BULK", told | {"ids": list(numbers)})

    def reacts(self, author: str, channel: str, number: str, sign: str = "👍") -> None:
        """Somebody reacts."""
        self.tell("MESSAGE_REACTION_ADD", self._reaction(author, channel, number, sign))

    def takes_back(self, author: str, channel: str, number: str, sign: str = "👍") -> None:
        """Somebody takes a reaction back."""
        self.tell("MESSAGE_REACTION_REMOVE", self._reaction(author, channel, number, sign))

    def opens_thread(self, channel: str, number: str, name: str) -> str:
        """A thread at a message, which has the message's number."""
        guild = self.home(channel)
        made = objects.thread(number, guild.number, channel, name, self.at)
        guild.threads[number] = made
        self.messages[number] = {}
        self.tell("THREAD_CREATE", made | {"newly_created": True})
        return number

    def closes(self, thread: str) -> None:
        """A thread is archived; with the next session it is told of no more."""
        guild = self.home(thread)
        made = guild.threads[thread]
        at = objects.written(self.at)
        made["thread_metadata"] |= {"archived": True, "archive_timestamp": at}
        self.tell("THREAD_UPDATE", made)

    def home(self, channel: str) -> Guild:
        """The server of a channel or thread."""
        return next(
            guild
            for guild in self.guilds.values()
            if channel in guild.channels or channel in guild.threads
        )

    def created(self, guild: Guild) -> dict[str, Any]:
        """A server as GUILD_CREATE tells it."""
        return {
            "id": guild.number,
            "name": guild.name,
            "owner_id": guild.owner,
            "roles": self.roles(guild),
            "channels": list(guild.channels.values()),
            "threads": [
                each for each in guild.threads.values() if not each["thread_metadata"]["archived"]
            ],
            "members": [self.member(guild, BOT), *self._crowd(guild)],
            "member_count": 2 + self.crowd,
            "emojis": [],
            "stickers": [],
            "features": [],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "unavailable": False,
            "preferred_locale": "en-US",
            "premium_tier": 0,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "system_channel_flags": 0,
            "large": False,
        }

    def _crowd(self, guild: Guild) -> list[dict[str, Any]]:
        """Members who never do anything; real Discord names them only with more intents."""
        first = int(guild.number)
        accounts = (objects.user(str(first + n), f"p{n}") for n in range(1, self.crowd + 1))
        return [objects.member(account, [], self.at) for account in accounts]

    def roles(self, guild: Guild) -> list[dict[str, Any]]:
        """Everybody's role, and the others."""
        everyone = objects.role(guild.number, "@everyone", objects.EVERYTHING_VISIBLE)
        others = guild.role_bits.items()
        return [everyone, *(objects.role(n, name, str(bits)) for n, (name, bits) in others)]

    def granted(self, guild: Guild) -> int:
        """What the bot may do in a server, before its channels have their say."""
        held = guild.roles_of.get(BOT, [])
        bits = int(objects.EVERYTHING_VISIBLE)
        for number in held:
            bits |= guild.role_bits[number][1]
        return bits

    def member(self, guild: Guild, user: str) -> dict[str, Any] | None:
        """One member; None: nobody of that number was ever here."""
        account = self.me() if user == BOT else self.users.get(user)
        if account is None:
            return None
        told = objects.member(account, guild.roles_of.get(user, []), self.at)
        until = guild.timed_out.get(user)
        return told | {"communication_disabled_until": until and objects.written(until)}

    def me(self) -> dict[str, Any]:
        """The bot's account."""
        return objects.ourselves(BOT)

    def _reaction(self, author: str, channel: str, number: str, sign: str) -> dict[str, Any]:
        self.number()
        return {
            "user_id": author,
            "channel_id": channel,
            "message_id": number,
            "guild_id": self.home(channel).number,
            "emoji": {"id": None, "name": sign},
            "burst": False,
            "type": 0,
        }

    def place(self, channel: str) -> dict[str, Any] | None:
        """A channel or thread as it is described; None: there is no such one in a server."""
        for guild in self.guilds.values():
            found = guild.channels.get(channel) or guild.threads.get(channel)
            if found is not None:
                return found
        return None

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Dispatch to whoever listens."""
        for listener in list(self.listeners):
            listener(kind, data)
