"""Small samples, and drawn moments as they are read back."""

from datetime import timedelta

import numpy as np
import pytest

from bot.core.outcomes import Occasion
from bot.core.trial import Arm, draw
from bot.learning.sample import Sample

WINDOW = timedelta(hours=24)


@pytest.fixture(scope="session")
def sampled():
    """A sample of arms and outcomes, each moment its own cluster unless told."""

    def make(acted, outcome, *, p=0.5, clusters=None, known=None, fitted=None):
        size = len(acted)
        return Sample(
            acted=np.array(acted, dtype=np.int64),
            outcome=np.array(outcome, dtype=np.float64),
            probability=np.full(size, p),
            known=np.zeros((size, 0)) if known is None else np.array(known, dtype=np.float64),
            cluster=np.arange(size) if clusters is None else np.array(clusters),
            position=np.arange(size),
            fitted=np.arange(size) if fitted is None else np.array(fitted),
        )

    return make


@pytest.fixture(scope="session")
def generator():
    """A generator of numbers, the same for the same seed."""
    return lambda seed: np.random.Generator(np.random.PCG64(seed))


@pytest.fixture(scope="session")
def occasion(talk):
    """A drawn moment of a plan, by its place; six hours lie between one and the next."""

    def make(plan, position, *, reached=False, missing=None, **changes):
        at = plan.starts_at + position * timedelta(hours=6)
        drawn = draw(plan, position, "parlour/somewhere")
        usual = {
            "practice": plan.practice,
            "plan": plan.version,
            "position": position,
            "at": at,
            "closes_at": at + WINDOW,
            "channel": talk.channel(),
            "arm": drawn.arm,
            "probability": drawn.probability,
            "known": None,
            "reached": reached,
            "missing": missing,
        }
        return Occasion(**usual | changes)

    return make


@pytest.fixture(scope="session")
def acts():
    """Whether a moment was drawn to act."""
    return lambda moment: moment.arm is Arm.TREATMENT
