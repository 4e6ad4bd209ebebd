import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.distress import MEASURED, discloses
from bot.language.distress_phrases import PHRASES
from bot.language.tongues import words_of

DISCLOSED = {
    "en": """
        My grandmother died last night.
        We lost our dog on Monday and the house is so quiet.
        There was a loss in the family, so I am away this week.
        My dad passed away in March
        I was diagnosed with MS last week
        My sister has cancer and I am with her today
        She is in the hospital since Sunday
        I want to die
        I don't want to live anymore
        i just want to kill myself
        I'm hurting myself again
        I have been cutting myself
        I feel so hopeless and alone
        I am really depressed these days
        I hate myself
        I can't go on like this
        Nobody would miss me if I was gone
        My husband hits me when he drinks
        I was raped when I was young
        I am scared of my boyfriend
        My best friend took his own life
        She had a miscarriage
        My mum is dying
        Sorry, I could not come: the funeral was today
        My brother was in a bad accident
        I had a panic attack at work
        i'm gonna kms
        No. My mother died.
        There is no reason to live
        I wish I was dead
        I have been suicidal for weeks
        our baby was stillborn
        he had a stroke, I am at the hospital
        I am homeless since May
    """,
    "de": """
        Meine Oma ist gestern gestorben.
        Ich will nicht mehr leben
        Ich fühle mich so hoffnungslos
        Mein Vater hat Krebs
        Er schlägt mich, wenn er trinkt
        Ich habe meinen Hund verloren
    """,
    "es": """
        Mi abuela murió ayer y no puedo venir
        Ya no quiero vivir más
        Estoy muy deprimida estos días
        Mi padre tiene cáncer
        Mi marido me pega
    """,
    "fr": """
        Ma mère est décédée hier soir
        Je veux mourir, je n'en peux plus
        Mon père a un cancer
        Je suis déprimée depuis des mois
        Il me frappe quand il boit
    """,
    "pt": """
        Minha avó morreu ontem
        Eu não quero mais viver
        Estou com depressão há meses
        Meu pai está no hospital
        Meu marido me bate
    """,
}
ORDINARY = {
    "en": """
        this bug is killing me
        how do I kill the process on port 80?
        that is a dead link
        I'm dying to know how it ends
        my server died again
        the child process was killed by the parent
        a parent died before its child
        kill all zombies, then reap the orphans
        this code is hopeless at errors
        I'm hopeless at drawing
        the stroke of the letter is too thin
        widows and orphans in the style sheet
        I almost had a heart attack when the page was blank
        beats me, try the manual
        you beat me to it
        I lost my password
        I lost my home folder
        it's not brain surgery
        my phone is dead and the battery died
        good grief, what a mess
        I shot myself in the foot with that macro
        a depression in the middle of the board
        he killed it on stage
        I cut myself some slack today
        open a terminal and pass the key
        this meeting is going to kill me
        that is an abuse of notation
        my friend is dying to meet you
        rotate the key in AWS KMS
        I'm dying of laughter
    """,
    "de": """
        Der Prozess ist tot, starte ihn neu
        Der Server ist heute Nacht gestorben
        Töte den Prozess auf diesem Port
    """,
    "es": """
        Tengo que matar el proceso en el puerto
        El enlace está muerto
    """,
    "fr": """
        Il faut tuer le processus avant de relancer
        Mon ordinateur est mort
    """,
    "pt": """
        Preciso matar o processo antes
        Meu computador morreu de novo
    """,
}
DENIED = {
    "en": """
        I am not suicidal
        I'm not depressed, only tired
        I never wanted to die
        she isn't in the hospital
    """,
    "de": """
        Ich bin nicht depressiv
        Er ist nicht im Krankenhaus
    """,
    "es": """
        No estoy deprimido, solo cansado
    """,
    "fr": """
        Je ne suis pas déprimée
    """,
    "pt": """
        Não estou deprimido
    """,
}


def told(table):
    return [
        (language, line.strip())
        for language, block in table.items()
        for line in block.strip().splitlines()
    ]


def found(language, text):
    low = text.lower()
    return discloses(low, words_of(low), language)


@pytest.mark.parametrize(("language", "text"), told(DISCLOSED))
def test_a_disclosure_is_found(language, text):
    assert found(language, text)


@pytest.mark.parametrize(("language", "text"), told(ORDINARY))
def test_ordinary_talk_is_left_alone(language, text):
    assert not found(language, text)


@pytest.mark.parametrize(("language", "text"), told(DENIED))
def test_what_is_denied_is_left_alone(language, text):
    assert not found(language, text)


@pytest.mark.parametrize("language", sorted(MEASURED))
def test_every_measured_language_has_a_disclosure_in_the_table(language):
    assert DISCLOSED[language].strip()


def test_a_denial_in_the_sentence_before_denies_nothing():
    assert found("en", "I did not. I want to die.")


def test_a_denied_phrase_does_not_hide_another():
    assert found("en", "I am not suicidal but my mother died")


@pytest.mark.parametrize("language", sorted(PHRASES))
def test_no_list_name_is_left_in_the_expression(language):
    inside = re.sub(r"\\[A-Za-z]", "", PHRASES[language].pattern)

    assert not re.search("[A-Z]", inside)


@given(st.sampled_from(sorted(MEASURED)), st.text())
def test_any_text_gets_an_answer(language, text):
    assert found(language, text) in {True, False}


PIECES = "my mother i not and died want to die hurt lost feel so have been the"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=400).map(" ".join)


@given(WORDS)
def test_a_disclosure_is_still_found_in_the_middle_of_other_talk(around):
    text = f"{around}. my grandmother passed away. {around}"

    assert found("en", text)
