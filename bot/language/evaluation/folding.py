"""Links the days of irc-disentanglement one message after the other, in several ways."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from bot.core.earlier import Earlier
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    ConversationId,
    MemberKey,
    MessageKey,
    conversation_opened_by,
)
from bot.core.messages import Message
from bot.language.evaluation.irc_days import LABELLED_FROM, Day, Line
from bot.language.linker import RuleLinker
from bot.language.links_features import Comparison
from bot.language.links_net import DIGITS, LinkNet
from bot.language.links_room import Placed, Room, Said
from bot.language.links_traces import trace_of

Numbers = NDArray[np.float32]
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a line answers (itself: nothing), how sure that is, and how likely it opens a talk."""

    parent: int
    confidence: float
    opening: float


Chosen = Mapping[int, Decided]
Seen = Callable[[int, Comparison[int], list[int]], None]
"""Shown a line, what it was compared with, and the lines of that."""


def previous(day: Day) -> dict[int, Decided]:
    """Every line answers the line of talk before it; the system's open a talk."""
    found: dict[int, Decided] = {}
    last: int | None = None
    for place, line in enumerate(day.lines):
        parent = place if line is None or last is None else last
        found[place] = Decided(parent=parent, confidence=1.0, opening=float(parent == place))
        last = last if line is None else place
    return found


def by_rules(day: Day) -> dict[int, Decided]:
    """Linked by `RuleLinker`; the system's lines open a talk."""
    linker = RuleLinker()
    earlier = Earlier(linker.look_back)
    found: dict[int, Decided] = {}
    talk: dict[MessageKey, ConversationId] = {}
    for place, line in enumerate(day.lines):
        if line is None:
            found[place] = Decided(parent=place, confidence=1.0, opening=1.0)
            continue
        message = message_of(line, place)
        link = linker.link(message, earlier)
        parent = place if link.parent is None else int(link.parent.message)
        found[place] = Decided(
            parent=parent, confidence=link.confidence, opening=float(link.parent is None)
        )
        opened = conversation_opened_by(message.key)
        talk[message.key] = opened if link.parent is None else talk[link.parent]
        earlier.remember(message, talk[message.key], link)
    return found


def message_of(line: Line, place: int) -> Message:
    """A line as a message of the house, without its text."""
    return Message(
        key=MessageKey(platform="irc", community=CommunityId("irc"), message=str(place)),
        channel=ChannelKey(platform="irc", space="irc", channel="channel"),
        author=MemberKey(platform="irc", member=line.author),
        at=_BEGINNING + timedelta(minutes=line.minute),
        words=len(line.text.split()),
        mentions=tuple(MemberKey(platform="irc", member=name) for name in line.mentions),
    )


def parents_of(decided: Chosen) -> dict[int, int]:
    """By line, what it answers."""
    return {line: each.parent for line, each in decided.items()}


def fold(
    day: Day,
    net: LinkNet,
    *,
    told: Chosen | None = None,
    seen: Seen | None = None,
) -> dict[int, Decided]:
    """Link a day.

    `told`: take these links instead of deciding; then `seen` is shown each labelled line.
    """
    room: Room[int] = Room(net.width)
    decided: dict[int, Decided] = {}
    talk: dict[int, int] = {}
    for place, line in enumerate(day.lines):
        if line is None:
            decided[place] = Decided(parent=place, confidence=1.0, opening=1.0)
            continue
        said = _said(line, net.rarity)
        room.let_go_before(said.minute)
        if told is None:
            decided[place] = _decide(net, Comparison(room, said), place)
        else:
            decided[place] = told[place]
            if seen is not None and place >= LABELLED_FROM:
                lines = [room.placed(row).key for row in range(room.low, room.high)]
                seen(place, Comparison(room, said), lines)
        parent = decided[place].parent
        talk[place] = talk.get(parent, parent)
        room.add(
            _placed(place, said, decided[place], day, talk[place]), net.project(said.trace.marks)
        )
    return decided


def _said(line: Line, rarity: Numbers) -> Said:
    trace = trace_of(line.text, len(line.mentions), rarity)
    return Said(minute=line.minute, author=line.author, mentions=line.mentions, trace=trace)


def _decide(net: LinkNet, comparison: Comparison[int], place: int) -> Decided:
    shares = net.judge(comparison)
    best = int(shares.argmax())
    room = comparison.room
    parent = place if best == comparison.n else room.placed(room.low + best).key
    return Decided(
        parent=parent, confidence=round(float(shares[best]), DIGITS), opening=float(shares[-1])
    )


def _placed(place: int, said: Said, decided: Decided, day: Day, talk: int) -> Placed[int]:
    opens = decided.parent == place
    answered = None if opens else day.lines[decided.parent]
    return Placed(
        key=place,
        said=said,
        conversation=talk,
        parent=None if opens else decided.parent,
        parent_author=None if answered is None else answered.author,
        confidence=decided.confidence,
    )
