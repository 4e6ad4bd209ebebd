import pytest

from bot.services.commands.base import Command, Kind, Parameter
from bot.services.commands.words import taken


class Plant(Command):
    """A command of this test alone."""

    name = "plant"
    parameters = (
        Parameter(name="what", kind=Kind.CHOICE, choices=("oak", "elm")),
        Parameter(name="for", kind=Kind.CHOICE, choices=("1d", "7d")),
        Parameter(name="where", rest=True),
    )

    async def answer(self, asked):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", {}),
        ("oak", {"what": "oak"}),
        ("oak 7d", {"what": "oak", "for": "7d"}),
        ("oak for 7d", {"what": "oak", "for": "7d"}),
        ("for:7d oak", {"for": "7d", "what": "oak"}),
        ("oak 1d behind the shed", {"what": "oak", "for": "1d", "where": "behind the shed"}),
        ("where:behind the shed", {"where": "behind the shed"}),
        ("oak https://example.org", {"what": "oak", "for": "https://example.org"}),
    ],
)
def test_words_stand_in_their_place_or_by_their_name(words, said):
    assert taken(Plant, words.split()) == said


def test_more_words_than_it_takes_are_not_understood():
    class Short(Plant):
        parameters = Plant.parameters[:1]

    assert taken(Short, ["oak", "elm"]) is None
