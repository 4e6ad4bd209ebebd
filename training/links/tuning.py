"""Tunes on the dev part how readily a message opens a conversation, and makes shares honest.

Both twice: for the talk as it is, where people call one another by name, and for copies of it as
quiet rooms in which nobody does.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial

from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import LinkScores, score_links
from bot.language.evaluation.folding import Decided, fold, parents_of
from bot.language.evaluation.irc_days import Day, silenced
from bot.language.links_net import LinkNet
from training.links.distortion import echoed, quietened
from training.links.files import rounded_as_held

OPENINGS = (
    (0.0, -0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3),
    (0.0, 0.3, -0.3, -0.6, -0.9, -1.2, -1.6, -2.0),
)
HEATS = (1.0, 0.9, 0.95, 1.05, 1.1, 1.2, 1.35, 1.5)
COPIES = range(100, 104)
"""Seeds of the quiet copies of each day; the training uses others."""


def fold_all(days: Sequence[Day], net: LinkNet) -> list[dict[int, Decided]]:
    """What the model links in each of these days, in their order."""
    with ProcessPoolExecutor() as others:
        return list(others.map(partial(fold, net=net), days))


def quiet_copies(days: Sequence[Day], copies: Sequence[int] = COPIES) -> list[Day]:
    """The days as quiet rooms in which nobody calls anybody by name."""
    return [silenced(echoed(quietened(day, copy), copy)) for copy in copies for day in days]


def judged(days: Sequence[Day], net: LinkNet) -> tuple[LinkScores, float]:
    """How good the model's links are, and their calibration error."""
    decided = fold_all(days, net)
    scores = score_links(days, [parents_of(each) for each in decided])
    return scores, calibration_error(days, decided)


def tuned(
    net: LinkNet,
    days: Sequence[Day],
    *,
    openings: Sequence[Sequence[float]] = OPENINGS,
    heats: Sequence[float] = HEATS,
    copies: Sequence[int] = COPIES,
) -> LinkNet:
    """The model with the best F, and then the least calibration error, on both kinds of talk."""
    silent_days = [*map(silenced, days), *quiet_copies(days, copies)]
    for silent, among in ((False, days), (True, silent_days)):
        found = {
            opening: judged(among, _with(net, "openings", opening, silent=silent))
            for opening in openings[silent]
        }
        best = max(found, key=lambda opening: found[opening][0].f)
        net = _with(net, "openings", best, silent=silent)
        # Heat changes confidence alone, but for the part that confidence plays in later links.
        errors = {
            heat: judged(among, _with(net, "heats", heat, silent=silent))[1] for heat in heats
        }
        net = _with(net, "heats", min(errors, key=errors.__getitem__), silent=silent)
    return net


def _with(net: LinkNet, name: str, value: float, *, silent: bool) -> LinkNet:
    numbers = getattr(net, name).copy()
    numbers[int(silent)] = value
    return replace(net, **{name: rounded_as_held(numbers)})
