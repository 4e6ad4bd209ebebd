"""Discord's objects as its documentation describes them, each complete enough for its schema."""

from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
EVERYTHING_VISIBLE = str(1 << 10 | 1 << 16 | 1 << 11)


def snowflake(at: datetime, count: int) -> str:
    """A number that sorts by time."""
    return str(((at - EPOCH) // timedelta(milliseconds=1)) << 22 | count & 0x3FFFFF)


def written(at: datetime) -> str:
    """A time as Discord writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def user(number: str, name: str, *, bot: bool = False) -> dict[str, Any]:
    """A user; `name` is invented."""
    return {
        "id": number,
        "username": name,
        "avatar": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "global_name": None,
        "primary_guild": None,
        "bot": bot,
    }


def ourselves(number: str) -> dict[str, Any]:
    """The user that `GET /users/@me` gives to a bot."""
    return user(number, "tummler", bot=True) | {"mfa_enabled": False, "locale": "en-US"}


def application(number: str, flags: int) -> dict[str, Any]:
    """What `GET /applications/@me` gives."""
    return {
        "id": number,
        "name": "tummler",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "type": None,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user("42", "owner"),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def message(
    number: str, channel: str, author: dict[str, Any], content: str, at: datetime, kind: int = 0
) -> dict[str, Any]:
    """A message as the history gives it; the gateway adds the server."""
    return {
        "id": number,
        "channel_id": channel,
        "type": kind,
        "content": content,
        "author": author,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "timestamp": written(at),
        "edited_timestamp": None,
        "flags": 0,
        "components": [],
        "pinned": False,
        "mention_everyone": False,
        "tts": False,
    }


def channel(number: str, name: str, position: int, overwrites: list[Any]) -> dict[str, Any]:
    """A text channel as GUILD_CREATE gives it."""
    return {
        "id": number,
        "type": 0,
        "name": name,
        "position": position,
        "flags": 0,
        "nsfw": False,
        "topic": None,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": overwrites,
    }


def thread(
    number: str, guild: str, parent: str, name: str, at: datetime, kind: int = 11
) -> dict[str, Any]:
    """A thread below a channel."""
    return {
        "id": number,
        "type": kind,
        "flags": 0,
        "guild_id": guild,
        "parent_id": parent,
        "name": name,
        "owner_id": "42",
        "last_message_id": None,
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": written(at),
            "auto_archive_duration": 1440,
            "locked": False,
            "create_timestamp": written(at),
        },
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "rate_limit_per_user": 0,
    }
