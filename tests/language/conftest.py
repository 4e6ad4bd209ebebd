"""Where the corpora lie, and short ways to read one text."""

import os
from pathlib import Path

import pytest

from bot.cli.models import encoder_choice
from bot.language.encoder import open_model
from bot.language.rules import RuleReader
from bot.language.weights import find_weights
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DATA = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()


@pytest.fixture(scope="session")
def corpus():
    """A corpus by its folder's name; the test is skipped, loudly, where it is absent."""

    def found(name):
        if not (DATA / name).is_dir():
            pytest.skip(f"NO DATA: {name} is absent, a corpus test did not run")
        return DATA / name

    return found


@pytest.fixture(scope="session")
def choice():
    """The encoder of this machine; the test is skipped, loudly, where nobody fetched it."""
    chosen = encoder_choice(Settings())
    if find_weights(chosen.configured, chosen.cache) is None:
        told = "NO ENCODER: say `tummler models fetch`; a test of the encoder did not run"
        (pytest.fail if os.environ.get("TUMMLER_ENCODER_REQUIRED") else pytest.skip)(told)
    return chosen


@pytest.fixture(scope="session")
def weights(choice):
    return find_weights(choice.configured, choice.cache)


@pytest.fixture(scope="session")
def model(weights, choice):
    """The encoder's model itself, opened once."""
    return open_model(weights, choice)


@pytest.fixture(scope="session")
def reader():
    return RuleReader()
