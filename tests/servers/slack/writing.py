"""What becomes of what is written in the fake Slack: posts, forms, pages of one's own, files."""

import json
from collections.abc import Callable
from typing import Any

from slack_sdk.models.blocks import Block

from tests.servers.slack.world import ME, MY_BOT, Channel, World

Json = dict[str, Any]
Arguments = dict[str, Any]
MOST_BLOCKS, MOST_AT_HOME, MOST_TEXT = 50, 100, 13_200
LONGEST_CALLBACK = 255


def blocks_of(asked: Arguments, most: int = MOST_BLOCKS) -> list[Json]:
    """The blocks of a call, which must load into Slack's own models and stand within its limits."""
    told = json.loads(asked.get("blocks") or "[]")
    problem = wrong_with(told, most)
    if problem:
        raise ValueError(problem)
    return told


def wrong_with(blocks: list[Json], most: int) -> str | None:
    """What Slack would refuse blocks for; None: nothing."""
    if len(blocks) > most:
        return "invalid_blocks: too many"
    if len(json.dumps(blocks)) > 3 * MOST_TEXT or _length(blocks) > MOST_TEXT:
        return "msg_blocks_too_long"
    ids = [
        each["action_id"]
        for block in blocks
        for each in block.get("elements", ())
        if "action_id" in each
    ]
    if len(ids) != len({*ids}):
        return "invalid_blocks: an action id twice"
    for block in blocks:
        parsed = Block.parse(block)
        if parsed is None:
            return f"invalid_blocks: {block.get('type')}"
        parsed.validate_json()
    return None


def post_message(world: World, asked: Arguments) -> Json:
    channel = world.channels.get(str(asked["channel"])) or world.direct.get(str(asked["channel"]))
    if channel is None:
        return {"ok": False, "error": "channel_not_found"}
    if ME not in channel.members:
        return {"ok": False, "error": "not_in_channel"}
    if channel.archived:
        return {"ok": False, "error": "is_archived"}
    try:
        blocks = blocks_of(asked)
    except ValueError as wrong:
        return {"ok": False, "error": str(wrong)}
    more: Json = {"bot_id": MY_BOT, "app_id": "A00000001", "blocks": blocks}
    if asked.get("thread_ts"):
        if str(asked["thread_ts"]) not in channel.messages:
            return {"ok": False, "error": "thread_not_found"}
        more["thread"] = str(asked["thread_ts"])
    event = world.says(channel, ME, str(asked.get("text", "")), **more)
    world.echoes.append(event)
    ts = event["event"]["ts"]
    return {"ok": True, "channel": channel.number, "ts": ts, "message": channel.messages[ts]}


def open_conversation(world: World, asked: Arguments) -> Json:
    user = str(asked["users"])
    if user in world.closed_to_us:
        return {"ok": False, "error": "cannot_dm_bot"}
    number = f"D{user[1:]}"
    world.direct.setdefault(
        number, Channel(number=number, name="directmessage", members={ME, user})
    )
    return {"ok": True, "channel": {"id": number}}


def users_info(world: World, asked: Arguments) -> Json:
    user = str(asked["user"])
    admin = user in world.admins
    return {
        "ok": True,
        "user": {
            "id": user,
            "team_id": world.team,
            "tz": "Europe/Berlin",
            "is_admin": admin,
            "is_owner": False,
            "is_bot": False,
        },
    }


def open_view(world: World, asked: Arguments) -> Json:
    trigger = str(asked["trigger_id"])
    if trigger not in world.triggers:
        return {"ok": False, "error": "expired_trigger_id"}
    world.triggers.discard(trigger)
    view = json.loads(asked["view"])
    problem = wrong_with(view["blocks"], MOST_AT_HOME)
    if problem or len(view["title"]["text"]) > 24 or len(view["callback_id"]) > LONGEST_CALLBACK:
        return {"ok": False, "error": "invalid_arguments", "problem": problem}
    world.views.append(view)
    return {"ok": True, "view": view | {"id": f"V{len(world.views):08d}"}}


def publish_view(world: World, asked: Arguments) -> Json:
    view = json.loads(asked["view"])
    problem = wrong_with(view["blocks"], MOST_AT_HOME)
    if problem:
        return {"ok": False, "error": "invalid_arguments", "problem": problem}
    world.homes[str(asked["user_id"])] = view
    return {"ok": True, "view": view}


def upload_url(world: World, asked: Arguments) -> Json:
    number = f"F{len(world.files) + 1:08d}"
    world.files[number] = {"filename": asked["filename"], "alt": asked.get("alt_txt")}
    return {"ok": True, "upload_url": f"{world.api}upload/{number}", "file_id": number}


def upload_done(world: World, asked: Arguments) -> Json:
    files = json.loads(asked["files"])
    number, thread = str(asked.get("channel_id", "")), asked.get("thread_ts")
    channel = world.channels.get(number) or world.direct[number]
    for each in files:
        world.files[each["id"]] |= {"channel": number, "thread": thread}
    shown = [{"id": each["id"], "title": each.get("title")} for each in files]
    told = world.says(
        channel, ME, "", thread=thread, subtype="file_share", bot_id=MY_BOT, files=shown
    )
    world.echoes.append(told)
    return {"ok": True, "files": shown}


def delete(world: World, asked: Arguments) -> Json:
    channel, moment = world.channels[str(asked["channel"])], str(asked["ts"])
    made = channel.messages.get(moment)
    if made is None:
        return {"ok": False, "error": "message_not_found"}
    if made.get("bot_id") != MY_BOT:
        return {"ok": False, "error": "cant_delete_message"}
    world.echoes.append(world.deletes(channel, moment))
    return {"ok": True, "channel": channel.number, "ts": moment}


METHODS: dict[str, Callable[[World, Arguments], Json]] = {
    "chat.delete": delete,
    "chat.postMessage": post_message,
    "conversations.open": open_conversation,
    "users.info": users_info,
    "views.open": open_view,
    "views.publish": publish_view,
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": upload_done,
}


def _length(value: object) -> int:
    match value:
        case str():
            return len(value)
        case dict():
            return sum(map(_length, value.values()))
        case list():
            return sum(map(_length, value))
        case _:
            return 0
