from dataclasses import replace

import pytest

from bot.metrics._said import Said


@pytest.fixture
def talk(town, line):
    return town.conversation(
        [line("a", "A", 0), line("t", "tummler", 1), line("b", "B", 2, "a"), line("c", "B", 3, "b")]
    )


def test_what_people_said_is_in_step(town, talk):
    said = Said(talk, town.end)

    assert [m.key.message for m in said.messages] == ["a", "b", "c"]
    assert (said.authors, said.parents, said.depths) == ([0, 1, 1], [-1, 0, 1], [0, 1, 2])
    assert (said.turns, said.stated, said.remembered) == ([0, 1], [True] * 3, True)


def test_who_was_forgotten_is_nobody_in_particular(town, talk):
    forgotten = tuple(
        replace(m, author=town.who("")) if m.key.message == "a" else m for m in talk.messages
    )

    said = Said(replace(talk, messages=forgotten), town.end)

    assert (said.authors, said.remembered) == ([-1, 0, 0], False)
