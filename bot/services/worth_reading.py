"""Finds the conversations of a week that are worth a moderator's minute, and never people."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from bot.core.conversations import Conversation, sustained, turns
from bot.core.ids import ChannelKey, ConversationId
from bot.core.measurements import Span
from bot.core.readings import Head
from bot.digest.material import Why, WorthReading

MOST = 3
SEVERAL = 3
TWO = 2


def worth_reading(
    conversations: Iterable[Conversation],
    span: Span,
    names: Mapping[ChannelKey, str],
    pointed: AbstractSet[ConversationId] = frozenset(),
) -> tuple[WorthReading, ...]:
    """Those that a moderator pointed at first, then with most different people, then the deepest.

    Never the longest. Unasked only what structure and `rules-1` can show: that people built on one
    another, or that several answered a question. Conversations with a disclosure of distress are
    left out, and so is what was no conversation.
    """
    found: list[tuple[bool, int, int, WorthReading]] = []
    for each in conversations:
        people = len({m.author for m in each.humans})
        by_hand = each.id in pointed
        if (
            not span.start <= each.opened_at < span.end
            or people < (TWO if by_hand else SEVERAL)
            or not (by_hand or sustained(each.messages))
            or any(m.says(Head.DISTRESS) for m in each.messages)
        ):
            continue
        item = _item(each, people, names, pointed=by_hand)
        found.append((not by_hand, -people, -item.turns, item))
    found.sort(key=lambda each: each[:3])
    return tuple(item for *_, item in found[:MOST])


def _item(
    conversation: Conversation, people: int, names: Mapping[ChannelKey, str], *, pointed: bool
) -> WorthReading:
    asked = conversation.opening.says(Head.QUESTION)
    why = Why.ANSWERED_BY_SEVERAL if asked else Why.BUILT_ON
    return WorthReading(
        key=conversation.opening.key,
        room=names.get(conversation.channel.room, conversation.channel.channel),
        opened_at=conversation.opened_at,
        people=people,
        messages=len(conversation.humans),
        turns=turns(conversation.messages),
        why=Why.POINTED_AT if pointed else why,
    )
