"""Which language a text is in, on invented English sets."""

import json
import lzma

import pytest

from bot.language.evaluation.figures import Asked
from bot.language.evaluation.tasks.tongues import Tongues

SMS = ({"t": "ok"}, {"t": "that is the kiln you should have"}, {"t": "das ist nicht der Ofen"})
CHAT = {"chat": "a", "messages": [{"t": "I do not know what that is"}, {"t": "hm"}]}


@pytest.fixture
def figures(tmp_path):
    for name, rows in (("sms-spam/sms", SMS), ("delidata/chats", (CHAT,))):
        path = tmp_path / f"{name}.jsonl.xz"
        path.parent.mkdir()
        with lzma.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    asked = Asked(data=tmp_path, draws=100, seed=4)
    return {(f.split, f.metric): f.ours for f in Tongues().figures(asked)}


def test_a_short_text_is_rather_not_told(figures):
    assert figures["sms-spam", "coverage, 1 to 3 words"] == 0


def test_another_language_than_english_is_wrong(figures):
    assert figures["sms-spam", "told wrongly, 4 to 7 words"] == 0.5


def test_turns_of_a_chat_are_counted_by_their_length(figures):
    assert figures["delidata", "coverage, 4 to 7 words"] == 1


def test_other_languages_are_said_not_to_be_measured(figures):
    assert figures["other languages", "error: not measured"] is None
