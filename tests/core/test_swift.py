from dataclasses import FrozenInstanceError, dataclass, field, replace
from pickle import dumps, loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import MessageKey
from bot.core.swift import swift


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Swift:
    """Stands for any of them."""

    one: int
    two: str = "two"

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(self.one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The same without."""

    one: int
    two: str = "two"


@given(st.integers(min_value=0), st.text())
def test_it_holds_what_it_was_made_with(one: int, two: str) -> None:
    made = Swift(one=one, two=two)

    assert (made.one, made.two) == (one, two)
    assert repr(made) == repr(Plain(one=one, two=two)).replace("Plain", "Swift")


def test_what_is_not_said_has_its_default() -> None:
    assert Swift(one=1) == Swift(one=1, two="two")


def test_it_cannot_be_changed() -> None:
    made = Swift(one=1)

    with pytest.raises(FrozenInstanceError):
        made.one = 2  # pyright: ignore[reportAttributeAccessIssue]  # that is the point


def test_what_it_looks_at_when_it_is_made_is_still_looked_at() -> None:
    with pytest.raises(ValueError, match="-1"):
        Swift(one=-1)


def test_it_takes_no_field_by_place_and_none_it_does_not_know() -> None:
    with pytest.raises(TypeError):
        Swift(1)  # pyright: ignore[reportCallIssue]  # that is the point
    with pytest.raises(TypeError):
        Swift(one=1, three=3)  # pyright: ignore[reportCallIssue]  # likewise


def test_it_is_copied_and_carried_like_any_other() -> None:
    made = Swift(one=1, two="other")

    assert replace(made, one=2) == Swift(one=2, two="other")
    assert loads(dumps(made)) == made  # noqa: S301  # our own
    assert type(loads(dumps(made))) is Swift  # noqa: S301  # our own


def test_it_is_whole_before_anybody_holds_it() -> None:
    assert type(Swift(one=1)) is Swift
    assert type(MessageKey(platform="a", community=None, message="m")) is MessageKey  # pyright: ignore[reportArgumentType]  # any value will do


def test_a_class_that_can_be_changed_or_makes_its_defaults_is_refused() -> None:
    @dataclass
    class Open:
        one: int

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Making:
        many: list[int] = field(default_factory=list[int])

    for wrong in (Open, Making, int):
        with pytest.raises(TypeError):
            swift(wrong)
