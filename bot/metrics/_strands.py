"""Keep what was said in each conversation, and what was told of it, for all pools that hold it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from bot.core.conversations import Conversation
from bot.core.ids import ConversationId
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.metrics._said import Numbering, Said

_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """What people said to each other in one conversation, in order of time; all lists in step.

    See `Said`. `inside`: written in the pool's span; the rest is known only for what hangs on it.
    """

    id: ConversationId
    said: Said
    inside: Sequence[bool]

    @property
    def authors(self) -> Sequence[int]:
        """Who wrote each, as places among the people of this conversation; -1: forgotten."""
        return self.said.authors

    @property
    def messages(self) -> Sequence[Message]:
        """In order of time."""
        return self.said.messages

    @property
    def parents(self) -> Sequence[int]:
        """What each answers, as a place among them; -1: nothing."""
        return self.said.parents

    @property
    def stated(self) -> Sequence[bool]:
        """Whether whom it answers was said."""
        return self.said.stated

    @property
    def words(self) -> Sequence[int]:
        """Words of prose."""
        return self.said.words

    @property
    def remembered(self) -> bool:
        """Whether it is known of every message who wrote it."""
        return self.said.remembered

    @property
    def turns(self) -> Sequence[int]:
        """Who spoke, each run by one person once."""
        return self.said.turns

    @property
    def depths(self) -> Sequence[int]:
        """How many replies stand above each message, itself counted."""
        return self.said.depths


@dataclass(frozen=True, slots=True)
class _Whole:
    """A strand of which no message lies outside of its pool: where it is, and when it is told."""

    number: int
    conversation: Conversation
    said: Said
    first_at: datetime
    last_at: datetime

    def lies_in(self, span: Span) -> bool:
        """Whether it is whole in this span too."""
        inside = span.start <= self.first_at and self.last_at < span.end
        return inside and self.said.newest < span.seen_until


@dataclass(frozen=True, slots=True)
class Shelf:
    """Strands by number, and of each question what it told of them so far, in step."""

    strands: list[Strand] = field(default_factory=list[Strand])
    told: dict[Hashable, list[Any]] = field(default_factory=dict[Hashable, list[Any]])
    whole: dict[ConversationId, _Whole] = field(default_factory=dict[ConversationId, _Whole])

    def put(self, strand: Strand) -> int:
        """Its number."""
        self.strands.append(strand)
        return len(self.strands) - 1

    def of_all(self, tell: Callable[[Strand], _Told]) -> list[_Told]:
        """What `tell` tells of every strand, asked once of each; not to be changed."""
        found: list[_Told] = self.told.setdefault(tell, [])
        found.extend(map(tell, islice(self.strands, len(found), None)))
        return found

    def without(self, before: datetime) -> "Shelf":
        """Another with those alone in which somebody wrote since, and that are whole."""
        kept = [each for each in self.whole.values() if each.said.newest >= before]
        kept.sort(key=attrgetter("number"))
        numbers = [each.number for each in kept]
        return Shelf(
            strands=[self.strands[number] for number in numbers],
            told={
                tell: [found[number] for number in numbers if number < len(found)]
                for tell, found in self.told.items()
            },
            whole={
                each.said.id: _Whole(
                    number, each.conversation, each.said, each.first_at, each.last_at
                )
                for number, each in enumerate(kept)
            },
        )


class ReadOnce:
    """Conversations that were read, by id; one that has changed since is read anew."""

    def __init__(self) -> None:
        self._said: dict[ConversationId, Said] = {}
        self._numbers = Numbering()
        self._shelf = Shelf()

    def said(self, conversation: Conversation, seen_until: datetime) -> Said:
        """The conversation as it was known until then."""
        known = self._said.get(conversation.id)
        if known is None or not known.still(conversation, seen_until):
            known = self._said[conversation.id] = Said(conversation, seen_until, self._numbers)
        return known

    def strands(self, conversations: Iterable[Conversation], span: Span) -> "Strands":
        """Those in which a person said something in the span, in the order given."""
        shelf = self._shelf
        numbers: list[int] = []
        for each in conversations:
            known = shelf.whole.get(each.id)
            if known is not None and known.conversation is each and known.lies_in(span):
                numbers.append(known.number)
            elif (number := self._strand(each, span)) is not None:
                numbers.append(number)
        return Strands(shelf, numbers)

    def _strand(self, conversation: Conversation, span: Span) -> int | None:
        """What was said in the span, with the rest of its conversation; None: nothing was."""
        shelf, said = self._shelf, self.said(conversation, span.seen_until)
        messages = said.messages
        if not messages or messages[-1].at < span.start:
            return None
        first_at, last_at = messages[0].at, messages[-1].at
        if not (span.start <= first_at and last_at < span.end):
            inside = [span.start <= message.at < span.end for message in messages]
            if not any(inside):
                return None
            return shelf.put(Strand(id=said.id, said=said, inside=inside))
        known = shelf.whole.get(said.id)
        if known is not None and known.said is said:
            number = known.number
        else:
            number = shelf.put(Strand(id=said.id, said=said, inside=[True] * len(messages)))
        if said.still(conversation, span.seen_until):
            shelf.whole[said.id] = _Whole(number, conversation, said, first_at, last_at)
        return number

    def forget(self, before: datetime) -> None:
        """Let go of those in which nobody wrote since; pools made before keep what they hold."""
        self._said = {name: each for name, each in self._said.items() if each.newest >= before}
        self._shelf = self._shelf.without(before)


class Strands:
    """Some of a shelf's strands, in an order of their own."""

    def __init__(self, shelf: Shelf, numbers: Sequence[int]) -> None:
        self._shelf = shelf
        self._numbers = numbers

    @property
    def each(self) -> tuple[Strand, ...]:
        """The strands."""
        return self._of(self._shelf.strands)

    def told(self, tell: Callable[[Strand], _Told]) -> tuple[_Told, ...]:
        """What `tell` tells of each."""
        return self._of(self._shelf.of_all(tell))

    def _of(self, found: Sequence[_Told]) -> tuple[_Told, ...]:
        if len(self._numbers) > 1:
            return itemgetter(*self._numbers)(found)
        return tuple(found[number] for number in self._numbers)
