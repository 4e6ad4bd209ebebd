"""What is read again around the moments of an archive."""

from datetime import timedelta

import pytest

from bot.services.excerpts import AFTER, BEFORE, LONGEST, Excerpts

MINUTE = timedelta(minutes=1)


def read(talk, events, *wanted):
    excerpts = Excerpts([talk.key(name) for name in wanted])
    passed = list(excerpts.read(events))
    return passed, {key.message: found for key, found in excerpts.found().items()}


def texts(lines):
    return [line.text for line in lines]


@pytest.fixture
def lines(talk):
    """A room in which three people take turns."""

    def said(many):
        return [talk.post(f"m{n}", f"p{n % 3}", n * MINUTE, f"line {n}") for n in range(many)]

    return said


def test_a_few_lines_of_the_same_room_stand_before_and_after(talk, lines):
    _, found = read(talk, lines(20), "m8")

    assert texts(found["m8"].before) == [f"line {n}" for n in range(8 - BEFORE, 8)]
    assert found["m8"].message.text == "line 8"
    assert texts(found["m8"].after) == [f"line {n}" for n in range(9, 9 + AFTER)]


def test_every_event_is_passed_on(talk, lines):
    events = [*lines(5), talk.react("m1", "ana", 6 * MINUTE)]

    passed, _ = read(talk, events, "m2")

    assert passed == events


def test_other_rooms_are_left_out(talk):
    here = talk.post("a", "ana", MINUTE)
    there = talk.post("b", "ben", 2 * MINUTE, room="elsewhere")

    _, found = read(talk, [here, there], "a")

    assert found["a"].after == ()


def test_an_answer_in_a_thread_of_its_own_is_there(talk):
    asked = talk.post("a", "ana", MINUTE, "Who knows?")
    answer = talk.post("b", "ben", 2 * MINUTE, "I do.", thread="a")

    _, found = read(talk, [asked, answer], "a")

    assert texts(found["a"].after) == ["I do."]


def test_an_answer_in_another_room_is_there(talk):
    asked = talk.post("a", "ana", MINUTE, "Who knows?")
    answer = talk.post("b", "ben", 2 * MINUTE, "I do.", room="elsewhere", to="a")

    _, found = read(talk, [asked, answer], "a")

    assert texts(found["a"].after) == ["I do."]


def test_words_are_those_of_the_last_edit(talk, lines):
    events = [*lines(3), talk.edit("m0", 4 * MINUTE, "changed")]

    _, found = read(talk, events, "m1")

    assert texts(found["m1"].before) == ["changed"]


def test_an_edit_before_the_moment_counts_too(talk, lines):
    first, *others = lines(3)

    _, found = read(talk, [first, talk.edit("m0", MINUTE, "changed"), *others], "m1")

    assert texts(found["m1"].before) == ["changed"]


def test_what_was_deleted_is_not_shown(talk, lines):
    events = [*lines(3), talk.delete("m1", 4 * MINUTE), talk.delete("m2", 4 * MINUTE)]

    _, found = read(talk, events, "m0", "m1")

    assert (set(found), found["m0"].after) == ({"m0"}, ())


def test_people_are_told_apart_by_numbers_alone(talk, lines):
    _, found = read(talk, lines(4), "m3")

    assert [line.who for line in (*found["m3"].before, found["m3"].message)] == [0, 1, 2, 0]


def test_a_long_message_is_cut_visibly(talk):
    _, found = read(talk, [talk.post("a", "ana", MINUTE, "x" * (LONGEST + 1))], "a")

    assert found["a"].message.text == "x" * LONGEST + " …"


def test_no_words_stand_in_its_repr(talk):
    _, found = read(talk, [talk.post("a", "ana", MINUTE, "secret")], "a")

    assert "secret" not in repr(found["a"])
