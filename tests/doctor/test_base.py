"""What a check may say."""

import pytest

from bot.doctor.base import Seen, Status


@pytest.mark.parametrize("status", [Status.WARNING, Status.FAILED])
def test_what_is_wrong_comes_with_a_fix(status):
    with pytest.raises(ValueError, match="fix"):
        Seen(status=status, seen="something is wrong")


def test_what_was_not_looked_at_says_what_it_waits_for():
    assert Seen.waiting("Discord").waits_for == "Discord"
