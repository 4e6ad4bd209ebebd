"""What a message is made of in the fake Discord: components, files, embeds, polls, and limits.

The limits checked here are those that the published description leaves out
(testing-platforms.md, 5.4).
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tests.servers.discord import objects
from tests.servers.discord.world import World

V2 = 1 << 15
LONGEST_CONTENT, LONGEST_V2_TEXT, MOST_COMPONENTS = 2000, 4000, 40
LONGEST_ANSWER = 55
ROW, BUTTON, SELECT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = (
    1,
    2,
    3,
    9,
    10,
    11,
    12,
    13,
    14,
    17,
)
PREMIUM_OR_LINK = frozenset({5, 6})


def walked(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Every component, nested ones too."""
    for each in components:
        yield each
        yield from walked(each.get("components", []))
        for inner in ("accessory", "component"):
            if isinstance(each.get(inner), dict):
                yield from walked([each[inner]])


def wrong(body: dict[str, Any], flags: int) -> str | None:
    """What Discord would refuse in a message though its description lets it pass."""
    found = list(walked(body.get("components") or []))
    if len(body.get("content") or "") > LONGEST_CONTENT:
        return "content: Must be 2000 or fewer in length."
    if len(found) > MOST_COMPONENTS:
        return "components: at most 40 in all."
    if sum(len(each.get("content", "")) for each in found) > LONGEST_V2_TEXT:
        return "components: the text exceeds 4000 characters."
    if flags & V2 and any(body.get(name) for name in ("content", "embeds", "poll")):
        return "flags: no content, embed or poll beside Components V2."
    if not flags & V2 and any(each["type"] > SECTION - 1 for each in found):
        return "components: this kind needs the flag for Components V2."
    customs = [each["custom_id"] for each in found if "custom_id" in each]
    if len(customs) != len(set(customs)):
        return "components: Component custom id cannot be duplicated"
    for answer in (body.get("poll") or {}).get("answers", ()):
        if len(answer["poll_media"].get("text", "")) > LONGEST_ANSWER:
            return "poll.answers: Must be 55 or fewer in length."
    return None


def filled(body: dict[str, Any], number: str, world: World) -> dict[str, Any]:
    """The fields of a message's answer that come from the request."""
    files = [
        objects.attachment(f"{int(number) + 1 + place}", each)
        for place, each in enumerate(body.get("attachments") or [])
    ]
    counted = iter(range(1, 1000))
    told: dict[str, Any] = {
        "components": [_answered(each, counted) for each in body.get("components") or []],
        "flags": body.get("flags", 0),
        "attachments": files,
        "embeds": [{"type": "rich"} | each for each in body.get("embeds") or []],
    }
    poll = body.get("poll")
    if poll:
        told["poll"] = _poll(poll, world)
    return told


def pinged(body: dict[str, Any], world: World) -> list[dict[str, Any]]:
    """Whom the message calls: only those whom both the words and the permission name."""
    content = body.get("content") or ""
    content += " ".join(e.get("content", "") for e in walked(body.get("components") or []))
    allowed = {str(each) for each in (body.get("allowed_mentions") or {}).get("users", ())}
    everybody = "allowed_mentions" not in body or "users" in body["allowed_mentions"].get(
        "parse", ()
    )
    return [
        user
        for number, user in world.users.items()
        if f"<@{number}>" in content and (everybody or number in allowed)
    ]


def _poll(poll: dict[str, Any], world: World) -> dict[str, Any]:
    hours = poll.get("duration", 24)
    return {
        "question": poll["question"],
        "answers": [
            {"answer_id": place, "poll_media": each["poll_media"]}
            for place, each in enumerate(poll["answers"], start=1)
        ],
        "expiry": objects.written(world.at + timedelta(hours=hours)),
        "allow_multiselect": poll.get("allow_multiselect", False),
        "layout_type": poll.get("layout_type", 1),
        "results": {"answer_counts": [], "is_finalized": False},
    }


def _answered(component: dict[str, Any], counted: Iterator[int]) -> dict[str, Any]:
    """A component as Discord gives it back: numbered, with every default filled in."""
    told = _DEFAULTS.get(component["type"], {}) | component
    told["id"] = component.get("id") or next(counted)
    if "components" in component:
        told["components"] = [_answered(each, counted) for each in component["components"]]
    if "accessory" in component:
        told["accessory"] = _answered(component["accessory"], counted)
    if component["type"] == GALLERY:
        told["items"] = [_item(each) for each in component["items"]]
    if component["type"] == FILE:
        told |= {"file": _media(component["file"]), "name": "file", "size": 1}
    return told


def _item(item: dict[str, Any]) -> dict[str, Any]:
    return {"description": None, "spoiler": False} | item | {"media": _media(item["media"])}


def _media(media: dict[str, Any]) -> dict[str, Any]:
    return {"id": "1", "url": media["url"], "proxy_url": media["url"]}


_DEFAULTS: dict[int, dict[str, Any]] = {
    SELECT: {"min_values": 1, "max_values": 1, "disabled": False},
    BUTTON: {"disabled": False},
    FILE: {"spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    CONTAINER: {"accent_color": None, "spoiler": False},
}
