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


def read(at: str) -> datetime:
    """A time that Discord wrote."""
    return datetime.fromisoformat(at)


def attachment(number: str, sent: dict[str, Any]) -> dict[str, Any]:
    """A file as a message's answer has it."""
    url = f"https://cdn.discordapp.com/attachments/1/{number}/{sent['filename']}"
    return {
        "id": number,
        "filename": sent["filename"],
        "size": 1,
        "url": url,
        "proxy_url": url,
        "description": sent.get("description") or "",
    }


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
    number: str, channel: str, author: dict[str, Any], content: str, at: datetime, *, kind: int = 0
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
    number: str, guild: str, parent: str, name: str, at: datetime, *, kind: int = 11
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


def role(number: str, name: str, permissions: str) -> dict[str, Any]:
    """A role of a server."""
    return {
        "id": number,
        "name": name,
        "description": None,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": permissions,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(account: dict[str, Any], roles: list[str], at: datetime) -> dict[str, Any]:
    """A member of a server."""
    known = {key: value for key, value in account.items() if key not in {"mfa_enabled", "locale"}}
    return {
        "user": known,
        "roles": roles,
        "joined_at": written(at),
        "avatar": None,
        "banner": None,
        "nick": None,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def guild_of_mine(number: str, name: str, permissions: int) -> dict[str, Any]:
    """A server as `GET /users/@me/guilds` lists it."""
    return {
        "id": number,
        "name": name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(permissions),
        "features": [],
    }


def guild(number: str, name: str, roles: list[dict[str, Any]], owner: str) -> dict[str, Any]:
    """A server as `GET /guilds/{guild_id}` gives it."""
    absent = (
        *("icon", "description", "home_header", "splash", "discovery_splash", "banner"),
        *("application_id", "afk_channel_id", "system_channel_id", "widget_channel_id"),
        *("vanity_url_code", "rules_channel_id", "safety_alerts_channel_id", "max_presences"),
        *("public_updates_channel_id", "incidents_data"),
    )
    return dict.fromkeys(absent) | {
        "id": number,
        "name": name,
        "features": [],
        "owner_id": owner,
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": roles,
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 25_000_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }
