from dataclasses import replace
from datetime import timedelta

import pytest

from bot.metrics._said import Said
from bot.metrics._strands import ReadOnce
from bot.metrics.base import Week
from bot.metrics.reply_depth import ReplyDepth

FAR = timedelta(days=30)


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


def test_the_same_conversation_is_read_once(town, talk):
    reads = ReadOnce()

    first, again = reads.said(talk, town.end), reads.said(replace(talk), town.end + FAR)

    assert again is first


def test_a_conversation_that_changed_is_read_anew(town, talk):
    reads = ReadOnce()
    first = reads.said(talk, town.end)
    edited = (*talk.messages[:-1], replace(talk.messages[-1], words=99))

    again = reads.said(replace(talk, messages=edited), town.end)

    assert again is not first
    assert again.words[-1] == 99


def test_links_told_otherwise_are_read_anew(town, talk):
    reads = ReadOnce()
    reads.said(talk, town.end)
    relinked = (*talk.links[:-1], replace(talk.links[-1], parent=town.key("a")))

    again = reads.said(replace(talk, links=relinked), town.end)

    assert again.parents == [-1, 0, 0]


def test_what_was_known_in_part_is_read_anew_when_more_is_known(town, talk):
    reads = ReadOnce()
    part = reads.said(talk, town.at(2.5))

    whole = reads.said(talk, town.end)

    assert (len(part.messages), len(whole.messages)) == (2, 3)


def test_an_earlier_look_does_not_see_what_came_later(town, talk):
    reads = ReadOnce()
    reads.said(talk, town.end)

    assert len(reads.said(talk, town.at(2.5)).messages) == 2


def test_what_nobody_wrote_in_since_is_let_go_of(town, talk):
    reads = ReadOnce()
    first = reads.said(talk, town.end)

    reads.forget(town.at(4))

    assert reads.said(talk, town.end) is not first


def test_weeks_that_share_readings_say_the_same_as_those_that_do_not(town, line):
    talks = [
        town.conversation(
            [line(f"{n}-{i}", "AB"[i % 2], 9000 * n + i, f"{n}-{i - 1}" if i else None)
             for i in range(n)],
            f"c{n}",
        )
        for n in range(1, 7)
    ]  # fmt: skip
    reads = ReadOnce()
    starts = [town.start + timedelta(days=7 * n) for n in range(3)]

    def told(**shared: ReadOnce) -> list[object]:
        weeks: list[Week] = [replace(town.week(*talks, start=each), **shared) for each in starts]
        return [ReplyDepth().summarise(week, (), town.ungated) for week in weeks]

    assert told(reads=reads) == told()
