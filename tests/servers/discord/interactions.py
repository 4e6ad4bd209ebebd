"""People who press, command and fill in forms in the fake Discord, and what they are answered.

Behaviour: developer documentation, "Receiving and Responding to Interactions". The first answer to
an interaction is final: a second one is refused with 40060. A token works for fifteen minutes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord import objects, parts
from tests.servers.discord.acting import (
    EPHEMERAL,
    INVALID_FORM,
    UNKNOWN_MESSAGE,
    Acting,
    Call,
    Told,
    error,
)
from tests.servers.discord.world import APPLICATION, Guild, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, SUGGEST, MODAL = 4, 5, 6, 7, 8, 9
ALREADY_ACKNOWLEDGED, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK = 40060, 10062, 10015
MANAGE_MESSAGES = 1 << 13
EVERYBODY = 1 << 10 | 1 << 16 | 1 << 11
OPENS = "form:open:"
"""A button of Tummler's that opens a form which came too late to be opened at once."""
PATIENCE = 30.0
"""Seconds after which an answer is given up; a busy machine takes many of them."""


@dataclass(slots=True)
class Asked:
    """One interaction, and everything that it was answered with."""

    number: str
    token: str
    channel: str
    deferred: bool = False
    updating: bool = False
    """Answers change the message that was pressed on, not a new one."""
    modal: dict[str, Any] | None = None
    suggested: list[dict[str, Any]] | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    expired: bool = False
    press: Callable[[dict[str, Any], str], "Asked"] | None = None
    """Whoever asked presses a button of an answer."""

    async def told(self, within: float = PATIENCE) -> dict[str, Any]:
        """The first message of the answer; raises TimeoutError where there is none."""
        async with asyncio.timeout(within):
            while not self.messages:
                self.answered.clear()
                await self.answered.wait()
        return self.messages[0]

    async def form(self, within: float = PATIENCE) -> dict[str, Any]:
        """The form that was opened; raises TimeoutError where there is none.

        Discord lets no form follow a "thinking": what came late stands behind a button, which
        whoever asked presses.
        """
        async with asyncio.timeout(within):
            while self.modal is None:
                opening = self._opening()
                if opening is not None:
                    return await opening.form(within)
                self.answered.clear()
                await self.answered.wait()
        return self.modal

    def _opening(self) -> "Asked | None":
        for message in self.messages:
            for each in parts.walked(message.get("components", [])):
                if self.press is not None and OPENS in each.get("custom_id", ""):
                    return self.press(message, each["custom_id"])
        return None


@dataclass(slots=True)
class Interactions:
    """All interactions by token. `keepers`: who may manage messages in one channel alone."""

    world: World
    acting: Acting
    asked: dict[str, Asked] = field(default_factory=dict)
    keepers: set[tuple[str, str]] = field(default_factory=set)

    def presses(self, person: str, channel: str, number: str, custom_id: str) -> Asked:
        """Somebody presses a button that is really there; raises KeyError where it is not."""
        message = self.world.messages[channel][number]
        self._component(message, custom_id)
        return self.forges(person, channel, message, custom_id)

    def forges(self, person: str, channel: str, message: dict[str, Any], custom_id: str) -> Asked:
        """A press whose id no longer stands on the message, as of an old client."""
        data = {"component_type": parts.BUTTON, "custom_id": custom_id, "id": 1}
        return self._ask(COMPONENT, person, channel, data, message=message)

    def chooses(
        self, person: str, channel: str, message: dict[str, Any], custom_id: str, value: str
    ) -> Asked:
        """Somebody chooses one of several."""
        self._component(message, custom_id)
        data = {
            "component_type": parts.SELECT,
            "custom_id": custom_id,
            "values": [value],
            "id": 1,
        }
        return self._ask(COMPONENT, person, channel, data, message=message)

    def submits(
        self, person: str, channel: str, modal: dict[str, Any], filled: dict[str, Any]
    ) -> Asked:
        """Somebody hands a form in: values by the custom ids of its fields."""
        data = {
            "custom_id": modal["custom_id"],
            "components": [_submitted(each, filled) for each in modal["components"]],
        }
        return self._ask(MODAL_SUBMIT, person, channel, data)

    def commands(
        self, person: str, channel: str, command: dict[str, Any], *options: dict[str, Any]
    ) -> Asked:
        """Somebody uses a slash command as it was registered."""
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": [*options]}
        return self._ask(COMMAND, person, channel, data)

    def types(
        self, person: str, channel: str, command: dict[str, Any], *options: dict[str, Any]
    ) -> Asked:
        """Somebody is still typing: the focused option asks for suggestions."""
        data = {"id": command["id"], "name": command["name"], "type": 1, "options": [*options]}
        return self._ask(AUTOCOMPLETE, person, channel, data)

    def menu(self, person: str, channel: str, command: dict[str, Any], number: str) -> Asked:
        """Somebody uses a message menu."""
        data = {
            "id": command["id"],
            "name": command["name"],
            "type": 3,
            "target_id": number,
            "resolved": {"messages": {number: self.world.messages[channel][number]}},
        }
        return self._ask(COMMAND, person, channel, data)

    def callback(self, call: Call) -> Told:
        """The first answer."""
        _, token = call.values
        asked = self.asked.get(token)
        if asked is None or asked.expired:
            return 404, error(UNKNOWN_INTERACTION, "Unknown interaction")
        if asked.answered.is_set() or asked.deferred or asked.modal or asked.messages:
            return 400, error(ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        kind, data = call.body["type"], call.body.get("data") or {}
        message: dict[str, Any] | None = None
        match kind:
            case 4:
                wrong = parts.wrong(data, data.get("flags", 0))
                if wrong:
                    return 400, error(INVALID_FORM, wrong)
                message = self._say(asked, data, call.files)
            case 5 | 6:
                asked.deferred, asked.updating = True, kind == DEFER_UPDATE
            case 8:
                asked.suggested = data["choices"]
            case 9:
                asked.modal = data
        asked.answered.set()
        return 200, self._acknowledged(asked, kind, message)

    def follow_up(self, call: Call) -> Told:
        """A further message."""
        _, token = call.values
        asked = self.asked.get(token)
        if asked is None or asked.expired:
            return 404, error(UNKNOWN_WEBHOOK, "Unknown Webhook")
        wrong = parts.wrong(call.body, call.body.get("flags", 0))
        if wrong:
            return 400, error(INVALID_FORM, wrong)
        made = self._say(asked, call.body, call.files)
        asked.answered.set()
        return 200, made

    def edit_original(self, call: Call) -> Told:
        """The deferred answer is written, or the first one changed."""
        _, token = call.values
        asked = self.asked.get(token)
        if asked is None or asked.expired:
            return 404, error(UNKNOWN_WEBHOOK, "Unknown Webhook")
        flags = (asked.messages[0]["flags"] if asked.messages else 0) | call.body.get("flags", 0)
        wrong = parts.wrong(call.body, flags)
        if wrong:
            return 400, error(INVALID_FORM, wrong)
        if asked.messages:
            first = asked.messages[0]
            first |= parts.filled(call.body | {"flags": flags}, first["id"], self.world)
            return 200, first
        made = self._say(asked, call.body | {"flags": flags | EPHEMERAL}, call.files)
        asked.answered.set()
        return 200, made

    def original(self, call: Call) -> Told:
        """GET the first answer."""
        _, token = call.values
        asked = self.asked.get(token)
        if asked is None or not asked.messages:
            return 404, error(UNKNOWN_MESSAGE, "Unknown Message")
        return 200, asked.messages[0]

    def _say(self, asked: Asked, data: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        # An ephemeral answer stands in no history; any other is a message like all others.
        if data.get("flags", 0) & EPHEMERAL:
            number = self.world.number()
            made = objects.message(
                number, asked.channel, self.world.me(), data.get("content") or "", self.world.at
            )
            made |= parts.filled(data, number, self.world)
            self.acting.files.update(files)
        else:
            made = self.acting.make(asked.channel, data, files)
        asked.messages.append(made)
        return made

    def _component(self, message: dict[str, Any], custom_id: str) -> None:
        there = {each.get("custom_id") for each in parts.walked(message["components"])}
        if custom_id not in there:
            raise KeyError(custom_id)

    def _acknowledged(
        self, asked: Asked, kind: int, message: dict[str, Any] | None
    ) -> dict[str, Any]:
        told: dict[str, Any] = {
            "interaction": {
                "id": asked.number,
                "type": COMPONENT,
                "response_message_loading": kind == DEFER,
                "response_message_ephemeral": True,
                "channel_id": asked.channel,
            }
        }
        if self.world.place(asked.channel) is not None:
            told["interaction"]["guild_id"] = self.world.home(asked.channel).number
        if message is not None:
            told["interaction"]["response_message_id"] = message["id"]
            told["resource"] = {"type": MESSAGE, "message": message}
        return told

    def _ask(
        self, kind: int, person: str, channel: str, data: dict[str, Any], **more: object
    ) -> Asked:
        number = self.world.number()
        asked = Asked(
            number=number,
            token=f"token-{number}",
            channel=channel,
            press=lambda message, button: self.forges(person, channel, message, button),
        )
        self.asked[asked.token] = asked
        told = {
            "id": number,
            "application_id": APPLICATION,
            "type": kind,
            "token": asked.token,
            "version": 1,
            "data": data,
            "channel_id": channel,
            "locale": "en-US",
            "app_permissions": str(EVERYBODY),
            "entitlements": [],
            "attachment_size_limit": 10_485_760,
        }
        place = self.world.place(channel)
        told |= self._in_direct(person, channel) if place is None else self._in(person, place)
        self.world.tell("INTERACTION_CREATE", told | more)
        return asked

    def _in(self, person: str, place: dict[str, Any]) -> dict[str, Any]:
        home = self.world.home(place["id"])
        guild = home.number
        rights = EVERYBODY | (MANAGE_MESSAGES if self._may_here(person, home, place) else 0)
        return {
            "guild_id": guild,
            "guild": {"id": guild, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "channel": place,
            "member": {
                "user": self.world.users[person],
                "roles": home.roles_of.get(person, []),
                "joined_at": objects.written(self.world.at),
                "deaf": False,
                "mute": False,
                "flags": 0,
                "permissions": str(rights),
            },
            "authorizing_integration_owners": {"0": guild},
            "context": 0,
        }

    def _may_here(self, person: str, home: Guild, place: dict[str, Any]) -> bool:
        """By a role of theirs, or because this one channel lets them."""
        held = home.roles_of.get(person, [])
        everywhere = any(home.role_bits[each][1] & MANAGE_MESSAGES for each in held)
        return everywhere or (person, place["id"]) in self.keepers

    def _in_direct(self, person: str, channel: str) -> dict[str, Any]:
        user = self.world.users[person]
        return {
            "channel": {"id": channel, "type": 1, "flags": 0, "recipients": [user]},
            "user": user,
            "authorizing_integration_owners": {"0": "0"},
            "context": 1,
        }


def _submitted(component: dict[str, Any], filled: dict[str, Any]) -> dict[str, Any]:
    """What a form's part looks like when it is handed in: labels keep their field, texts stay."""
    if component["type"] != LABEL:
        return {"type": component["type"], "id": component.get("id", 1)}
    inner = component["component"]
    told = {"type": inner["type"], "custom_id": inner["custom_id"], "id": inner.get("id", 1)}
    value = filled.get(inner["custom_id"])
    if inner["type"] == parts.SELECT:
        told["values"] = [] if value is None else [value]
    elif inner["type"] == CHECKBOX:
        told["value"] = bool(value)
    else:
        told["value"] = inner.get("value", "") if value is None else value
    return {"type": LABEL, "id": component.get("id", 1), "component": told}


LABEL, CHECKBOX = 18, 23
ROUTES = {
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): Interactions.callback,
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): Interactions.follow_up,
    (
        "PATCH",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
    ): Interactions.edit_original,
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): Interactions.original,
}
