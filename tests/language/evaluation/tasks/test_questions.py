"""The table about questions, on an invented archive of rooms that were never trained on."""

import json
import lzma
from dataclasses import replace

import pytest

from bot.language.evaluation.figures import FEWEST_CLUSTERS, Asked
from bot.language.evaluation.gitter import MESSAGES
from bot.language.evaluation.marks import HELD_OUT, fold_of, long_texts, read_unmarked, room_hashes
from bot.language.evaluation.tasks.questions import HeadTrainedOn, Questions
from bot.language.question_head import question_head

SAID = (
    "Does anyone know how long the dough should rest?",
    "I moved the kiln to the other wall this morning.",
    "Should I water them at noon? I never did.",
    "This is the glaze that I like the most of all.",
    "The loom of my sister is on the roof with number {number}?",
)


@pytest.fixture
def asked(tmp_path):
    """Thirty held-out rooms of twenty-five messages each."""
    rooms = (name for name in map(str, range(10_000)) if fold_of(name) == HELD_OUT)
    lines = [
        {"ts": f"2016-01-01T00:00:{place % 60:02}.000Z", "room": room, "u": f"u{place % 7}"}
        | {"id": f"{room}-{place}", "t": SAID[place % len(SAID)].format(number=f"{room} {place}")}
        for room, _ in zip(rooms, range(FEWEST_CLUSTERS + 10), strict=False)
        for place in range(25)
    ]
    path = tmp_path / MESSAGES
    path.parent.mkdir()
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, lines)))
    return Asked(data=tmp_path, draws=100, seed=4)


def by_metric(figures, split, model="question-1"):
    return {f.metric: f for f in figures if f.split == split and f.model == model}


def test_the_natural_rate_is_printed_first(asked):
    first = next(iter(Questions().figures(asked)))

    assert (first.metric, first.ours) == ("natural rate", pytest.approx(2 / 5))


def test_a_whole_message_asks_where_any_of_its_sentences_does(asked):
    figures = list(Questions().figures(asked))

    rate = by_metric(figures, "whole messages", "labels")["natural rate"]
    assert rate.ours == pytest.approx(3 / 5)


def test_the_head_has_intervals_over_rooms(asked):
    figures = list(Questions().figures(asked))

    f = by_metric(figures, "whole messages")["F1, natural"]
    assert f.low <= f.ours <= f.high


def test_a_head_is_not_measured_on_rooms_it_learned_from(asked):
    known = frozenset(room_hashes(read_unmarked(asked.data)))

    with pytest.raises(HeadTrainedOn, match="30 of these rooms"):
        list(Questions(head=replace(question_head(), trained_rooms=known)).figures(asked))


def test_texts_that_the_head_learned_elsewhere_are_left_out(asked):
    texts = frozenset(long_texts(read_unmarked(asked.data)[:1]))
    head = replace(question_head(), trained_texts=texts)

    figures = list(Questions(head=head).figures(asked))

    left_out = by_metric(figures, "whole messages")["left out: learned elsewhere"]
    assert left_out.ours == 30 * 5
