"""Tunes on the dev part how readily a message opens a conversation, and makes shares honest."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import score_links
from bot.language.evaluation.folding import Decided, fold, parents_of
from bot.language.evaluation.irc_days import Day
from bot.language.links_net import LinkNet

OPENINGS = (0.0, -0.4, -0.2, 0.2, 0.4)
HEATS = (1.0, 0.95, 1.05, 1.1)


def fold_all(days: Sequence[Day], net: LinkNet) -> list[dict[int, Decided]]:
    """What the model links in each of these days, in their order."""
    with ProcessPoolExecutor() as others:
        return list(others.map(partial(fold, net=net), days))


def tuned(net: LinkNet, days: Sequence[Day]) -> LinkNet:
    """The model with the best F on these days, then the heat of the least calibration error."""
    found: dict[float, float] = {}
    for opening in OPENINGS:
        decided = fold_all(days, replace(net, opening=opening))
        found[opening] = score_links(days, [parents_of(each) for each in decided]).f
    best = replace(net, opening=max(found, key=found.__getitem__))
    # Heat changes confidence alone, but for the part that confidence plays in later links.
    errors = {
        heat: calibration_error(days, fold_all(days, replace(best, heat=heat))) for heat in HEATS
    }
    return replace(best, heat=min(errors, key=errors.__getitem__))
