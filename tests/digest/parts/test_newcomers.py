from dataclasses import replace

import pytest

from bot.digest.material import NewcomerCounts
from bot.digest.parts.newcomers import Newcomers
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def said(material, *counts):
    wrote, answered, earlier, back = counts
    newcomers = NewcomerCounts(wrote=wrote, answered=answered, earlier=earlier, came_back=back)
    part = Newcomers().compose(replace(material, newcomers=newcomers), WORDS)
    return [line.text for line in part.lines]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((23, 16, 24, 13), "23 people wrote for the first time; 16 of them were answered"),
        ((23, 20, 24, 13), "23 people wrote for the first time. How many were answered is not"),
        ((23, 4, 24, 13), "23 people wrote for the first time. How many were answered is not"),
        ((4, 4, 24, 13), "Fewer than five people wrote for the first time"),
        ((0, 0, 24, 13), "Fewer than five people wrote for the first time"),
        ((115, 60, 24, 13), "Fewer than five people wrote for the first time, or fewer than five"),
    ],
)
def test_newcomers_are_counted_only_in_cells_of_five(typical, counts, words):
    assert said(typical, *counts)[0].startswith(words)


@pytest.mark.parametrize(
    ("earlier", "back", "words"),
    [(24, 13, "Of 24 people who came"), (24, 21, "How many of those"), (8, 4, "How many of those")],
)
def test_those_who_came_back_are_counted_only_in_cells_of_five(typical, earlier, back, words):
    assert said(typical, 23, 16, earlier, back)[1].startswith(words)
