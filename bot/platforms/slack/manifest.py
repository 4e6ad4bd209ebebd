"""The app that a workspace installs: every right by name, and what each is for.

Source: api.slack.com, "App manifests". deploy/slack-manifest.yaml is this, written out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SCOPES: Final[Mapping[str, str]] = {
    "channels:history": "messages of the public channels that invited the bot",
    "channels:read": "their names, and who joined",
    "chat:write": "replies, the digest, and taking its own messages back",
    "commands": "/tummler and the shortcuts",
    "files:write": "the digest's chart",
    "im:write": "receipts, exports, and private lines to those who asked for them",
    "reactions:read": "reactions, which count as an answer",
    "users:read": "who is a bot; names are not kept",
}
PRIVATE_SCOPES: Final[Mapping[str, str]] = {
    "groups:history": "messages of the private channels that invited the bot",
    "groups:read": "their names",
}
NEVER: Final = frozenset(
    {
        "channels:join",
        "chat:write.customize",
        "chat:write.public",
        "im:history",
        "users:read.email",
    }
)
"""Rights that are never asked for, as are all of `admin.` and every user token."""

EVENTS: Final = (
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_id_changed",
    "channel_rename",
    "channel_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
)
PRIVATE_EVENTS: Final = ("message.groups",)

EVENTS_AT: Final = "/slack/events"
INSTALL: Final = "/slack/install"
LEADS_BACK: Final = "/slack/oauth_redirect"
"""Where Slack sends to without a socket, where workspaces install, and where Slack leads back."""

COMMAND: Final = "/tummler"
NAME: Final = "Tummler"
SHORTCUTS: Final[Mapping[str, tuple[str, str]]] = {
    "why": ("Why did it say this?", "What it saw, who agreed, and how to stop it"),
    "stop-this": ("Stop this here", "No more of this kind in this channel, or to you"),
    "forget-message": ("Forget this message", "Everything held about your own message goes"),
    "solved": ("This is answered", "Nobody is asked about it any more"),
    "more": ("More…", "Sum the thread up for you, or propose it as an example"),
}
"""Message shortcuts by the command that answers: their names (24 characters), and a line."""
SHORTCUTS_ANYWHERE: Final[Mapping[str, tuple[str, str]]] = {
    "help": ("What can Tummler do?", "What it is, who runs it, and what you can ask of it"),
    "me": ("What is held about me", "All of it, what you ask for, and every switch"),
    "not-now": ("Leave me in peace", "For a day: no prompt to you, no mention of you"),
    "staff-queue": ("Review queue", "For moderators: what waits for a person to decide"),
    "staff-post": ("Write a post", "For moderators: your own words, for a channel and an hour"),
}
"""Shortcuts at no message, likewise; Slack shows them to everybody, and five of each at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an installation is for. `socket`: events come through a connection of ours.

    `several`: other workspaces may install the app; that needs an address.
    """

    private_channels: bool = False
    socket: bool = True
    address: str | None = None
    """Where Slack sends events to without a socket; it is named in full, with https."""

    several: bool = False


def scopes(wanted: Wanted) -> tuple[str, ...]:
    """The bot's rights, in the order of the alphabet; there are no user's rights."""
    extra = tuple(PRIVATE_SCOPES) if wanted.private_channels else ()
    return tuple(sorted((*SCOPES, *extra)))


def manifest(wanted: Wanted) -> dict[str, object]:
    """The manifest of the app, as Slack takes it in YAML or JSON."""
    events = (*EVENTS, *(PRIVATE_EVENTS if wanted.private_channels else ()))
    return {
        "display_information": {
            "name": NAME,
            "description": "Gets people to talk to one another, and steps back.",
            "background_color": "#2b3a42",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": NAME.lower(), "always_online": False},
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": callback, "description": does}
                for kind, named in (("message", SHORTCUTS), ("global", SHORTCUTS_ANYWHERE))
                for callback, (name, does) in named.items()
            ],
            "slash_commands": [_command(wanted)],
        },
        "oauth_config": _back(wanted) | {"scopes": {"bot": list(scopes(wanted))}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted(events)} | _at(wanted),
            "interactivity": {"is_enabled": True} | _at(wanted),
            "org_deploy_enabled": False,
            "socket_mode_enabled": wanted.socket,
            "token_rotation_enabled": False,
        },
    }


def _command(wanted: Wanted) -> dict[str, object]:
    said: dict[str, object] = {
        "command": COMMAND,
        "description": "Your switches, what is held about you, and help",
        "usage_hint": "help | me | why | …",
        "should_escape": True,
    }
    return said | ({} if wanted.address is None else {"url": wanted.address})


def _back(wanted: Wanted) -> dict[str, object]:
    """Where Slack leads people back to who install the app elsewhere."""
    if not wanted.several or wanted.address is None:
        return {}
    return {"redirect_urls": [wanted.address.removesuffix(EVENTS_AT) + LEADS_BACK]}


def _at(wanted: Wanted) -> dict[str, object]:
    return {} if wanted.address is None else {"request_url": wanted.address}
