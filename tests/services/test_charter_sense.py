"""Whether a charter's settings hold beside one another."""

from dataclasses import replace
from datetime import time

import pytest

from bot.core.charter import Artefact, QuietHours
from bot.core.ids import MemberKey
from bot.platforms.parlour.charters import example_charters, town_charter
from bot.services.charter_sense import advice, contradictions, strangers, touches
from bot.services.charter_text import Lines, write_text

ANA = MemberKey(platform="parlour", member="ana")
PLAIN = replace(town_charter(), helpers={})


def about(**changes):
    return replace(PLAIN, social_object=replace(PLAIN.social_object, **changes))


def hours(start, end):
    return replace(PLAIN, quiet_hours=QuietHours(start=start, end=end))


@pytest.mark.parametrize(
    "charter", [town_charter(), *example_charters()], ids=lambda c: c.community
)
def test_a_charter_that_ships_holds(charter):
    assert contradictions(charter) == ()
    assert advice(charter) == ()


@pytest.mark.parametrize(
    ("charter", "field", "said"),
    [
        (hours(time(0), time(23, 59, 59)), "quiet_hours", "cover the whole day"),
        (hours(time(8), time(7)), "quiet_hours", "leave 60 minutes of the day"),
        (replace(PLAIN, timezone="Europe/Berlni"), "timezone", "written like Europe/Berlin"),
        (replace(PLAIN, timezone="../etc/passwd"), "timezone", "written like Europe/Berlin"),
        (about(facets=("starters", "Starters!")), "facets", 'holds "starters" twice'),
        (about(facets=()), "facets", "at least one side"),
        (about(facets=tuple("abcdefgh")), "facets", "7 are as many"),
        (about(facets=("starters", "...")), "facets", "an entry that says nothing"),
        (replace(PLAIN, off_limits=("bread",)), "off_limits", "would leave what gathers you alone"),
        (replace(PLAIN, off_limits=("sourdough",)), "off_limits", "your own word"),
        (replace(PLAIN, off_limits=("grain",)), "off_limits", "would leave"),
        (replace(PLAIN, off_limits=("MILLS",)), "off_limits", "the artefact"),
        (replace(PLAIN, never=("starter guide",)), "never", "could then not be said"),
        (replace(PLAIN, language="xx"), "language", "it speaks: de, en"),
        (replace(PLAIN, other_languages=("en",)), "other_languages", 'holds "en" twice'),
        (replace(PLAIN, other_languages=("German",)), "other_languages", "two letters"),
        (replace(PLAIN, moderators=frozenset()), "moderators", "names nobody"),
        (replace(PLAIN, helpers={"knitting": {ANA}}), "helpers.knitting", "not among the facets"),
        (about(artefacts=(Artefact(name="x", facet="knitting"),)), "artefacts", "not among"),
        (about(artefacts=(Artefact(name="x"), Artefact(name="X"))), "artefacts", "twice"),
    ],
)
def test_what_contradicts_is_refused_with_a_clear_sentence(charter, field, said):
    found = contradictions(charter)

    assert any(each.field == field and said in each.problem for each in found), found


@pytest.mark.parametrize(("start", "end"), [(21, 8), (9, 7), (0, 0), (22, 22)])
def test_hours_that_leave_two_of_the_day_free_hold(start, end):
    assert contradictions(hours(time(start), time(end))) == ()


def test_a_contradiction_names_its_line():
    broken = replace(PLAIN, timezone="Nowhere")
    lines = Lines(write_text(broken, "Somewhere"))

    [fault] = contradictions(broken, lines)

    assert write_text(broken, "x").splitlines()[fault.line - 1] == 'timezone = "Nowhere"'


def test_a_helper_who_never_wrote_here_is_told_by_place_and_not_by_name():
    named = replace(PLAIN, helpers={"starters": frozenset({ANA})})

    [fault] = strangers(named, frozenset())

    assert "1 of 1 named here never wrote here" in fault.problem
    assert "ana" not in str(fault)


def test_a_helper_who_is_a_member_holds():
    named = replace(PLAIN, helpers={"starters": frozenset({ANA})})

    assert strangers(named, frozenset({ANA})) == ()


def test_a_norm_put_as_a_ban_is_advised_against_and_not_refused():
    banning = replace(PLAIN, norms=("Do not shout.",))

    assert contradictions(banning) == ()
    assert [each.field for each in advice(banning)] == ["norms, number 1"]


@pytest.mark.parametrize(
    ("text", "topic", "speaks"),
    [
        ("About WEIGHT  LOSS, again", "weight loss", True),
        ("weightless losses", "weight loss", False),
        ("loss of weight", "weight loss", False),
        ("see https://example.org/weight-loss", "weight loss", False),
        ("anything", "...", False),
        ("", "weight loss", False),
    ],
)
def test_a_text_speaks_of_a_topic_in_the_charters_own_words(text, topic, speaks):
    assert touches(text, topic) is speaks
