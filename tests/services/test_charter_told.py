"""A charter in plain words, and what one version changed."""

from dataclasses import replace
from datetime import time

import pytest

from bot.core.charter import QuietHours
from bot.core.ids import MemberKey
from bot.platforms.parlour.charters import example_charters, town_charter
from bot.services.charter_told import changes, editions, sections
from prompts import phrases

WORDS = phrases()
TOWN = town_charter()
ZOE = MemberKey(platform="parlour", member="zoe")


def said(charter, field):
    return next(each.said for each in sections(charter, WORDS) if each.field == field)


def changed(after, before=TOWN):
    return {each.field: each for each in changes(before, after, WORDS)}


@pytest.mark.parametrize("charter", [TOWN, *example_charters()], ids=lambda each: each.community)
def test_every_field_has_a_label(charter):
    assert all(each.label for each in sections(charter, WORDS))


def test_people_are_counted_and_never_named():
    text = repr(sections(TOWN, WORDS))

    assert said(TOWN, "moderators") == ("2 people",)
    assert said(TOWN, "helpers") == ("ovens and crust: 2 people", "starters: one person")
    assert "parlour" not in text


def test_languages_are_called_by_their_names():
    assert said(replace(TOWN, other_languages=("de", "xq")), "language") == (
        "English; people also talk in German, xq",
    )


def test_hours_that_never_hold_are_none():
    never = replace(TOWN, quiet_hours=QuietHours(start=time(7), end=time(7)))

    assert said(never, "quiet_hours") == ("none",)


def test_a_version_that_says_the_same_changed_nothing():
    assert changes(TOWN, TOWN, WORDS) == ()


def test_an_entry_that_came_and_one_that_went_are_told():
    [change] = changed(replace(TOWN, values=("Time is an ingredient.", TOWN.values[1]))).values()

    assert change.added == ("Time is an ingredient.",)
    assert change.removed == (TOWN.values[0],)


def test_another_order_is_told_as_that():
    turned = replace(TOWN, norms=TOWN.norms[::-1])

    assert changed(turned)["norms"].note == "the same, in another order"


def test_one_moderator_for_another_is_seen_though_their_number_is_the_same():
    swapped = replace(TOWN, moderators=frozenset({ZOE, next(iter(TOWN.moderators))}))

    assert changed(swapped)["moderators"].note == "one person more, 1 fewer"


def test_editions_come_newest_first_and_the_first_changed_nothing(talk):
    first = talk.framework(version=1)
    second = talk.framework(version=2, charter=replace(first.charter, tone="warm"))

    newest, oldest = editions((first, second), WORDS)

    assert (newest.framework.version, oldest.framework.version) == (2, 1)
    assert [each.field for each in newest.changes] == ["tone"]
    assert oldest.changes is None
