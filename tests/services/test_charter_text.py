"""A charter as text: what is written is read again, and what is wrong is told by line and field."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.charter import Artefact, Charter, QuietHours
from bot.core.ids import CommunityId, MemberKey
from bot.platforms.parlour.charters import example_charters, town_charter
from bot.services.charter_text import CharterFault, read_text, write_text

TOWN = CommunityId("town")
BARE = """\
kind = "cause"
purpose = "mending what breaks"
facets = ["bicycles"]
tone = "plain"
timezone = "UTC"
moderators = ["parlour:ana"]

[quiet_hours]
start = 21:00:00
end = 08:00:00
"""
WORDS = st.text(min_size=1, max_size=30).filter(lambda said: said.strip() == said)


def faults(text, **settings):
    found = read_text(text, TOWN, settings)
    assert not isinstance(found, Charter)
    return [str(fault) for fault in found]


@pytest.mark.parametrize(
    "charter", [town_charter(), *example_charters()], ids=lambda c: c.community
)
def test_what_is_written_is_read_again(charter):
    nobody = replace(charter, moderators=frozenset(), helpers={})

    assert read_text(write_text(nobody, "Somewhere"), nobody.community) == nobody


@given(
    words=st.frozensets(WORDS, max_size=12),
    norms=st.lists(WORDS, max_size=4).map(tuple),
    purpose=WORDS,
    name=st.text(max_size=30),
    start=st.times(),
)
def test_whatever_people_write_comes_back(words, norms, purpose, name, start):
    plain = read_text(BARE, TOWN)
    about = replace(
        plain.social_object,
        purpose=purpose,
        vocabulary=words,
        artefacts=(Artefact(name=purpose, facet=purpose),),
    )
    wild = replace(
        plain,
        social_object=about,
        norms=norms,
        moderators=frozenset(),
        quiet_hours=QuietHours(start=start, end=time(7)),
    )

    assert read_text(write_text(wild, name), TOWN) == wild


def test_what_may_be_left_out_is_empty():
    charter = read_text(BARE, TOWN)

    assert (charter.values, charter.off_limits, charter.helpers) == ((), (), {})
    assert charter.language == "en"


def test_people_are_read_as_they_are_written():
    assert read_text(BARE, TOWN).moderators == {MemberKey(platform="parlour", member="ana")}


def test_people_are_written_as_marks_alone():
    known = MemberKey(platform="parlour", member="3fa9c2d1b7e6a0c4d5e8f1")
    charter = replace(read_text(BARE, TOWN), moderators=frozenset({known}))

    text = write_text(charter, "Somewhere")

    assert 'moderators = ["parlour:#3fa9c2d1"]' in text
    assert known.member not in text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('tone = "plain"\n', "", "tone: is missing"),
        ('tone = "plain"', "tone = 3", "line 4, tone: is text, in quotes"),
        (
            'tone = "plain"',
            'tome = "plain"',
            "line 4, tome: is no field of a charter; did you mean",
        ),
        ('["bicycles"]', '"bicycles"', "line 3, facets: is a list in brackets"),
        ('["bicycles"]', '["bicycles", 3]', "line 3, facets, number 2: is text"),
        ("21:00:00", '"21:00"', "line 9, quiet_hours, start: is a time of day without quotes"),
        ('"cause"', '"club"', "line 1, kind: is one of: lifestyle, identity, cause"),
        ('purpose = "mending what breaks"', 'purpose = ""', "line 2, purpose: says nothing yet"),
        ('tone = "plain"', 'tone = "plain', "line 4, the text: cannot be read"),
        (
            '["parlour:ana"]',
            '["parlour:ana", "Ben Stone"]',
            "line 6, moderators: number 2 is nobody",
        ),
    ],
)
def test_what_is_wrong_is_told_by_line_and_field(old, new, said):
    assert old in BARE

    assert any(said in fault for fault in faults(BARE.replace(old, new)))


def test_nobody_who_was_written_down_is_named_in_an_error():
    assert "Ben" not in " ".join(faults(BARE.replace("parlour:ana", "Ben Stone")))


def test_everything_that_is_wrong_is_told_at_once():
    assert len(faults(BARE.replace('tone = "plain"', "tome = 3"))) == 2


@pytest.mark.parametrize("link", ["shop", "javascript:alert(1)", "https://", "https://a b"])
def test_an_artefact_links_to_an_address_or_to_nothing(link):
    text = f'{BARE}\n[[artefacts]]\nname = "x"\n\n[[artefacts]]\nname = "y"\nlink = "{link}"\n'

    [fault] = faults(text)
    assert fault.startswith("line 17, artefacts, number 2, link: is an address that begins with")


def test_a_field_is_set_without_touching_the_text():
    charter = read_text(BARE, TOWN, {"tone": "warm and short", "quiet_hours.start": "22:00:00"})

    assert (charter.tone, charter.quiet_hours.start) == ("warm and short", time(22))


def test_a_list_is_set_as_it_would_be_written():
    assert read_text(BARE, TOWN, {"norms": '["Show it."]'}).norms == ("Show it.",)


def test_a_field_that_is_set_wrongly_is_named():
    assert faults(BARE, moood="x") == ["moood: is no field of a charter"]


def test_a_fault_without_a_line_names_its_field_alone():
    assert str(CharterFault(line=None, field="tone", problem="is missing")) == "tone: is missing"


@given(st.text(max_size=200))
def test_whatever_the_text_is_it_is_read_or_refused(text):
    found = read_text(text, TOWN)

    assert isinstance(found, Charter) or found
