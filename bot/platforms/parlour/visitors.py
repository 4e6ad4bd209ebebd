"""Whom a person at the local page plays: a newcomer, a member or a moderator of the demo town."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.ids import MemberKey
from bot.platforms.parlour.keys import member


class As(StrEnum):
    """The part that is played."""

    NEWCOMER = "newcomer"
    MEMBER = "member"
    MODERATOR = "moderator"


MEMBER: Final = "P"
MODERATOR: Final = "A"
"""She signed the town's charter, so she may do whatever a moderator or a steward may."""
BOT: Final = member("tummler")
LONGEST_NUMBER: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody simulated, played at the page; nothing here is about the person who plays."""

    part: As
    letter: str

    @property
    def member(self) -> MemberKey:
        """The plain id in the room."""
        return member(self.letter)

    @property
    def moderates(self) -> bool:
        """Whether they may moderate."""
        return self.part is As.MODERATOR

    @property
    def written(self) -> str:
        """As it is kept between two pages."""
        return f"{self.part.value}.{self.letter}"


def newcomer(number: int) -> Visitor:
    """A newcomer whom nobody knows; another number is another person."""
    return Visitor(part=As.NEWCOMER, letter=f"N{number}")


def playing(part: As) -> Visitor:
    """The member or the moderator whom one plays."""
    return Visitor(part=part, letter=MODERATOR if part is As.MODERATOR else MEMBER)


def read(written: str) -> Visitor:
    """Who was played on the page before; what nobody wrote here is a member."""
    part, _, letter = written.partition(".")
    number = letter.removeprefix("N")[:LONGEST_NUMBER]
    if part == As.NEWCOMER.value and number.isascii() and number.isdecimal():
        return newcomer(int(number))
    return playing(As.MODERATOR if part == As.MODERATOR.value else As.MEMBER)
