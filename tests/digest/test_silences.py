import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reasons import Reason
from bot.digest.cells import LEAST
from bot.digest.silences import label, told
from bot.digest.words import Words

WORDS = Words("en", "UTC")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_label(reason):
    assert label(reason, WORDS)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.SOMEONE_IS_TALKING, "people were talking"),
        (Reason.QUIET_DAY, "quiet day"),
        (Reason.HELD_OUT, "on purpose to learn"),
        (Reason.LOW_CONFIDENCE, "low confidence"),
        (Reason.MODERATOR_PRESENT, "moderator present"),
        (Reason.OUT_OF_TURN, "budget"),
        (Reason.SHARE_SPENT, "budget"),
        (Reason.QUIET_HOURS, "quiet hours"),
    ],
)
def test_labels_are_the_fixed_ones(reason, said):
    assert label(reason, WORDS) == said


@given(st.dictionaries(st.sampled_from(Reason), st.integers(0, 30)))
def test_no_moment_is_lost_and_small_reasons_are_merged(held_back):
    tally = told(held_back, WORDS)

    rows = () if tally is None else tally.rows
    assert sum(count for _, count in rows) == sum(held_back.values())
    assert all(count >= LEAST for name, count in rows if name != "other reasons")


def test_nothing_held_back_is_nothing_to_say():
    assert told({}, WORDS) is None
