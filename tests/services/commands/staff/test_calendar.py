"""The calendar and the doors at the counter."""

from datetime import timedelta

import pytest

HOUR = timedelta(hours=1)


@pytest.fixture
async def written(counter, takes_in):
    """A guide stands in the signed charter, with a norm, and mo wrote a message."""
    await takes_in(counter.house, counter.talk.post("r1", "mo", HOUR, "Which page did you use?"))
    await counter.say("staff object artefact:guide", "mo")
    about = {
        "kind": "cause",
        "purpose": "mending what breaks",
        "facets": "bicycles",
        "tone": "plain",
        "norms": "ask first",
    }
    await counter.press("charter:keep:about", "mo", said=about)
    await counter.press("charter:signed:draft", "mo", said={"because": "agreed"})
    return counter


async def test_an_empty_calendar_says_so(counter):
    assert await counter.told("staff schedule", "mo") == "Nothing is set."


async def test_a_message_is_set_by_the_wall_clock_here_and_shown(written):
    told = await written.told("staff schedule parlour/r1 2026-03-05 18:30 guide", "mo")

    assert "brought up on 5 March 2026, 18:30, about guide" in told
    calendar = await written.told("staff schedule", "mo")
    assert "5 March 2026, 18:30: the message (parlour/r1): guide" in calendar


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("parlour/r1 soon 18:30 guide", "a day like 2026-11-30"),
        ("parlour/r1 2026-03-01 18:30 guide", "not within the next 60 days"),
        ("parlour/r1 2026-03-05 18:30 atlas", "not among the charter"),
        ("parlour/m1 2026-03-05 18:30 guide", "own that still stands"),
        ("nothing 2026-03-05 18:30 guide", "Point at a message"),
    ],
)
async def test_what_cannot_be_set_is_told(written, said, told):
    assert told in await written.told(f"staff schedule {said}", "mo")
    assert await written.told("staff schedule", "mo") == "Nothing is set."
