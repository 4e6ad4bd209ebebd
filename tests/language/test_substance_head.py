"""Whether a text has more substance than others of its length."""

import numpy as np
import pytest

from bot.language.classifier import Batch
from bot.language.head_files import HeadDamaged, shipped
from bot.language.prepare import prepare
from bot.language.substance_head import FEWEST_WORDS, SubstanceHead, substance_head

REASONED = (
    "I see your point, but in my experience the dough needs longer because the flour is cold; "
    "for example, at 18 degrees it took nine hours. What would you suggest instead?"
)
EMPTY = (
    "lol this is so dumb, you are just wrong and everybody knows it, stop posting such stupid "
    "nonsense all the time, nobody cares about any of this crap anyway ok bye now"
)


@pytest.fixture(scope="module")
def head():
    return substance_head()


def scores(head, *texts):
    return head.score(Batch([prepare(text) for text in texts]))


def test_reasons_and_experience_score_above_mere_noise_of_the_same_length(head):
    reasoned, empty = scores(head, REASONED, EMPTY)

    assert reasoned > empty


def test_saying_it_twice_adds_no_substance_to_speak_of(head):
    once, twice = scores(head, REASONED, f"{REASONED} {REASONED}")

    assert twice < once + 0.05


def test_what_is_too_short_is_not_measured(head):
    short, enough = scores(
        head, " ".join(["because"] * (FEWEST_WORDS - 1)), " ".join(["because"] * FEWEST_WORDS)
    )

    assert np.isnan(short)
    assert not np.isnan(enough)


def test_short_texts_change_nothing_for_the_long_ones(head):
    assert scores(head, "ok", REASONED, "")[1] == pytest.approx(scores(head, REASONED)[0], abs=1e-6)


def test_a_cut_file_is_refused():
    with pytest.raises(HeadDamaged):
        SubstanceHead.read(shipped("substance")[:-500])
