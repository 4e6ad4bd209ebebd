from dataclasses import replace

import pytest

from bot.digest.material import Mode
from bot.digest.parts.care import Care
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def care(material, count):
    return Care().compose(replace(material, distress=count), WORDS)


@pytest.mark.parametrize("count", [1, 4])
def test_under_five_conversations_are_not_counted(typical, count):
    [line] = care(typical, count).lines

    assert line.text.startswith("Somewhere there seemed to be a disclosure of distress")
    assert not any(character.isdigit() for character in line.text)


def test_five_conversations_are_counted(typical):
    [line] = care(typical, 5).lines

    assert line.text.startswith("5 conversations")


def test_none_is_nothing_to_say(typical):
    assert care(typical, 0) is None


@pytest.mark.parametrize("count", [1, 9])
def test_nothing_is_ever_linked(typical, count):
    assert all(line.reference is None for line in care(typical, count).lines)


def test_in_a_replay_nobody_was_told(typical):
    [line] = care(replace(typical, mode=Mode.REPLAY), 2).lines

    assert "told to moderators" not in line.text
