"""What a bot does over REST in the fake Discord: messages, threads, direct messages, reactions.

Behaviour: developer documentation, "Message", "Channel", "Poll" and "User" resources; error codes
from its page "Opcodes and Status Codes".
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.servers.discord import objects, parts
from tests.servers.discord.world import APPLICATION, BOT, World

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_USER = 10003, 10008, 10013
MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSIONS, ARCHIVED = 50001, 50007, 50013, 50083
INVALID_FORM = 50035
NONCE_KEPT = timedelta(minutes=5)
"""How long a nonce is remembered; "a few minutes" in the documentation."""
EPHEMERAL = 1 << 6

Told = tuple[int, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request: the values of its path, its query, its JSON, the files that came with it."""

    values: tuple[str, ...]
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: dict[str, bytes] = field(default_factory=dict)


def error(code: int, message: str) -> dict[str, Any]:
    """An error as Discord words it."""
    return {"code": code, "message": message}


MODERATE_MEMBERS = 1 << 40
RIGHTS = {"manage_messages": 1 << 13, "manage_channels": 1 << 4}


@dataclass(slots=True)
class Acting:
    """What the bot may not do, and what it did that the world does not hold.

    `denied`: channel and permission, by name; `no_dms`: people who take no direct messages.
    """

    world: World
    denied: set[tuple[str, str]] = field(default_factory=set)
    no_dms: set[str] = field(default_factory=set)
    direct: dict[str, str] = field(default_factory=dict)
    """Direct-message channels by person."""
    reactions: set[tuple[str, str]] = field(default_factory=set)
    """The bot's own: message and emoji."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What was sent, by file name."""
    _nonces: dict[str, tuple[str, str]] = field(default_factory=dict)

    def said(self, channel: str) -> list[dict[str, Any]]:
        """The bot's own messages in a channel, oldest first."""
        found = self.world.messages.get(channel, {})
        return [m for m in (found[n] for n in sorted(found, key=int)) if m["author"]["id"] == BOT]

    def whispered(self, person: str) -> list[dict[str, Any]]:
        """The bot's direct messages to a person, oldest first."""
        return self.said(self.direct[person]) if person in self.direct else []

    def post(self, call: Call) -> Told:
        """POST a message: permissions, the limits the description leaves out, the nonce."""
        (channel,) = call.values
        refused = self._refused(channel, "send_messages", call.body)
        if refused is not None:
            return refused
        nonce = call.body.get("nonce")
        known = self._nonces.get(str(nonce))
        if call.body.get("enforce_nonce") and known is not None:
            told = self.world.messages[known[0]].get(known[1])
            if told is not None and self._young(told):
                return 200, told
        made = self.make(channel, call.body, call.files)
        if nonce is not None:
            made["nonce"] = nonce
            self._nonces[str(nonce)] = (channel, made["id"])
        return 200, made

    def make(self, channel: str, body: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        """A message by the bot, stored and told on the gateway."""
        number = self.world.number()
        reference = body.get("message_reference")
        made = objects.message(
            number,
            channel,
            self.world.me(),
            body.get("content") or "",
            self.world.at,
            kind=19 if reference else 0,
        )
        made |= parts.filled(body, number, self.world)
        self.files |= files
        if reference:
            made["message_reference"] = {
                "type": 0,
                "channel_id": channel,
                "message_id": str(reference["message_id"]),
            }
        made["mentions"] = parts.pinged(body, self.world)
        self.world.messages.setdefault(channel, {})[number] = made
        if not body.get("flags", 0) & EPHEMERAL:
            self.world.tell("MESSAGE_CREATE", made | self._home(channel))
        return made

    def edit(self, call: Call) -> Told:
        """PATCH one of the bot's own messages."""
        channel, number = call.values
        made = self.world.messages.get(channel, {}).get(number)
        if made is None:
            return 404, error(UNKNOWN_MESSAGE, "Unknown Message")
        wrong = parts.wrong(call.body, made["flags"])
        if wrong:
            return 400, error(INVALID_FORM, wrong)
        self.files |= call.files
        made |= parts.filled(made | call.body, number, self.world)
        made["content"] = call.body.get("content", made["content"]) or ""
        made["edited_timestamp"] = objects.written(self.world.at)
        return 200, made

    def fetch(self, call: Call) -> Told:
        """GET one message."""
        channel, number = call.values
        made = self.world.messages.get(channel, {}).get(number)
        return (200, made) if made else (404, error(UNKNOWN_MESSAGE, "Unknown Message"))

    def delete(self, call: Call) -> Told:
        """DELETE a message."""
        channel, number = call.values
        made = self.world.messages.get(channel, {}).get(number)
        if made is None:
            return 404, error(UNKNOWN_MESSAGE, "Unknown Message")
        if made["author"]["id"] != BOT and self._may_not(channel, "manage_messages"):
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        self.world.deletes(channel, number)
        return 204, None

    def change_member(self, call: Call) -> Told:
        """PATCH a member: a time-out, or its end."""
        number, person = call.values
        guild = self.world.guilds[number]
        if not self.world.granted(guild) & MODERATE_MEMBERS or person == guild.owner:
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        until = call.body["communication_disabled_until"]
        guild.timed_out[person] = until and objects.read(until)
        told = self.world.member(guild, person)
        return (200, told) if told else (404, error(UNKNOWN_USER, "Unknown User"))

    def open_direct(self, call: Call) -> Told:
        """POST a direct-message channel; it can always be opened."""
        person = str(call.body["recipient_id"])
        if person not in self.world.users:
            return 404, error(UNKNOWN_USER, "Unknown User")
        if person not in self.direct:
            self.direct[person] = self.world.number()
            self.world.messages[self.direct[person]] = {}
        return 200, {
            "id": self.direct[person],
            "type": 1,
            "flags": 0,
            "last_message_id": None,
            "recipients": [self.world.users[person]],
        }

    def react(self, call: Call) -> Told:
        """PUT the bot's own reaction; again, it changes nothing."""
        channel, number, emoji = call.values
        if (channel, "add_reactions") in self.denied:
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        if number not in self.world.messages.get(channel, {}):
            return 404, error(UNKNOWN_MESSAGE, "Unknown Message")
        if (number, emoji) not in self.reactions:
            self.reactions.add((number, emoji))
            self.world.reacts(BOT, channel, number, emoji)
        return 204, None

    def thread_at(self, call: Call) -> Told:
        """POST a thread at a message; one message has one thread at most."""
        channel, number = call.values
        refused = self._may_open(channel)
        if refused is not None:
            return refused
        if number not in self.world.messages.get(channel, {}):
            return 404, error(UNKNOWN_MESSAGE, "Unknown Message")
        guild = self.world.home(channel)
        if number in guild.threads:
            return 400, error(160004, "A thread has already been created for this message")
        self.world.opens_thread(channel, number, call.body["name"])
        return 201, guild.threads[number]

    def thread_in(self, call: Call) -> Told:
        """POST a thread with a message of its own, as in a forum."""
        (channel,) = call.values
        refused = self._may_open(channel)
        if refused is not None:
            return refused
        number = self.world.number()
        guild = self.world.home(channel)
        self.world.opens_thread(channel, number, call.body["name"])
        thread = guild.threads[number]
        thread["applied_tags"] = [str(tag) for tag in call.body.get("applied_tags", ())]
        message = self.make(number, call.body["message"], call.files)
        return 201, thread | {"message": message}

    def channel(self, call: Call) -> Told:
        """GET a channel or thread."""
        (channel,) = call.values
        place = self.world.place(channel)
        if place is None:
            return 404, error(UNKNOWN_CHANNEL, "Unknown Channel")
        return 200, place | {"guild_id": self.world.home(channel).number}

    def change_channel(self, call: Call) -> Told:
        """PATCH a channel or thread: tags and the archive."""
        (channel,) = call.values
        place = self.world.place(channel)
        if place is None:
            return 404, error(UNKNOWN_CHANNEL, "Unknown Channel")
        if (channel, "manage_threads") in self.denied:
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        if "applied_tags" in call.body:
            place["applied_tags"] = [str(tag) for tag in call.body["applied_tags"]]
        if "archived" in call.body:
            place["thread_metadata"]["archived"] = call.body["archived"]
        if "rate_limit_per_user" in call.body:
            if self._may_not(channel, "manage_channels"):
                return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
            place["rate_limit_per_user"] = call.body["rate_limit_per_user"]
        return 200, place | {"guild_id": self.world.home(channel).number}

    def _may_not(self, channel: str, permission: str) -> bool:
        held = self.world.granted(self.world.home(channel))
        return (channel, permission) in self.denied or not held & RIGHTS[permission]

    def _may_open(self, channel: str) -> Told | None:
        if (channel, "create_public_threads") in self.denied:
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        return None

    def _refused(self, channel: str, permission: str, body: dict[str, Any]) -> Told | None:
        if channel not in self.world.messages:
            return 404, error(UNKNOWN_CHANNEL, "Unknown Channel")
        if (channel, "view_channel") in self.denied:
            return 403, error(MISSING_ACCESS, "Missing Access")
        if (channel, permission) in self.denied or ("poll" in body and self._no_polls(channel)):
            return 403, error(MISSING_PERMISSIONS, "Missing Permissions")
        if any(self.direct.get(person) == channel for person in self.no_dms):
            return 403, error(CANNOT_DM, "Cannot send messages to this user")
        place = self.world.place(channel)
        if place is not None and place.get("thread_metadata", {}).get("locked"):
            return 400, error(ARCHIVED, "Thread is archived")
        reference = body.get("message_reference")
        there = self.world.messages[channel]
        if reference and str(reference["message_id"]) not in there:
            return 400, error(INVALID_FORM, "Unknown message")
        wrong = parts.wrong(body, body.get("flags", 0))
        return (400, error(INVALID_FORM, wrong)) if wrong else None

    def _no_polls(self, channel: str) -> bool:
        return (channel, "send_polls") in self.denied

    def _young(self, message: dict[str, Any]) -> bool:
        written = objects.read(message["timestamp"])
        return self.world.at - written < NONCE_KEPT

    def _home(self, channel: str) -> dict[str, Any]:
        place = self.world.place(channel)
        return {} if place is None else {"guild_id": self.world.home(channel).number}


Behaviour = Callable[[Acting, Call], Told]
ROUTES: dict[tuple[str, str], Behaviour] = {
    ("POST", "/channels/{channel_id}/messages"): Acting.post,
    ("GET", "/channels/{channel_id}/messages/{message_id}"): Acting.fetch,
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): Acting.edit,
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): Acting.delete,
    ("POST", "/users/@me/channels"): Acting.open_direct,
    (
        "PUT",
        "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
    ): Acting.react,
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): Acting.thread_at,
    ("POST", "/channels/{channel_id}/threads"): Acting.thread_in,
    ("GET", "/channels/{channel_id}"): Acting.channel,
    ("PATCH", "/channels/{channel_id}"): Acting.change_channel,
    ("PATCH", "/guilds/{guild_id}/members/{user_id}"): Acting.change_member,
}


def payload(text: str) -> Any:
    """The JSON that comes beside files."""
    return json.loads(text)


__all__ = ["APPLICATION", "ROUTES", "Acting", "Call", "Told", "error", "payload"]
