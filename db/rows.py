"""Rows of the tables, read back into the words of the domain."""

import json
from typing import Any

from sqlalchemy import Row

from bot.core.conversations import Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.readings import Reading
from db.tables import HEADS

FORGOTTEN = ""
"""Stands for an author whose reference was removed; no hash is ever empty."""


def key_of(community: CommunityId, text: str) -> MessageKey:
    """A message's key from platform and id in one text."""
    platform, _, message = text.partition("/")
    return MessageKey(platform=platform, community=community, message=message)


def channel_of(room: ChannelKey, thread: str | None) -> ChannelKey:
    """A room, or a thread in it."""
    if thread is None:
        return room
    return ChannelKey(platform=room.platform, space=room.space, channel=room.channel, thread=thread)


def reading_of(row: Row[Any]) -> Reading | None:
    """What was read of a message; None: it was not read."""
    if row.reader is None:
        return None
    scored = ((head, getattr(row, head.value)) for head in HEADS)
    scores = {head: score for head, score in scored if score is not None}
    return Reading(language=row.language, scores=scores, model=row.reader)


def facets_of(told: str | None) -> tuple[float | None, ...]:
    """How near a message is to each facet; empty: not measured."""
    return () if told is None else tuple(json.loads(told))


def message_of(row: Row[Any], community: CommunityId, room: ChannelKey) -> Message:
    """A message without its text, which stays sealed until somebody may see it."""
    return Message(
        key=key_of(community, row.key),
        channel=channel_of(room, row.thread),
        author=MemberKey(platform=room.platform, member=row.author or FORGOTTEN),
        at=row.at,
        edited_at=row.edited_at,
        words=row.words,
        reading=reading_of(row),
        own=row.own,
        automated=row.automated,
        affinity=row.affinity,
        facets=facets_of(row.facets),
        continuity=row.continuity,
        encoder=row.encoder,
    )


def link_of(row: Row[Any], community: CommunityId) -> Link:
    """The link that joined a message to its conversation."""
    return Link(
        child=key_of(community, row.key),
        parent=key_of(community, row.parent) if row.parent else None,
        source=LinkSource(row.source),
        confidence=row.confidence,
        linker=row.linker,
    )
