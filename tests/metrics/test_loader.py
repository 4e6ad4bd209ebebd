import sys
from importlib import import_module

import pytest

from bot.metrics import load_metrics
from bot.metrics.base import DECLARED, NamelessMetric

_GOOD = """
from typing import ClassVar
from bot.core.measurements import Grade
from bot.metrics._share import MessageShare
class {kind}(MessageShare):
    name: ClassVar[str] = "{name}"
    description: ClassVar[str] = "d"
    higher_means: ClassVar[str] = "h"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 1
    source: ClassVar[str] = "s"
    def measure(self, week):
        return ()
"""


@pytest.fixture
def package(tmp_path, monkeypatch, request):
    """A package of metric files of its own, under a name no other test uses."""
    name = f"metrics_of_{request.node.name}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text('"""A package."""')
    monkeypatch.syspath_prepend(tmp_path)

    def of(**files):
        for file, text in files.items():
            (folder / f"{file}.py").write_text(text)
        return import_module(name)

    yield of
    for module in [each for each in sys.modules if each.split(".")[0] == name]:
        del sys.modules[module]


def test_every_headline_number_is_there():
    assert set(load_metrics()) >= {
        "answered_rate",
        "kept_ties",
        "new_ties",
        "newcomer_reply_equity",
        "newcomer_second_post",
        "newcomer_survival",
        "sustained_share",
        "time_to_first_human_response",
        "tummler_independence",
        "valued_share",
    }


@pytest.mark.parametrize(
    "vanity",
    [
        "gravity",
        "message_count",
        "daily_active_users",
        "monthly_active_users",
        "reaction_count",
        "maximum_thread_length",
        "messages_per_author",
        "raw_gini",
        "raw_modularity",
        "normalised_entropy",
        "engagement_rate",
        "mean_sentiment",
        "quality",
    ],
)
def test_vanity_is_not_shipped(vanity):
    coded_by_people = {"deliberative_quality"}

    assert not [name for name in load_metrics() if vanity in name and name not in coded_by_people]


def test_each_metric_says_what_it_is():
    for metric in load_metrics().values():
        assert all(getattr(metric, each) for each in DECLARED)
        assert type(metric).__doc__


def test_the_template_compiles_and_is_not_loaded():
    template = import_module("bot.metrics._example")

    assert template.Example.name not in load_metrics()


def test_the_template_measures(town):
    week = town.week(town.e1(), town.e3()[0])

    known = import_module("bot.metrics._example").Example().summarise(week, (), town.ungated)

    assert known.estimate.raw == (8, 12)


def test_the_template_would_load_under_its_own_name(package):
    loaded = load_metrics(package(my_share=_GOOD.format(kind="MyShare", name="my_share")))

    assert list(loaded) == ["my_share"]


def test_a_name_taken_twice_fails_at_load(package):
    twice = package(
        my_share=_GOOD.format(kind="MyShare", name="my_share"),
        other=_GOOD.format(kind="Other", name="my_share"),
    )

    with pytest.raises(NamelessMetric, match="other is not named like its file"):
        load_metrics(twice)


def test_a_missing_name_fails_at_load(package):
    nameless = _GOOD.format(kind="MyShare", name="x").replace('name: ClassVar[str] = "x"', "pass")

    with pytest.raises(NamelessMetric, match="does not say its name"):
        load_metrics(package(my_share=nameless))


def test_a_file_without_a_metric_fails_at_load(package):
    with pytest.raises(NamelessMetric, match="holds 0 metrics"):
        load_metrics(package(my_share="A = 1"))
