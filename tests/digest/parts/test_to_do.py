from dataclasses import replace
from datetime import timedelta

from bot.digest.parts.to_do import MOST, ToDo
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def whys(material):
    return [act.why.replace("\u00a0", " ") for act in ToDo().compose(material, WORDS).acts]


def test_newcomers_come_first_then_questions_then_faults(typical):
    acts = whys(replace(typical, waiting=typical.waiting[:2]))

    assert [act.split(" has ")[0] for act in acts] == [
        "A newcomer\u2019s question in #crumb",
        "A question in #mill-partners",
        "I hear 11 of 13 channels.",
    ]


def test_there_are_never_more_than_three_nor_more_than_two_of_a_kind(typical):
    newcomers = tuple(replace(each, newcomer=True) for each in typical.waiting)
    acts = whys(replace(typical, waiting=newcomers))

    assert len(acts) == MOST
    assert sum("newcomer" in act for act in acts) == 2


def test_a_question_within_the_usual_wait_is_no_act(typical):
    early = tuple(replace(each, usual=timedelta(days=9)) for each in typical.waiting)
    coverage = replace(typical.coverage, gaps=(), rooms_heard=13)

    part = ToDo().compose(replace(typical, waiting=early, coverage=coverage), WORDS)

    assert part.acts == ()
    assert [line.text for line in part.lines] == ["Nothing needs you this week."]


def test_a_gap_in_hearing_names_room_and_time(typical):
    [gap] = typical.coverage.gaps
    coverage = replace(typical.coverage, rooms_heard=13, gaps=(replace(gap, room="crumb"),))

    acts = whys(replace(typical, waiting=(), coverage=coverage))

    assert acts == ["I could not hear #crumb from Tuesday 02:10 to 04:05."]


def test_in_a_replay_nobody_can_mend_what_was_not_heard(replayed):
    assert whys(replace(replayed, waiting=())) == []


def test_each_question_carries_its_evidence_and_its_moves(typical):
    [act, *_] = ToDo().compose(typical, WORDS).acts

    assert act.reference.key == typical.waiting[0].key
    assert act.moves == ("Ask a host", "I\u2019ll take it")
