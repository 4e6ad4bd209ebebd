from hypothesis import given
from hypothesis import strategies as st

from bot.language.batches import batches

LENGTHS = st.lists(st.integers(min_value=1, max_value=300), max_size=80)


@given(LENGTHS, st.integers(min_value=1, max_value=600))
def test_every_text_is_in_one_group(lengths, budget):
    indices = [index for group in batches(lengths, budget) for index in group]

    assert sorted(indices) == list(range(len(lengths)))


@given(LENGTHS, st.integers(min_value=1, max_value=600))
def test_a_group_with_its_padding_stays_within_the_budget(lengths, budget):
    groups = [[lengths[index] for index in group] for group in batches(lengths, budget)]

    assert all(len(group) == 1 or len(group) * max(group) <= budget for group in groups)


@given(LENGTHS)
def test_the_shortest_go_first(lengths):
    ordered = [lengths[index] for group in batches(lengths) for index in group]

    assert ordered == sorted(lengths)


def test_no_texts_make_no_groups():
    assert list(batches([])) == []
