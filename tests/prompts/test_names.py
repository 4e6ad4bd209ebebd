"""The names that the code has in English are found by the languages that say them otherwise."""

import ast as python
import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.core.senses import Sense
from bot.metrics import load_metrics
from bot.metrics.base import FEW_PEOPLE
from bot.metrics.derailment_exposure import NONE_FLAGGED
from bot.metrics.ladder_level import NO_AFFINITY, NO_ARTEFACTS
from bot.platforms.exports.formats import known_formats
from bot.practices import load_practices
from bot.services.explaining import TOO_LITTLE
from bot.services.interruptions import _HARDEST
from bot.services.measuring import LINKED_OTHERWISE
from bot.services.series import NOT_BY_PART
from db.repositories.holdings import _KINDS
from prompts import phrases

ROOT = Path(__file__).parents[2]
PRACTICES = [each.human_name for each in load_practices()]
CAUSES = [
    FEW_PEOPLE,
    NONE_FLAGGED,
    NO_AFFINITY,
    NO_ARTEFACTS,
    TOO_LITTLE,
    LINKED_OTHERWISE,
    NOT_BY_PART,
    "no text could be read",
    *(each.cause for each in load_metrics().values() if hasattr(each, "cause")),
]
LIMITS = [name for limit, (_, unit) in _HARDEST.items() for name in (limit, unit)]
UNTOLD = [each for reader in known_formats() for each in reader.cannot_tell]
NAMES = [*PRACTICES, *CAUSES, *LIMITS, *UNTOLD, *_KINDS.values(), *(each.value for each in Sense)]


def terms():
    file = files("prompts") / "locales" / "de" / "names.ftl"
    for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message):
            yield entry.id.name


def said_by_the_code():
    """Every text that stands in our source."""
    for package in ("bot", "db"):
        for file in (ROOT / package).rglob("*.py"):
            for node in python.walk(python.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, python.Constant) and isinstance(node.value, str):
                    yield node.value


def slug(said):
    return re.sub(r"[^a-z0-9]+", "-", said.casefold()).strip("-")


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"Ritual"}))
def test_each_name_that_people_read_is_said_in_german(name):
    assert phrases("de").term(name) != name


def test_no_german_name_stands_for_what_the_code_does_not_say():
    known = {f"term-{slug(said)}" for said in said_by_the_code()}

    assert [name for name in terms() if name not in known] == []
