"""What HyperConvo and TalkTimeSharing tell of a conversation, from the house's own strands."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from math import comb, log

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.metrics._said import Said
from bot.metrics.balance_dynamics import balance, primary

HERE = CommunityId("bench")
ROOM = ChannelKey(platform="bench", space="bench", channel="square")
FAR = datetime(9000, 1, 1, tzinfo=UTC)

Row = tuple[str, str, str | None, int, float]


def shapes(talks: Sequence[tuple[str, Sequence[Row]]]) -> dict[str, list[float]]:
    """For each conversation ten counts of motifs, four entropies and the balance of words."""
    return {name: _shape(Said(_conversation(name, rows), FAR)) for name, rows in talks}


def _shape(said: Said) -> list[float]:
    links = [(low, up) for low, up in enumerate(said.parents) if up >= 0]
    middle = [(low, up) for low, up in links if up > 0]
    share = balance(said.words, primary(said.authors, said.words)) if any(said.words) else 0.5
    return [*_motifs(said, links), *_motifs(said, middle), *_entropies(said, links), share]


def _motifs(said: Said, links: Sequence[tuple[int, int]]) -> list[float]:
    who, above = said.authors, dict(links)
    answers = Counter((who[low], up) for low, up in links)
    ways = {(who[low], who[up]) for low, up in links}
    back = sum(answers[who[up], low] for low, up in links)
    external = sum(who[low] != who[above[up]] for low, up in links if up in above)
    others = sum((b, a) in ways for a, b in ways if a < b)
    got, gave = Counter(b for _, b in ways), Counter(a for a, _ in ways)
    triads = (sum(comb(n, 2) for n in each.values()) for each in (got, gave))
    return [back, external, others, *triads]


def _entropies(said: Said, links: Sequence[tuple[int, int]]) -> list[float]:
    who = said.authors
    ways = {(who[low], who[up]) for low, up in links}
    steps = {(who[low], up) for low, up in links}
    return [
        _entropy(Counter(b for _, b in ways)),
        _entropy(Counter(a for a, _ in ways)),
        _entropy(Counter(up for _, up in steps)),
        _entropy(Counter(a for a, _ in steps)),
    ]


def _entropy(counts: Counter[int]) -> float:
    total = counts.total()
    return -sum(n / total * log(n / total) for n in counts.values()) if total else float("nan")


def _conversation(name: str, rows: Sequence[Row]) -> Conversation:
    messages = tuple(_message(row) for row in rows)
    links = tuple(
        Link(
            child=_key(row[0]),
            parent=None if row[2] is None else _key(row[2]),
            source=LinkSource.REPLY,
            confidence=1.0,
            linker="bench",
        )
        for row in rows
    )
    return Conversation(
        id=ConversationId(name),
        community=HERE,
        channel=ROOM,
        opened_at=messages[0].at,
        last_at=messages[-1].at,
        messages=messages,
        links=links,
    )


def _message(row: Row) -> Message:
    return Message(
        key=_key(row[0]),
        channel=ROOM,
        author=MemberKey(platform="bench", member=row[1]),
        at=datetime.fromtimestamp(row[4], UTC),
        words=row[3],
    )


def _key(name: str) -> MessageKey:
    return MessageKey(platform="bench", community=HERE, message=name)
