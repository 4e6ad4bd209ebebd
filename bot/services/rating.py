"""Shows a person what would have been said in a past, card by card, and counts what they think."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import CommunityId, MemberKey, ProposalId
from bot.core.interventions import Ruling
from bot.core.measurements import Span
from bot.core.reviews import Evidence, Label, Labelled, Moment
from bot.core.unit_of_work import OpenUnit
from bot.services.reviewing import NoSuchMoment, review_id
from bot.services.rewinding import Telling, would_have_spoken

MOST_SAID = 20
MOST_SILENT = 5
"""Twenty-five cards are about six minutes (first-run.md, section 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingCard:
    """One moment: what was decided, and what the person said of it; None: nothing yet."""

    id: str
    ruling: Ruling
    said: Label | None

    @property
    def would_have_spoken(self) -> bool:
        """Whether a sentence would have been said; otherwise it is one of the silences."""
        return would_have_spoken(self.ruling)


class Rating:
    """The cards of one stretch of an archive's past, and what was said of them."""

    def __init__(self, open_unit: OpenUnit, community: CommunityId, span: Span) -> None:
        self._open_unit = open_unit
        self._community = community
        self._span = span

    async def cards(self) -> tuple[RatingCard, ...]:
        """The latest that would have been said, and a sample of the silences; oldest first."""
        told = Telling(self._span.seen_until)
        async with self._open_unit() as unit:
            views = await unit.reading()
            parts = views.rulings_in_parts(self._community, self._span.start, self._span.end)
            async for rulings in parts:
                for ruling in rulings:
                    told.add(ruling)
            labels = _by_moment(await unit.reviews.labels(self._community))
            await unit.commit()
        chosen = _chosen(told.cards())
        return tuple(
            RatingCard(
                id=review_id(each.proposal, each.at),
                ruling=each,
                said=labels.get((each.proposal, each.at)),
            )
            for each in chosen
        )

    async def rate(self, card: str, label: Label, by: MemberKey, at: datetime) -> None:
        """Keep what a person says of a card, in the place of what they said before.

        No words are kept with it. Raises NoSuchMoment.
        """
        found = [each for each in await self.cards() if each.id == card]
        if not found:
            raise NoSuchMoment(card)
        ruling = found[0].ruling
        about = Moment(
            proposal=ruling.proposal,
            at=ruling.at,
            practice=ruling.practice,
            channel=ruling.channel,
        )
        async with self._open_unit() as unit:
            known = await unit.members.known_as(self._community, by)
            await unit.reviews.label(self._community, about, label, known, at)
            await unit.commit()


def precision(cards: Sequence[RatingCard]) -> Mapping[str, Evidence]:
    """Of what each practice would have said and somebody rated, how much was "say"."""
    rated = [card for card in cards if card.would_have_spoken and card.said is not None]
    return {
        practice: Evidence(say=sum(said is Label.SAY for said in about), reviewed=len(about))
        for practice in sorted({card.ruling.practice for card in rated})
        for about in [[card.said for card in rated if card.ruling.practice == practice]]
    }


def _by_moment(labels: Sequence[Labelled]) -> dict[tuple[ProposalId, datetime], Label]:
    return {(each.moment.proposal, each.moment.at): each.label for each in labels}


def _chosen(rulings: Sequence[Ruling]) -> list[Ruling]:
    said = [each for each in rulings if would_have_spoken(each)][-MOST_SAID:]
    silent = [each for each in rulings if not would_have_spoken(each)][-MOST_SILENT:]
    return sorted((*said, *silent), key=lambda each: each.at)
