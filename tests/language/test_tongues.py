import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.tongues import KNOWN, language_of, words_of

# Invented sentences. A wrong language is worse than none: the number of misses is the measure.
TOLD = {
    "en": """
        Which reed suits a cold room?
        thanks!
        I have never glued cork before
        The workshop opens at nine tomorrow
        that looks great
        what should we bring on Sunday
        sorry, my cat walked over the board
        see you there
        It sounds much better now
        they are both made from the same wood
    """,
    "de": """
        Das ist gut
        Ich weiß nicht, wie das geht
        Wer kommt morgen mit?
        Danke dir, das hat geholfen
        Der Lack muss noch trocknen
        Wir treffen uns heute um sieben
        Habt ihr schon etwas gefunden?
        Meine Klarinette klingt wieder
        Kann mir jemand einen Rat geben?
        Das Holz ist leider gerissen
    """,
    "es": """
        No sé cómo hacerlo
        ¿Quién viene mañana?
        Muchas gracias por la ayuda
        La madera todavía está húmeda
        Yo también quiero aprender
        Hoy no puedo, pero mañana sí
        Este sonido es mucho mejor
        ¿Alguien tiene una caña nueva?
        Nos vemos en el taller
        Eso está muy bien
    """,
    "fr": """
        Je ne sais pas comment faire
        Qui vient demain soir ?
        Merci beaucoup pour ton aide
        Le bois est encore humide
        Moi aussi je veux apprendre
        C'est bien mieux comme ça
        Quelqu'un a une anche neuve ?
        On se voit à l'atelier
        Vous avez raison, il faut attendre
        Il y a trop de vent aujourd'hui
    """,
    "pt": """
        Não sei como fazer isso
        Quem vem amanhã à noite?
        Muito obrigado pela ajuda
        A madeira ainda está úmida
        Eu também quero aprender
        Isso é muito melhor assim
        Alguém tem uma palheta nova?
        Você já tentou com cola?
        Hoje não posso, mas amanhã sim
        São as duas do mesmo tipo
    """,
    "it": """
        Non so come si fa
        Chi viene domani sera?
        Grazie mille per il tuo aiuto
        Il legno è ancora umido
        Anche io voglio imparare
        Così è molto meglio
        Qualcuno ha una ancia nuova?
        Ci vediamo nella bottega
        Hai ragione, bisogna aspettare
        Questa è la mia prima volta
    """,
    "nl": """
        Ik weet niet hoe dat moet
        Wie komt er morgen mee?
        Bedankt voor je hulp
        Het hout is nog nat
        Ik wil het ook graag leren
        Dat klinkt al veel beter
        Heeft iemand een nieuw riet?
        We zien elkaar in de werkplaats
        Je hebt gelijk, we moeten wachten
        Vandaag kan ik niet, maar morgen wel
    """,
}
OTHERS = """
    jag har en fråga om det här
    vi ses i verkstaden på söndag
    jeg har et spørgsmål om det
    det er ikke så nemt som man tror
    mam pytanie o to drewno
    nie wiem jak to zrobić
    bir sorum var bu konuda
    bunu bilmiyorum ama denerim
    saya punya pertanyaan tentang ini
    bagaimana cara membuat ini
    kya aap meri madad kar sakte hain
    mujhe nahi pata ki yeh kaise hota hai
    ang ganda ng panahon ngayon
    am o întrebare despre asta
    nu știu cum se face
    tinc una pregunta sobre això
    no sé com es fa això, em pots ajudar
    mám otázku k tomu dřevu
    minulla on kysymys tästä
    en tiedä miten se tehdään
    van egy kérdésem erről
    nem tudom hogyan kell
    ne znam kako se to radi
    Привет, как дела
    我不知道怎么做
    これはどうやって作るのですか
    لا أعرف كيف أفعل ذلك
"""
UNSETTLED = [
    "",
    "ok",
    "lol ok",
    "nice",
    "super",
    "merci",
    "hallo",
    "xD",
    "😂😂",
    "la",
    "no",
    "12:30",
]


def lines(table):
    return [line.strip() for line in table.strip().splitlines()]


def told(text):
    return language_of(words_of(text.lower()))


@pytest.mark.parametrize(
    ("language", "text"), [(tongue, text) for tongue in TOLD for text in lines(TOLD[tongue])]
)
def test_a_plain_sentence_is_never_taken_for_another_language(language, text):
    assert told(text) in {language, None}


@pytest.mark.parametrize("language", TOLD)
def test_most_plain_sentences_are_told(language):
    known = sum(told(text) == language for text in lines(TOLD[language]))

    assert known >= 8


@pytest.mark.parametrize("text", lines(OTHERS))
def test_a_language_without_a_list_is_taken_for_none(text):
    assert told(text) is None


@pytest.mark.parametrize("text", UNSETTLED)
def test_a_short_or_travelling_word_settles_nothing(text):
    assert told(text) is None


@pytest.mark.parametrize(
    "text", ["thanks!", "Which reed suits a cold room?", "why", "I don't know"]
)
def test_one_clear_word_is_enough_for_a_short_text(text):
    assert told(text) == "en"


def test_half_one_language_and_half_another_is_none():
    assert told("the wood is wet und das Holz ist nass") is None


def test_a_clear_word_among_many_unknown_ones_settles_nothing():
    assert told("the " + "zrk " * 20) is None


def test_an_apostrophe_stays_with_what_stands_before_it():
    assert words_of("l'anche, don't") == ["l'", "anche", "don'", "t"]


@given(st.text())
def test_the_answer_is_a_known_language_or_none(text):
    assert told(text) in KNOWN | {None}


@given(st.sampled_from(sorted(TOLD)), st.integers(1, 3000))
def test_a_sentence_said_often_is_told_like_one(language, times):
    text = lines(TOLD[language])[0]

    assert told(f"{text} " * times) == told(text)
