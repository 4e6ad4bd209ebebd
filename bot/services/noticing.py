"""Gathers what a practice and the gates may see, at one moment."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.capabilities import EVERYTHING, Capability
from bot.core.conversations import Conversation
from bot.core.events import Moment
from bot.core.framework import Framework
from bot.core.gates import MODERATOR_LINGERS
from bot.core.growth import Growth
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.nearness import same_object
from bot.core.restraint import Budget
from bot.core.senses import Sense
from bot.core.snapshots import Norms, Person, Related, Room, Scheduled, Snapshot
from bot.core.trust import Rung, Standing, standing_of
from bot.core.unit_of_work import UnitOfWork
from bot.practices.connect_two import ConnectTwo
from bot.practices.standing_prompt import StandingPrompt
from bot.services.nearing import Nearing
from bot.services.relating import Relating

LATELY = timedelta(days=90)
"""How far back it is looked whether two people have answered one another (practices.md, A-04)."""
SPOKE, SUBSTANTIAL = timedelta(days=30), 2
"""Within so long each of two people must have written so many messages of substance."""
NOT_AGAIN = timedelta(days=14)
"""For so long nobody is introduced twice."""
_SEEN = frozenset({Sense.NORMS, Sense.ACTIVITY, Sense.TIES})
_NEAR = frozenset({Sense.AFFINITY, Sense.FACETS, Sense.RELATED})
"""What only an encoder tells."""
_ROOMS = 1_000
"""Of so many rooms it is remembered how practices stand there."""

Granted = Callable[[ChannelKey], frozenset[Capability]]
Moderates = Callable[[MemberKey, ChannelKey], Awaitable[bool]]
"""Whether somebody (plain id) may moderate a channel now, as their platform tells."""


def everything_granted(_channel: ChannelKey) -> frozenset[Capability]:
    """What a simulated platform grants: everything; a replay asks no platform."""
    return EVERYTHING


def day_around(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """The local day that holds this moment, as start and end in UTC; 23 to 25 hours."""
    local = now.astimezone(ZoneInfo(zone))
    start = datetime.combine(local.date(), time(), local.tzinfo)
    end = datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
    return start.astimezone(now.tzinfo), end.astimezone(now.tzinfo)


class Noticing:
    """Builds snapshots; `granted` says what the platform allows in a channel.

    `moderates` asks the platform who may moderate; None: the charter alone tells.
    """

    def __init__(
        self,
        granted: Granted,
        *,
        moderates: Moderates | None = None,
        safe_mode: bool = False,
        nearing: Nearing | None = None,
        relating: Relating | None = None,
        near: bool = False,
        listed: bool = False,
    ) -> None:
        """`nearing`, `relating`: what needs an encoder, and `near` says whether one is there.

        `listed`: only the rooms that moderators chose are open, as wherever people live.
        """
        self.senses = _SEEN | _NEAR if near else _SEEN
        self._granted = granted
        self._moderates = moderates
        self._safe_mode = safe_mode
        self._listed = listed
        self._nearing = nearing or Nearing(None)
        self._relating = relating or Relating(None)
        self._days: dict[str, tuple[datetime, datetime]] = {}
        """The day asked for last, by zone."""
        self._signed: dict[ChannelKey, tuple[Framework, dict[str, Standing]]] = {}
        """How practices stand in the rooms asked for last, by what was signed."""

    def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What the platform allows in a channel here and now."""
        return self._granted(channel)

    async def moderates(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether somebody (plain id) may moderate a channel; where nobody can tell, nobody may."""
        return self._moderates is not None and await self._moderates(member, channel)

    async def snapshot(
        self,
        unit: UnitOfWork,
        growth: Growth,
        conversation: Conversation,
        moment: Moment,
        now: datetime,
        *,
        wanted: AbstractSet[Sense] = frozenset(),
        about: AbstractSet[str] = frozenset(),
        asked: MessageKey | None = None,
    ) -> Snapshot:
        """Everything the practices may look at; a community without a charter has no framework.

        `about`: the practices that will look. `wanted`: what is worked out only for those who ask
        for it; the rest of that is None.
        `asked`: the message with which a member asked for a summary.
        """
        community, channel = growth.community, growth.channel
        framework = await unit.frameworks.current(community)
        said = await unit.standings.latest(community)
        shadow = listening(framework, said)
        zone = framework.charter.timezone if framework else await unit.communities.zone(community)
        midnight, _ = self._day(now, zone)
        authors = tuple(dict.fromkeys(m.author for m in conversation.messages if m.human))
        volunteers = await self._volunteers(unit, growth, frozenset(authors))
        people = await self._people(unit, growth, authors + volunteers, now, framework)
        if Sense.ACTIVITY in wanted:
            people |= await _last_seen(unit, community, authors, people)
        related = None
        if Sense.RELATED in wanted:
            related = await self._related(unit, growth, conversation, now, wanted)
        others = tuple(each.author for each in related or ())
        return Snapshot(
            moment=moment,
            now=now,
            conversation=conversation,
            pace=await unit.rooms.pace(community, channel, now),
            room=await self._room_of(unit, growth, framework),
            people=people,
            consents=await unit.consents.of(community, authors + volunteers + others),
            volunteers=volunteers,
            framework=framework,
            standings=self._standings(framework, channel, said, about),
            granted=self._granted(channel),
            spent=await unit.ledger.spent(
                community, channel, growth.id, now=now, midnight=midnight, shadow=shadow
            ),
            safe_mode=self._safe_mode,
            norms=await self._norms(unit, growth, now, wanted),
            related=related,
            facets=_facets(conversation, framework) if Sense.FACETS in wanted else None,
            asked=asked,
            scheduled=_scheduled(conversation, framework),
        )

    async def is_open(self, unit: UnitOfWork, community: CommunityId, channel: ChannelKey) -> bool:
        """Whether anything may be said in a channel: a moderator chose it to be listened to."""
        return not self._listed or channel.room in await unit.listening.chosen(community)

    async def _room_of(self, unit: UnitOfWork, growth: Growth, framework: Framework | None) -> Room:
        community, channel = growth.community, growth.channel
        return Room(
            open=await self.is_open(unit, community, channel),
            last_human_at=await unit.rooms.last_human_at(community, channel),
            reserved_until=await unit.ledger.reserved_until(community, growth.id, channel),
            contested=await unit.moderation.contested(community, (m.key for m in growth.messages)),
            norm_shown=framework is not None and channel.room in framework.doors,
        )

    async def _norms(
        self, unit: UnitOfWork, growth: Growth, now: datetime, wanted: AbstractSet[Sense]
    ) -> Norms | None:
        if Sense.NORMS not in wanted:
            return None
        usual = None
        if Sense.AFFINITY in wanted:
            usual = await self._nearing.usual(unit, growth, now)
        long = await unit.rooms.long_from(growth.community, growth.channel, now)
        return Norms(affinity_from=usual, long_from=long)

    async def _related(
        self,
        unit: UnitOfWork,
        growth: Growth,
        conversation: Conversation,
        now: datetime,
        wanted: AbstractSet[Sense],
    ) -> tuple[Related, ...] | None:
        found = await self._relating.related(unit, growth, now)
        if not found or Sense.TIES not in wanted or not conversation.messages:
            return found
        here = conversation.opening.author
        return tuple([await self._pair(unit, growth.community, here, e, now) for e in found])

    async def _pair(
        self,
        unit: UnitOfWork,
        community: CommunityId,
        here: MemberKey,
        earlier: Related,
        now: datetime,
    ) -> Related:
        """What is to be known of two people before one is shown to the other (practices, A-04)."""
        pair = (here, earlier.author)
        habits = await unit.members.habits(community, pair, now - SPOKE)
        settled = not await unit.ledger.introduced(community, ConnectTwo.key, pair, now - NOT_AGAIN)
        enough = all(m in habits and habits[m].substantial >= SUBSTANTIAL for m in pair)
        homes = {habits[m].home for m in pair if m in habits}
        return replace(
            earlier,
            met=await unit.members.met(community, *pair, now - LATELY),
            apart=len(homes) > 1,
            ripe=settled and enough,
        )

    def _standings(
        self,
        framework: Framework | None,
        channel: ChannelKey,
        said: Sequence[Standing],
        about: AbstractSet[str],
    ) -> Mapping[str, Standing]:
        if framework is None or said:
            return standings_here(framework, channel, said, about)
        room = channel.room
        known = self._signed.get(room)
        if known is None or known[0] is not framework:
            if len(self._signed) >= _ROOMS:
                self._signed.clear()
            known = self._signed[room] = (framework, standings(framework, room))
        return known[1]

    def _day(self, now: datetime, zone: str) -> tuple[datetime, datetime]:
        known = self._days.get(zone)
        if known is None or not known[0] <= now < known[1]:
            known = self._days[zone] = day_around(now, zone)
        return known

    async def _volunteers(
        self, unit: UnitOfWork, growth: Growth, present: frozenset[MemberKey]
    ) -> tuple[MemberKey, ...]:
        """Who may be asked here: they offered it, and are on this platform."""
        community, platform = growth.community, growth.channel.platform
        offered = [c.member for c in await unit.consents.volunteers(community)]
        free = [m for m in offered if m not in present and m.platform == platform]
        if not free:
            return ()
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
        budget = framework.budget if framework else Budget()
        also = await unit.joins.also(growth.community, members)
        asked = (*members, *also.values())
        left = await unit.ledger.mentions_left(growth.community, asked, now, budget.mention_gap)
        notes = await unit.ledger.notes_left(growth.community, asked, now, budget.private_gap)
        moderators = await self._moderators(unit, growth, now, framework)
        first = None
        if growth.opener is not None:
            first = await _first_at(unit, growth.community, growth.opener, also)
        return {
            member: Person(
                newcomer=member == growth.opener and first == growth.opened_at,
                moderator=member in moderators,
                mentions_left=min(left[member], left[also.get(member, member)]),
                notes_left=min(notes[member], notes[also.get(member, member)]),
            )
            for member in members
        }

    async def _moderators(
        self, unit: UnitOfWork, growth: Growth, now: datetime, framework: Framework | None
    ) -> AbstractSet[MemberKey]:
        """Who moderates: by the charter, and of those who just wrote here, by the platform."""
        named = moderators_of(framework)
        if self._moderates is None:
            return named
        since = now - MODERATOR_LINGERS
        wrote = {m.author for m in growth.messages if m.human and m.at > since}
        told: set[MemberKey] = set()
        for member in wrote - named:
            plain = await unit.members.plainly(growth.community, member)
            if plain is not None and await self._moderates(plain, growth.channel):
                told.add(member)
        return named | told


async def _first_at(
    unit: UnitOfWork,
    community: CommunityId,
    member: MemberKey,
    also: Mapping[MemberKey, MemberKey],
) -> datetime | None:
    """When somebody first wrote, under either of their accounts."""
    found = [await unit.members.first_at(community, member)]
    if (other := also.get(member)) is not None:
        found.append(await unit.members.first_at(community, other))
    return min((each for each in found if each is not None), default=None)


async def _last_seen(
    unit: UnitOfWork,
    community: CommunityId,
    members: Sequence[MemberKey],
    people: Mapping[MemberKey, Person],
) -> dict[MemberKey, Person]:
    last = await unit.members.last_at(community, members)
    return {m: replace(people[m], last_at=last.get(m)) for m in members}


def _facets(conversation: Conversation, framework: Framework | None) -> Mapping[str, float] | None:
    """How near the opening is to each facet; a facet whose words cannot be read is absent."""
    opening = next(iter(conversation.messages), None)
    if framework is None or opening is None or opening.encoder is None:
        return None
    to = framework.charter.social_object
    if not same_object(opening.encoder, to):
        return None  # measured against an older charter
    near = zip(to.facets, opening.facets, strict=True)
    return {name: each for name, each in near if each is not None}


def _scheduled(conversation: Conversation, framework: Framework | None) -> tuple[Scheduled, ...]:
    """The rituals that stand in this conversation."""
    here = {message.key for message in conversation.humans}
    return tuple(
        Scheduled(
            practice=StandingPrompt.key,
            message=each.message,
            host=each.host,
            artefact=each.artefact,
            at=each.at,
        )
        for each in (framework.rituals if framework else ())
        if each.message in here
    )


def moderators_of(framework: Framework | None) -> frozenset[MemberKey]:
    """The moderators whom a signed charter names, and whoever signed it; hashed as they are."""
    if framework is None:
        return frozenset()
    return frozenset({framework.signed_by, *framework.charter.moderators})


def listening(framework: Framework | None, said: Iterable[Standing] = ()) -> bool:
    """Whether nothing here may rise above listening, so that moments spend an account apart."""
    if framework is None:
        return True
    if any(rung > Rung.DIGEST for rung in framework.rungs.values()):
        return False
    return not any(each.rung > Rung.DIGEST for each in said)


def standings_here(
    framework: Framework | None,
    channel: ChannelKey,
    said: Sequence[Standing],
    practices: AbstractSet[str],
) -> dict[str, Standing]:
    """Where these practices stand in a channel, by what was signed and what was said since."""
    signed = standings(framework, channel)
    if not said:
        return signed
    found = {p: standing_of(p, channel, signed.get(p), said) for p in {*signed, *practices}}
    return {practice: standing for practice, standing in found.items() if standing is not None}


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
