"""Whether a text attacks or mocks somebody."""

import numpy as np
import pytest

from bot.language.classifier import Batch
from bot.language.head_files import HeadDamaged, shipped
from bot.language.hostility_head import HostilityHead, hostility_head
from bot.language.prepare import prepare


@pytest.fixture(scope="module")
def head():
    return hostility_head()


def scores(head, *texts):
    return head.score(Batch([prepare(text) for text in texts]))


def test_an_insult_scores_above_thanks(head):
    rude, kind = scores(
        head, "You are an idiot and this is pathetic garbage.", "Thanks, that was a great help!"
    )

    assert rude > 0.5 > kind


def test_a_text_without_words_is_not_measured(head):
    assert np.isnan(scores(head, "\U0001f600\U0001f600", "```\ncode\n```", "")).all()


def test_what_is_quoted_is_not_held_against_the_writer(head):
    plain, quoting = scores(head, "I agree.", "> You are a stupid idiot!\nI agree.")

    assert plain == quoting


def test_a_text_scores_alike_alone_and_among_others(head):
    texts = ["Please stop wasting our time.", "Bread rises.", "WHY IS THIS BROKEN AGAIN??"]

    together = scores(head, *texts)

    assert np.allclose(together, [scores(head, text)[0] for text in texts], atol=1e-6)


def test_the_head_that_left_a_fold_out_differs_from_the_whole(head):
    batch = Batch([prepare("You are a stupid liar.")])

    assert len({float(head.shares(batch, fold)[0]) for fold in (None, 0, 1, 2, 3, 4)}) == 6


def test_it_says_nothing_of_other_languages(head):
    assert head.languages == {"en"}


def test_a_cut_file_is_refused():
    with pytest.raises(HeadDamaged):
        HostilityHead.read(shipped("hostility")[:-500])
