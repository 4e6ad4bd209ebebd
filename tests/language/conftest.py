"""Where the corpora lie, and short ways to read one text."""

import os
from pathlib import Path

import pytest

from bot.language.rules import RuleReader

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
def reader():
    return RuleReader()
