"""Whether a text reads like the answer to a question."""

import numpy as np
import pytest

from bot.core.readings import Head
from bot.language.answer_head import AnswerHead, answer_head
from bot.language.classifier import Batch
from bot.language.head_files import HeadDamaged, shipped
from bot.language.heads import HeadReader
from bot.language.prepare import prepare


@pytest.fixture(scope="module")
def head():
    return answer_head()


def scores(head, *texts):
    return head.score(Batch([prepare(text) for text in texts]))


def test_advice_scores_above_a_greeting(head):
    advice, greeting = scores(head, "you need to install it from the package manager", "hi all")

    assert advice > greeting


@pytest.mark.parametrize("text", ["\U0001f600", "```\ncode\n```", "", "Where is the kettle?"])
def test_what_has_no_word_or_asks_is_not_measured(head, text):
    assert np.isnan(scores(head, text)).all()


def test_a_text_scores_alike_alone_and_among_others(head):
    texts = ["Use the other door.", "Bread rises.", "it is in the kitchen, behind the stove"]

    together = scores(head, *texts)

    assert np.allclose(together, [scores(head, text)[0] for text in texts], atol=1e-6)


def test_a_reader_says_it_beside_the_other_heads():
    reading = HeadReader().read("You need to open the valve first, then it is quite easy.")

    assert 0 < reading.scores[Head.ANSWER] < 1


def test_a_cut_file_is_refused():
    with pytest.raises(HeadDamaged):
        AnswerHead.read(shipped("answer")[:-500])
