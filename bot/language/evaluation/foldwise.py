"""Judges texts by the model that did not learn from them, and makes the rows that follow."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from bot.language.classifier import Batch
from bot.language.evaluation.binary import Labelled, Numbers, Weighted, auc, brier
from bot.language.evaluation.binary import average_precision as precision_of
from bot.language.evaluation.binary import calibration_error as calibration
from bot.language.evaluation.figures import Figure
from bot.language.evaluation.judged import Judged
from bot.language.evaluation.rows import Rows
from bot.language.folded import FoldedModel

Shares = Callable[[Batch, int | None], Numbers]


def labelled_of(judged: Judged, yes: NDArray[np.bool_]) -> Labelled:
    """The texts as labelled ones, a cluster for each unit."""
    places = {unit: place for place, unit in enumerate(dict.fromkeys(judged.units))}
    cluster = np.array([places[unit] for unit in judged.units], np.intp)
    return Labelled(yes=yes, cluster=cluster, characters=judged.characters)


def left_out(judged: Judged, model: FoldedModel) -> list[int | None]:
    """By text, which of the model's fits left its unit out; None: none of them knows it."""
    return [model.fold_of(unit) for unit in judged.units]


def scores_of(judged: Judged, model: FoldedModel, shares: Shares) -> tuple[Numbers, Numbers]:
    """Share of each text, and the threshold that goes with the fit that gave it."""
    score, threshold = np.zeros(len(judged.units)), np.zeros(len(judged.units))
    folds = left_out(judged, model)
    for fold in set(folds):
        places = [place for place, each in enumerate(folds) if each == fold]
        batch = Batch([judged.batch.texts[place] for place in places])
        score[places] = shares(batch, fold)
        threshold[places] = model.threshold if fold is None else float(model.thresholds[fold])
    return score, threshold


def ranking(rows: Rows, model: str, labelled: Labelled, score: Numbers) -> Iterable[Figure]:
    """AUC, average precision, calibration; and length beside them, plain and matched."""
    long = labelled.characters.astype(np.float64)
    yield rows.plain("labels", "natural rate", float(labelled.yes.mean()), len(score))
    yield rows.measured(model, "AUC", labelled, auc(labelled, score))
    yield rows.measured("length", "AUC", labelled, auc(labelled, long))
    yield rows.matched(model, labelled, score)
    yield rows.matched("length", labelled, long)
    yield rows.matched_less(f"{model} - length", labelled, (score, long))
    yield rows.measured(model, "AP", labelled, precision_of(labelled, score))
    yield rows.plain(model, "Brier", brier(labelled, score), len(score))
    yield rows.plain(model, "calibration error", calibration(labelled, score), len(score))


def share_of(some: NDArray[np.bool_], told: NDArray[np.bool_]) -> Weighted:
    """Which part of some texts is told, as a measure; 0 where a draw has none of them."""

    def share(weights: Numbers) -> float:
        return float(weights[some & told].sum() / max(float(weights[some].sum()), 1e-12))

    return share
