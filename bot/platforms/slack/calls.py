"""One call of Slack's Web API, typed: the library knows its arguments, not its answers."""

from collections.abc import Iterator
from typing import Any, Final, cast

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.leaving import ask_before_leaving
from bot.platforms.exports.slack_records import Record

GONE: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""What Slack answers where a token is worth nothing any more."""


async def call(client: AsyncWebClient, method: str, **arguments: str | int | bool | None) -> Record:
    """The answer to a method; arguments that are None are left out. Raises SlackApiError.

    Stopped where it is part of saying what may not be said any more.
    """
    await ask_before_leaving()
    given = {name: value for name, value in arguments.items() if value is not None}
    told = await cast("Any", client).api_call(method, data=given)
    return cast("Record", told.data)


def answer_of(refused: SlackApiError) -> str:
    """The word that Slack refused with."""
    response = cast("Any", refused).response
    word = response.get("error") if response is not None else None
    return word if isinstance(word, str) else "unknown_error"


def text(record: Record, field: str) -> str:
    """A field that is text; empty where it is none."""
    value = record.get(field)
    return value if isinstance(value, str) else ""


def inner(record: Record, field: str) -> Record:
    """A field that is an object; empty where it is none."""
    value = record.get(field)
    return cast("Record", value) if isinstance(value, dict) else {}


def first(record: Record, field: str) -> Record:
    """The first object of a list; empty where there is none."""
    nothing: Record = {}
    return next(objects(record.get(field)), nothing)


def objects(value: object) -> Iterator[Record]:
    """What of a list is objects."""
    if isinstance(value, list):
        for each in cast("list[object]", value):
            if isinstance(each, dict):
                yield cast("Record", each)


def next_page(answer: Record) -> str | None:
    """Where the next page begins; a page may be empty and still have one."""
    return text(inner(answer, "response_metadata"), "next_cursor") or None
