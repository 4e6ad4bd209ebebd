"""Reading what was written for the town."""

from datetime import timedelta
from tomllib import TOMLDecodeError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.parlour.talk import Deleted, Edited, Posted, Reacted, UnreadableTalk, parse

OPENING = "09:12 1 Q: how long does rye keep?"


def file(*says, day=3, scene=""):
    lines = "\n".join(f"  '''{said}'''," for said in says)
    return f'channel = "crumb"\n[[conversation]]\n{scene}\nday = {day}\nsays = [\n{lines}\n]\n'


def lines(*says):
    [conversation] = parse(file(*says))
    return conversation.lines


def test_a_line_says_when_who_and_what():
    [line] = lines(OPENING)

    after = timedelta(days=2, hours=9, minutes=12)
    assert line == Posted(after=after, id=1, who="Q", text="how long does rye keep?", answers=None)


def test_a_line_may_answer_another():
    _, line = lines(OPENING, "09:20 2 AB>1: a week")

    assert (line.who, line.answers) == ("AB", 1)


def test_a_line_may_come_days_later():
    _, line = lines(OPENING, "+2 08:00 2 B>1: still good")

    assert line.after == timedelta(days=4, hours=8)


def test_a_text_may_hold_colons_and_line_breaks():
    [line] = lines("09:12 1 Q: 10:30 fold\n11:00 fold: done")

    assert line.text == "10:30 fold\n11:00 fold: done"


def test_a_message_may_be_edited():
    _, line = lines(OPENING, "09:13 edit 1: how long does spelt keep?")

    assert isinstance(line, Edited)
    assert (line.id, line.text) == (1, "how long does spelt keep?")


def test_a_message_may_be_deleted():
    _, line = lines(OPENING, "09:13 delete 1")

    assert line == Deleted(after=timedelta(days=2, hours=9, minutes=13), id=1)


def test_a_message_may_be_reacted_to():
    _, line = lines(OPENING, "09:13 react 1 B: bread")

    assert isinstance(line, Reacted)
    assert (line.id, line.who, line.emoji) == (1, "B", "bread")


def test_a_conversation_may_play_a_scene():
    [conversation] = parse(file(OPENING, scene="scene = 5"))

    assert conversation.scene == 5


def test_what_was_written_leaves_out_what_was_done_to_it():
    [conversation] = parse(file(OPENING, "09:13 react 1 B: bread", "09:14 2 B: a week"))

    assert [post.who for post in conversation.posts] == ["Q", "B"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("nine o'clock 2 B: hm", "it has no known form"),
        ("25:00 2 B: hm", "it has no known form"),
        ("09:20 2 b: hm", "it has no known form"),
        ("09:20 2 B:", "it has no known form"),
        ("09:20 react 1 B: Fire!", "it has no known form"),
        ("09:11 2 B: hm", "it goes back in time"),
        ("09:20 1 B: hm", "its number is taken"),
        ("09:20 2 B>3: hm", "it answers nothing"),
        ("09:20 edit 2: hm", "there is nothing to change"),
        ("09:20 delete 2", "there is nothing to change"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_its_place(bad, why):
    with pytest.raises(UnreadableTalk) as refused:
        parse(file(OPENING, bad))

    told = refused.value
    assert (told.channel, told.conversation, told.line, told.why) == ("crumb", 1, 2, why)


def test_nobody_answers_what_was_deleted():
    with pytest.raises(UnreadableTalk, match="it answers nothing"):
        parse(file(OPENING, "09:13 delete 1", "09:14 2 B>1: a week"))


def test_a_conversation_opens_with_line_1():
    with pytest.raises(UnreadableTalk, match="the first line must be number 1"):
        parse(file("09:12 2 Q: how long does rye keep?"))


@given(
    said=st.from_regex(
        r"(\+[0-9] )?[0-2][0-9]:[0-6][0-9] "
        r"([0-9] [A-Z]{1,2}(>[0-9])?: |edit [0-9]: |delete [0-9]|react [0-9] [A-Z]: )"
        r"[^'\r\n]{0,40}",
        fullmatch=True,
    )
)
def test_whatever_is_read_comes_after_the_opening_and_joins_something_in_it(said):
    try:
        [conversation] = parse(file(OPENING, said))
    except (TOMLDecodeError, UnreadableTalk):
        return  # a control character, or a line that nobody can mean

    opening, line = conversation.lines
    assert line.after >= opening.after
    assert line.id != 1 if isinstance(line, Posted) else line.id == 1


def test_a_refusal_quotes_nobody():
    with pytest.raises(UnreadableTalk) as refused:
        parse(file("09:12 1 q: a secret about rye"))

    assert "secret" not in str(refused.value)
