"""A value made swiftly is the value that any dataclass makes."""

from dataclasses import FrozenInstanceError, dataclass, field, replace
from pickle import dumps, loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.swift import swift


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Swift:
    """Stands for any of them."""

    one: int
    two: str = "two"

    def __post_init__(self):
        if self.one < 0:
            raise ValueError(self.one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The same without."""

    one: int
    two: str = "two"


@given(st.integers(min_value=0), st.text())
def test_it_holds_what_it_was_made_with(one: int, two: str):
    made = Swift(one=one, two=two)

    assert (made.one, made.two) == (one, two)
    assert repr(made) == repr(Plain(one=one, two=two)).replace("Plain", "Swift")


def test_what_is_not_said_has_its_default():
    assert Swift(one=1) == Swift(one=1, two="two")


def test_it_cannot_be_changed():
    made = Swift(one=1)

    with pytest.raises(FrozenInstanceError):
        made.one = 2  # pyright: ignore[reportAttributeAccessIssue]  # that is the point


def test_what_it_looks_at_when_it_is_made_is_still_looked_at():
    with pytest.raises(ValueError, match="-1"):
        Swift(one=-1)


def test_it_takes_no_field_by_place_and_none_it_does_not_know():
    with pytest.raises(TypeError):
        Swift(1)  # pyright: ignore[reportCallIssue]  # that is the point
    with pytest.raises(TypeError):
        Swift(one=1, three=3)  # pyright: ignore[reportCallIssue]  # likewise


def test_it_is_copied_and_carried_like_any_other():
    made = Swift(one=1, two="other")

    assert replace(made, one=2) == Swift(one=2, two="other")
    assert loads(dumps(made)) == made  # noqa: S301  # our own
    assert type(loads(dumps(made))) is Swift  # noqa: S301  # our own


def test_what_is_made_anew_for_each_is_made_anew():
    one, other = Making(), Making()

    assert (one.many, other.many, Making(many=[1]).many) == ([], [], [1])
    assert one.many is not other.many


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One of its fields is made anew for each."""

    many: list[int] = field(default_factory=list[int])


def test_a_class_that_is_filled_otherwise_is_refused():
    @dataclass
    class Open:
        one: int

    @dataclass(frozen=True, slots=True)
    class ByPlace:
        one: int

    for wrong in (Open, ByPlace, int):
        with pytest.raises(TypeError):
            swift(wrong)
