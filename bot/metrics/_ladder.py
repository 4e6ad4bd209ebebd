"""Which rung of the ladder a conversation stands on: from posts about anything to shared work."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property
from itertools import compress, pairwise
from operator import itemgetter

from bot.core.measurements import Span
from bot.core.readings import Head
from bot.metrics._talk import SUBSTANTIVE, Posts
from bot.metrics._ties import REPLY_BACK, Answers, Way

CITED_AFTER = timedelta(days=7)
"""How long after an artefact a citation shows that it lasts (metrics.md, section 8)."""

SEVERAL = 3
"""People from whom a conversation may be community, or an artefact collective."""

_AUTHOR = itemgetter(0)
_Ties = Mapping[Way, set[datetime]]


class Level(IntEnum):
    """The rungs of metrics.md, section 8."""

    OFF_OBJECT = 0
    CONTENT = 1
    COLLABORATION = 2
    COMMUNITY = 3
    COLLECTIVE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """What a conversation made: by how many people's messages, when, and when it was cited."""

    sources: int
    at: datetime
    cited: tuple[datetime, ...] = ()

    @property
    def lag(self) -> timedelta | None:
        """How long until the first citation that shows it lasts; None: there was none so far."""
        lags = [at - self.at for at in self.cited if at - self.at >= CITED_AFTER]
        return min(lags, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides on the rung.

    `substantive`: somebody answered another, or elaborated on what they said. `beyond`: two of the
    people have a tie beyond this conversation, or it took up an earlier one. `on_object` None: not
    measured.
    """

    people: int
    sustained: bool
    substantive: bool
    beyond: bool
    on_object: bool | None
    artefact: Artefact | None = None

    @property
    def level(self) -> Level | None:
        """The highest rung whose conditions hold; None: one of the two lowest, not known which."""
        if not (self.sustained and self.substantive and self.people > 1):
            return None if self.on_object is None else Level(int(self.on_object))
        if self.people < SEVERAL or not self.beyond:
            return Level.COLLABORATION
        made = self.artefact
        lasting = made is not None and made.sources >= SEVERAL and made.lag is not None
        return Level.COLLECTIVE if lasting else Level.COMMUNITY


class Ladder:
    """Tells the standing of conversations of one span.

    Of the answers those that came after the span do not count.
    People are told apart by their hashes, which no two of different platforms share: those who
    tell of replies need not know the platform. `among`: the only people whose ties are asked for.
    `on_object_from`: the affinity from which a post is on the object; None: not known.
    """

    def __init__(
        self,
        answers: Answers,
        span: Span,
        on_object_from: float | None,
        *,
        among: AbstractSet[str],
    ) -> None:
        self._span = span
        self._among = among
        self._threshold = on_object_from
        self._answers = answers

    @cached_property
    def _ties(self) -> _Ties:
        return _mutual(self._answers, self._span.end, self._among)

    @cached_property
    def _met(self) -> Mapping[str, set[str]]:
        met: dict[str, set[str]] = {}
        for one, to in self._ties:
            met.setdefault(one, set()).add(to)
        return met

    def level(self, posts: Posts, *, sustained: bool) -> Level | None:
        """On which rung one conversation stands, as `Standing.level`."""
        if not sustained and self._threshold is None:
            return None  # most are such, and nothing else would change it
        return self.standing(posts, sustained=sustained).level

    def standing(self, posts: Posts, *, sustained: bool) -> Standing:
        """Of one conversation as it was last seen; artefacts are not among what can be read."""
        said = [m for m, counts in zip(posts.messages, posts.counted, strict=True) if counts]
        people = {message.author.member for message in said}
        return Standing(
            people=len(people),
            sustained=sustained,
            substantive=sustained and _substantive(posts),
            beyond=sustained and len(people) >= SEVERAL and self._beyond(posts, people),
            on_object=self._on_object([message.affinity for message in said]),
        )

    def _on_object(self, affinities: Sequence[float | None]) -> bool | None:
        known = [each for each in affinities if each is not None]
        if self._threshold is None or not known:
            return None
        return max(known) >= self._threshold

    def _beyond(self, posts: Posts, people: set[str]) -> bool:
        said = posts.messages
        here = {
            (said[place].author.member, said[parent].author.member, said[place].at)
            for place, parent in enumerate(posts.parents)
            if parent >= 0
        }
        for one in people:
            for to in self._met.get(one, set()) & people:
                there = [at for at in self._ties[one, to] if (one, to, at) not in here]
                back = [at for at in self._ties[to, one] if (to, one, at) not in here]
                if _exchanged(there, back):
                    return True
        return False


def _mutual(answers: Answers, until: datetime, among: AbstractSet[str]) -> _Ties:
    """When each of these answered whom before `until`, of those pairs that did so both ways."""
    told = answers.until(until)
    ways = answers.ways[told]
    by_them = map(among.__contains__, map(_AUTHOR, ways))  # few are: the rest is passed over in C
    theirs = compress(zip(ways, answers.moments[told], strict=True), by_them)
    times: dict[Way, set[datetime]] = {}
    for way, at in theirs:
        if way[1] in among:
            times.setdefault(way, set()).add(at)
    return {
        (one, to): when for (one, to), when in times.items() if (to, one) in times and one != to
    }


def _exchanged(there: Iterable[datetime], back: Iterable[datetime]) -> bool:
    """Whether a reply one way was followed by one the other way within seven days."""
    replies = sorted([(at, 0) for at in there] + [(at, 1) for at in back])
    return any(
        way != next_way and later - at <= REPLY_BACK
        for (at, way), (later, next_way) in pairwise(replies)
    )


def _substantive(posts: Posts) -> bool:
    """Whether one person answered another, or replied at some length."""
    return any(
        parent >= 0
        and posts.counted[place]
        and posts.authors[place] != posts.authors[parent]
        and (posts.messages[place].words >= SUBSTANTIVE or posts.messages[place].says(Head.ANSWER))
        for place, parent in enumerate(posts.parents)
    )
