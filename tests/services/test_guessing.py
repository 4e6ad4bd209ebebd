"""After five wrong codes within an hour, no code of that person is looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import MemberKey
from bot.services.guessing import MOST, WITHIN, WRONG_ONES, GuessedTooOften, Guesses

AT = datetime(2026, 3, 2, tzinfo=UTC)
MO, BO = (MemberKey(platform="slack", member=each) for each in ("mo", "bo"))


@pytest.fixture
def used_up():
    guesses = Guesses()
    for number in range(WRONG_ONES):
        guesses.note(MO, AT + timedelta(minutes=number))
    return guesses


def test_one_wrong_code_fewer_is_forgiven():
    guesses = Guesses()
    for _ in range(WRONG_ONES - 1):
        guesses.note(MO, AT)

    guesses.allow(MO, AT)


def test_after_too_many_no_code_is_allowed(used_up):
    with pytest.raises(GuessedTooOften):
        used_up.allow(MO, AT + timedelta(minutes=10))


def test_an_hour_after_the_first_of_them_one_is_allowed_again(used_up):
    used_up.allow(MO, AT + WITHIN)


def test_others_are_not_held_up_by_it(used_up):
    used_up.allow(BO, AT + timedelta(minutes=10))


def test_no_more_people_are_remembered_than_fit(used_up):
    for number in range(MOST):
        used_up.note(MemberKey(platform="slack", member=f"m{number}"), AT)

    used_up.allow(MO, AT + timedelta(minutes=10))
