"""The demo town: two weeks of invented talk as events, the same each time for the same start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from bot.core.charter import Charter
from bot.core.clock import utc
from bot.core.errors import TummlerError
from bot.core.events import Event
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.privacy import Consent, OptIn, Switch
from bot.platforms.parlour.cast import CHANNELS, RESIDENTS, Resident, TownChannel
from bot.platforms.parlour.charters import town_charter
from bot.platforms.parlour.keys import DEMO, member
from bot.platforms.parlour.talk import talk_of
from bot.platforms.parlour.telling import Telling

NAME: Final = "Bakers of the demo town"
DAYS: Final = 14
TITLES: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "A newcomer asks about a flat loaf and is answered in six minutes",
        2: "A newcomer asks the same and waits longer than is usual",
        3: "A member's question waits, and the one volunteer has been asked this week",
        4: "A question in a busy hour is missed",
        5: "A warm exchange about crust, five people",
        6: "A heated thread on cheap flour that recovers by itself",
        7: "A heated thread that does not recover",
        8: "A member mentions a loss in the family",
        9: "A story with thanks and nothing more",
        10: "A how-to drawn from three people, used again a week later",
        11: "A minority objects to a new posting template",
        12: "Emoji storms, duplicates, post-and-delete",
        13: "One member wants no prompts, another wants to be forgotten",
        14: "A mill partner and a member talk across the two houses",
        15: "A thread in a language the model does not know",
        16: "A good opening that the coin leaves alone",
    }
)
_STOPS: Final = "Z"
_IS_FORGOTTEN: Final = "AA"
_WISHES: Final = 13
_DECIDES_AFTER: Final = timedelta(minutes=2)
_FOR_EVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(eq=False)  # errors are compared by identity
class NotAMonday(TummlerError):
    """The demo town starts on a Monday; {start} is none."""

    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A story with a known end. `key` is the message that waits for something, its opening.

    `openings`: of each conversation that plays it, in time order; `key` is the first.
    """

    number: int
    title: str
    key: MessageKey
    channel: ChannelKey
    openings: tuple[MessageKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a member decided about themselves, and when. `forget`: everything of theirs must go."""

    at: datetime
    consent: Consent
    forget: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Two weeks of one made-up community. Every member here is a plain id; intake hashes it.

    `start`: the Monday of day 1. `shown`: the second week, Monday to Monday, in UTC. `consents`
    hold from the start: who offered to be asked. `wishes` come later, each at its time.
    """

    community: CommunityId
    name: str
    start: date
    charter: Charter
    residents: tuple[Resident, ...]
    channels: tuple[TownChannel, ...]
    shown: tuple[datetime, datetime]
    consents: tuple[Consent, ...]
    wishes: tuple[Wish, ...]
    scenes: Mapping[int, Scene]
    _events: tuple[Event, ...] = field(repr=False)
    _words: Mapping[MessageKey, str] = field(repr=False)

    @property
    def time_zone(self) -> str:
        """The IANA name of the town's wall clock."""
        return self.charter.timezone

    @property
    def moderators(self) -> frozenset[MemberKey]:
        """Who may moderate, in both houses."""
        return frozenset(r.member for r in self.residents if r.moderator)

    def events(self) -> Iterator[Event]:
        """Everything that happened, in time order."""
        return iter(self._events)

    def words(self, key: MessageKey) -> str | None:
        """The text as it stands at the end; None if it was deleted or never was."""
        return self._words.get(key)


def town_start(now: datetime) -> date:
    """The Monday on which day 1 falls, so that day 14 is the Sunday before the latest Monday.

    By the town's wall clock; on a Monday the week that ended that midnight is shown. Raises
    NaiveTime.
    """
    today = utc(now, "now").astimezone(ZoneInfo(town_charter().timezone)).date()
    return today - timedelta(days=today.weekday() + DAYS)


def town(start: date) -> Town:
    """The demo town with day 1 on this date; raises NotAMonday."""
    if start.weekday():
        raise NotAMonday(start.isoformat())
    charter = town_charter()
    told = Telling(
        [each for room in CHANNELS for each in talk_of(room.name)],
        community=DEMO,
        start=start,
        zone=charter.timezone,
    )
    return Town(
        community=DEMO,
        name=NAME,
        start=start,
        charter=charter,
        residents=RESIDENTS,
        channels=CHANNELS,
        shown=(told.at(timedelta(days=7)), told.at(timedelta(days=DAYS))),
        consents=tuple(
            Consent(member=r.member, opt_ins=frozenset({OptIn.ASK_ME}), topics=r.topics)
            for r in RESIDENTS
            if r.host
        ),
        wishes=_wishes(told),
        scenes=_scenes(told),
        _events=told.events(),
        _words=told.words(),
    )


def _scenes(told: Telling) -> Mapping[int, Scene]:
    openings: dict[int, list[MessageKey]] = {}
    channels: dict[int, ChannelKey] = {}
    for conversation, key in told.openings():
        if conversation.scene is not None:
            openings.setdefault(conversation.scene, []).append(key)
            channels.setdefault(conversation.scene, told.channel(conversation))
    return MappingProxyType(
        {
            number: Scene(
                number=number,
                title=TITLES[number],
                key=keys[0],
                channel=channels[number],
                openings=tuple(keys),
            )
            for number, keys in sorted(openings.items())
        }
    )


def _wishes(told: Telling) -> tuple[Wish, ...]:
    """Each decides shortly after the last thing they say about it."""
    said: dict[str, datetime] = {}
    for conversation, _ in told.openings():
        if conversation.scene == _WISHES:
            said |= {post.who: told.at(post.after) for post in conversation.posts}
    stop = Consent(
        member=member(_STOPS), paused={Switch.PROMPTS: _FOR_EVER, Switch.MENTIONS: _FOR_EVER}
    )
    forget = Consent(member=member(_IS_FORGOTTEN), paused={Switch.ANALYSIS: _FOR_EVER})
    wishes = (
        Wish(at=said[_STOPS] + _DECIDES_AFTER, consent=stop),
        Wish(at=said[_IS_FORGOTTEN] + _DECIDES_AFTER, consent=forget, forget=True),
    )
    return tuple(sorted(wishes, key=lambda wish: wish.at))
