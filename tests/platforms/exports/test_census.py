"""Ids are counted exactly, though only their hashes are held."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.ids import MemberKey
from bot.platforms.exports._census import Census

ids = st.text(min_size=1, max_size=3)


@settings(deadline=None)  # the first example pays for imports and folders
@given(kept=st.lists(ids))
def test_what_comes_again_is_a_repeat(kept):
    census = Census()
    for message in kept:
        census.keep(message, None)

    assert census.repeated() == sum(count - 1 for count in Counter(kept).values())


@settings(deadline=None)  # the first example pays for imports and folders
@given(held=st.lists(ids), parents=st.lists(ids))
def test_an_orphan_answers_what_is_not_held(held, parents):
    census = Census()
    for message in held:
        census.hold(message)
    for place, parent in enumerate(parents):
        census.keep(str(place), parent)

    assert census.orphans() == sum(parent not in held for parent in parents)


@settings(deadline=None)  # the first example pays for imports and folders
@given(authors=st.lists(ids))
def test_people_are_counted_once_each(authors):
    census = Census()
    for author in authors:
        census.hear(MemberKey(platform="slack", member=author))

    assert census.people() == len(set(authors))
