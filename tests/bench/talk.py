"""The shared archive as the metrics see it: its conversations, linked by rules, and its weeks.

No store stands between, for an import would have forgotten by now who wrote most of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from operator import attrgetter
from pathlib import Path

from archives import Row, rows

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.measurements import Age, Span
from bot.core.messages import Message
from bot.core.ports import Reader
from bot.core.readings import Reading
from bot.language.linker import RuleLinker
from bot.metrics.base import POOLED_WEEKS, Arrival, Reply, Week
from bot.services.relinking import Relinking, relinked

HERE = CommunityId("campers")
BOT = "camperbot"
MENTION = re.compile(r"@([\w-]+)")
LOOK_BACK = 256
"""Messages that the linker looks back on."""
PARCEL = 5_000
"""Texts that are read together."""
WEEK = timedelta(weeks=1)
LINKABLE, COHORT, NEW_FOR = timedelta(days=90), timedelta(days=84), timedelta(days=28)


def conversations(archive: Path, reader: Reader, most: int | None = None) -> list[Conversation]:
    """The archive, or its first so many lines, in conversations."""
    said = [row for row in islice(rows(archive), most) if row["u"]]
    parcels = (said[start : start + PARCEL] for start in range(0, len(said), PARCEL))
    read = [one for some in parcels for one in reader.read_all([row["t"] for row in some])]
    messages = tuple(_message(row, *one) for row, one in zip(said, read, strict=True))
    links = tuple(
        Link(child=m.key, parent=None, source=LinkSource.INFERRED, confidence=0.0, linker="")
        for m in messages
    )
    heap = Conversation(
        id=ConversationId("heap"),
        community=HERE,
        channel=messages[0].channel,
        opened_at=messages[0].at,
        last_at=messages[-1].at,
        messages=messages,
        links=links,
    )
    return list(relinked([heap], Relinking(linker=RuleLinker(), look_back=LOOK_BACK)))


def _message(row: Row, reading: Reading, words: int) -> Message:
    automated = row["u"] == BOT
    return Message(
        key=MessageKey(platform="gitter", community=HERE, message=row["id"]),
        channel=ChannelKey(platform="gitter", space=HERE, channel=row["room"]),
        author=_who(row["u"]),
        at=datetime.fromisoformat(row["ts"]),
        words=words,
        reading=None if automated else reading,
        automated=automated,
        mentions=tuple(map(_who, MENTION.findall(row["t"]))),
    )


def _who(name: str) -> MemberKey:
    return MemberKey(platform="gitter", member=name)


def weeks(talk: Sequence[Conversation], instrument: str) -> Iterator[Week]:
    """Every week that has ended, with the three before it, as it stood at its end."""
    replies = _replies(talk)
    seen = _seen(talk)
    first = min(each.opened_at for each in talk)
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    start -= timedelta(days=start.weekday())
    while start + WEEK <= max(each.last_at for each in talk):
        end = start + WEEK
        arrivals = _arrivals(seen, end)
        pooled_from = start - (POOLED_WEEKS - 1) * WEEK
        yield Week(
            span=Span(start=start, end=end, seen_until=end),
            conversations=_of(talk, start, end, end),
            earlier=_of(talk, pooled_from, start, end),
            pooled_from=pooled_from,
            replies=[each for each in replies if end - LINKABLE <= each.at < end],
            arrivals=[arrival for _, arrival in arrivals],
            newcomers=frozenset(w for w, each in arrivals if each.first_at >= end - NEW_FOR),
            age=Age.SO_FAR,
            instrument=instrument,
            rough=False,
            text_read=True,
        )
        start = end


def _of(
    talk: Sequence[Conversation], since: datetime, until: datetime, seen_until: datetime
) -> tuple[Conversation, ...]:
    """The conversations with a message in [since, until), as far as they were known."""
    return tuple(
        _known(each, seen_until)
        for each in talk
        if each.opened_at < until
        and each.last_at >= since
        and any(since <= message.at < until for message in each.messages)
    )


def _known(conversation: Conversation, seen_until: datetime) -> Conversation:
    if conversation.last_at < seen_until:
        return conversation
    said = tuple(m for m in conversation.messages if m.at < seen_until)
    return replace(conversation, messages=said, links=conversation.links[: len(said)])


def _replies(talk: Sequence[Conversation]) -> list[Reply]:
    found: list[Reply] = []
    for each in talk:
        by_key = {message.key: message for message in each.messages}
        for link in each.links:
            child, parent = by_key[link.child], by_key.get(link.parent) if link.parent else None
            if parent is not None and child.human and parent.human:
                found.append(Reply(child.author, parent.author, child.at))
    return sorted(found, key=attrgetter("at"))


def _seen(talk: Sequence[Conversation]) -> dict[MemberKey, list[datetime]]:
    """When each person wrote, in order."""
    seen: dict[MemberKey, list[datetime]] = {}
    for each in talk:
        for message in each.humans:
            seen.setdefault(message.author, []).append(message.at)
    return {who: sorted(times) for who, times in seen.items()}


def _arrivals(
    seen: dict[MemberKey, list[datetime]], end: datetime
) -> list[tuple[MemberKey, Arrival]]:
    found: list[tuple[MemberKey, Arrival]] = []
    for who, times in seen.items():
        if end - COHORT <= times[0] < end:
            known = [at for at in times if at < end]
            second = known[1] if len(known) > 1 else None
            found.append((who, Arrival(known[0], second, known[-1])))
    return found
