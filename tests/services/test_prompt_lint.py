"""What a prompt may not sound like, whatever a charter calls its things."""

import pytest

from bot.services.prompt_lint import PromptFault, filled_in, lint
from bot.services.wording import Fault
from prompts.book import read_prompt

PRACTICES = frozenset({"standing_prompt"})


def prompt(body, inputs='["artefact"]', **changes):
    fields = {"practice": "standing_prompt", "locale": "en"} | changes
    return read_prompt(
        f"""+++
id = "x"
version = 1
practice = "{fields["practice"]}"
locale = "{fields["locale"]}"
kinds = ["cause"]
level = "content"
inputs = {inputs}
licence = "CC0-1.0"
note = "A test."
+++
{body}
""",
        "x.v1.md",
    )


GOOD = "What did {{ artefact }} leave out the last time that you used it?"


def faults(made):
    return {finding.fault for finding in lint(made, PRACTICES)}


def test_a_good_prompt_has_no_fault():
    assert faults(prompt(GOOD)) == set()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("What about {{ artefact }}? And what else?", Fault.TOO_MANY_QUESTIONS),
        ("Tell us about {{ artefact }}. What is missing?", Fault.COMMANDS),
        ("Look at {{ artefact }}: what is missing?", Fault.COMMANDS),
        ("You should look into {{ artefact }}. Would it help?", Fault.PRESSES),
        ("I love {{ artefact }}. What is missing in it?", Fault.FEELS),
        ("What is missing in {{ artefact }}, @ana?", Fault.MENTIONS),
        ("What is missing in {{ artefact }}, @everyone?", Fault.MENTIONS),
        ("What is missing in {{ artefact }} \U0001f600?", Fault.EMOJI),
        (GOOD + " " + "It may be small or large, old or new. " * 8, Fault.TOO_LONG),
        ("The answer stands in {{ artefact }}.", PromptFault.ANSWERS),
        ("What is your favourite thing in {{ artefact }}?", PromptFault.ICEBREAKER),
        ("What\u2019s on your mind about {{ artefact }}?", PromptFault.ICEBREAKER),
    ],
)
def test_what_may_not_be_said_is_found(body, fault):
    assert fault in faults(prompt(body))


def test_it_is_too_long_where_only_a_long_name_makes_it_so():
    close = GOOD + " " + "x" * (270 - len(GOOD))

    [finding] = lint(prompt(close), PRACTICES)

    assert finding.fault is Fault.TOO_LONG
    assert "the long list" in finding.shows_in


def test_a_host_who_is_declared_may_be_mentioned_once():
    made = prompt("{{ host }} will be around {{ artefact }}. What is open?", '["artefact", "host"]')

    assert faults(made) == set()


def test_a_practice_that_there_is_not_is_named():
    assert faults(prompt(GOOD, practice="poke")) == {PromptFault.NO_SUCH_PRACTICE}


def test_a_language_that_is_not_spoken_is_named():
    assert faults(prompt(GOOD, locale="xx")) == {PromptFault.NO_SUCH_LANGUAGE}


def test_it_is_filled_in_with_short_names_and_long_ones():
    lengths = [len(said) for said in filled_in(prompt(GOOD))]

    assert max(lengths) - min(lengths) > 40


def test_a_link_that_ends_in_a_number_counts_nobody():
    made = prompt("In {{ thread }} people got somewhere. What is left open?", '["thread"]')

    assert faults(made) == set()
