"""A head's file is what was trained, or it is refused."""

import io

import numpy as np
import pytest

from bot.language.clauses import BUCKETS
from bot.language.head_files import LARGEST, HeadDamaged, arrays_of, shipped
from bot.language.question_head import QuestionHead

SHAPES = {"weights": (4,), "tuned": (None,)}


def packed(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_arrays_of_the_right_shape_are_handed_out():
    data = packed(weights=np.ones(4), tuned=np.zeros(9))

    found = arrays_of(data, "cup", SHAPES)

    assert {name: array.shape for name, array in found.items()} == {"weights": (4,), "tuned": (9,)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        packed(weights=np.ones(4)),
        packed(weights=np.ones(5), tuned=np.zeros(9)),
        packed(weights=np.ones((2, 2)), tuned=np.zeros(9)),
        packed(weights=np.full(4, np.nan), tuned=np.zeros(9)),
        packed(weights=np.array([{}] * 4), tuned=np.zeros(9)),
        packed(weights=np.ones(4), tuned=np.zeros(9))[:-40],
    ],
    ids=["empty", "no archive", "lacking", "longer", "wider", "no number", "pickled", "cut"],
)
def test_anything_else_is_refused_by_name(data):
    with pytest.raises(HeadDamaged, match="head cup"):
        arrays_of(data, "cup", SHAPES)


def test_a_head_that_did_not_come_is_refused():
    with pytest.raises(HeadDamaged, match="no_such_head"):
        shipped("no_such_head")


def test_the_question_head_came_whole_and_small():
    data = shipped("question")

    assert len(data) <= LARGEST
    assert QuestionHead.read(data).weights.shape == (BUCKETS,)


def test_a_question_head_with_a_changed_byte_in_its_numbers_is_refused():
    data = bytearray(shipped("question"))
    data[len(data) // 2] ^= 0xFF

    with pytest.raises(HeadDamaged):
        QuestionHead.read(bytes(data))
