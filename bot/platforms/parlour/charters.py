"""What the demo town and two other made-up communities are for, read from the files beside it."""

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from bot.core.charter import Charter
from bot.core.errors import TummlerError
from bot.core.ids import CommunityId
from bot.platforms.parlour.keys import DEMO
from bot.services.charter_text import read_text

IDENTITY = CommunityId("parlour:language")
CAUSE = CommunityId("parlour:river")


class BrokenExample(TummlerError):
    """An example of a charter that ships with Tummler cannot be read; this is a fault of ours."""


def town_charter() -> Charter:
    """The charter of the demo town: a way of living, baking bread at home. Its people are plain."""
    return _charter("bread", DEMO)


def first_town_charter() -> Charter:
    """What the town had signed before: shorter, and with one norm that read like a rule."""
    now = town_charter()
    about = replace(
        now.social_object,
        facets=now.social_object.facets[:3],
        artefacts=now.social_object.artefacts[:2],
    )
    return replace(
        now,
        social_object=about,
        norms=("Show the loaf as it came out.", *now.norms[2:]),
        good_conversation="",
        off_limits=(),
        values=now.values[:1],
        helpers={"starters": now.helpers["starters"]},
    )


def example_charters() -> tuple[Charter, Charter]:
    """Charters of the two other kinds, without talk: an identity and a cause."""
    return _charter("language", IDENTITY), _charter("river", CAUSE)


@lru_cache
def _charter(name: str, community: CommunityId) -> Charter:
    source = files("bot.platforms.parlour") / "town" / "charters" / f"{name}.toml"
    said = read_text(source.read_text(encoding="utf-8"), community)
    if not isinstance(said, Charter):
        raise BrokenExample
    return said
