from datetime import timedelta

import pytest

from bot.core.measurements import NotMeasured, TooFew
from bot.metrics.base import FEW_PEOPLE
from bot.metrics.valued_share import ValuedShare


@pytest.fixture
def share(town):
    def of(*conversations, **how):
        week = town.week(*conversations, **how)
        return ValuedShare().summarise(week, (), town.ungated).estimate

    return of


def test_half_of_the_test_conversation_is_valued(share, town):
    known = share(town.e1())

    assert known.value == pytest.approx(0.5, abs=1e-12)
    assert known.raw == (4, 8)


def test_a_reply_of_eleven_words_is_not_yet_substantive(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1, "a", 11)])

    assert share(talk).raw == (0, 2)


def test_a_reply_of_twelve_words_values_its_parent(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1, "a", 12)])

    assert share(talk).raw == (1, 2)


def test_thanks_value_a_message_however_short(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1, "a", 1, "thanks")])

    assert share(talk).raw == (1, 2)


def test_two_short_replies_by_one_person_value_nothing(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1, "a"), line("c", "B", 2, "a")])

    assert share(talk).raw == (0, 3)


def test_short_replies_by_two_people_value_a_message(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1, "a"), line("c", "C", 2, "a")])

    assert share(talk).raw == (1, 3)


def test_a_reply_after_seven_days_is_no_consequence(share, town, line):
    late = timedelta(days=7, minutes=1) / timedelta(minutes=1)
    talk = town.conversation([line("a", "A", 0), line("b", "B", late, "a", 20)])

    known = share(talk, seen_until=town.end + timedelta(days=30))

    assert known.raw == (0, 1)


def test_what_came_after_it_was_last_seen_is_not_known(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 60, "a", 20)])

    assert share(talk, seen_until=town.at(30)).raw == (0, 1)


def test_a_direct_reply_to_the_bot_values_nothing_and_counts_for_nothing(share, town, line):
    talk = town.conversation(
        [line("a", "A", 0), line("t", "tummler", 1, "a"), line("b", "B", 2, "t", 20)]
    )

    assert share(talk).raw == (0, 1)


def test_the_range_holds_the_value(share, town):
    known = share(town.e1(), *town.e3())

    assert 0 <= known.low <= known.value <= known.high <= 1


def test_little_talk_gives_no_share(town):
    result = ValuedShare().summarise(town.week(town.e1()), ())

    assert result.estimate == TooFew(metric="valued_share", unit="proportion", n=8, needed=50)
    assert result.value is None


def test_it_needs_text(share, town):
    assert isinstance(share(town.e1(), text_read=False), NotMeasured)


def test_it_is_rough_while_rules_read(share, town):
    assert share(town.e1()).rough


def _openers(town, line, people):
    """Each opens with fourteen words, and the second answers the first with as many."""
    opened = [line(f"o{who}", who, place, None, 14) for place, who in enumerate(people)]
    return town.week(town.conversation([*opened, line("r", people[1], 60, f"o{people[0]}", 14)]))


def test_it_is_told_by_strata_of_length(town, line):
    [stratum] = ValuedShare().layers(_openers(town, line, "ABCDE"))

    assert (stratum.name, stratum.value) == ("from-12", pytest.approx(1 / 6))


def test_a_stratum_of_four_people_is_not_told(town, line):
    [stratum] = ValuedShare().layers(_openers(town, line, "ABCD"))

    assert (stratum.value, stratum.cause) == (None, FEW_PEOPLE)
