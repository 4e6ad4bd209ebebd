from dataclasses import replace

import pytest

from bot.core.conversations import first_answer
from bot.metrics._talk import prompted, read, wordless


@pytest.fixture
def thread(town):
    def of(lines):
        conversation = town.conversation(lines)
        return read(conversation, town.week(conversation).span)

    return of


def test_messages_of_other_weeks_are_not_counted(thread, line):
    assert thread([line("a", "A", -1), line("b", "B", 0), line("c", "A", 7 * 24 * 60)]).counted == 1


def test_an_emoji_counts_for_nothing(thread, line):
    read_thread = thread([line("a", "A", 0), line("b", "B", 1, "a", 0)])

    assert read_thread.counted == read_thread.people == 1


def test_what_was_never_read_is_not_called_wordless(town, line):
    unread = replace(town.message(line("a", "A", 0, None, 0)), reading=None)

    assert not wordless(unread)


def test_a_reply_to_the_bot_is_talk_by_a_person_but_not_counted(thread, line):
    read_thread = thread([line("t", "tummler", 0), line("a", "A", 1, "t"), line("b", "B", 2, "a")])

    assert (read_thread.counted, read_thread.people, read_thread.own) == (1, 2, 1)
    assert read_thread.touched


def test_a_link_to_something_later_is_no_link(thread, line):
    read_thread = thread([line("q", "A", 5, None, 9, "question"), line("b", "B", 1, "q", 20)])

    assert read_thread.valued == 0
    assert not read_thread.questions[0].answered


def test_a_link_to_a_message_that_is_gone_is_no_link(thread, line):
    assert thread([line("b", "B", 1, "gone", 20)]).valued == 0


def test_answers_are_those_of_the_domain_for_every_question_of_a_deep_tree(town, line):
    names = "ABCA"
    lines = [
        line(f"m{i}", names[i * 7 % 4], i, f"m{(i * 5) % i}" if i else None, 9, "question")
        for i in range(40)
    ]
    conversation = town.conversation(lines)

    questions = read(conversation, town.week(conversation).span).questions

    for question, message in zip(questions, conversation.messages, strict=True):
        answer = first_answer(conversation, message.key)
        assert question.answered == (answer is not None)
        if answer is not None:
            assert question.wait * 3600 == pytest.approx((answer.at - message.at).total_seconds())


def test_the_bot_in_the_third_turn_prompted_the_conversation(town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1), line("t", "tummler", 2)])

    assert prompted(talk)


def test_the_bot_in_the_fourth_turn_did_not(town, line):
    talk = town.conversation(
        [line("a", "A", 0), line("b", "B", 1), line("c", "A", 2), line("t", "tummler", 3)]
    )

    assert not prompted(talk)


def test_other_bots_take_no_turn_before_ours(town, line):
    talk = town.conversation(
        [*(line(f"x{i}", "bot", i) for i in range(5)), line("t", "tummler", 9)]
    )

    assert prompted(talk)


def test_without_the_bot_nothing_is_prompted(town):
    assert not prompted(town.e1())


def test_a_short_talk_without_the_bot_is_not_prompted_either(town, line):
    assert not prompted(town.conversation([line("a", "A", 0), line("b", "A", 1)]))
