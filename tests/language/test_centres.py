import numpy as np

from bot.language.centres import centre


def test_the_middle_has_unit_length():
    middle = centre(np.eye(2, dtype=np.float32))

    assert np.allclose(middle, [0.5**0.5, 0.5**0.5])


def test_nothing_has_no_middle():
    assert centre(np.empty((0, 2), np.float32)) is None


def test_what_cancels_out_has_no_middle():
    assert centre(np.array([[1, 0], [-1, 0]], np.float32)) is None
