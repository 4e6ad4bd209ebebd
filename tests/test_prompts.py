import re
from importlib.resources import files
from string import ascii_lowercase

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st

from prompts import (
    BrokenFile,
    NotFilledIn,
    Phrases,
    UnknownLanguage,
    UnknownMessage,
    _named,
    languages,
    phrases,
    said_in,
    spoken,
)

LOCALES = files("prompts") / "locales"
LANGUAGES = sorted(each.name for each in LOCALES.iterdir() if each.is_dir())


def entries(language):
    for file in (LOCALES / language).iterdir():
        if file.name.endswith(".ftl"):
            yield from FluentParser().parse(file.read_text(encoding="utf-8")).body


def variables(node):
    """Every variable a message asks for, wherever in its variants it stands."""
    if isinstance(node, ast.VariableReference):
        return {node.id.name}
    found = set()
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                found |= variables(child)
    return found


def test_a_sentence_is_filled_in():
    said = phrases().say("question-place", room="#crumb", when="Friday")

    assert said == "Question in #crumb, Friday"


def test_no_isolation_marks_are_put_around_values():
    said = phrases().say("message-place", room="#crumb", when="Friday")

    assert not {"\u2066", "\u2067", "\u2068", "\u2069"} & set(said)


def test_a_number_gets_the_separators_of_its_language():
    assert phrases().say("whole", value=1180) == "1,180"


@pytest.mark.parametrize(("count", "said"), [(1, "One more gap."), (2, "2 more gaps.")])
def test_plurals_follow_the_language(count, said):
    assert phrases().say("footer-more-gaps", count=count) == said


def test_an_unknown_name_is_a_clear_error():
    with pytest.raises(UnknownMessage, match="no sentence named nowhere in the language en"):
        phrases().say("nowhere")


def test_a_missing_value_is_a_clear_error():
    with pytest.raises(NotFilledIn, match="message-place could not be filled in"):
        phrases().say("message-place", room="#crumb")


@given(st.text(alphabet=ascii_lowercase + "./\\", max_size=12).filter(lambda x: x not in LANGUAGES))
def test_a_language_without_a_folder_is_a_clear_error(language):
    with pytest.raises(UnknownLanguage):
        phrases(language)


def test_a_language_is_read_once():
    assert phrases("en") is phrases("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_can_be_read_and_names_each_message_once(language):
    names = [
        entry.id.name for entry in entries(language) if isinstance(entry, ast.Message | ast.Term)
    ]

    assert phrases(language).language == language
    assert len(names) == len(set(names))
    assert not [entry for entry in entries(language) if isinstance(entry, ast.Junk)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_of_files_that_are_unread_is_what_stands_in_them(language):
    there = {
        entry.id.name for entry in entries(language) if isinstance(entry, ast.Message | ast.Term)
    }

    assert phrases(language).names == there


def asked(of):
    return {each.id.name: variables(each) for each in entries(of) if isinstance(each, ast.Message)}


def unnumbered(names):
    return {re.sub(r"-\d+$", "", name) for name in names}


def of_the_code(name):
    """Whether a sentence stands for a name that the code has in English."""
    return name.startswith(("term-", "discord-name-"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_all_messages(language):
    own = {name for name in asked(language) if not of_the_code(name)}

    assert unnumbered(own) == unnumbered(asked("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_every_language_asks_for_the_same_values(language):
    english = asked("en")

    assert asked(language) == {
        name: set() if of_the_code(name) else english.get(name) for name in asked(language)
    }


def test_english_and_german_are_spoken_and_complete():
    assert languages() == spoken() == {"de", "en"}


@pytest.mark.parametrize(("wished", "language"), [(("fr", "de"), "de"), (("",), "en")])
def test_what_is_said_is_in_the_first_complete_language_that_is_wished(wished, language):
    assert said_in(*wished) == language


@pytest.mark.parametrize(
    ("named", "said"),
    [("No question left behind", "Keine Frage bleibt liegen"), ("A name of theirs",) * 2],
)
def test_a_name_of_the_code_is_said_in_a_language_that_has_it(named, said):
    assert phrases("de").term(named) == said


def test_in_english_a_name_of_the_code_is_itself():
    assert phrases().term("No question left behind") == "No question left behind"


def test_a_broken_file_is_a_clear_error(tmp_path):
    (tmp_path / "broken.ftl").write_text("hello = { $name\n")
    broken = Phrases("en", _named(tmp_path))

    with pytest.raises(BrokenFile, match="cannot be read as sentences"):
        broken.say("hello")


@pytest.mark.parametrize("second", ["first.ftl", "second.ftl"])
def test_a_name_that_is_there_twice_is_a_clear_error(tmp_path, second):
    (tmp_path / "first.ftl").write_text("hello = Hello\n")
    with (tmp_path / second).open("a") as file:
        file.write("hello = Good day\n")

    with pytest.raises(BrokenFile, match=rf"{second} .* hello is there twice"):
        _named(tmp_path)


def test_a_sentence_may_be_put_together_from_those_of_another_file(tmp_path):
    (tmp_path / "first.ftl").write_text("hello = Hello, { whom }\n")
    (tmp_path / "second.ftl").write_text("whom = all of you\n")

    assert Phrases("en", _named(tmp_path)).say("hello") == "Hello, all of you"


@pytest.mark.parametrize(("name", "known"), [("whole", True), ("nowhere", False)])
def test_it_can_be_asked_whether_a_sentence_is_there(name, known):
    assert phrases().knows(name) == known
