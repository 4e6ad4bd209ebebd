import pytest

from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.folding import Decided
from bot.language.evaluation.irc_days import LABELLED_FROM, Day, Line

LINE = Line(minute=0, author="p0", mentions=(), text="")


def made(confidences, right):
    lines = (None,) * LABELLED_FROM + (LINE,) * len(confidences)
    gold = {
        LABELLED_FROM + n: frozenset({LABELLED_FROM + n})
        for n in range(len(confidences))
        if right(n)
    }
    day = Day(name="d", digest=1, lines=lines, gold=gold)
    decided = {
        LABELLED_FROM + n: Decided(parent=LABELLED_FROM + n, confidence=each, opening=each)
        for n, each in enumerate(confidences)
    }
    return [day], [decided]


def test_whoever_is_as_sure_as_right_errs_by_nothing():
    assert calibration_error(*made([0.5] * 100, lambda n: n % 2)) == pytest.approx(0)


def test_whoever_is_always_sure_and_never_right_errs_by_one():
    assert calibration_error(*made([1.0] * 100, lambda _: False)) == pytest.approx(1)
