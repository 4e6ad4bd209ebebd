"""Every numbered refusal is told where its condition holds, and nowhere says more than it knows."""

import re
from datetime import timedelta
from importlib.resources import files

import pytest

from bot.core.errors import TummlerError
from bot.core.plain_cards import plain
from bot.services.commands.base import Command
from bot.services.commands.counter import Counter
from prompts import phrases

HOUR = timedelta(hours=1)
NUMBERED = {f"e{number:02d}" for number in (1, 2, 3, 4, 7, 8, 9, 10, 12, 13, 16, 17, 18, 19, 20)}
"""Those of product.md, section 5.6, whose condition can arise here; test_counter, test_queue and
test_taking_out hold the others that are not below."""


class Breaks(Command):
    """A command of this test alone, whose service breaks a promise."""

    name = "breaks"

    async def answer(self, asked):
        raise TummlerError(asked.said)


def test_the_numbers_are_those_of_the_product_and_no_others():
    text = (files("prompts") / "locales" / "en" / "refusals.ftl").read_text(encoding="utf-8")

    assert set(re.findall(r"^refusal-(e\d\d) =", text, flags=re.MULTILINE)) == NUMBERED


async def small_print(counter, said, who="mo", **changes):
    """The number in small print below a refusal, which moderators see."""
    return (await counter.told(said, who, **changes)).splitlines()[-1]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("staff stop attic", "E03"),
        ("solved parlour/gone", "E04"),
        ("staff level rescue_unanswered suggest", "E08"),
        ("staff roles remove:parlour:mo", "E10"),
    ],
)
async def test_what_a_steward_is_told(counter, said, number):
    assert await small_print(counter, said) == number


async def test_a_moderator_who_may_not_sign_is_told_so(counter):
    assert await small_print(counter, "staff resume", "guard", moderates=True) == "E02"


async def test_before_a_signature_nothing_rises_even_for_whom_the_draft_names(counters):
    about = {"kind": "cause", "purpose": "boats", "facets": "hulls", "tone": "plain", "norms": ""}
    async with counters(signed=False) as counter:
        await counter.press("charter:keep:about", "eva", moderates=True, said=about)

        assert await small_print(counter, "staff level callback digest", "eva") == "E07"


async def test_a_member_sees_no_number(counter):
    assert await counter.told("staff queue") == (
        "This is for moderators of this community. /tummler help shows what you can do."
    )


async def test_what_breaks_is_told_with_a_reference_and_without_the_error(counter):
    house = counter.house
    broken = Counter(house.store.unit, [Breaks(None)], None)

    told = plain(await broken.say("breaks", counter.asked()))

    assert re.fullmatch(
        r"That did not work, and nothing was changed\. .* under [0-9a-f]{8}\.", told
    )


def test_no_refusal_blames_or_hides():
    text = (files("prompts") / "locales" / "en" / "refusals.ftl").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9-]+) =", text, flags=re.MULTILINE)

    assert all(phrases().knows(name) for name in names)
    assert not re.search(r"\b(error|invalid|illegal|failed|you must)\b", text, flags=re.IGNORECASE)
