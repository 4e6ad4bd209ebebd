"""Derailment: whether a forecast comes before the first uncivil comment, and only then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.classifier import Batch
from bot.language.derailment import PATIENCE, VERSION, Outlook, forecasts
from bot.language.evaluation.binary import Labelled, Numbers, Weighted, auc
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.foldwise import share_of
from bot.language.evaluation.judged import Thread, read_threads
from bot.language.evaluation.rows import Rows
from bot.language.hostility_head import HostilityHead, hostility_head
from bot.language.prepare import prepare

CONVENTION = "a thread is alerted if any comment before the first uncivil one alerts"
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Of each thread (n,): whether and where it was alerted, and whether the last forecast stood.

    `horizon`: comments that followed the alert before the first uncivil one; NaN without one.
    """

    alerted: Flags
    standing: Flags
    highest: Numbers
    horizon: Numbers


@dataclass(slots=True)
class Derailment:
    """With and without the deferral check, beside an alert in every thread."""

    name: str = "derailment"
    title: str = "Derailment, moderator-assist only"
    needs: tuple[str, ...] = ("github-incivility",)
    head: HostilityHead | None = None

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises HeadDamaged and SetDamaged."""
        head = self.head or hostility_head()
        threads = [t for t in read_threads(asked.data) if t.texts and not t.uncivil[0]]
        turns = [_turns(thread, head) for thread in threads]
        labelled = Labelled(
            yes=np.array([any(thread.uncivil) for thread in threads], np.bool_),
            cluster=np.arange(len(threads)),
            characters=np.array([sum(map(len, t.texts)) for t in threads], np.int64),
        )
        rows = Rows(
            table="derailment",
            split="threads that begin civil",
            convention=CONVENTION,
            source="github-incivility; hostility by the fit that left the issue out",
            asked=asked,
        )
        yield rows.plain("labels", "natural rate", float(labelled.yes.mean()), len(threads))
        yield from _scored(rows, VERSION, labelled, _seen(turns, PATIENCE))
        yield from _scored(rows, f"{VERSION}, no deferral", labelled, _seen(turns, 0))
        always = np.ones(len(threads), np.bool_)
        yield rows.measured("always an alert", "accuracy", labelled, _right(labelled, always))


def _turns(thread: Thread, head: HostilityHead) -> Numbers:
    """The hostility of each comment before the first uncivil one."""
    civil = thread.uncivil.index(True) if any(thread.uncivil) else len(thread.texts)
    batch = Batch([prepare(text) for text in thread.texts[:civil]])
    return head.shares(batch, head.model.fold_of(thread.issue))


def _seen(turns: Sequence[Numbers], patience: int) -> Seen:
    found = [forecasts(map(float, each), patience=patience) for each in turns]
    alerts = [
        [place for place, one in enumerate(each) if one.outlook is Outlook.ALERT] for each in found
    ]
    return Seen(
        alerted=np.array([bool(each) for each in alerts]),
        standing=np.array([each[-1].outlook is Outlook.ALERT for each in found]),
        highest=np.array([max(one.belief for one in each) for each in found]),
        horizon=np.array(
            [len(f) - a[0] if a else np.nan for f, a in zip(found, alerts, strict=True)]
        ),
    )


def _scored(rows: Rows, model: str, labelled: Labelled, seen: Seen) -> Iterable[Figure]:
    yes, alerted = labelled.yes, seen.alerted
    yield rows.measured(model, "accuracy", labelled, _right(labelled, alerted))
    yield rows.measured(model, "precision", labelled, share_of(alerted, yes))
    yield rows.measured(model, "recall", labelled, share_of(yes, alerted))
    yield rows.measured(model, "false-positive rate", labelled, share_of(~yes, alerted))
    yield rows.measured(model, "AUC of the highest belief", labelled, auc(labelled, seen.highest))
    early = seen.horizon[yes & alerted]
    horizon = float(early.mean()) if len(early) else None
    yield rows.plain(model, "mean horizon, comments", horizon, len(early))
    back = alerted & ~seen.standing
    recovery = float((back & ~yes).mean() - (back & yes).mean())
    yield rows.plain(model, "recovery, of all threads", recovery, len(yes))


def _right(labelled: Labelled, alerted: Flags) -> Weighted:
    return share_of(np.ones(len(alerted), np.bool_), alerted == labelled.yes)


TASK = Derailment()
