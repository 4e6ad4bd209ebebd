"""An invented community that lives through a whole experiment, in which the truth is planted.

Everything but the people is real: pipeline, ledger, outcomes, plan, quiet days and analysis.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.app import House
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.errors import OutOfRange
from bot.core.events import MessagePosted, Source, Stamp
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.reasons import Reason
from bot.core.restraint import Budget
from bot.core.trust import Rung
from bot.services.experiments import Learned

PRACTICE = "rescue_unanswered"
HERE = CommunityId("rehearsal")
PLATFORM = "parlour"
ROOMS = tuple(f"room-{number}" for number in range(5))
PEOPLE = tuple(f"person-{number:02d}" for number in range(30))
FIRST_DAY = date(2025, 1, 6)
RUN_IN = 3
"""Days of talk before the plan, from which rooms get their pace and people become known."""
PAIRS = 12
"""Questions that are answered at once before each one that waits: enough talk for one word."""
MOST_ANSWERED = 0.2
"""The share of waiting questions with an answer the next day, from which on it would wait on."""
APART = timedelta(minutes=7)
SOON = timedelta(minutes=3)
QUESTIONS = (
    "Which chain fits an old hub, does anybody know?",
    "How do I true a wheel without a stand?",
    "Where can I find a pump that still works?",
    "Why does my brake squeal when it rains?",
)
ANSWER = "I had the same one, the narrow chain fits well there."
MODERATOR = MemberKey(platform=PLATFORM, member="moderator")
PLAN = """\
practice = "rescue_unanswered"
hypothesis = "A planted difference is found again."
stage = "suggest"
window_hours = 24
start = {start}
earliest_end = {end}
covariates = ["channel mean"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """The truth of one rehearsal: `base` is answered in silence, `effect` more after a word.

    `days` on which there is talk, quiet ones among them; ten questions wait on each.

    Raises OutOfRange where so many would be answered that the practice rightly waited for them: it
    only looks at questions whose chance of an answer has sunk.
    """

    effect: float
    days: int
    seed: int
    base: float = 0.10

    def __post_init__(self) -> None:
        answered = self.base + max(0.0, self.effect) / 2
        if not 0 <= answered <= MOST_ANSWERED:
            raise OutOfRange("answered", answered, 0, MOST_ANSWERED)


async def rehearse(house: House, planted: Planted) -> Learned:
    """Let the community live through a plan in this empty house, and tell what was learned."""
    await _found(house)
    for day in range(RUN_IN):
        await _take_in(house, _talk(day, planted))
    begin = _at(RUN_IN)
    plan = PLAN.format(start=begin.date(), end=begin.date() + timedelta(weeks=26))
    await house.experimenting.sign(
        HERE,
        plan,
        by=MODERATOR,
        because="a rehearsal",
        at=begin,
        seed=random.Random(planted.seed).randbytes(32),  # noqa: S311  # nothing real is drawn
    )
    chance = random.Random(f"answers {planted.seed}")  # noqa: S311  # nothing real is drawn
    waiting: tuple[MessagePosted, ...] = ()
    for day in range(RUN_IN, RUN_IN + planted.days):
        await _take_in(house, (*waiting, *_talk(day, planted)), until=_at(day, hour=23))
        waiting = tuple(await _answers(house, day, planted, chance))
    last = RUN_IN + planted.days
    await _take_in(house, waiting, until=_at(last + 2))
    return await house.experiments.learned(HERE, _at(last + 2))


def _at(day: int, hour: int = 0) -> datetime:
    return datetime.combine(FIRST_DAY, time(hour), UTC) + timedelta(days=day)


async def _found(house: House) -> None:
    async with house.store.unit() as unit:
        await unit.communities.found(HERE, name="Rehearsal", timezone="UTC")
        moderator = await unit.members.known_as(HERE, MODERATOR)
        await unit.frameworks.sign(_framework(moderator))
        await unit.commit()


def _framework(moderator: MemberKey) -> Framework:
    charter = Charter(
        community=HERE,
        social_object=SocialObject(
            kind=ObjectKind.CAUSE, purpose="mending what breaks", facets=("bicycles",)
        ),
        norms=(),
        tone="plain",
        language="en",
        timezone="UTC",
        quiet_hours=QuietHours(start=time(), end=time()),
        moderators=frozenset({moderator}),
    )
    return Framework(
        community=HERE,
        version=1,
        charter=charter,
        budget=Budget(per_day=10, channel_gap=timedelta(hours=1), bot_share=0.05),
        evidence=("a rehearsal",),
        signed_by=moderator,
        signed_at=_at(0),
        rungs={PRACTICE: Rung.SUGGEST},
    )


def _talk(day: int, planted: Planted) -> Sequence[MessagePosted]:
    """A day's talk in order of time: in each room twice, quick answers, then one that waits."""
    draw = random.Random(f"talk {planted.seed} {day}")  # noqa: S311  # nothing real is drawn
    posts = [
        post
        for number, room in enumerate(ROOMS)
        for hour in (8, 15)
        for post in _round(day, room, _at(day, hour) + timedelta(minutes=11 * number), draw)
    ]
    return sorted(posts, key=lambda post: post.stamp.occurred_at)


def _round(day: int, room: str, start: datetime, draw: random.Random) -> Iterator[MessagePosted]:
    for pair in range(PAIRS + 1):
        asker, other = draw.sample(PEOPLE, 2)
        at = start + pair * APART + timedelta(seconds=draw.randrange(60))
        waits = pair == PAIRS
        name = f"{'waits' if waits else 'asks'}-{day}-{room}-{start.hour}-{pair}"
        yield _post(name, room, asker, at)
        if not waits:
            yield _post(f"{name}-answer", room, other, at + SOON, to=name)


def _post(name: str, room: str, author: str, at: datetime, to: str | None = None) -> MessagePosted:
    return MessagePosted(
        stamp=Stamp(occurred_at=at, received_at=at, source=Source.LIVE),
        key=_key(name),
        channel=ChannelKey(platform=PLATFORM, space="house", channel=room),
        author=MemberKey(platform=PLATFORM, member=author),
        text=QUESTIONS[len(name) % len(QUESTIONS)] if to is None else ANSWER,
        reply_to=None if to is None else _key(to),
    )


def _key(name: str) -> MessageKey:
    return MessageKey(platform=PLATFORM, community=HERE, message=name)


async def _answers(
    house: House, day: int, planted: Planted, chance: random.Random
) -> Sequence[MessagePosted]:
    """Who answers the next morning: more of those for whom something was said the day before."""
    async with house.store.views() as views:
        rulings = await views.rulings(HERE, _at(day), _at(day + 1))
    decided = {ruling.need.message: ruling.reason for ruling in rulings}
    posts: list[MessagePosted] = []
    for room in ROOMS:
        for hour in (8, 15):
            name = f"waits-{day}-{room}-{hour}-{PAIRS}"
            spoken = decided.get(name) is Reason.NEEDS_REVIEW
            answered = chance.random() < planted.base + planted.effect * spoken
            at = _at(day + 1, 5) + timedelta(minutes=3 * len(posts))
            if answered:
                who = chance.choice(PEOPLE)
                posts.append(_post(f"{name}-late", room, f"{who}-late", at, to=name))
    return posts


async def _take_in(
    house: House, posts: Sequence[MessagePosted], until: datetime | None = None
) -> None:
    async with house.store.unit() as unit:
        for post in posts:
            await house.ticking.catch_up(unit, HERE, post.stamp.occurred_at)
            await house.pipeline.handle(unit, post)
        if until is not None:
            await house.ticking.catch_up(unit, HERE, until)
        await unit.commit()
