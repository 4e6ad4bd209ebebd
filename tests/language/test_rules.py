import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readings import Head
from bot.language.distress import MEASURED
from bot.language.prepare import LONGEST, prepare
from bot.language.rules import RuleReader
from bot.language.tongues import KNOWN

THANKS = [
    "thanks!",
    "Thank you so much",
    "thx, that works now",
    "ty for the quick help",
    "I really appreciate it",
    "That helped a lot",
    "Danke dir, das war gut",
    "Vielen Dank für die Hilfe",
    "Muchas gracias por la ayuda",
    "Merci beaucoup pour ton aide",
    "Muito obrigado pela ajuda",
    "Grazie mille per questo",
    "Bedankt voor je hulp",
]
NO_THANKS = [
    "Thanks in advance",
    "Thanks in advance for your help, how do I do this?",
    "Thanks for your help in advance",
    "No thanks, I have one",
    "Thank god it is Friday",
    "I would appreciate any help",
    "thanks to the rain we stayed in",
    "thanks for any advice you have",
    "Danke im Voraus für eure Hilfe",
    "Nein danke, ich habe schon eins",
    "Gracias de antemano por la ayuda",
]


@pytest.mark.parametrize("text", THANKS)
def test_thanks_are_read(reader, text):
    assert reader.read(text).says(Head.THANKS)


@pytest.mark.parametrize("text", NO_THANKS)
def test_thanks_before_the_favour_or_refused_are_none(reader, text):
    assert reader.read(text).scores[Head.THANKS] == 0


@pytest.mark.parametrize(
    "text",
    [
        "Look at https://example.org/?reed=dry now",
        "Run `dry ? wet : damp` to see it",
        "> who keeps the key?\nI keep it, and the oil.",
        "```\nwhy?\n```\nThat is all there is",
    ],
)
def test_a_mark_in_code_links_or_quoted_lines_does_not_ask(reader, text):
    assert reader.read(text).scores[Head.QUESTION] == 0


def test_a_reading_carries_its_model(reader):
    assert reader.read("Which reed suits a cold room?").model == reader.model == "rules-1"


def test_a_text_of_unknown_language_has_no_scores(reader):
    reading = reader.read("lol ok?")

    assert reading.language is None
    assert dict(reading.scores) == {}


@pytest.mark.parametrize("text", ["", "```\nonly = code\n```", "https://example.org", "@ana"])
def test_a_text_without_talk_has_no_scores(reader, text):
    assert dict(reader.read(text).scores) == {}


@pytest.mark.parametrize("text", ["Grazie mille per il tuo aiuto", "Ik weet niet hoe dat moet"])
def test_distress_is_absent_where_no_phrases_are_listed(reader, text):
    reading = reader.read(text)

    assert reading.language is not None
    assert reading.language not in MEASURED
    assert set(reading.scores) == {Head.QUESTION, Head.THANKS}


@pytest.mark.parametrize(
    "text",
    [
        "Das ist gut",
        "That sounds good to me",
        "Yo también quiero",
        "Moi aussi je veux",
        "Não sei fazer isso",
    ],
)
def test_distress_is_measured_where_phrases_are_listed(reader, text):
    assert reader.read(text).scores[Head.DISTRESS] == 0


def test_a_disclosure_is_read(reader):
    assert reader.read("Sorry, my grandmother died last night.").says(Head.DISTRESS)


def test_a_quoted_disclosure_is_not_the_authors(reader):
    assert not reader.read("> my grandmother died\nI am so sorry to hear that").says(Head.DISTRESS)


def test_a_curly_apostrophe_reads_like_a_straight_one(reader):
    curly, straight = reader.read("I don\u2019t want to live"), reader.read("I don't want to live")

    assert curly == straight
    assert curly.says(Head.DISTRESS)


def test_what_is_prepared_already_reads_the_same(reader):
    text = "Thanks! Which reed suits a cold room?"

    assert reader.read_prepared(prepare(text)) == reader.read(text)


@given(st.text(max_size=2000))
def test_any_text_is_read_the_same_way_twice(text):
    first, second = RuleReader().read(text), RuleReader().read(text)

    assert first == second


PIECES = "the my i thank how do any ? ! ` > @ : died not want to und ich que je"
TALK = st.lists(st.sampled_from(PIECES.split()), max_size=200).map(" ".join)


@given(TALK)
def test_scores_are_whole_and_only_for_known_languages(text):
    reading = RuleReader().read(text)

    assert set(reading.scores.values()) <= {0.0, 1.0}
    assert bool(reading.scores) == (reading.language in KNOWN)


@pytest.mark.parametrize(
    "piece",
    ["? ", "my mother and ", "the hurt, ", "i really ", "thank ", "any one ", "d'un ", "¿que "],
)
def test_a_message_of_a_million_characters_reads_like_its_beginning(reader, piece):
    text = piece * (1_000_000 // len(piece))

    assert reader.read(text) == reader.read(text[:LONGEST])


def test_an_answer_cannot_be_changed_by_who_gets_it(reader):
    reading = reader.read("thanks!")

    with pytest.raises(TypeError):
        reading.scores[Head.THANKS] = 0.0
