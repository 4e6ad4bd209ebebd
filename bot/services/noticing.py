"""Gathers what a practice and the gates may see, at one moment."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.capabilities import Capability
from bot.core.conversations import Conversation
from bot.core.events import Moment
from bot.core.framework import Framework
from bot.core.growth import Growth
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.restraint import Budget
from bot.core.snapshots import Person, Room, Snapshot
from bot.core.trust import Rung, Standing
from bot.core.unit_of_work import UnitOfWork

Granted = Callable[[ChannelKey], frozenset[Capability]]


def day_around(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """The local day that holds this moment, as start and end in UTC; 23 to 25 hours."""
    local = now.astimezone(ZoneInfo(zone))
    start = datetime.combine(local.date(), time(), local.tzinfo)
    end = datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
    return start.astimezone(now.tzinfo), end.astimezone(now.tzinfo)


class Noticing:
    """Builds snapshots; `granted` says what the platform allows in a channel."""

    def __init__(self, granted: Granted, *, safe_mode: bool = False) -> None:
        self._granted = granted
        self._safe_mode = safe_mode
        self._days: dict[str, tuple[datetime, datetime]] = {}
        """The day asked for last, by zone."""

    async def snapshot(
        self,
        unit: UnitOfWork,
        growth: Growth,
        conversation: Conversation,
        moment: Moment,
        now: datetime,
    ) -> Snapshot:
        """Everything the practices may look at; a community without a charter has no framework."""
        community, channel = growth.community, growth.channel
        framework = await unit.frameworks.current(community)
        shadow = listening(framework)
        zone = framework.charter.timezone if framework else await unit.communities.zone(community)
        authors = tuple(dict.fromkeys(m.author for m in conversation.messages if m.human))
        volunteers = await self._volunteers(unit, community, frozenset(authors))
        people = await self._people(unit, growth, authors + volunteers, now, framework)
        return Snapshot(
            moment=moment,
            now=now,
            conversation=conversation,
            pace=await unit.rooms.pace(community, channel, now),
            room=Room(
                open=True,
                last_human_at=await unit.rooms.last_human_at(community, channel),
                reserved_until=await unit.ledger.reserved_until(community, growth.id, channel),
            ),
            people=people,
            consents=await unit.consents.of(community, authors + volunteers),
            volunteers=volunteers,
            framework=framework,
            standings=standings(framework, channel),
            granted=self._granted(channel),
            spent=await unit.ledger.spent(
                community, channel, growth.id, now=now, day=self._day(now, zone), shadow=shadow
            ),
            safe_mode=self._safe_mode,
        )

    def _day(self, now: datetime, zone: str) -> tuple[datetime, datetime]:
        known = self._days.get(zone)
        if known is None or not known[0] <= now < known[1]:
            known = self._days[zone] = day_around(now, zone)
        return known

    async def _volunteers(
        self, unit: UnitOfWork, community: CommunityId, present: frozenset[MemberKey]
    ) -> tuple[MemberKey, ...]:
        offered = [c.member for c in await unit.consents.volunteers(community)]
        free = [m for m in offered if m not in present]
        last = await unit.ledger.last_mentioned(community, free)
        never = datetime.min.replace(tzinfo=UTC)
        return tuple(sorted(free, key=lambda m: (last.get(m, never), m.member)))

    async def _people(
        self,
        unit: UnitOfWork,
        growth: Growth,
        members: tuple[MemberKey, ...],
        now: datetime,
        framework: Framework | None,
    ) -> dict[MemberKey, Person]:
        gap = (framework.budget if framework else Budget()).mention_gap
        left = await unit.ledger.mentions_left(growth.community, members, now, gap)
        first = None
        if growth.opener is not None:
            first = await unit.members.first_at(growth.community, growth.opener)
        return {
            member: Person(
                newcomer=member == growth.opener and first == growth.opened_at,
                mentions_left=left[member],
            )
            for member in members
        }


def listening(framework: Framework | None) -> bool:
    """Whether nothing here may rise above listening, so that moments spend an account apart."""
    return framework is None or not any(r > Rung.DIGEST for r in framework.rungs.values())


def standings(framework: Framework | None, channel: ChannelKey) -> dict[str, Standing]:
    """The rungs as signed; a practice that the framework does not name listens."""
    if framework is None:
        return {}
    return {
        practice: Standing(
            practice=practice,
            channel=channel.room,
            rung=rung,
            since=framework.signed_at,
            by=framework.signed_by,
            because=f"framework {framework.version}",
        )
        for practice, rung in framework.rungs.items()
    }
