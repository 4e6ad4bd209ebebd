import pytest

from bot.digest.parts import load_parts, ordered
from bot.digest.parts.care import Care
from bot.digest.parts.headline import Headline


class Impostor(Care):
    """A part in a file of another name."""


def test_every_section_is_found_once_and_in_its_place():
    names = [part.name for part in load_parts()]

    assert names == [
        "headline",
        "to_do",
        "waiting",
        "worth_reading",
        "newcomers",
        "care",
        "the_bot",
        "learning",
        "rewind",
        "proposals",
        "diagnostics",
        "footer",
    ]


def test_sections_are_put_in_their_places():
    care, headline = Care(), Headline()

    assert ordered([care, headline]) == (headline, care)


def test_two_sections_in_one_place_are_refused():
    with pytest.raises(ValueError, match="care and care stand in one place"):
        ordered([Care(), Care()])


def test_a_section_in_a_file_of_another_name_is_refused():
    with pytest.raises(ValueError, match="holds the part care"):
        ordered([Impostor()])
