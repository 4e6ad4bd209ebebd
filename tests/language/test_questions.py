import pytest

from bot.language.questions import asks
from bot.language.tongues import words_of

MARKED = [
    ("en", "it closes at nine?"),
    ("en", "really??"),
    ("en", "you glued it (with cork?)"),
    ("en", '"who keeps the key?"'),
    ("it", "hai una ancia?"),
    ("nl", "kom je mee?"),
    ("fr", "tu viens ?"),
]
UNMARKED = [
    ("en", "which glue should i use"),
    ("en", "how do i soften the cane"),
    ("en", "hi all, what is the best oil for this"),
    ("en", "does anyone have a spare reed"),
    ("en", "so can you hear it too"),
    ("en", "any ideas why it squeaks"),
    ("en", "anyone know a good luthier"),
    ("en", "we met yesterday. where is the next one"),
    ("en", "hey could someone lend me a saw"),
    ("en", "i was wondering if the club meets on friday"),
    ("en", "whats the name of that wood"),
    ("de", "wie lange muss das trocknen"),
    ("de", "hallo, kann mir jemand helfen"),
    ("es", "alguien sabe dónde comprar madera"),
    ("es", "hola, cómo se afina esto"),
    ("fr", "est-ce que tu viens demain"),
    ("fr", "bonjour, comment faire pour le sécher"),
    ("pt", "alguém sabe onde fica a loja"),
    ("pt", "olá, como faço para secar a madeira"),
]
TOLD = [
    ("en", "what a lovely day"),
    ("en", "i know how to do it"),
    ("en", "when i was young we played here"),
    ("en", "that is what i mean"),
    ("en", 'he said "why?" and left'),
    ("en", "it is the one which is dry"),
    ("en", "you can do it"),
    ("en", "a?b is not asked"),
    ("en", "what i mean is that it dries slowly"),
    ("en", "any help would be welcome"),
    ("de", "ich weiß, wie das geht"),
    ("it", "dove vai"),
]


@pytest.mark.parametrize(("language", "low"), MARKED)
def test_a_mark_asks(language, low):
    assert asks(low, words_of(low), language)


@pytest.mark.parametrize(("language", "low"), UNMARKED)
def test_an_opener_asks_without_a_mark(language, low):
    assert asks(low, words_of(low), language)


@pytest.mark.parametrize(("language", "low"), TOLD)
def test_a_statement_does_not_ask(language, low):
    assert not asks(low, words_of(low), language)
