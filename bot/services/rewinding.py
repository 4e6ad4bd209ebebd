"""What the bot considered over some stretch of time, told as counts and as cards."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.core.ids import ChannelKey, CommunityId
from bot.core.interventions import Audience, Ruling
from bot.core.measurements import Span
from bot.core.reasons import Reason
from bot.core.views import OpenViews
from bot.digest.material import BotTally, Fate, Rewind, RewindCard

DAY = timedelta(days=1)
MOST_CARDS = 40
SAMPLE_OF_SILENCES = 12
_SAID = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW})


def would_have_spoken(ruling: Ruling) -> bool:
    """Whether only trust, or that nothing can speak yet, kept a sentence from being said."""
    return ruling.reason in _SAID or (ruling.otherwise and ruling.reason.shadows)


def fate(ruling: Ruling, seen_until: datetime) -> Fate:
    """What people did within a day of the message that waited."""
    if ruling.need_at is None:
        return Fate.UNKNOWN
    if ruling.replied_after is not None and ruling.replied_after <= DAY:
        return Fate.ANSWERED
    if ruling.need_at + DAY > seen_until:
        return Fate.TOO_EARLY
    return Fate.NOT_WITHIN_A_DAY


class Telling:
    """Counts rulings as they come, oldest first, and keeps the few that will have cards.

    A past of years has hundreds of thousands of them; none is held but for a card.
    """

    def __init__(self, seen_until: datetime) -> None:
        self._seen_until = seen_until
        self._public = self._moderators = 0
        self._fates: Counter[Fate] = Counter()
        self._held_back: Counter[Reason] = Counter()
        self._said: deque[Ruling] = deque(maxlen=MOST_CARDS)
        self._silent: dict[Reason, deque[Ruling]] = {}
        """The latest silences of each reason; the reason that came last stands last."""

    def add(self, ruling: Ruling) -> None:
        """Count one."""
        if would_have_spoken(ruling):
            self._public += ruling.audience is not Audience.MODERATORS
            self._moderators += ruling.audience is Audience.MODERATORS
            self._fates[fate(ruling, self._seen_until)] += 1
            self._said.append(ruling)
            return
        self._held_back[ruling.reason] += 1
        latest = self._silent.pop(ruling.reason, None) or deque(maxlen=SAMPLE_OF_SILENCES)
        latest.append(ruling)
        self._silent[ruling.reason] = latest

    def tally(self, nothing_to_say: int) -> BotTally:
        """What was counted; nothing was spoken, for nothing can speak yet."""
        return BotTally(
            would_have_said_public=self._public,
            would_have_said_moderators=self._moderators,
            held_back=self._held_back,
            nothing_to_say=nothing_to_say,
            answered_after=self._fates[Fate.ANSWERED],
            unanswered_after=self._fates[Fate.NOT_WITHIN_A_DAY],
        )

    def cards(self) -> list[Ruling]:
        """The latest that would have been said, and a sample of the silences; oldest first."""
        return sorted((*self._said, *self._sample()), key=lambda r: r.at)

    def _sample(self) -> list[Ruling]:
        """The latest silence of each reason, then further ones, so that none crowds out others."""
        groups = [list(reversed(group)) for group in reversed(self._silent.values())]
        turns = max(map(len, groups), default=0)
        in_turn = [group[turn] for turn in range(turns) for group in groups if turn < len(group)]
        return in_turn[:SAMPLE_OF_SILENCES]


def bot_tally(rulings: Iterable[Ruling], nothing_to_say: int, seen_until: datetime) -> BotTally:
    """The ledger of a stretch of time in counts."""
    told = Telling(seen_until)
    for ruling in rulings:
        told.add(ruling)
    return told.tally(nothing_to_say)


class Rewinding:
    """Tells a replay: its tally, what would have been said, and a sample of the silences."""

    def __init__(self, open_views: OpenViews, names: Mapping[str, str]) -> None:
        """`names`: the human name of each practice, by its key."""
        self._open_views = open_views
        self._names = names

    async def rewind(self, community: CommunityId, span: Span, weeks: int) -> Rewind:
        """Everything considered in the span; cards of the latest moments where there are many."""
        told = Telling(span.seen_until)
        async with self._open_views() as views:
            async for rulings in views.rulings_in_parts(community, span.start, span.end):
                for ruling in rulings:
                    told.add(ruling)
            unspoken = await views.unspoken(community, span.start, span.end)
            messages, conversations = await views.volume(community, span.start, span.end)
            rooms = await views.room_names(community)
        return Rewind(
            span=span,
            weeks=weeks,
            messages=messages,
            conversations=conversations,
            tally=told.tally(unspoken),
            cards=tuple(self._card(r, rooms, span.seen_until) for r in told.cards()),
        )

    def _card(
        self, ruling: Ruling, rooms: Mapping[ChannelKey, str], seen_until: datetime
    ) -> RewindCard:
        room = ruling.channel.room
        came = fate(ruling, seen_until)
        return RewindCard(
            key=ruling.need,
            room=rooms.get(room, room.channel),
            posted_at=ruling.need_at or ruling.at,
            at=ruling.at,
            practice=self._names.get(ruling.practice, ruling.practice),
            audience=ruling.audience,
            because=ruling.because,
            reason=ruling.reason,
            would_have_said=would_have_spoken(ruling),
            draft=ruling.draft,
            fate=came,
            waited=ruling.replied_after if came is Fate.ANSWERED else None,
        )
