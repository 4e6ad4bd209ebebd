"""Small weeks of invented talk: who said what when, to whom, and how it reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.measurements import Age, Span
from bot.core.messages import Message
from bot.core.readings import Head, Reading
from bot.metrics.base import Arrival, Gate, Reply, Week

_HERE = CommunityId("village")
_SQUARE = ChannelKey(platform="test", space="village", channel="square")
_ACTS = {"question": Head.QUESTION, "thanks": Head.THANKS}


class Line(NamedTuple):
    """One message; minutes count from the start of the week."""

    id: str
    author: str
    minute: float
    parent: str | None = None
    words: int = 5
    act: str = ""


@dataclass(frozen=True)
class Town:
    """Builds weeks. An author "bot" is a foreign bot, "tummler" is our own."""

    start: datetime = datetime(2026, 11, 9, tzinfo=UTC)

    @property
    def ungated(self) -> Gate:
        return Gate(n_min=0, smallest_cell=0)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(days=7)

    def at(self, minute: float) -> datetime:
        return self.start + timedelta(minutes=minute)

    def who(self, name: str) -> MemberKey:
        return MemberKey(platform="test", member=name)

    def key(self, line_id: str) -> MessageKey:
        return MessageKey(platform="test", community=_HERE, message=line_id)

    def message(self, line: Line) -> Message:
        heads = {head: float(line.act == act) for act, head in _ACTS.items()}
        return Message(
            key=self.key(line.id),
            channel=_SQUARE,
            author=self.who(line.author),
            at=self.at(line.minute),
            words=line.words,
            reading=Reading(language="en", scores=heads, model="rules-1"),
            own=line.author == "tummler",
            automated=line.author in {"bot", "tummler"},
        )

    def link(self, line: Line) -> Link:
        parent = None if line.parent is None else self.key(line.parent)
        return Link(
            child=self.key(line.id),
            parent=parent,
            source=LinkSource.REPLY,
            confidence=1.0,
            linker="test",
        )

    def conversation(self, lines: Iterable[Line], name: str = "") -> Conversation:
        said = [Line(*line) for line in lines]
        messages = tuple(self.message(line) for line in said)
        return Conversation(
            id=ConversationId(name or said[0].id),
            community=_HERE,
            channel=_SQUARE,
            opened_at=min(m.at for m in messages),
            last_at=max(m.at for m in messages),
            messages=messages,
            links=tuple(self.link(line) for line in said),
        )

    def week(
        self,
        *conversations: Conversation,
        replies: Sequence[Reply] = (),
        arrivals: Sequence[Arrival] = (),
        newcomers: Iterable[str] = (),
        seen_until: datetime | None = None,
        text_read: bool = True,
        start: datetime | None = None,
    ) -> Week:
        begins = start or self.start
        ends = begins + timedelta(days=7)
        return Week(
            span=Span(start=begins, end=ends, seen_until=seen_until or ends + timedelta(days=7)),
            conversations=conversations,
            replies=replies,
            arrivals=arrivals,
            newcomers=frozenset(self.who(name) for name in newcomers),
            age=Age.COMPLETE,
            instrument="test rules-1",
            rough=True,
            text_read=text_read,
        )

    def replies(self, conversation: Conversation) -> list[Reply]:
        """Who answered whom in it, people only."""
        by_key = {m.key: m for m in conversation.messages}
        return [
            Reply(by_key[link.child].author, by_key[link.parent].author, by_key[link.child].at)
            for link in conversation.links
            if link.parent in by_key and by_key[link.child].human and by_key[link.parent].human
        ]

    def e1(self) -> Conversation:
        """The test conversation of metrics.md, section 3."""
        return self.conversation(
            [
                Line("m1", "A", 0, None, 14, "question"),
                Line("m2", "B", 6, "m1", 15, "answer"),
                Line("m3", "A", 8, "m2", 3, "thanks"),
                Line("m4", "C", 20, "m1", 13, "elaboration"),
                Line("m5", "A", 25, "m4", 5, "question"),
                Line("m6", "C", 30, "m5", 12, "answer"),
                Line("m7", "B", 40, "m4", 4, "agreement"),
                Line("m8", "A", 45, "m6", 2, "acknowledgement"),
            ]
        )

    def e3(self) -> tuple[Conversation, Conversation, Conversation]:
        """The room of metrics.md, section 3."""
        x = [
            Line("x1", "A", 0),
            Line("x2", "B", 1, "x1"),
            Line("x3", "A", 2, "x2"),
            Line("x4", "B", 3, "x3"),
        ]
        y = [Line("y1", "A", 10), Line("y2", "A", 11, "y1"), Line("y3", "B", 12, "y1")]
        return (
            self.conversation(x),
            self.conversation(y),
            self.conversation([Line("z1", "C", 20)]),
        )

    def four_questions(self) -> tuple[Week, tuple[Conversation, ...]]:
        """B-02 and B-03: answered after 10 min, 2 h, 30 h; one open, last seen after 12 h."""
        seen = 40 * 60
        asked = [0, 0, 0, seen - 12 * 60]
        waits = [10, 120, 1800, None]
        talks = tuple(
            self.conversation(
                [Line(f"q{i}", f"asker{i}", minute, None, 9, "question")]
                + ([] if wait is None else [Line(f"a{i}", "helper", minute + wait, f"q{i}")])
            )
            for i, (minute, wait) in enumerate(zip(asked, waits, strict=True))
        )
        return self.week(*talks, seen_until=self.at(seen)), talks


@pytest.fixture(scope="session")
def town() -> Town:
    return Town()


@pytest.fixture(scope="session")
def line() -> type[Line]:
    return Line
