"""Answers: which lines that ask nothing people linked to somebody else's question."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.answer_head import AnswerHead, answer_head
from bot.language.classifier import Batch
from bot.language.evaluation.answered import read_answers
from bot.language.evaluation.binary import Numbers, f_at
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.foldwise import labelled_of, ranking, scores_of, share_of
from bot.language.evaluation.rows import Rows

PART = "dev"
EVEN = 0.5
"""Where it is more likely than not."""


@dataclass(slots=True)
class Answers:
    """The head beside length alone, on days that it did not learn from."""

    name: str = "answers"
    title: str = "Answers, by their words alone"
    needs: tuple[str, ...] = ("irc-disentanglement",)
    head: AnswerHead | None = None

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises HeadDamaged and SetDamaged."""
        head = self.head or answer_head()
        replies = read_answers(asked.data, PART)
        rows = Rows(
            table="answers",
            split=f"{PART}, by day",
            convention="yes: linked by people to somebody else's question; names taken out",
            source="irc-disentanglement; lines without a question mark",
            asked=asked,
        )

        def shares(batch: Batch, fold: int | None) -> Numbers:
            return head.shares(batch, fold)

        score, threshold = scores_of(replies, head.model, shares)
        labelled = labelled_of(replies, replies.score > 0)
        yield from ranking(rows, head.version, labelled, score)
        for where, told in (("0.5", score >= EVEN), ("its threshold", score >= threshold)):
            hits = share_of(told, labelled.yes)
            yield rows.measured(head.version, f"precision at {where}", labelled, hits)
            found = share_of(labelled.yes, told)
            yield rows.measured(head.version, f"recall at {where}", labelled, found)
        best = f_at(labelled, score, float(threshold[0]))
        yield rows.measured(head.version, "F1 at its threshold", labelled, best)


TASK = Answers()
