from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.lint import Rule, hits
from prompts import languages

LOCALES = files("prompts") / "locales"


def sentences(language="en"):
    """Each text of each template with its values left out, as (message, text)."""
    file = LOCALES / language / "digest.ftl"
    for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message):
            for text in texts(entry):
                yield entry.id.name, text


def texts(node):
    if isinstance(node, ast.Pattern):
        yield "".join(
            element.value if isinstance(element, ast.TextElement) else "\u2026"
            for element in node.elements
        )
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                yield from texts(child)


def rules(text, *, part="waiting", names=(), language="en"):
    return [hit.rule for hit in hits(text, part=part, names=names, language=language)]


@pytest.mark.parametrize("language", sorted(languages()))
def test_no_template_breaks_a_rule(language):
    found = [
        (name, rule)
        for name, text in sentences(language)
        for rule in rules(
            text,
            part="headline" if name.startswith("headline") else "the_bot",
            language=language,
        )
    ]

    assert found == []


def test_the_templates_that_are_looked_at_are_all_of_them():
    names = {name for name, _ in sentences()}

    assert {"headline-complete", "to-do-none", "k1-alt", "footer-volume", "hours"} <= names


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Engagement rose.", Rule.BANNED),
        ("There are more active users.", Rule.BANNED),
        ("The top question of the week.", Rule.BANNED),
        ("The best talk of the week.", Rule.BANNED),
        ("A champion of the room.", Rule.BANNED),
        ("See the leaderboard.", Rule.BANNED),
        ("A toxic thread.", Rule.BANNED),
        ("A troll wrote.", Rule.BANNED),
        ("An influencer came.", Rule.BANNED),
        ("A significant change.", Rule.BANNED),
        ("It proves the point.", Rule.BANNED),
        ("It boosts talk.", Rule.BANNED),
        ("Asking works.", Rule.BANNED),
        ("The thread went viral.", Rule.BANNED),
        ("A spike on Friday.", Rule.BANNED),
        ("Talk surged.", Rule.BANNED),
        ("Talk improved.", Rule.BANNED),
        ("More answers because I asked.", Rule.CAUSE),
        ("My question led to answers.", Rule.CAUSE),
        ("More answers, thanks to a host.", Rule.CAUSE),
        ("The pause caused silence.", Rule.CAUSE),
        ("Silence due to the pause.", Rule.CAUSE),
        ("33.4 % were answered.", Rule.DECIMAL),
        ("A mean of 1.4 replies.", Rule.DECIMAL),
        ("Look at this!", Rule.EXCLAMATION),
        ("Talk \u2191", Rule.SYMBOL),
        ("A good week \U0001f389", Rule.SYMBOL),
        ("Ask @ana.", Rule.PERSON),
        ("Ask <@1234>.", Rule.PERSON),
    ],
)
def test_a_planted_sentence_is_caught(sentence, rule):
    assert rules(sentence) == [rule]


@pytest.mark.parametrize(
    "sentence",
    [
        "1,180 messages were written.",
        "There were 12 posts.",
        "118 people wrote.",
        "142 conversations were had.",
    ],
)
def test_a_volume_is_refused_in_the_headline_alone(sentence):
    assert rules(sentence, part="headline") == [Rule.VOLUME]
    assert rules(sentence, part="waiting") == []


def test_a_cause_may_be_claimed_in_learning():
    assert rules("More answers because I asked.", part="learning") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "That is 1.4\u00a0% of messages.",
        "33\u00a0% (29 to 37), usual 31\u00a0%: no change we can tell.",
        "question in #crumb, Friday 04:50: waited 2 days 4 h.",
        "16 of 23 were answered by a person.",
    ],
)
def test_an_honest_sentence_passes(sentence):
    assert rules(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Das beste Gespräch der Woche.", Rule.BANNED),
        ("Die aktivsten Mitglieder.", Rule.BANNED),
        ("Eine signifikante Änderung.", Rule.BANNED),
        ("Es ist bewiesen.", Rule.BANNED),
        ("Das Gespräch verbesserte sich.", Rule.BANNED),
        ("Mehr Antworten, weil ich fragte.", Rule.CAUSE),
        ("Mehr Antworten dank der Moderation.", Rule.CAUSE),
        ("Meine Frage führte zu Antworten.", Rule.CAUSE),
        ("33,4 % wurden beantwortet.", Rule.DECIMAL),
        ("Im Mittel 1,4 Antworten.", Rule.DECIMAL),
    ],
)
def test_a_planted_german_sentence_is_caught(sentence, rule):
    assert rules(sentence, language="de") == [rule]


@pytest.mark.parametrize("sentence", ["1.180 Nachrichten wurden geschrieben.", "118 Personen."])
def test_a_german_volume_is_refused_in_the_headline_alone(sentence):
    assert rules(sentence, part="headline", language="de") == [Rule.VOLUME]
    assert rules(sentence, language="de") == []


def test_a_german_share_under_two_percent_may_have_a_decimal():
    assert rules("Das sind 1,4\u00a0% der Nachrichten.", language="de") == []


def test_the_words_of_the_community_are_not_ours_to_judge():
    assert rules("question in #top-bakes!, Friday", names={"#top-bakes!"}) == []


@given(st.floats(min_value=2, max_value=100).map(lambda share: f"{share:.1f} % were answered"))
def test_no_share_from_two_percent_on_has_a_decimal(sentence):
    assert rules(sentence) == [Rule.DECIMAL]
