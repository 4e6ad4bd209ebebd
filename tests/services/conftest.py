"""Three weeks of an invented town: rooms, threads, second thoughts, and people who come and go."""

import asyncio
import random
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import ProposalId
from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.reasons import Reason
from bot.core.restraint import Budget
from bot.services.reviewing import drafted

LINE = "A question above has waited for a while. Would one of you take it up?"

ROOMS = ("square", "shed", "kitchen")
PEOPLE = tuple(f"p{number:02d}" for number in range(24))
QUESTIONS = (
    "How do I true a wheel without a stand?",
    "Does anybody know which chain fits an old hub?",
    "Where can I find a pump that still works?",
    "Why does my brake squeal when it rains?",
)
ANSWERS = (
    "Turn each spoke a quarter and look again.",
    "I had the same one, the narrow chain fits well there.",
    "Thanks, that helped me a lot!",
    "There is one in the corner behind the stand.",
    "We could meet on Saturday and look at it together.",
    "Ja, das habe ich auch schon einmal gesehen.",
    "ok",
)
DISTRESS = "I feel so alone, I want to kill myself."
DAYS = 21
PER_DAY = 32


@dataclass
class Scribe:
    """Writes a history by seeded draws."""

    talk: object
    draw: random.Random

    def __post_init__(self):
        self.events = []
        self.posted = []

    def write(self):
        for day in range(DAYS):
            hours = sorted(self.draw.triangular(7, 23.9, 18) for _ in range(PER_DAY))
            for number, hour in enumerate(hours):
                self.moment(f"d{day:02d}m{number:02d}", timedelta(days=day, hours=hour))
        return tuple(self.events)

    def moment(self, name, after):
        after = timedelta(seconds=round(after.total_seconds()))
        self.post(name, after)
        self.second_thoughts(after)

    def post(self, name, after):
        draw = self.draw
        room = draw.choice(ROOMS)
        said = {"room": room}
        recent = [m for m in self.posted[-30:] if m[1] == room]
        kind = draw.random()
        text = draw.choice(ANSWERS)
        if kind < 0.3 or not recent:
            text = draw.choice(QUESTIONS)
        elif kind < 0.55:
            said["to"] = draw.choice(recent)[0]
        elif kind < 0.7:
            root = recent[0][0]
            said |= {"to": root, "thread": root}
        elif kind < 0.8:
            said["mentions"] = (draw.choice(recent)[2],)
        elif kind < 0.82:
            said["to"] = "never-seen"
        if draw.random() < 0.01:
            text = DISTRESS
        author = self.author()
        said |= {"automated": True} if author == "robot" else {}
        said |= {"own": True, "automated": True} if author == "tummler" else {}
        late = timedelta()
        if draw.random() < 0.06:
            late = timedelta(seconds=draw.choice((20, 90, 500, 1500, 4000)))
        event = self.talk.post(name, author, after - late, text, late=late, **said)
        self.events.append(event)
        self.posted.append((name, room, author))

    def author(self):
        seen = min(len(PEOPLE), 6 + len(self.events) // 50)  # somebody new now and then
        others = ("robot", "tummler", "quiet")
        if self.draw.random() < 0.08:
            return self.draw.choice(others)
        return PEOPLE[min(int(self.draw.expovariate(0.15)), seen - 1)]

    def second_thoughts(self, after):
        draw, talk = self.draw, self.talk
        soon = after + timedelta(seconds=5)
        name, *_ = draw.choice(self.posted[-40:])
        chance = draw.random()
        if chance < 0.03:
            self.events.append(talk.edit(name, soon, draw.choice(QUESTIONS + ANSWERS)))
        elif chance < 0.05:
            self.events.append(talk.delete(name, soon))
        elif chance < 0.1:
            self.events.append(talk.react(name, draw.choice(PEOPLE), soon))
        elif chance < 0.12:
            self.events.append(talk.unreact(name, draw.choice(PEOPLE), soon))
        elif chance < 0.15:
            again = next(e for e in self.events if e.key == talk.key(name))
            self.events.append(again)


@pytest.fixture(scope="session")
def three_weeks(talk):
    """About a thousand events in the order in which they reached the house."""
    return Scribe(talk, random.Random(20260302)).write()  # noqa: S311  # no secret is drawn


@pytest.fixture(scope="session")
def signed(talk):
    """A framework under which the bot may speak, with one practice under test."""
    lenient = Budget(per_day=10, channel_gap=timedelta(hours=1), bot_share=0.05)
    return talk.framework(talk.plan(), budget=lenient)


@pytest.fixture(scope="session")
def seasoned(towns, talk, signed, wishes, tmp_path_factory):
    """Opens towns where for a week people answered one another within the half hour."""
    folder = tmp_path_factory.mktemp("seasoned")

    async def live():
        async with towns(framework=signed, consents=wishes, folder=folder) as house:
            history = house.history()
            async for _ in history.run(talk.community, "before", _week_before(talk)):
                pass
            await history.settle(talk.community, talk.start - timedelta(hours=4))

    asyncio.run(live())

    def open_seasoned(**changes):
        return towns(lived=folder, **changes)

    return open_seasoned


def _week_before(talk):
    people = ("ana", "ben", "cleo", "dora", "p01")
    for number in range(60):
        after = timedelta(days=-6, hours=2 * number)
        asker, other = people[number % 5], people[(number + 2) % 5]
        room = ROOMS[number % 2]
        yield talk.post(f"old-{number}", asker, after, QUESTIONS[number % 4], room=room)
        if number % 6:
            soon = after + timedelta(minutes=3 + number % 20)
            yield talk.post(f"a-{number}", other, soon, ANSWERS[0], room=room, to=f"old-{number}")


@pytest.fixture(scope="session")
def wishes(talk):
    """One member paused analysis, two offered to be asked."""
    for_ever = talk.at(timedelta(days=900))
    return (
        Consent(member=talk.member("quiet"), paused={Switch.ANALYSIS: for_ever}),
        Consent(member=talk.member("p01"), opt_ins=frozenset({OptIn.ASK_ME})),
        Consent(member=talk.member("p03"), opt_ins=frozenset({OptIn.ASK_ME})),
    )


@pytest.fixture(scope="session")
def approves(talk):
    """Keeps a line as approved, about a message that stands in the house."""

    async def approve(house, name, after, **changes):
        made = _proposal(talk, name, talk.at(after), **changes)
        verdict = Verdict(
            proposal=made, reason=Reason.GRANTED, otherwise=True, at=made.at, framework=1
        )
        draft = Draft(proposal=made.id, text=LINE, language="en", drafter="test-1")
        review = drafted(verdict, draft, approved=True)
        async with house.store.unit() as unit:
            await unit.ledger.keep(talk.community, verdict, draft, shadow=False)
            await unit.reviews.add(talk.community, review)
            await unit.commit()
        return review

    return approve


def _proposal(talk, name, at, **changes):
    usual = Proposal(
        id=ProposalId(f"rescue_unanswered:parlour/{name}"),
        practice="rescue_unanswered",
        at=at,
        conversation=f"parlour/{name}",
        channel=talk.channel(),
        audience=Audience.PUBLIC,
        addressee=None,
        need=talk.key(name),
        wording=Wording(template="rescue_unanswered-ask", slots={"because": "it waits"}),
        because="it waits",
        cites=(talk.key(name),),
        confidence=0.9,
        needs=frozenset({Capability.REPLY_IN_THREAD}),
        window=timedelta(hours=24),
    )
    return replace(usual, **changes)
