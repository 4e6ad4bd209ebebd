"""Who lives in the demo town."""

from collections import Counter

from bot.platforms.parlour.cast import CHANNELS, LETTERS, RESIDENTS, Circle
from bot.platforms.parlour.charters import town_charter


def test_forty_six_people_are_called_by_letters():
    assert len(LETTERS) == len({*LETTERS}) == len(RESIDENTS) == 46
    assert (LETTERS[0], LETTERS[25], LETTERS[26], LETTERS[-1]) == ("A", "Z", "AA", "AT")


def test_two_moderate():
    assert [r.letter for r in RESIDENTS if r.moderator] == ["A", "B"]


def test_six_offered_a_topic():
    assert [r.letter for r in RESIDENTS if r.host] == [*"CDEFGH"]


def test_every_facet_of_the_charter_has_a_host_and_no_host_offers_another():
    offered = {topic for resident in RESIDENTS for topic in resident.topics}

    assert offered == {*town_charter().social_object.facets}


def test_twelve_are_new_in_the_second_week():
    newcomers = [r.letter for r in RESIDENTS if r.newcomer]

    assert newcomers == [f"A{c}" for c in "IJKLMNOPQRST"]


def test_the_circles_have_four_partners_and_three_of_the_table():
    sizes = Counter(resident.circle for resident in RESIDENTS)

    assert sizes == {Circle.MEMBERS: 39, Circle.MILL_PARTNERS: 4, Circle.TABLE_TEAM: 3}


def test_seven_rooms_stand_in_two_houses():
    houses = Counter(room.channel.space for room in CHANNELS)

    assert houses == {"kitchen": 5, "mill": 2}


def test_only_the_staff_room_is_private():
    assert [room.name for room in CHANNELS if room.private] == ["staff"]
