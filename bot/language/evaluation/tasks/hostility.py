"""Hostility: uncivil comments in locked issues, and how often an alarm is right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.classifier import Batch
from bot.language.evaluation.binary import Labelled, Numbers
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.foldwise import labelled_of, ranking, scores_of, share_of
from bot.language.evaluation.judged import comments_of, read_threads
from bot.language.evaluation.rows import Rows
from bot.language.hostility_head import HostilityHead, hostility_head

EVEN = 0.5
"""Where it is more likely than not."""


@dataclass(slots=True)
class Hostility:
    """The head beside length alone, and its alarms at two thresholds."""

    name: str = "hostility"
    title: str = "Hostility, for moderators' eyes"
    needs: tuple[str, ...] = ("github-incivility",)
    head: HostilityHead | None = None

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises HeadDamaged and SetDamaged."""
        head = self.head or hostility_head()
        comments = comments_of(read_threads(asked.data))
        rows = Rows(
            table="hostility",
            split="comments, by issue",
            convention="all threads were locked as heated: base rates are not those of a community",
            source="github-incivility; each comment by the fit that left its issue out",
            asked=asked,
        )

        def shares(batch: Batch, fold: int | None) -> Numbers:
            return head.shares(batch, fold)

        score, threshold = scores_of(comments, head.model, shares)
        labelled = labelled_of(comments, comments.score > 0)
        yield from ranking(rows, head.version, labelled, score)
        yield from _alarms(rows, head.version, "at its threshold", labelled, score >= threshold)
        yield from _alarms(rows, head.version, "at 0.5", labelled, score >= EVEN)
        mean = float(threshold.mean())
        yield rows.plain(
            head.version, "threshold, mean of the fits", mean, len(np.unique(threshold))
        )


def _alarms(
    rows: Rows, model: str, where: str, labelled: Labelled, told: NDArray[np.bool_]
) -> Iterator[Figure]:
    yes = labelled.yes
    yield rows.plain(model, f"alarms {where}", float(told.sum()), len(told))
    yield rows.measured(model, f"precision {where}", labelled, share_of(told, yes))
    yield rows.measured(model, f"recall {where}", labelled, share_of(yes, told))
    yield rows.measured(model, f"false-positive rate {where}", labelled, share_of(~yes, told))


TASK = Hostility()
