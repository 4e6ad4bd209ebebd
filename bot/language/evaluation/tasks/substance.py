"""Substance: whether people found a reply constructive, told apart from its length."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.stats import spearmanr

from bot.language.classifier import Batch
from bot.language.evaluation.binary import Numbers
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.foldwise import labelled_of, ranking, scores_of
from bot.language.evaluation.judged import read_replies
from bot.language.evaluation.rows import Rows
from bot.language.substance_head import SubstanceHead, substance_head


@dataclass(slots=True)
class Substance:
    """The head beside length alone."""

    name: str = "substance"
    title: str = "Substance beyond length"
    needs: tuple[str, ...] = ("umod",)
    head: SubstanceHead | None = None

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises HeadDamaged and SetDamaged."""
        head = self.head or substance_head()
        replies = read_replies(asked.data)
        rows = Rows(
            table="substance",
            split="replies, by what they answer",
            convention="yes: constructiveness above the median of all replies",
            source="umod; each reply by the fit that left it out",
            asked=asked,
        )

        def shares(batch: Batch, fold: int | None) -> Numbers:
            return head.shares(batch, fold)

        score, _ = scores_of(replies, head.model, shares)
        labelled = labelled_of(replies, replies.score > np.median(replies.score))
        yield from ranking(rows, head.version, labelled, score)
        long = labelled.characters.astype(np.float64)
        for model, by in ((head.version, score), ("length", long)):
            found = float(spearmanr(by, replies.score).statistic)
            yield rows.plain(model, "Spearman with constructiveness", found, len(by))


TASK = Substance()
