"""Tunes on the dev part how readily a message opens a conversation, and makes shares honest."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import score_links
from bot.language.evaluation.folding import Decided, fold, parents_of
from bot.language.evaluation.irc_days import Day
from bot.language.links_net import LinkNet

OPENINGS = tuple(round(float(each), 2) for each in np.arange(-0.6, 0.65, 0.15))
HEATS = (0.9, 1.0, 1.1, 1.2, 1.3)


def fold_all(days: Sequence[Day], net: LinkNet) -> list[dict[int, Decided]]:
    """What the model links in each of these days, in their order."""
    with ProcessPoolExecutor() as others:
        return list(others.map(partial(fold, net=net), days))


def tuned(net: LinkNet, days: Sequence[Day]) -> tuple[LinkNet, Mapping[str, float]]:
    """The model with the best F on these days, then the heat of the least calibration error."""
    best, score = net, 0.0
    for opening in OPENINGS:
        tried = replace(net, opening=opening)
        scores = score_links(days, [parents_of(each) for each in fold_all(days, tried)])
        if scores.f > score:
            best, score = tried, scores.f
    found: dict[float, float] = {}
    for heat in HEATS:
        # Heat changes confidence alone, but for the part that confidence plays in later links.
        tried = replace(best, heat=heat)
        found[heat] = calibration_error(days, fold_all(days, tried))
    heat = min(found, key=found.__getitem__)
    return replace(best, heat=heat), {"f": score, "error": found[heat]}
