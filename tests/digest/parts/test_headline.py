from dataclasses import replace

import pytest

from bot.core.measurements import NotMeasured, Trend
from bot.digest.parts.headline import Headline
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def with_share(material, value):
    share = replace(material.headlines.valued_share, value=value, low=0.0, high=1.0)
    return replace(material, headlines=replace(material.headlines, valued_share=share))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "Fewer than one message in ten was"),
        (0.1, "About one message in ten was"),
        (0.2, "About one message in five was"),
        (0.25, "About one message in four was"),
        (1 / 3, "About one message in three was"),
        (0.4, "About two messages in five were"),
        (0.5, "About every second message was"),
        (0.6, "About three messages in five were"),
        (2 / 3, "About two messages in three were"),
        (0.75, "About three messages in four were"),
        (0.8, "About four messages in five were"),
        (0.9, "About nine messages in ten were"),
        (1.0, "Nearly every message was"),
    ],
)
def test_the_share_is_said_in_plain_words(typical, share, words):
    part = Headline().compose(with_share(typical, share), WORDS)

    assert part.lead.sentence.startswith(words)


def test_a_share_that_was_not_measured_has_no_plain_words(typical):
    missing = NotMeasured(metric="valued_share", unit="proportion", cause="no text was read")
    headlines = replace(typical.headlines, valued_share=missing)

    part = Headline().compose(replace(typical, headlines=headlines), WORDS)

    assert part.lead.sentence == (
        "Valued Share of week 45, the last complete week: not measured: no text was read."
    )


def test_it_is_said_when_nothing_else_changed(typical):
    headlines = replace(
        typical.headlines,
        sustained_share=replace(typical.headlines.sustained_share, trend=Trend.NO_CHANGE),
    )

    part = Headline().compose(replace(typical, headlines=headlines), WORDS)

    assert part.lines[0].text == "In the other numbers there is no change we can tell."


def test_the_definition_stands_beside_the_number(typical):
    part = Headline().compose(typical, WORDS)

    assert part.lines[-1].text.startswith("Valued Share is the share of people")


def test_small_cells_are_hidden_in_the_numbers(typical):
    kept = replace(typical.headlines.kept_ties, raw=(3, 21))
    headlines = replace(typical.headlines, kept_ties=kept)

    part = Headline().compose(replace(typical, headlines=headlines), WORDS)

    [number] = [each for each in part.numbers if each.name == "kept_ties"]
    assert number.value == "fewer than five people, so not shown"
