"""The book of prompts: what a file must be, and that every prompt that ships may be said."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practices import load_practices
from bot.services.prompt_lint import filled_in, lint
from bot.services.wording import compared, spoken_faults
from prompts import phrases, spoken
from prompts.book import (
    INPUTS,
    BrokenPrompt,
    NotAsDeclared,
    library,
    newest,
    own_prompts,
    pointer,
    read_prompt,
)

ROOT = Path(__file__).parents[2]
PRACTICES = frozenset(practice.key for practice in load_practices())
DRAWN = [p for p in library() if not p.by_hand and p.practice != "standing_prompt"]
GIVEN = {
    "artefact": "the map of mills",
    "facet": "starters",
    "word": "crumb",
    "message": "https://example.org/1",
    "thread": "https://example.org/2",
    "host": "@host",
}
FILE = """\
+++
id = "two-ways"
version = 1
practice = "standing_prompt"
locale = "en"
kinds = ["identity"]
level = "collaboration"
inputs = ["artefact"]
licence = "CC0-1.0"
note = "Puts variants beside each other."
+++
In {{ artefact }} there is one way of it. Which one is yours?
"""


def named(prompt):
    return prompt.name


def test_there_are_prompts_enough_for_each_kind():
    by_kind = dict.fromkeys(("lifestyle", "identity", "cause"), 0)
    for prompt in [each for each in library() if each.locale == "en"]:
        for kind in prompt.kinds:
            by_kind[kind] += 1

    assert min(by_kind.values()) >= 20


def test_the_page_says_how_many_there_are():
    page = (ROOT / "docs" / "prompts.md").read_text(encoding="utf-8")

    counts = Counter(prompt.locale for prompt in library())
    assert f"ships {counts['en']} in English and {counts['de']} in German" in " ".join(page.split())


def test_the_example_of_the_page_is_a_prompt():
    page = (ROOT / "docs" / "prompts.md").read_text(encoding="utf-8")
    example = page.split("```\n+++", 1)[1].split("```", 1)[0]

    assert read_prompt(f"+++{example}", "two-ways.v1.md").id == "two-ways"


@pytest.mark.parametrize("prompt", library(), ids=named)
def test_a_prompt_that_ships_passes_the_voice_check_however_it_is_filled_in(prompt):
    assert lint(prompt, PRACTICES) == ()


@pytest.mark.parametrize("prompt", library(), ids=named)
def test_a_prompt_that_ships_asks_one_question(prompt):
    assert {said.count("?") for said in filled_in(prompt)} == {1}


@pytest.mark.parametrize("prompt", DRAWN, ids=named)
def test_a_prompt_that_practices_draw_passes_the_voice_check_with_the_reason_beside_it(prompt):
    words = phrases(prompt.locale)
    reason = words.say(f"{prompt.practice}-because", count=119, unit="minutes")
    frames = ("book-asked", "book-offered")

    found = {
        fault
        for said in filled_in(prompt)
        for frame in frames
        for fault in spoken_faults(words.say(frame, asked=said, because=reason), addressed=False)
    }

    assert found == set()


@pytest.mark.parametrize("prompt", library(), ids=named)
def test_a_prompt_says_nothing_without_an_input_that_it_declares(prompt):
    lacking = {name: GIVEN[name] for name in sorted(prompt.inputs)[1:]}

    with pytest.raises(NotAsDeclared):
        prompt.say(**lacking)


@pytest.mark.parametrize("prompt", library(), ids=named)
def test_a_prompt_refuses_an_input_that_it_does_not_declare(prompt):
    values = {name: GIVEN[name] for name in prompt.inputs}

    with pytest.raises(NotAsDeclared):
        prompt.say(**values, secret="x")


def test_every_language_of_the_library_is_spoken_by_the_house():
    assert {prompt.locale for prompt in library()} == spoken()


def test_no_two_prompts_of_the_library_say_the_same():
    said = [
        compared(prompt.say(**{n: GIVEN[n] for n in prompt.inputs}), "") for prompt in library()
    ]

    assert len(set(said)) == len(said)


def test_every_input_is_used_by_some_prompt():
    assert {name for prompt in library() for name in prompt.inputs} == set(INPUTS)


def test_what_is_filled_in_is_never_run():
    prompt = read_prompt(FILE, "two-ways.v1.md")

    assert "{{ 7 * 7 }}" in prompt.say(artefact="{{ 7 * 7 }}")


def test_a_link_that_is_none_is_refused():
    prompt = next(p for p in library() if p.inputs == {"message"})

    with pytest.raises(NotAsDeclared, match="message is no link"):
        prompt.say(message="what Ana said about her mother")


def test_an_empty_value_is_refused():
    with pytest.raises(NotAsDeclared, match="artefact is empty"):
        read_prompt(FILE, "x").say(artefact="  ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("+++\nid", "id", "begins with front matter"),
        ('id = "two-ways"\n', "", "id: is missing"),
        ('"two-ways"', '"Two ways"', "small letters"),
        ("version = 1", "version = 0", "whole number from 1 on"),
        ("version = 1", 'version = "1"', "version"),
        ('["identity"]', '["sports"]', "lifestyle, identity, cause"),
        ('["identity"]', "[]", "kinds"),
        ('"collaboration"', '"engagement"', "level"),
        ('["artefact"]', '["artefact", "mood"]', "some of artefact"),
        ('["artefact"]', '["artefact", "facet"]', "declares facet, which its body does not use"),
        ('["artefact"]', '["message"]', "uses artefact, which its inputs do not declare"),
        ('licence = "CC0-1.0"\n', "", "licence: is missing"),
        ('note = "Puts', 'mood = "x"\nnote = "Puts', "mood: is no field"),
        ("id = ", "id : ", "no TOML"),
        ("{{ artefact }}", "{% for a in artefact %}x{% endfor %}", "nothing else"),
        ("{{ artefact }}", "{{ artefact.__class__ }}", "nothing else"),
        ("{{ artefact }}", "{{ artefact|upper }}", "nothing else"),
        ("{{ artefact }}", "{{ artefact", "nothing else"),
        ("{{ artefact }}", "{{ 7 * 7 }}", "nothing else"),
        ("{{ artefact }}", "{# hidden #} {{ artefact }}", "nothing else"),
        ("{{ artefact }}", "{{ Artefact }}", "nothing else"),
        ("{{ artefact }}", "{{{ artefact }}", "nothing else"),
        ("{{ artefact }}", "{{ 'x' * 9 ** 9 }}", "nothing else"),
        ("{{ artefact }}", "{{ " + "(" * 300 + "artefact" + ")" * 300 + " }}", "nothing else"),
        ("In {{ artefact }} there is one way of it. Which one is yours?", "", "no body"),
        ("Which one", "Which one" + " x" * 600, "longer than"),
    ],
)
def test_a_file_that_is_no_prompt_is_refused_with_what_would_be_right(old, new, said):
    assert old in FILE

    with pytest.raises(BrokenPrompt, match=said):
        read_prompt(FILE.replace(old, new), "two-ways.v1.md")


def test_a_prompt_that_names_nothing_is_refused():
    bare = FILE.replace('["artefact"]', '["word"]').replace("{{ artefact }}", "{{ word }}")

    with pytest.raises(BrokenPrompt, match="names nothing"):
        read_prompt(bare, "x")


@given(st.text(max_size=300))
def test_whatever_a_file_holds_it_is_a_prompt_or_refused(text):
    with suppress(BrokenPrompt):
        assert read_prompt(text, "wild.md").body


@given(st.text(max_size=200))
def test_whatever_a_body_holds_it_fills_in_or_is_refused(body):
    try:
        prompt = read_prompt(f"{FILE.rsplit('+++', 1)[0]}+++\n{{{{ artefact }}}} {body}", "wild.md")
    except BrokenPrompt:
        return

    assert "bread" in prompt.say(artefact="bread")


def test_a_communitys_own_prompt_is_read_from_its_folder(tmp_path):
    (tmp_path / "ours.v1.md").write_text(FILE.replace("two-ways", "ours"), encoding="utf-8")

    good, wrong = own_prompts(tmp_path)

    assert [prompt.name for prompt in good] == ["ours.v1"]
    assert good[0].own
    assert wrong == ()


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")
    (tmp_path / "ours.v1.md").write_text(FILE.replace("two-ways", "ours"), encoding="utf-8")

    good, wrong = own_prompts(tmp_path)

    assert len(good) == 1
    assert ["a.md" in str(each) for each in wrong] == [True]


def test_a_prompt_of_ours_is_not_replaced_by_one_of_the_same_name(tmp_path):
    (tmp_path / "x.md").write_text(FILE, encoding="utf-8")

    good, wrong = own_prompts(tmp_path)

    assert good == ()
    assert "ships is called so already" in str(wrong[0])


def test_where_there_is_no_folder_there_are_no_prompts(tmp_path):
    assert own_prompts(tmp_path / "nowhere") == ((), ())


def test_the_newest_version_of_a_prompt_is_the_one_that_is_used():
    first = read_prompt(FILE, "x")
    second = read_prompt(FILE.replace("version = 1", "version = 2"), "x")

    assert newest((second, first)) == (second,)


@pytest.mark.parametrize("name", ["message", "thread"])
def test_what_stands_right_by_is_pointed_to_in_words(name):
    prompt = next(p for p in library() if name in p.inputs and p.inputs <= {"message", "thread"})
    values = {given: pointer(given, "en") for given in prompt.inputs}

    assert pointer(name, "en") in prompt.say(**values).lower()


def test_words_that_are_no_pointer_are_no_link():
    prompt = next(p for p in library() if p.inputs == {"message"})

    with pytest.raises(NotAsDeclared, match="message is no link"):
        prompt.say(message="what somebody wrote")
