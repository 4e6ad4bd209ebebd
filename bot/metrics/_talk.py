"""Read each conversation of a week once, so that no metric walks through messages again."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from bot.core.conversations import SUSTAINED_TURNS, Conversation
from bot.core.ids import ConversationId, MemberKey
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.core.readings import Head

CONSEQUENCE = timedelta(days=7)
"""How long after a message a reply still counts as its consequence (metrics.md, B-01)."""

SUBSTANTIVE = 12
"""Words from which a reply is substantive (metrics.md, B-01)."""

PROMPTED_TURNS = 3
"""A conversation is prompted if Tummler spoke in its first three turns (metrics.md, rule 1)."""

_HOUR = timedelta(hours=1)
_NOBODY = -1
_AT = attrgetter("at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the span. `wait` is in hours, until the first answer or until last seen."""

    author: MemberKey
    at: datetime
    wait: float
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What the metrics need to know of one conversation.

    Counted messages lie in the span, are by people, have words in them and do not answer Tummler
    directly. `people` are the counted ones and those that answer Tummler; `own` are Tummler's in
    the span. `sustained` and `touched` look at the whole conversation up to when it was last seen.
    """

    id: ConversationId
    counted: int
    valued: int
    people: int
    own: int
    sustained: bool
    touched: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Posts:
    """One conversation in order of time; parents by place, authors by number, -1 for none.

    `spoken`: by a person, in words; `counted`: and not a direct reply to Tummler.
    """

    messages: list[Message]
    parents: list[int]
    authors: list[int]
    spoken: list[bool]
    counted: list[bool]


def wordless(message: Message) -> bool:
    """Whether it was read and holds no word: an emoji, a bare picture; it counts for nothing.

    A message that was never read is not called wordless: not measured is not zero.
    """
    return message.words == 0 and message.reading is not None


def read_all(
    conversations: Iterable[Conversation], span: Span, posts: Callable[[Conversation], Posts]
) -> tuple[Thread, ...]:
    """Every conversation once, the oldest first, whatever order they come in; `posts` reads one.

    Ranges are drawn over them by place. Ids are the platform's own, so by them the same talk would
    have another range in each format of export; they part those opened at one moment only.
    """
    by_id = {conversation.id: conversation for conversation in conversations}
    oldest_first = sorted(by_id.values(), key=lambda each: (each.opened_at, each.id))
    return tuple(_thread(each.id, posts(each), span) for each in oldest_first)


def read(conversation: Conversation, span: Span) -> Thread:
    """One conversation, in time linear in its messages."""
    return _thread(conversation.id, in_order(conversation, span.seen_until), span)


def _thread(name: ConversationId, posts: Posts, span: Span) -> Thread:
    inside = [i for i, m in enumerate(posts.messages) if span.start <= m.at < span.end]
    counted = [i for i in inside if posts.counted[i]]
    worth = valued(posts)
    own = [m.at for m in posts.messages if m.own]
    return Thread(
        id=name,
        counted=len(counted),
        valued=sum([worth[i] for i in counted]),
        people=sum([posts.spoken[i] for i in inside]),
        own=sum([span.start <= at < span.end for at in own]),
        sustained=_turns(posts) >= SUSTAINED_TURNS,
        touched=bool(own),
        questions=_questions(posts, counted, span.seen_until),
    )


def prompted(conversation: Conversation) -> bool:
    """Whether Tummler spoke in one of its first three turns, its own turn counted."""
    turns = 0
    last: MemberKey | None = None
    for message in sorted(conversation.messages, key=_AT):
        if message.automated and not message.own:
            continue
        if message.author != last:
            turns += 1
            last = message.author
        if turns > PROMPTED_TURNS:
            return False
        if message.own:
            return True
    return False


def in_order(conversation: Conversation, seen_until: datetime) -> Posts:
    """Bring it in order; a message that came twice counts once, equal times keep their order."""
    said = sorted(conversation.messages, key=_AT)
    if said and said[-1].at >= seen_until:
        del said[bisect_left(said, seen_until, key=_AT) :]
    # All are of one channel, so of one platform: there its own id is enough, and quickly looked up.
    first_by_id = {message.key.message: message for message in reversed(said)}
    messages = said if len(first_by_id) == len(said) else [*reversed(first_by_id.values())]
    place_by_id = {message.key.message: place for place, message in enumerate(messages)}
    parents = [_NOBODY] * len(messages)
    for link in conversation.links:
        if link.parent is None:
            continue
        lower = place_by_id.get(link.child.message)
        upper = place_by_id.get(link.parent.message)
        # Nobody answers what has not been said; this also keeps the tree free of circles.
        if lower is not None and upper is not None and upper < lower:
            parents[lower] = upper
    number_by_author: dict[str, int] = {}
    authors = [
        number_by_author.setdefault(m.author.member, len(number_by_author)) for m in messages
    ]
    spoken = [not (m.automated or m.own or wordless(m)) for m in messages]
    counted = [
        spoke and not (parent >= 0 and messages[parent].own)
        for spoke, parent in zip(spoken, parents, strict=True)
    ]
    return Posts(messages, parents, authors, spoken, counted)


def _turns(posts: Posts) -> int:
    turns, last = 0, _NOBODY
    for author, counts in zip(posts.authors, posts.counted, strict=True):
        if counts and author != last:
            turns += 1
            last = author
    return turns


def valued(posts: Posts) -> list[bool]:
    """Which messages had a human consequence within seven days (metrics.md, B-01)."""
    found = [False] * len(posts.messages)
    replier = [_NOBODY] * len(posts.messages)
    for place, parent in enumerate(posts.parents):
        if parent < 0 or found[parent] or not posts.counted[place]:
            continue
        author = posts.authors[place]
        reply = posts.messages[place]
        if author == posts.authors[parent] or reply.at - posts.messages[parent].at > CONSEQUENCE:
            continue
        second = replier[parent] not in {_NOBODY, author}
        found[parent] = second or reply.words >= SUBSTANTIVE or reply.says(Head.THANKS)
        replier[parent] = author
    return found


def _questions(posts: Posts, counted: list[int], seen_until: datetime) -> tuple[Question, ...]:
    asked = [i for i in counted if posts.messages[i].says(Head.QUESTION)]
    if not asked:
        return ()
    answers = _answers(posts)
    return tuple(_question(posts, place, answers[place], seen_until) for place in asked)


def _question(posts: Posts, place: int, answer: int, seen_until: datetime) -> Question:
    message = posts.messages[place]
    until = posts.messages[answer].at if answer >= 0 else seen_until
    return Question(
        author=message.author,
        at=message.at,
        wait=(until - message.at) / _HOUR,
        answered=answer >= 0,
    )


def _answers(posts: Posts) -> list[int]:
    """For each message the place of the first one below it by another person, or -1.

    The same as `first_answer`, for all at once: going backwards, each message hands its parent the
    two earliest messages by different people among itself and what is below it.
    """
    authors = posts.authors
    first = [_NOBODY] * len(authors)
    second = [_NOBODY] * len(authors)
    for place in range(len(authors) - 1, -1, -1):
        parent = posts.parents[place]
        if parent < 0:
            continue
        found = [first[parent], second[parent], first[place], second[place]]
        if posts.counted[place]:
            found.append(place)
        found = sorted(each for each in found if each >= 0)
        if found:
            first[parent] = found[0]
            others = (each for each in found if authors[each] != authors[found[0]])
            second[parent] = next(others, _NOBODY)
    return [
        other if early >= 0 and authors[early] == author else early
        for author, early, other in zip(authors, first, second, strict=True)
    ]
