"""How honest a confidence is: its distance from the share of what turned out right."""

from collections.abc import Mapping, Sequence

import numpy as np

from bot.language.evaluation.folding import Decided
from bot.language.evaluation.irc_days import LABELLED_FROM, Day

BINS = 10


def calibration_error(days: Sequence[Day], decided: Sequence[Mapping[int, Decided]]) -> float:
    """Mean distance of confidence from the share of right links, in ten bins of equal count.

    Of people's messages only: that the system answers nobody is no achievement. Source: Naeini et
    al., AAAI 2015, with bins of equal count.
    """
    pairs = np.array(
        [
            (each.confidence, each.parent in day.gold.get(line, ()))
            for day, links in zip(days, decided, strict=True)
            for line, each in links.items()
            if line >= LABELLED_FROM and day.lines[line] is not None
        ]
    )
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    bins = np.array_split(pairs, BINS)
    return sum(abs(float(b[:, 0].mean() - b[:, 1].mean())) * len(b) for b in bins) / len(pairs)
