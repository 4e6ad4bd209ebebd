"""What members allow."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.privacy import Circle, Consent, OptIn, Switch
from db.tables import consents, erasures
from db.transaction import Transaction
from db.types import from_microseconds, to_microseconds
from db.upsert import insert_or_update

_FOR_GOOD = dict.fromkeys(Switch, datetime.max.replace(tzinfo=UTC))


async def read_consents(
    connection: AsyncConnection, community: CommunityId
) -> dict[MemberKey, Consent]:
    """Every consent of a community: few, for only those who said something have one."""
    found: dict[MemberKey, Consent] = {}
    rows = select(consents).where(consents.c.community == community).order_by(consents.c.ref)
    for row in await connection.execute(rows):
        member = MemberKey(platform=row.platform, member=row.ref)
        paused: dict[str, int] = json.loads(row.paused)
        found[member] = Consent(
            member=member,
            paused={Switch(name): from_microseconds(until) for name, until in paused.items()},
            opt_ins=frozenset(OptIn(name) for name in json.loads(row.opt_ins)),
            topics=frozenset(json.loads(row.topics)),
            stopped=frozenset(_stop(*each) for each in json.loads(row.stopped)),
            circle=None if row.circle is None else Circle(row.circle),
        )
    return found


async def read_ignored(connection: AsyncConnection, community: CommunityId) -> frozenset[str]:
    """The fingerprints of those who asked to be forgotten and ignored from then on."""
    marks = select(erasures.c.fingerprint).where(
        erasures.c.community == community, erasures.c.until.is_(None)
    )
    return frozenset(mark for (mark,) in await connection.execute(marks))


class SqlConsents:
    """Consents in the store; all of a community are remembered."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def of(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, Consent]:
        """Consents of those members who ever said anything about it."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        known, ignored = memory.consents, memory.ignored
        found = {m: known[m] for m in members if m in known} if known else {}
        if ignored:
            found |= {m: _ignored(m) for m in members if memory.mark(m.member) in ignored}
        return found

    async def volunteers(self, community: CommunityId) -> tuple[Consent, ...]:
        """Who asked to be asked."""
        return await self.asking_for(community, OptIn.ASK_ME)

    async def asking_for(self, community: CommunityId, what: OptIn) -> tuple[Consent, ...]:
        """Who asked for this."""
        known = (self._unit.held.get(community) or await self._unit.memory(community)).consents
        return tuple(c for c in known.values() if what in c.opt_ins)

    async def in_circles(self, community: CommunityId) -> tuple[Consent, ...]:
        """Who said what they are to the community."""
        known = (self._unit.held.get(community) or await self._unit.memory(community)).consents
        return tuple(c for c in known.values() if c.circle is not None)

    async def save(self, community: CommunityId, consent: Consent) -> None:
        """Keep a consent; one that says nothing leaves no row. The member is the hashed key."""
        known = (self._unit.held.get(community) or await self._unit.memory(community)).consents
        if consent.blank:
            known.pop(consent.member, None)
            await self._drop(community, consent.member)
            return
        known[consent.member] = consent
        paused = {switch.value: to_microseconds(end) for switch, end in consent.paused.items()}
        await insert_or_update(
            self._unit.connection,
            consents,
            [
                {
                    "community": community,
                    "ref": consent.member.member,
                    "platform": consent.member.platform,
                    "paused": json.dumps(paused),
                    "opt_ins": json.dumps(sorted(o.value for o in consent.opt_ins)),
                    "topics": json.dumps(sorted(consent.topics)),
                    "stopped": json.dumps(sorted(map(_stopped, consent.stopped))),
                    "circle": consent.circle.value if consent.circle else None,
                }
            ],
        )

    async def _drop(self, community: CommunityId, member: MemberKey) -> None:
        mine = delete(consents).where(
            consents.c.community == community, consents.c.ref == member.member
        )
        await self._unit.connection.execute(mine)


def _stopped(stop: tuple[str, ChannelKey]) -> list[str]:
    practice, room = stop
    return [practice, room.platform, room.space, room.channel]


def _stop(practice: str, platform: str, space: str, channel: str) -> tuple[str, ChannelKey]:
    return practice, ChannelKey(platform=platform, space=space, channel=channel)


def _ignored(member: MemberKey) -> Consent:
    return Consent(member=member, paused=_FOR_GOOD)
