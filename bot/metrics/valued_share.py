"""Valued Share: how much of what people say is of use to somebody else."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from bot.core.ids import MemberKey
from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._share import MessageShare
from bot.metrics._talk import valued
from bot.metrics.base import FEW_PEOPLE, SMALLEST_CELL, Week

STRATA: tuple[int, ...] = (0, 5, 12, 25, 50)
"""Words from which each stratum of length begins; ours, about the reply that is substantive."""


class ValuedShare(MessageShare):
    """Share of human messages that had a human consequence within seven days (B-01).

    A message is valued if, within seven days and before it was last seen, another person gave it a
    direct reply of twelve words or more or a reply of thanks, or two or more other people replied.
    Accepting an answer and citing a message later count too by definition, but no reader tells them
    yet, so they are not seen and the share is, if anything, too low; a reply whose thanks could not
    be read counts as no thanks. Length confounds it. Proportion in 0..1, of messages; at least 50.
    Source: ours; metrics.md, B-01.
    """

    name: ClassVar[str] = "valued_share"
    description: ClassVar[str] = (
        "Share of people's messages that another person answered at some length, thanked for, "
        "or that two or more people replied to, within seven days"
    )
    higher_means: ClassVar[str] = "more of what people say was of use to somebody else"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "ours (metrics.md, B-01)"
    reads_text: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = tuple(f"from-{start}" for start in STRATA)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The share valued in each conversation, weighted by its messages."""
        return tuple(
            Measurement(cluster=t.id, value=t.valued / t.counted, weight=t.counted)
            for t in week.talk.threads
            if t.counted
        )

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """The share among messages of each length, in words; strata without any are absent.

        Where fewer than five people stand behind a stratum it is not told.
        """
        hits = dict.fromkeys(STRATA, 0)
        authors_by_start: dict[int, list[MemberKey]] = {start: [] for start in STRATA}
        for conversation in {each.id: each for each in week.conversations}.values():
            posts = week.reads.said(conversation, week.span.seen_until).posts
            found = zip(posts.messages, posts.counted, valued(posts), strict=True)
            for message, counts, hit in found:
                if counts and week.span.start <= message.at < week.span.end:
                    start = STRATA[bisect_right(STRATA, message.words) - 1]
                    hits[start] += hit
                    authors_by_start[start].append(message.author)
        return tuple(
            _layer(start, hits[start], authors)
            for start, authors in authors_by_start.items()
            if authors
        )


def _layer(start: int, hits: int, authors: Sequence[MemberKey]) -> Layer:
    if len(set(authors)) < SMALLEST_CELL:
        return Layer(name=f"from-{start}", value=None, cause=FEW_PEOPLE)
    return Layer(name=f"from-{start}", value=hits / len(authors))
