from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.measurements import Span
from bot.metrics._strands import ReadOnce
from bot.metrics.base import Week
from bot.metrics.reply_depth import ReplyDepth

FAR = timedelta(days=30)


@pytest.fixture
def talk(town, line):
    return town.conversation(
        [line("a", "A", 0), line("t", "tummler", 1), line("b", "B", 2, "a"), line("c", "B", 3, "b")]
    )


@pytest.fixture
def asked():
    """How many messages a strand has, and of which strands that was asked."""
    found = []

    def tell(strand):
        found.append(strand.id)
        return len(strand.messages)

    return found, tell


@pytest.fixture
def weeks(town):
    """Two spans that both hold the whole of what is said in the first minutes."""
    first = Span(start=town.start, end=town.end, seen_until=town.end)
    return first, replace(first, end=town.end + FAR, seen_until=town.end + FAR)


def other(town, line):
    return town.conversation([line("x", "C", 5)])


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


def test_a_conversation_that_lies_whole_in_two_pools_is_asked_once(talk, weeks, asked):
    reads, (found, tell) = ReadOnce(), asked

    told = [reads.strands([talk], week).told(tell) for week in weeks]

    assert told == [(3,), (3,)]
    assert found == [talk.id]


def test_of_several_the_answers_stand_in_the_order_in_which_they_were_named(
    town, line, talk, weeks, asked
):
    reads, (_, tell) = ReadOnce(), asked
    single = other(town, line)
    reads.strands([talk, single], weeks[0]).told(tell)

    turned = reads.strands([single, talk], weeks[1])

    assert [each.id for each in turned.each] == [single.id, talk.id]
    assert turned.told(tell) == (1, 3)


def test_what_lies_in_a_pool_in_part_is_told_for_that_pool(town, talk, weeks):
    reads = ReadOnce()
    reads.strands([talk], weeks[0])
    late = replace(weeks[0], start=town.at(2))

    [part] = reads.strands([talk], late).each

    assert part.inside == [False, True, True]


def test_a_conversation_in_which_nobody_wrote_in_the_span_is_no_part_of_it(town, talk, weeks):
    late = replace(weeks[1], start=town.at(10))

    assert ReadOnce().strands([talk], late).each == ()


def test_a_conversation_that_changed_is_told_anew(talk, weeks, asked):
    reads, (_, tell) = ReadOnce(), asked
    reads.strands([talk], weeks[0]).told(tell)
    shorter = replace(talk, messages=talk.messages[:-1], links=talk.links[:-1])

    assert reads.strands([shorter], weeks[0]).told(tell) == (2,)


def test_what_is_let_go_of_stays_with_the_pools_that_hold_it(town, line, talk, weeks, asked):
    reads, (found, tell) = ReadOnce(), asked
    single = other(town, line)
    before = reads.strands([talk, single], weeks[0])
    before.told(tell)

    reads.forget(town.at(4))
    after = reads.strands([talk, single], weeks[1]).told(tell)

    assert before.told(tell) == after == (3, 1)
    assert found == [talk.id, single.id, talk.id]  # the one in which somebody wrote since is known
