"""Message by message what was thought: how it was read, joined, considered, and why kept silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.conversations import LinkSource
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.core.interventions import Audience, Ruling
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.views import OpenViews
from bot.services.rewinding import would_have_spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What came of the one moment at which a waiting message was looked at."""

    practice: str
    at: datetime
    reason: Reason
    would_have_said: bool
    audience: Audience
    because: str
    draft: str | None
    answered_after: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """One message and what was thought of it; the words are looked up by whoever may show them.

    `heads`: what the reading says of it. `language` None: not known, so nothing was read. `answers`
    None: it opened a conversation. `considered` None: no practice had anything to do with it.
    `affinity`: how near it is to the social object, `facet` the place of the nearest facet in the
    charter, `continuity` how near to what was said before it, in 0..1; None: not measured.
    """

    key: MessageKey
    channel: ChannelKey
    at: datetime
    human: bool
    words: int
    language: str | None
    heads: tuple[Head, ...]
    answers: MessageKey | None
    source: LinkSource
    confidence: float
    considered: tuple[Considered, ...]
    affinity: float | None = None
    facet: int | None = None
    continuity: float | None = None


class Thinking:
    """Tells of every message of a stretch of time, from what the store holds of it."""

    def __init__(self, open_views: OpenViews, names: dict[str, str]) -> None:
        """`names`: the human name of each practice, by its key."""
        self._open_views = open_views
        self._names = names

    async def of(self, community: CommunityId, span: Span) -> tuple[Thought, ...]:
        """Every message of the span that still stands, oldest first."""
        async with self._open_views() as views:
            conversations = await views.conversations(community, span)
            rulings = await views.rulings(community, span.start, span.seen_until)
        by_need: dict[MessageKey, list[Ruling]] = {}
        for ruling in rulings:
            by_need.setdefault(ruling.need, []).append(ruling)
        thoughts = [
            Thought(
                key=message.key,
                channel=message.channel,
                at=message.at,
                human=message.human,
                words=message.words,
                language=message.reading.language if message.reading else None,
                heads=_heads(message),
                answers=link.parent,
                source=link.source,
                confidence=link.confidence,
                considered=tuple(self._told(r) for r in by_need.get(message.key, ())),
                affinity=message.affinity,
                facet=_nearest(message),
                continuity=message.continuity,
            )
            for conversation in conversations
            for message, link in zip(conversation.messages, conversation.links, strict=True)
            if span.start <= message.at < span.end
        ]
        return tuple(sorted(thoughts, key=lambda each: (each.at, each.key.message)))

    def _told(self, ruling: Ruling) -> Considered:
        return Considered(
            practice=self._names.get(ruling.practice, ruling.practice),
            at=ruling.at,
            reason=ruling.reason,
            would_have_said=would_have_spoken(ruling),
            audience=ruling.audience,
            because=ruling.because,
            draft=ruling.draft,
            answered_after=ruling.replied_after,
        )


def _nearest(message: Message) -> int | None:
    near = {place: each for place, each in enumerate(message.facets) if each is not None}
    return max(near, key=lambda place: near[place], default=None)


def _heads(message: Message) -> tuple[Head, ...]:
    return tuple(head for head in Head if message.says(head))
