"""What can be seen of a conversation's shape; worked out of one view of it and kept nowhere."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from bot.core.conversations import Conversation, first_answers, parent_by_child
from bot.core.ids import MemberKey
from bot.core.messages import Message


def depth(conversation: Conversation) -> int:
    """How many replies the longest chain holds: 0 for an opening alone, 1 for a flat thread."""
    parents = parent_by_child(conversation.links)
    depths = dict.fromkeys((m.key for m in conversation.messages), 0)
    for message in conversation.messages:
        above = parents.get(message.key)
        if above in depths:
            depths[message.key] = depths[above] + 1
    return max(depths.values(), default=0)


def unanswered(conversation: Conversation) -> tuple[Message, ...]:
    """What people wrote and no other person has answered since, directly or further below."""
    answered = first_answers(conversation)
    return tuple(m for m in conversation.humans if m.key not in answered)


def addressed_to(conversation: Conversation, member: MemberKey) -> tuple[Message, ...]:
    """What other people wrote in answer to this member, oldest first."""
    mine = {m.key for m in conversation.humans if m.author == member}
    parents = parent_by_child(conversation.links)
    return tuple(
        m for m in conversation.humans if m.author != member and parents.get(m.key) in mine
    )


def words_by_author(messages: Sequence[Message]) -> Counter[MemberKey]:
    """How many words each person wrote; of one moment only, never stored or shown."""
    counts: Counter[MemberKey] = Counter()
    for message in messages:
        counts[message.author] += message.words
    return counts


def own_gap(conversation: Conversation, member: MemberKey, share: float) -> timedelta | None:
    """The gap that this share of a member's own gaps does not exceed; None: under two messages."""
    times = sorted(m.at for m in conversation.humans if m.author == member)
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    return gaps[min(len(gaps) - 1, int(share * len(gaps)))] if gaps else None


def exchanged(conversation: Conversation, after: datetime, until: datetime) -> bool:
    """Whether a person answered another person's message, both written after `after` till `until`.

    What bots wrote does not count, and an answer to it is no exchange by itself.
    """
    late = {m.key: m.author for m in conversation.humans if after < m.at <= until}
    parents = parent_by_child(conversation.links)
    return any(
        (above := late.get(parents.get(key, key))) is not None and above != author
        for key, author in late.items()
    )
