"""A long list is cut into its elements, whatever stands in them and however it is cut itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.exports._json_list import LONGEST_ELEMENT, JsonList, element_of
from bot.platforms.exports.problems import BadRecord, Fault

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)
elements = st.lists(st.dictionaries(st.text(max_size=6), anything, max_size=4), max_size=6)


def in_pieces(data, size):
    return (data[start : start + size] for start in range(0, len(data), size))


def found(data, member=None, size=7):
    """The elements as they stand, and the list itself with its head and its tail."""
    cut = JsonList(in_pieces(data, size), member)
    return [element for _, element in cut], cut


@given(values=elements, size=st.integers(1, 60), indent=st.sampled_from([None, 2]))
def test_every_element_of_any_list_is_found(values, size, indent):
    data = json.dumps(values, indent=indent, ensure_ascii=False).encode()

    cut, _ = found(data, size=size)

    assert [json.loads(element) for element in cut] == values


@given(values=elements, head=anything, size=st.integers(1, 60))
def test_a_member_is_found_among_others(values, head, size):
    data = json.dumps({"before": head, "messages": values, "count": len(values)}).encode()

    cut, whole = found(data, "messages", size)

    assert [json.loads(element) for element in cut] == values
    assert (whole.head["before"], whole.tail["count"]) == (head, len(values))


@given(data=st.binary(max_size=200) | st.text(alphabet='[]{}",:\\ a', max_size=200).map(str.encode))
def test_whatever_it_is_there_is_an_end(data):
    for member in (None, "a"):
        cut, whole = found(data, member)

        assert len(cut) <= len(data)
        assert whole.head is not None or not cut


def test_an_element_deeper_than_usual_is_cut_out_too():
    deep = {"a": json.loads("[" * 40 + "]" * 40)}

    cut, whole = found(json.dumps([{}, deep, {}]).encode())

    assert [json.loads(element) for element in cut] == [{}, deep, {}]
    assert whole.tail == {}


def test_brackets_and_quotes_in_a_text_are_text():
    values = [{"text": 'he said "]}" and \\'}, {"text": '{[\\"'}]

    cut, _ = found(json.dumps(values).encode())

    assert [json.loads(element) for element in cut] == values


def test_a_member_named_within_a_text_is_not_the_member():
    data = json.dumps({"topic": '"messages": [', "messages": [{"n": 1}]}).encode()

    cut, _ = found(data, "messages")

    assert cut == [b'{"n": 1}']


def test_a_member_of_a_member_is_not_the_member():
    data = json.dumps({"old": {"messages": [{"n": 0}]}, "messages": [{"n": 1}]}).encode()

    cut, _ = found(data, "messages")

    assert cut == [b'{"n": 1}']


def test_what_is_cut_off_keeps_what_came_before():
    data = b'{"messages": [{"n": 1}, {"n": 2}, {"n'

    cut, whole = found(data, "messages")

    assert cut == [b'{"n": 1}', b'{"n": 2}']
    assert whole.tail is None


def test_a_cut_after_the_list_is_noticed():
    cut, whole = found(b'{"messages": [{"n": 1}], "coun', "messages")

    assert (cut, whole.tail) == ([b'{"n": 1}'], None)


def test_what_is_no_object_takes_a_place_of_its_own():
    cut, _ = found(b'[{"n": 1}, 5, "x", {"n": 2}, null]')

    assert [cut[0], cut[2]] == [b'{"n": 1}', b'{"n": 2}']
    assert len(cut) == 4


@pytest.mark.parametrize("data", [b"", b"  ", b"{}", b'{"messages": 5}', b"[1]", b'"messages": ['])
def test_a_document_of_another_shape_has_no_head(data):
    assert JsonList([data], "messages").head is None


def test_a_byte_order_mark_is_passed_over():
    cut, _ = found(b'\xef\xbb\xbf[{"n": 1}]', size=100)

    assert cut == [b'{"n": 1}']


def test_an_element_too_long_costs_itself_only():
    def pieces():
        yield b'[{"n": 1}, {"text": "'
        for _ in range(LONGEST_ELEMENT // 500_000 + 4):
            yield b'\\"x[{' * 100_000
        yield b'"}, {"n": 3}]'

    cut = JsonList(pieces())

    assert [element for _, element in cut] == [b'{"n": 1}', None, b'{"n": 3}']
    assert cut.tail == {}


def test_a_text_without_end_ends_with_the_document():
    cut = JsonList([b'[{"n": 1}, {"text": "', *[b"x" * 1_000_000] * 6])

    assert [element for _, element in cut] == [b'{"n": 1}']
    assert cut.tail is None


def test_a_document_of_nothing_but_brackets_is_left():
    cut = JsonList([b'[{"n": 1}, ', *[b"[" * 1_000_000] * 3])

    assert [element for _, element in cut] == [b'{"n": 1}']
    assert cut.tail is None


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (None, Fault.TOO_LONG),
        (b"[]", Fault.WRONG_SHAPE),
        (b'{"a"}', Fault.NOT_JSON),
        (b'{"a": "\xff"}', Fault.NOT_UTF8),
    ],
)
def test_an_element_that_is_no_object_says_why(data, fault):
    with pytest.raises(BadRecord) as refused:
        element_of(data)

    assert refused.value.fault is fault


def test_half_an_emoji_costs_no_message():
    assert element_of(b'{"text": "\\ud83d"}') == {"text": "?"}
