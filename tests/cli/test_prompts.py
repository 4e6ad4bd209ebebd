"""`tummler prompts` as a moderator says it who looks for something to ask."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "prompts/library/en/cause/sign-your-name.v1.md"
CHARTER = """\
kind = "cause"
purpose = "a garden for the whole street"
facets = ["beds", "compost"]
tone = "plain"
timezone = "UTC"
moderators = ["table:ana"]

[quiet_hours]
start = 21:00:00
end = 08:00:00

[[artefacts]]
name = "the plan of the beds"
link = "https://example.org/plan"
"""


@pytest.fixture
def chartered(tummler, imported, tmp_path):
    file = tmp_path / "charter.toml"
    file.write_text(CHARTER, encoding="utf-8")
    tummler("charter", "edit", "--file", file)
    tummler("charter", "sign", "--as", "table:ana", "--because", "a test", "--yes")


def test_the_library_is_listed_before_there_is_any_house(tummler):
    done = tummler("prompts", "list")

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) >= 40


def test_a_prompt_is_shown_with_what_it_is_good_for(tummler):
    done = tummler("prompts", "show", "sign-your-name")

    assert "Finds the weak place before somebody else does" in done.stdout
    assert "{{ artefact }}" in done.stdout


def test_a_prompt_that_there_is_not_is_wrong_usage(tummler):
    done = tummler("prompts", "show", "nonsense")

    assert done.returncode == 2
    assert "tummler prompts list" in done.stderr


def test_what_is_to_be_shown_is_named(tummler):
    assert tummler("prompts", "show").returncode == 2


def test_without_a_charter_nothing_can_be_suggested(tummler, imported):
    done = tummler("prompts", "suggest")

    assert done.returncode == 4
    assert "tummler charter edit" in done.stderr


def test_what_is_suggested_names_what_is_in_the_charter(tummler, chartered):
    done = tummler("prompts", "suggest")

    assert "the plan of the beds (https://example.org/plan)" in done.stdout


def test_what_was_taken_rests_and_can_be_told_of(tummler, chartered):
    taken = tummler("prompts", "take", "sign-your-name")
    key = re.search(r"tell (\w+)", taken.stderr)[1]

    assert "the plan of the beds" in taken.stdout
    assert tummler("prompts", "take", "sign-your-name").returncode == 4
    assert tummler("prompts", "suggest").returncode == 1  # the one artefact rests
    assert tummler("prompts", "tell", key).returncode == 2
    assert tummler("prompts", "tell", key, "--exchange").returncode == 0
    listed = json.loads(tummler("prompts", "list", "--json").stdout)["prompts"]
    [mine] = [each for each in listed if each["name"] == "sign-your-name.v1"]
    assert (mine["state"], mine["uses"], mine["exchanges"]) == ("RESTS", 1, 1)


def test_a_use_that_never_was_is_wrong_usage(tummler, chartered):
    assert tummler("prompts", "tell", "00000000", "--nothing").returncode == 2


def test_a_prompt_that_asks_for_a_link_gets_one(tummler, chartered):
    done = tummler(
        *(
            "prompts",
            "suggest",
            "--practice",
            "probe_further",
            "--message",
            "https://example.org/1",
        ),
        "--json",
    )

    suggestions = json.loads(done.stdout)["suggestions"]
    assert all("https://example.org/1" in each["text"] for each in suggestions)


def test_words_in_the_place_of_a_link_are_refused(tummler, chartered):
    done = tummler("prompts", "suggest", "--message", "what Ana said")

    assert done.returncode == 2
    assert "--message takes a link" in done.stderr


def test_a_good_file_is_fit(tummler):
    done = tummler("prompts", "lint", GOOD)

    assert done.returncode == 0
    assert "is fit" in done.stdout


def test_what_is_wrong_with_a_file_is_told(tummler, tmp_path):
    bad = tmp_path / "bad.v1.md"
    bad.write_text(GOOD.read_text(encoding="utf-8").replace("Which figure", "Tell us which figure"))

    done = tummler("prompts", "lint", bad)

    assert done.returncode == 1
    assert "opens with a command" in done.stdout
    faults = json.loads(tummler("prompts", "lint", bad, "--json").stdout)["faults"]
    assert [each["fault"] for each in faults] == ["COMMANDS"]


def test_a_file_that_is_no_prompt_is_wrong_usage(tummler, tmp_path):
    bad = tmp_path / "bad.v1.md"
    bad.write_text("Hello?", encoding="utf-8")

    done = tummler("prompts", "lint", bad)

    assert done.returncode == 2
    assert "docs/prompts.md" in done.stderr


def test_a_file_that_is_not_there_is_named(tummler):
    done = tummler("prompts", "lint", "nowhere.md")

    assert done.returncode == 1
    assert "nowhere.md" in done.stderr


def test_prompts_of_ones_own_stand_in_the_list_and_bad_ones_are_named(tummler, chartered, tmp_path):
    own = tmp_path / "data" / "prompts"
    own.mkdir()
    text = GOOD.read_text(encoding="utf-8").replace("sign-your-name", "ours")
    (own / "ours.v1.md").write_text(text, encoding="utf-8")
    (own / "bad.v1.md").write_text("Hello?", encoding="utf-8")

    done = tummler("prompts", "list")

    assert done.returncode == 1
    assert "ours.v1" in done.stdout
    assert "bad.v1.md cannot be used" in done.stderr


def test_erasing_everything_leaves_ones_own_prompts_and_names_them(tummler, chartered, tmp_path):
    own = tmp_path / "data" / "prompts"
    own.mkdir()
    (own / "ours.v1.md").write_text("mine", encoding="utf-8")

    done = tummler("erase", "--yes")

    assert (own / "ours.v1.md").exists()
    assert "prompts" in done.stdout
