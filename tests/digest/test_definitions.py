import re
from dataclasses import replace

import pytest

from bot.core.measurements import Grade, Known, TooFew, Trend
from bot.digest.compose import compose
from bot.digest.definitions import defined
from bot.digest.html import to_html
from bot.digest.lint import hits
from bot.digest.material import Definition, Diagnostic
from bot.digest.text import to_text
from bot.digest.words import Words
from bot.metrics import load_metrics
from bot.services.explaining import definition

WORDS = Words("en", "UTC")
EFFECTIVE = Known(
    metric="effective_speakers",
    unit="people",
    value=12.4,
    low=11.0,
    high=13.7,
    confidence=0.9,
    n=800,
    usual=9.0,
    trend=Trend.CLEARLY_HIGHER,
    rough=False,
)


def without_pictures(_charts):
    return {}


@pytest.fixture
def explained(typical):
    """A digest with a diagnostic, one for which there is too little, and their definitions."""
    few = TooFew(metric="reciprocity", unit="correlation", n=3, needed=100)
    return replace(
        typical,
        diagnostics=(Diagnostic(estimate=EFFECTIVE, z=-3.4), Diagnostic(estimate=few)),
        definitions=tuple(
            Definition(metric=name, grade=Grade.POOLED, least=100, weeks=4, source="a source")
            for name in ("valued_share", "answered_rate", "effective_speakers", "reciprocity")
        ),
    )


@pytest.mark.parametrize("name", load_metrics())
def test_every_metric_has_its_page(name):
    page = defined(definition(load_metrics()[name]), WORDS)

    said = (page.label, page.what, page.reading, page.fooled)
    assert all(said)
    assert not [hit for each in said for hit in hits(each, part="definitions")]


def test_a_number_leads_to_its_definition_on_the_same_page(explained):
    page = to_html(compose(explained), drawn_by=without_pictures)

    linked = set(re.findall(r'href="#(metric-[^"]+)"', page))
    there = set(re.findall(r'id="(metric-[^"]+)"', page))
    assert linked == there == {f"metric-{d.metric}" for d in explained.definitions}


def test_a_diagnostic_stands_beside_what_chance_would_give(explained):
    page = to_html(compose(explained), drawn_by=without_pictures)

    assert "3 deviations below what chance alone would give" in page


def test_a_diagnostic_with_too_little_talk_says_so(explained):
    said = to_text(compose(explained), full=True)

    assert "Reciprocity: not enough talk to say." in said


def test_diagnostics_are_never_in_chat(explained):
    said = to_text(compose(explained))

    assert "Effective speakers" not in said
    assert "12" in next(
        number.value
        for number in compose(explained).numbers()
        if number.name == "effective_speakers"
    )


def test_a_quiet_week_defines_nothing(explained, sized):
    quiet = replace(sized(3), definitions=explained.definitions)

    assert compose(quiet).defined == ()
