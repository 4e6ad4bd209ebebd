"""What the bot considered over some stretch of time, told as counts and as cards."""

from collections import Counter
from collections.abc import Mapping, Sequence
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


def bot_tally(rulings: Sequence[Ruling], nothing_to_say: int, seen_until: datetime) -> BotTally:
    """The ledger of a stretch of time in counts; nothing was spoken, for nothing can speak yet."""
    said = [r for r in rulings if would_have_spoken(r)]
    public = sum(r.audience is not Audience.MODERATORS for r in said)
    fates = Counter(fate(r, seen_until) for r in said)
    return BotTally(
        would_have_said_public=public,
        would_have_said_moderators=len(said) - public,
        held_back=Counter(r.reason for r in rulings if not would_have_spoken(r)),
        nothing_to_say=nothing_to_say,
        answered_after=fates[Fate.ANSWERED],
        unanswered_after=fates[Fate.NOT_WITHIN_A_DAY],
    )


class Rewinding:
    """Tells a replay: its tally, what would have been said, and a sample of the silences."""

    def __init__(self, open_views: OpenViews, names: Mapping[str, str]) -> None:
        """`names`: the human name of each practice, by its key."""
        self._open_views = open_views
        self._names = names

    async def rewind(self, community: CommunityId, span: Span, weeks: int) -> Rewind:
        """Everything considered in the span; cards of the latest moments where there are many."""
        async with self._open_views() as views:
            rulings = await views.rulings(community, span.start, span.end)
            unspoken = await views.unspoken(community, span.start, span.end)
            messages, conversations = await views.volume(community, span.start, span.end)
            rooms = await views.room_names(community)
        said = [r for r in rulings if would_have_spoken(r)][-MOST_CARDS:]
        silent = _sample([r for r in rulings if not would_have_spoken(r)])
        chosen = sorted((*said, *silent), key=lambda r: r.at)
        return Rewind(
            span=span,
            weeks=weeks,
            messages=messages,
            conversations=conversations,
            tally=bot_tally(rulings, unspoken, span.seen_until),
            cards=tuple(self._card(r, rooms, span.seen_until) for r in chosen),
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


def _sample(silent: Sequence[Ruling]) -> list[Ruling]:
    """The latest silence of each reason, then further ones, so that no reason crowds out others."""
    by_reason: dict[Reason, list[Ruling]] = {}
    for ruling in reversed(silent):
        by_reason.setdefault(ruling.reason, []).append(ruling)
    turns = max((len(group) for group in by_reason.values()), default=0)
    in_turn = [
        group[turn] for turn in range(turns) for group in by_reason.values() if turn < len(group)
    ]
    return in_turn[:SAMPLE_OF_SILENCES]
