"""What the fake Slack answers to those who ask: who they are, which channels, what was said."""

from collections.abc import Callable
from typing import Any

from tests.servers.slack.world import ME, MY_BOT, World

Json = dict[str, Any]
Arguments = dict[str, Any]


def auth_test(world: World, _asked: Arguments) -> Json:
    return {
        "ok": True,
        "url": "https://town.slack.com/",
        "team": world.team_name,
        "user": "tummler",
        "team_id": world.team,
        "user_id": ME,
        "bot_id": MY_BOT,
        "is_enterprise_install": False,
    }


def users_conversations(world: World, asked: Arguments) -> Json:
    kinds = str(asked.get("types", "public_channel")).split(",")
    inside = [
        _described(each)
        for each in world.channels.values()
        if ME in each.members
        and not each.archived
        and ("private_channel" if each.private else "public_channel") in kinds
    ]
    return _paged(inside, asked, "channels")


def conversations_info(world: World, asked: Arguments) -> Json:
    channel = world.channels.get(str(asked.get("channel")))
    if channel is None:
        return {"ok": False, "error": "channel_not_found"}
    return {"ok": True, "channel": _described(channel)}


def conversations_history(world: World, asked: Arguments) -> Json:
    channel = world.channels.get(str(asked.get("channel")))
    if channel is None:
        return {"ok": False, "error": "channel_not_found"}
    if ME not in channel.members:
        return {"ok": False, "error": "not_in_channel"}
    return _paged([each for each in channel.heads if _within(each, asked)], asked, "messages")


def conversations_replies(world: World, asked: Arguments) -> Json:
    channel, root = world.channels.get(str(asked.get("channel"))), str(asked.get("ts"))
    if channel is None:
        return {"ok": False, "error": "channel_not_found"}
    inside = channel.thread(root)
    if not inside:
        return {"ok": False, "error": "thread_not_found"}
    head, answers = inside[:1], [each for each in inside[1:] if _within(each, asked)]
    told = _paged(answers, asked, "messages")
    told["messages"] = head + told["messages"]
    return told


METHODS: dict[str, Callable[[World, Arguments], Json]] = {
    "auth.test": auth_test,
    "users.conversations": users_conversations,
    "conversations.info": conversations_info,
    "conversations.history": conversations_history,
    "conversations.replies": conversations_replies,
}


def _described(channel: Any) -> Json:
    return {
        "id": channel.number,
        "name": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_ext_shared": channel.shared,
        "is_archived": channel.archived,
        "is_member": ME in channel.members,
    }


def _within(message: Json, asked: Arguments) -> bool:
    oldest, latest = str(asked.get("oldest", "0")), str(asked.get("latest", "9" * 10))
    at, inclusive = message["ts"], str(asked.get("inclusive", "")).lower() in {"1", "true"}
    if inclusive:
        return float(oldest) <= float(at) <= float(latest)
    return float(oldest) < float(at) < float(latest)


def _paged(found: list[Json], asked: Arguments, name: str) -> Json:
    """A page; the first of several is empty and yet has a next, as Slack's may be."""
    limit, cursor = int(asked.get("limit", 100)), str(asked.get("cursor") or "")
    if len(found) > limit and not cursor:
        return _answer(name, [], "from:0")
    first = int(cursor.removeprefix("from:") or 0) if cursor else 0
    rest = len(found) > first + limit
    return _answer(name, found[first : first + limit], f"from:{first + limit}" if rest else "")


def _answer(name: str, page: list[Json], cursor: str) -> Json:
    return {
        "ok": True,
        name: [dict(each) for each in page],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }
