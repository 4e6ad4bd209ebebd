import numpy as np

from bot.language.once import Once

ROW = np.ones(3, np.float32)


def test_a_text_that_came_before_is_recalled():
    once = Once()
    once.keep(once.mark("thanks"), ROW)

    assert once.recall(once.mark("thanks")) is ROW


def test_another_text_is_not():
    once = Once()
    once.keep(once.mark("thanks"), ROW)

    assert once.recall(once.mark("thanks!")) is None


def test_what_was_used_longest_ago_goes_first():
    once = Once(most=2)
    a, b, c = map(once.mark, "abc")
    once.keep(a, ROW)
    once.keep(b, ROW)
    once.recall(a)

    once.keep(c, ROW)

    assert [once.recall(mark) is None for mark in (a, b, c)] == [False, True, False]


def test_after_forgetting_nothing_is_recalled():
    once = Once()
    mark = once.mark("thanks")
    once.keep(mark, ROW)

    once.forget()

    assert once.recall(mark) is None


def test_after_forgetting_the_same_text_has_another_mark():
    once = Once()
    mark = once.mark("thanks")

    once.forget()

    assert once.mark("thanks") != mark


def test_two_houses_know_a_text_by_different_marks():
    assert Once().mark("thanks") != Once().mark("thanks")


def test_a_lone_surrogate_has_a_mark():
    assert Once().mark("\ud800")
