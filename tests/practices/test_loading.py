"""A practice is found by being there, and a wrong name fails when the house opens."""

from types import ModuleType

import pytest

from bot.practices import (
    PRIORITY,
    MisnamedPractice,
    NotAPractice,
    RepeatedPractice,
    UnfinishedPractice,
    load_practices,
    practices_of,
)
from bot.practices._example import Example
from bot.practices.base import Practice
from bot.practices.greet_and_hand_over import GreetAndHandOver
from bot.practices.rescue_unanswered import RescueUnanswered


def module(name, *kinds):
    made = ModuleType(f"bot.practices.{name}")
    made.Practice = Practice
    for kind in kinds:
        setattr(made, kind.__name__, kind)
    return made


def test_the_practices_in_the_folder_are_found_in_the_signed_order():
    assert [practice.key for practice in load_practices()] == list(PRIORITY)


def test_a_file_with_an_underscore_is_not_a_practice():
    assert "example" not in {practice.key for practice in load_practices()}


def test_the_order_is_the_signed_one_and_not_that_of_finding():
    found = [
        module("rescue_unanswered", RescueUnanswered),
        module("greet_and_hand_over", GreetAndHandOver),
    ]

    assert [p.key for p in practices_of(found)] == ["greet_and_hand_over", "rescue_unanswered"]


def test_a_practice_outside_the_signed_order_comes_last():
    found = [module("example", Example), module("rescue_unanswered", RescueUnanswered)]

    assert [p.key for p in practices_of(found)] == ["rescue_unanswered", "example"]


def test_no_practice_stands_twice_in_the_signed_order():
    assert len(PRIORITY) == len(set(PRIORITY)) == 18


def test_a_file_without_a_practice_is_refused():
    with pytest.raises(NotAPractice, match=r"rescue_unanswered must .* holds 0"):
        practices_of([module("rescue_unanswered")])


def test_a_file_with_two_practices_is_refused():
    with pytest.raises(NotAPractice, match="it holds 2"):
        practices_of([module("rescue_unanswered", RescueUnanswered, GreetAndHandOver)])


def test_a_practice_in_a_file_of_another_name_is_refused():
    with pytest.raises(MisnamedPractice, match="rescue_unanswered"):
        practices_of([module("help", RescueUnanswered)])


def test_a_class_of_another_name_than_its_key_is_refused():
    class Rescue(RescueUnanswered):
        pass

    with pytest.raises(MisnamedPractice):
        practices_of([module("rescue_unanswered", Rescue)])


def test_two_practices_of_one_name_are_refused():
    twice = [module("rescue_unanswered", RescueUnanswered)] * 2

    with pytest.raises(RepeatedPractice, match="rescue_unanswered"):
        practices_of(twice)


def test_a_practice_that_does_not_say_everything_is_refused():
    class Hasty(Practice):
        key = "hasty"
        human_name = "In a hurry"

    with pytest.raises(UnfinishedPractice, match="mode, needs, window, templates"):
        practices_of([module("hasty", Hasty)])
