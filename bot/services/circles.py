"""What people say they are to the community, in totals of five or more; how far talk crosses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Circle
from bot.core.unit_of_work import OpenUnit

FEWEST = 5
"""So many people in a circle, outside it and in the talk between are the least that is told."""
FEWEST_ANSWERS = 20
"""Answers below which no share of them is told (design prior)."""
LOOKED_BACK = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many are in each circle that may be told, and how far they talk with the others.

    `crossing`: of the answers among people of two circles or more, how many went from one to
    another, in 0..1; None: too few people or answers to say. `answers`: how many there were.
    """

    people: Mapping[Circle, int]
    crossing: float | None
    answers: int


class Circles:
    """Counts what people said of themselves; who said what leaves this object nowhere."""

    def __init__(self, open_unit: OpenUnit) -> None:
        self._open_unit = open_unit

    async def totals(self, community: CommunityId, now: datetime) -> Totals:
        """The circles of five people or more, with as many outside, over four weeks of talk."""
        async with self._open_unit() as unit:
            said = await unit.consents.in_circles(community)
            members = [each.member for each in said]
            other = await unit.joins.also(community, members)
            views = await unit.reading()
            replies = await views.replies(community, now - LOOKED_BACK, now)
            await unit.commit()
        of = {_person(each.member, other): each.circle for each in said if each.circle}
        told = _told(of)
        crossing, answers = _crossing(replies, _everywhere(of, other), told)
        return Totals(people=told, crossing=crossing, answers=answers)


def _person(member: MemberKey, other: Mapping[MemberKey, MemberKey]) -> str:
    """One name for a person, whichever of their two accounts it is."""
    also = other.get(member)
    return member.member if also is None else min(member.member, also.member)


def _everywhere(
    of: Mapping[str, Circle], other: Mapping[MemberKey, MemberKey]
) -> dict[str, tuple[str, Circle]]:
    """The person and the circle behind every account."""
    found = {person: (person, circle) for person, circle in of.items()}
    for account in other:
        person = _person(account, other)
        if person in of:
            found[account.member] = (person, of[person])
    return found


def _told(of: Mapping[str, Circle]) -> dict[Circle, int]:
    counts = {circle: sum(each is circle for each in of.values()) for circle in Circle}
    everybody = len(of)
    return {
        circle: count
        for circle, count in counts.items()
        if count >= FEWEST and everybody - count >= FEWEST
    }


def _crossing(
    replies: Sequence[tuple[MemberKey, MemberKey, datetime]],
    accounts: Mapping[str, tuple[str, Circle]],
    told: Mapping[Circle, int],
) -> tuple[float | None, int]:
    crossed, answers = 0, 0
    people: dict[Circle, set[str]] = {}
    for one, another, _ in replies:
        first, second = accounts.get(one.member), accounts.get(another.member)
        if first is None or second is None or not {first[1], second[1]} <= told.keys():
            continue
        answers += 1
        crossed += first[1] is not second[1]
        for person, circle in (first, second):
            people.setdefault(circle, set()).add(person)
    spread = sum(len(some) >= FEWEST for some in people.values())
    if answers < FEWEST_ANSWERS or spread < len(people) or len(people) < 2:  # noqa: PLR2004  # two sides
        return None, answers
    return crossed / answers, answers
