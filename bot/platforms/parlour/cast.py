"""Who lives in the demo town, by letter, and which rooms they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase
from types import MappingProxyType
from typing import Final

from bot.core.ids import ChannelKey, MemberKey
from bot.platforms.parlour.keys import channel, member

KITCHEN: Final = "kitchen"
"""The house shaped like a Discord server: people press reply."""
MILL: Final = "mill"
"""The house shaped like a Slack workspace: people answer in threads."""


class Circle(StrEnum):
    """The kind of tie somebody has to the community."""

    MEMBERS = "members"
    MILL_PARTNERS = "mill partners"
    TABLE_TEAM = "table team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """One invented member. `topics`: facets of the charter they offered to be asked about."""

    member: MemberKey
    letter: str
    circle: Circle = Circle.MEMBERS
    moderator: bool = False
    newcomer: bool = False
    """First heard in the second week, the one that is shown."""
    topics: frozenset[str] = frozenset()

    @property
    def host(self) -> bool:
        """Whether they offered a topic."""
        return bool(self.topics)


@dataclass(frozen=True, slots=True, kw_only=True)
class TownChannel:
    """One room; a private one is seen by moderators only."""

    channel: ChannelKey
    name: str
    private: bool = False


CHANNELS: Final[tuple[TownChannel, ...]] = (
    *(
        TownChannel(channel=channel(KITCHEN, name), name=name)
        for name in ("hello", "starters", "crumb", "lounge")
    ),
    TownChannel(channel=channel(KITCHEN, "staff"), name="staff", private=True),
    *(
        TownChannel(channel=channel(MILL, name), name=name)
        for name in ("mill-partners", "table-team")
    ),
)

LETTERS: Final[tuple[str, ...]] = (*ascii_uppercase, *(f"A{c}" for c in ascii_uppercase[:20]))
_MODERATORS: Final = frozenset("AB")
_NEWCOMERS: Final = frozenset(f"A{c}" for c in "IJKLMNOPQRST")
_CIRCLES: Final[Mapping[str, Circle]] = MappingProxyType(
    dict.fromkeys("IJKL", Circle.MILL_PARTNERS) | dict.fromkeys("MNO", Circle.TABLE_TEAM)
)
_TOPICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "C": "starters",
        "D": "flour and grain",
        "E": "ovens and crust",
        "F": "ovens and crust",
        "G": "sharing the table",
        "H": "starters",
    }
)

RESIDENTS: Final[tuple[Resident, ...]] = tuple(
    Resident(
        member=member(letter),
        letter=letter,
        circle=_CIRCLES.get(letter, Circle.MEMBERS),
        moderator=letter in _MODERATORS,
        newcomer=letter in _NEWCOMERS,
        topics=frozenset({_TOPICS[letter]} if letter in _TOPICS else ()),
    )
    for letter in LETTERS
)
