import numpy as np
import pytest

from bot.language.links_features import ALONE, PAIRS, Comparison
from bot.language.links_room import LOOK_BACK, Placed, Room, Said
from bot.language.links_traces import RARITY_BUCKETS, trace_of

RARITY = np.full(RARITY_BUCKETS, 5.0, np.float32)


def said(minute, author, text, *mentions):
    trace = trace_of(text, len(mentions), RARITY)
    return Said(minute=minute, author=author, mentions=mentions, trace=trace)


@pytest.fixture
def room():
    """ana asks, ben answers her, cleo asks something else, ben names cleo."""
    made = Room((1, 1))
    for number, (minute, author, text, mentions, parent, by) in enumerate(
        (
            (0, "ana", "How do I true a wheel?", (), None, None),
            (1, "ben", "@ana with a stand", ("ana",), 0, "ana"),
            (3, "cleo", "Where is the kettle?", (), None, None),
            (3, "ben", "@cleo in the kitchen", ("cleo",), 2, "cleo"),
        )
    ):
        made.add(
            Placed(
                key=number,
                said=said(minute, author, text, *mentions),
                conversation=(0, 0, 2, 2)[number],
                parent=parent,
                parent_author=by,
                confidence=0.9,
            ),
            np.zeros((1, 1), np.float32),
        )
    return made


def row(room, message, name):
    return Comparison(room, message).pairs[PAIRS.index(name)].tolist()


def alone(room, message, name):
    return Comparison(room, message).alone[ALONE.index(name)].item()


def test_who_spoke_of_late_is_told_by_their_share_of_the_last_eight_and_mine(room):
    found = row(room, said(4, "ana", "thanks"), "ours_of_late")

    assert found == [1 / 8, 3 / 8, 2 / 8, 3 / 8]


def test_the_rooms_own_pace_is_the_mean_gap_of_its_last_eight_messages(room):
    assert alone(room, said(4, "ana", "thanks"), "usual_gap") == pytest.approx(np.log1p(3 / 8) / 2)


@pytest.mark.parametrize(("name", "found"), [("calling", 0.5), ("people_of_late", 3 / 8)])
def test_how_people_of_a_room_talk_is_told_in_shares(room, name, found):
    assert alone(room, said(4, "ana", "thanks"), name) == found


THANKS = said(4, "ana", "thanks, the wheel runs")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("latest", [0, 0, 0, 1]),
        ("same_author", [1, 0, 0, 0]),
        ("my_last", [1, 0, 0, 0]),
        ("they_name_me", [0, 1, 0, 0]),
        ("they_name_others", [0, 0, 0, 1]),
        ("named_me_since", [0, 1, 0, 0]),
        ("last_named_me", [0, 1, 0, 0]),
        ("last_who_named_me", [0, 1, 0, 1]),
        ("their_last", [1, 0, 1, 1]),
        ("opens", [1, 0, 1, 0]),
        ("waits", [0, 0, 0, 0]),
        ("answers_me", [0, 1, 0, 0]),
        ("answers_my_last", [0, 1, 0, 0]),
        ("my_talk", [1, 1, 0, 0]),
        ("last_other_in_my_talk", [0, 1, 0, 0]),
        ("end_of_talk", [0, 1, 0, 1]),
        ("same_minute", [0, 0, 0, 0]),
        ("near", [1 / 4, 1 / 3, 1 / 2, 1]),
    ],
)
def test_how_a_thank_you_stands_to_each(room, name, found):
    assert row(room, THANKS, name) == pytest.approx(found)


def test_a_name_that_is_called_marks_all_of_that_person(room):
    answer = said(4, "dan", "@ben which kitchen?", "ben")

    assert row(room, answer, "names_them") == [0, 1, 0, 1]
    assert row(room, answer, "names_others") == [1, 0, 1, 0]


@pytest.mark.parametrize(("naming", "silent"), [(0, True), (1, True), (2, False), (10, False)])
def test_talk_is_silent_where_few_messages_name_anybody(naming, silent):
    room = Room((1, 1))
    for number in range(10):
        mentions = ("p0",) if number < naming else ()
        placed = Placed(
            key=number,
            said=said(number, f"p{number % 3}", "and so on", *mentions),
            conversation=number,
            parent=None,
            parent_author=None,
            confidence=0.5,
        )
        room.add(placed, np.zeros((1, 1), np.float32))

    assert Comparison(room, said(10, "p4", "and so on")).silent == silent
    assert not Comparison(room, said(10, "p4", "@p0 and so on", "p0")).silent


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("theirs_asking_after", [0.5, 0, 0.5, 0]),
        ("theirs_open_after", [0, np.log(2) / 2, 0, 1 + np.log(2) / 2]),
        ("their_first_since_mine", [1, 1, 1, 0]),
        ("longest_since_mine", [0, 0, 1, 0]),
    ],
)
def test_which_of_several_by_one_person_it_may_be(room, name, found):
    room.add(
        Placed(
            key=4,
            said=said(4, "ben", "and more of it"),
            conversation=2,
            parent=3,
            parent_author="ben",
            confidence=0.5,
        ),
        np.zeros((1, 1), np.float32),
    )

    assert row(room, THANKS, name)[:4] == pytest.approx(found)


def test_a_shared_rare_word_is_seen(room):
    shared = row(room, said(4, "dan", "that kettle leaks"), "rarest_shared")

    assert shared == pytest.approx([0, 0, 0.5, 0])


def test_somebody_new_has_no_last_message(room):
    compared = Comparison(room, said(4, "dan", "hello"))

    assert compared.alone[ALONE.index("spoke")] == 0
    assert not compared.pairs[PAIRS.index("my_last")].any()


def test_in_an_empty_room_there_is_nothing_to_compare():
    compared = Comparison(Room((1, 1)), THANKS)

    assert compared.pairs.shape == (len(PAIRS), 0)
    assert not compared.alone.any()


def test_what_is_older_than_an_hour_is_let_go(room):
    room.let_go_before(62)

    assert [room.placed(place).key for place in range(room.low, room.high)] == [2, 3]


def test_a_room_that_is_full_forgets_the_oldest_and_stays_itself(room):
    other = Room((1, 1))
    for number in range(10 * LOOK_BACK):
        placed = Placed(
            key=100 + number,
            said=said(5, f"p{number % 5}", "and so on"),
            conversation=number % 9,
            parent=100 + number - 3 if number % 2 and number > 3 else None,
            parent_author=f"p{(number - 3) % 5}" if number % 2 and number > 3 else None,
            confidence=0.5,
        )
        room.add(placed, np.zeros((1, 1), np.float32))
        if number >= 9 * LOOK_BACK:
            other.add(placed, np.zeros((1, 1), np.float32))

    full, fresh = (Comparison(each, said(6, "p1", "and so on")) for each in (room, other))

    assert len(room) == LOOK_BACK
    assert np.allclose(full.pairs, fresh.pairs)
    assert np.allclose(full.alone, fresh.alone)
