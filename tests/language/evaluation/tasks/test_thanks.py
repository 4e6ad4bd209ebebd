"""Thanks that a room's bot rewarded, in an invented archive."""

import json
import lzma

import pytest

from bot.language.evaluation.figures import Asked
from bot.language.evaluation.gitter import BOT, MESSAGES
from bot.language.evaluation.tasks.thanks import Thanks, read_rewarded

ROWS = (
    ("ana", "thanks @bo, that was the right glaze for it", 0),
    (BOT, "> ana sends brownie points to @bo :sparkles:", 1),
    ("bo", "you are welcome, it is the best one that there is", 2),
    ("ana", "@bo the kiln and all that you gave me was great", 3),
    (BOT, "> ana sends brownie points to @bo :sparkles:", 4),
    ("cy", "thank you all for this", 10),
    (BOT, "> cy sends brownie points to @bo :sparkles:", 40),
    (BOT, "> bo sends brownie points to @cy :sparkles:", 41),
)


@pytest.fixture
def asked(tmp_path):
    path = tmp_path / MESSAGES
    path.parent.mkdir()
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for number, (author, text, second) in enumerate(ROWS):
            row = {"ts": f"2016-01-01T00:00:{second:02}.000Z", "room": "loom", "u": author}
            file.write(json.dumps(row | {"id": str(number), "t": text}) + "\n")
    return Asked(data=tmp_path, draws=100, seed=4)


def test_a_message_is_rewarded_by_the_bots_next_words_to_its_writer(asked):
    rewarded = [said.text[:6] for said in read_rewarded(asked.data) if said.rewarded]

    assert rewarded == ["thanks", "@bo th"]


def test_recall_is_the_share_of_rewarded_messages_that_are_found(asked):
    recall = next(iter(Thanks().figures(asked)))

    assert (recall.metric, recall.ours, recall.n) == ("recall, all", 0.5, 2)


def test_precision_is_said_not_to_be_measured(asked):
    *_, last = Thanks().figures(asked)

    assert (last.metric, last.ours) == ("precision: not measured", None)
