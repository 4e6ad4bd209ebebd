"""When a prompt has had its day, and when a thing is talked out."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.prompt_uses import ARTEFACT_RESTS, TALKED_OUT_FOR, PromptUse, rests_until, retired

START = datetime(2026, 3, 2, tzinfo=UTC)


def uses(exchanges, prompt="a.v1", artefact="the map"):
    """One use for each sign: + people talked, - nobody did, ? nobody knows yet."""
    return [
        PromptUse(
            key=str(number),
            prompt=prompt,
            artefact=artefact,
            used_at=START + timedelta(days=70 * number),
            exchange={"+": True, "-": False, "?": None}[exchange],
        )
        for number, exchange in enumerate(exchanges)
    ]


@pytest.mark.parametrize(
    ("exchanges", "gone"),
    [
        ("", False),
        ("--", False),
        ("---", True),
        ("--?", False),
        ("-?--", True),
        ("+---", True),
        ("--+", False),
        ("---+", False),
        ("???", False),
    ],
)
def test_a_prompt_goes_when_three_known_uses_in_a_row_brought_nothing(exchanges, gone):
    assert retired("a.v1", uses(exchanges)) is gone


def test_another_version_of_a_prompt_starts_afresh():
    assert not retired("a.v2", uses("---"))


def test_an_artefact_that_was_never_used_need_not_rest():
    assert rests_until("the table", uses("+")) is None


def test_an_artefact_rests_for_sixty_days():
    assert rests_until("the map", uses("+")) == START + ARTEFACT_RESTS


def test_an_artefact_is_talked_out_whichever_prompts_were_about_it():
    about = [*uses("--"), *uses("-", prompt="b.v1")]

    assert rests_until("the map", about) == about[-1].used_at + TALKED_OUT_FOR
