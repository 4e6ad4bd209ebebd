"""Every gate holds something back in a real house: none is asked what can never be so.

What the gates say of each case is held by tests/core/test_gates.py; here the services bring the
case about, and the ledger's reason is the gate's.
"""

import os
import shutil
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

import bot
from bot.core.charter import QuietHours
from bot.core.gates import GATES
from bot.core.interventions import Audience
from bot.core.moderation import ActKind
from bot.core.privacy import OptIn, Switch
from bot.core.reasons import Reason
from bot.core.trial import Phase, Stage
from bot.core.trust import Rung
from bot.language.templates import TemplateDrafter
from bot.services.deliberation import Deliberation
from bot.services.moderating import Moderating
from bot.services.noticing import Noticing, everything_granted
from bot.services.wording import VoiceCheck
from tests.services.test_deliberation import (
    DAY,
    HOUR,
    MINUTE,
    QUESTION,
    Eager,
    Lively,
    lenient,
    talkative,
)

ROOT = Path(__file__).parents[2]
ASKS = Path(__file__).with_name("damaged_house.py")
ASKED, LOOKED = 9 * HOUR, 10 * HOUR
EACH = {}
"""What brings each reason about, by the reason."""


def brings(reason):
    """Names the reason that somebody's doing brings about."""

    def kept(doing):
        EACH[reason] = doing
        return doing

    return kept


class Here:
    """A town in which a question waits that would be taken up, unless something is in the way."""

    def __init__(self, towns, talk, takes_in):
        self.towns, self.talk, self.takes_in = towns, talk, takes_in

    @asynccontextmanager
    async def opened(
        self, framework=None, practice=None, noticing=None, *, signed=True, quick=False
    ):
        paper = (framework or lenient(self.talk)) if signed else None
        async with self.towns(framework=paper) as house:
            talked = minutes_apart(self.talk) if quick else talkative(self.talk, 1)
            await self.takes_in(house, *talked, self.question(), each=25)
            yield self.asks(house, practice or Eager(), noticing)

    def asks(self, house, practice, noticing=None):
        asked = Lively(house, self.talk, practice)
        if noticing is not None:
            drafter = TemplateDrafter(VoiceCheck())
            asked.deliberation = Deliberation((practice,), noticing, drafter)
        return asked

    def question(self, name="m1", after=ASKED, text=QUESTION):
        return self.talk.post(name, "ana", after, text)

    async def looks(self, house, *events, name="m1", at=LOOKED):
        """What is said of the question, after these events."""
        await self.takes_in(house.house, *events)
        return await house.look(name, at)

    async def usual(self, *events, at=LOOKED, **town):
        async with self.opened(**town) as house:
            return await self.looks(house, *events, at=at)

    async def second(self, framework, *, after, look, practice=None):
        """What is said of a second question, where the first was granted."""
        async with self.opened(framework=framework, practice=practice) as house:
            granted = await house.look("m1", LOOKED)
            assert granted == [Reason.GRANTED]
            talked = [
                self.talk.post(f"s{n}", f"p{n % 5}", after - 3 * HOUR + n * MINUTE)
                for n in range(30)
            ]
            return await self.looks(house, *talked, self.question("m2", after), name="m2", at=look)


def minutes_apart(talk):
    """A quick room: for a week, whoever asked was answered within a minute, and more was said."""
    for number in range(42):
        at = -7 * DAY + number * 4 * HOUR
        yield talk.post(f"q{number}", f"p{number % 5}", at, QUESTION)
        for reply in range(1, 5):
            who = f"p{(number + reply) % 5}"
            yield talk.post(f"r{number}x{reply}", who, at + reply * MINUTE, to=f"q{number}")


def answered(talk, day):
    """A day on which whoever asks is answered within minutes."""
    for n in range(6):
        at = day * DAY + n * 3 * HOUR
        yield talk.post(f"q{day}x{n}", f"p{n % 5}", at, QUESTION)
        yield talk.post(f"a{day}x{n}", f"p{(n + 1) % 5}", at + 5 * MINUTE, to=f"q{day}x{n}")


def signed(talk, **changes):
    """The lenient paper with something else in its charter."""
    paper = lenient(talk)
    return replace(paper, charter=replace(paper.charter, **changes))


class To(Eager):
    """The same, to whoever asked."""

    opt_in = OptIn.ASK_PRIVATELY
    audience = Audience.MEMBER

    def propose(self, snapshot):
        made = super().propose(snapshot)
        need = self.due(snapshot)
        return made and replace(made, audience=self.audience, addressee=need.author)


class Unsure(Eager):
    """Does not know."""

    def propose(self, snapshot):
        made = super().propose(snapshot)
        return made and replace(made, confidence=0.0)


class Known(Eager):
    """Has the name of one of ours, as the ladder wants it."""

    key = "rescue_unanswered"


class Remembering(Eager):
    """Cites what it once saw."""

    def __init__(self, cited):
        super().__init__()
        self.cited = cited

    def propose(self, snapshot):
        made = super().propose(snapshot)
        return made and replace(made, cites=(*made.cites, self.cited))


@brings(Reason.NO_CHARTER)
async def nobody_signed(here):
    return await here.usual(signed=False)


@brings(Reason.CHANNEL_CLOSED)
async def no_room_was_chosen(here):
    return await here.usual(noticing=Noticing(everything_granted, listed=True))


@brings(Reason.PRACTICE_OFF)
async def a_moderator_stops_it(here):
    async with here.opened() as house:
        at = here.talk.at(ASKED)
        await house.house.trust.ladder.switch(here.talk.community, None, None, at, stopped=True)
        return await house.look("m1", LOOKED)


@brings(Reason.LISTENING)
async def it_listens(here):
    return await here.usual(framework=replace(lenient(here.talk), rungs={"eager": Rung.LISTEN}))


@brings(Reason.DIGEST_ONLY)
async def it_stands_in_the_digest(here):
    return await here.usual(framework=replace(lenient(here.talk), rungs={"eager": Rung.DIGEST}))


@brings(Reason.FROZEN)
async def it_was_not_helpful(here):
    paper = replace(lenient(here.talk), rungs={Known.key: Rung.SPEAK})
    async with here.opened(framework=paper, practice=Known()) as house:
        place, at = here.talk.channel(), here.talk.at(ASKED)
        await house.house.trust.ladder.unhelpful(here.talk.community, Known.key, place, at)
        return await house.look("m1", LOOKED)


@brings(Reason.CAPABILITY_MISSING)
async def the_platform_grants_nothing(here):
    return await here.usual(noticing=Noticing(lambda _channel: frozenset()))


@brings(Reason.OPTED_OUT)
async def whoever_asks_wants_no_prompts(here):
    async with here.opened() as house:
        wishes, ana = house.house.wishes, here.talk.member("ana")
        await wishes.pause(here.talk.community, ana, (Switch.PROMPTS,), here.talk.at(90 * DAY))
        return await house.look("m1", LOOKED)


@brings(Reason.NOT_OPTED_IN)
async def whoever_is_addressed_never_asked_for_it(here):
    return await here.usual(practice=To())


@brings(Reason.SOMEONE_IS_TALKING)
async def somebody_writes(here):
    return await here.usual(here.talk.post("now", "p1", LOOKED - MINUTE))


@brings(Reason.MODERATOR_PRESENT)
async def a_moderator_writes(here):
    async with here.opened(quick=True) as house:
        async with house.house.store.unit() as unit:
            mo = await unit.members.known_as(here.talk.community, here.talk.member("mo"))
            paper = await unit.frameworks.current(here.talk.community)
            named = replace(paper.charter, moderators=frozenset({mo}))
            await unit.frameworks.sign(replace(paper, version=2, charter=named))
            await unit.commit()
        wrote = here.talk.post("aside", "mo", LOOKED - 8 * MINUTE, "I look into it.", to="m1")
        return await here.looks(house, wrote)


@brings(Reason.TALK_IS_WELL)
async def somebody_answered(here):
    return await here.usual(here.talk.post("a1", "ben", ASKED + MINUTE, "Turn it.", to="m1"))


@brings(Reason.DISTRESS)
async def somebody_despairs(here):
    said = "I feel so alone, I want to kill myself."
    return await here.usual(here.talk.post("d1", "ana", ASKED + MINUTE, said, to="m1"))


@brings(Reason.HEATED)
async def it_lies_before_moderators(here):
    async with here.opened() as house:
        key, bo, at = here.talk.key("m1"), here.talk.member("bo"), here.talk.at(ASKED)
        await Moderating(house.house.store.unit).flag(key, "look", bo, at)
        return await house.look("m1", LOOKED)


@brings(Reason.OFF_LIMITS)
async def it_is_left_alone(here):
    return await here.usual(framework=signed(here.talk, off_limits=("wheel",)))


@brings(Reason.NOT_MEASURED)
async def its_words_are_not_told(here):
    return await here.usual(here.talk.post("u1", "ana", ASKED + MINUTE, "", to="m1", unread=True))


@brings(Reason.LOW_CONFIDENCE)
async def it_is_not_sure(here):
    return await here.usual(practice=Unsure())


@brings(Reason.NOT_WORTH_IT)
async def nothing_was_learned_that_speaks_for_it(here):
    plan = here.talk.plan(practice="eager", phase=Phase.ADAPT, stage=Stage.SPEAK)
    return await here.usual(framework=lenient(here.talk, plan))


@brings(Reason.TARGET_GONE)
async def what_it_cites_is_gone(here):
    cited = here.talk.key("m0")
    return await here.usual(practice=Remembering(cited))


@brings(Reason.RESERVED)
async def the_room_is_another_window_s(here):
    return await here.second(lenient(here.talk), after=LOOKED + 20 * MINUTE, look=LOOKED + HOUR)


@brings(Reason.QUIET_HOURS)
async def it_is_a_quiet_hour(here):
    hours = QuietHours(start=time(8), end=time(14))
    return await here.usual(framework=signed(here.talk, quiet_hours=hours))


@brings(Reason.QUIET_DAY)
async def it_is_a_quiet_day(here):
    today = here.talk.at(LOOKED).date()
    assert isinstance(today, date)
    return await here.usual(framework=replace(lenient(here.talk), quiet_days=frozenset({today})))


@brings(Reason.OUT_OF_TURN)
async def nobody_wrote_since(here):
    async with here.opened() as house:
        await house.look("m1", LOOKED)
        return await house.look("m1", LOOKED + 20 * HOUR)


@brings(Reason.COOLING_DOWN)
async def the_room_had_its_turn(here):
    rare = lenient(here.talk, channel_gap=DAY)
    return await here.second(rare, after=18 * HOUR, look=19 * HOUR)


@brings(Reason.CONVERSATION_SPENT)
async def the_conversation_had_its_turn(here):
    async with here.opened() as house:
        await house.look("m1", LOOKED)
        later = [
            here.talk.post(f"l{n}", f"p{n % 5}", 20 * DAY + n * 12 * MINUTE) for n in range(30)
        ]
        return await here.looks(house, *later, at=20 * DAY + 12 * HOUR)


@brings(Reason.PERSON_SPENT)
async def whoever_is_addressed_was_before(here):
    async with here.opened(practice=To()) as house:
        ana = here.talk.member("ana")
        await house.house.wishes.opt_in(here.talk.community, ana, (OptIn.ASK_PRIVATELY,))
        granted = await house.look("m1", LOOKED)
        assert granted == [Reason.GRANTED]
        talked = [here.talk.post(f"s{n}", f"p{n % 5}", 14 * HOUR + n * MINUTE) for n in range(30)]
        second = here.question("m2", 18 * HOUR)
        return await here.looks(house, *talked, second, name="m2", at=19 * HOUR)


@brings(Reason.BUDGET_SPENT)
async def the_day_had_its_turns(here):
    return await here.second(lenient(here.talk, per_day=1), after=18 * HOUR, look=19 * HOUR)


@brings(Reason.SHARE_SPENT)
async def the_bot_says_too_much_of_it(here):
    return await here.usual(framework=lenient(here.talk, bot_share=0.0))


@pytest.fixture
def here(towns, talk, takes_in):
    return Here(towns, talk, takes_in)


@pytest.fixture
def damaged(tmp_path):
    """Our code as it comes, but for one byte of a head; where it lies."""
    made, came = tmp_path / "damaged", Path(bot.__file__).parent
    shutil.copytree(came, made / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    file = made / "bot" / "language" / "head_data" / "scam.npz"
    head = bytearray(file.read_bytes())
    head[len(head) // 2] ^= 0xFF
    file.write_bytes(head)
    return made


def asks_with(damaged, folder):
    """What a process of this code says of a question, on this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    return subprocess.run(
        [sys.executable, str(ASKS), str(folder)],
        cwd=damaged,
        env=kept | {"PYTHONPATH": f"{damaged}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_gate_has_something_here_that_brings_it_about():
    assert set(EACH) | {Reason.SAFE_MODE} == {gate.reason for gate in GATES}


@pytest.mark.stores("sqlite")
async def test_with_a_damaged_head_nothing_is_said(here, damaged, tmp_path):
    paper = here.talk.framework(budget=lenient(here.talk).budget)
    talked = [each for day in range(8) for each in answered(here.talk, day)]
    folder = tmp_path / "house"
    async with here.towns(framework=paper, folder=folder) as house:
        await here.takes_in(house, *talked, each=25)

    run = asks_with(damaged, folder)

    assert run.returncode == 0, run.stderr
    assert "head_damaged" in run.stdout + run.stderr
    assert {*run.stdout.splitlines()[-1].split()} == {"SAFE_MODE"}


async def test_what_a_moderator_put_away_holds_nothing_back(here):
    async with here.opened() as house:
        moderating, talk = Moderating(house.house.store.unit), here.talk
        key, mo, at = talk.key("m1"), talk.member("mo"), talk.at(ASKED)
        await moderating.flag(key, "look", talk.member("bo"), at)
        [case] = await moderating.waiting(talk.community, mo)
        await moderating.act(
            talk.community, case.first.id, ActKind.SETTLE, by=mo, because="", at=at
        )

        assert await house.look("m1", LOOKED) == [Reason.GRANTED]


async def test_with_nothing_in_the_way_it_is_granted(here):
    assert await here.usual() == [Reason.GRANTED]


@pytest.mark.parametrize("reason", sorted(EACH), ids=lambda reason: reason.name)
async def test_it_holds_back_in_a_real_house(here, reason):
    assert await EACH[reason](here) == [reason]
