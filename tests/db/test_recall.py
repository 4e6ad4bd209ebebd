"""What a house forgets when it stops it knows again when it starts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.outcomes import Window
from bot.core.privacy import Retention, Then
from bot.core.readings import LinkerChoice
from bot.core.reasons import Reason
from bot.core.trial import draw
from db.recall import CHANNEL_LOCK
from db.tables import messages

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def spoken(talk, unit_of):
    """A verdict on the question m1, with the next draw of a plan, addressed to somebody."""

    async def speak(after, *, to="cleo", shadow=False, position=0):
        now, plan = talk.at(after), talk.plan()
        proposal = Proposal(
            id="rescue_unanswered:parlour/m1",
            practice="rescue_unanswered",
            at=now,
            conversation="parlour/m1",
            channel=talk.channel(),
            audience=Audience.PUBLIC,
            addressee=talk.member(to),
            need=talk.key("m1"),
            wording=Wording(template="rescue_unanswered-ask", slots={}),
            because="it waited",
            cites=(talk.key("m1"),),
            confidence=1.0,
            needs=frozenset(),
            window=DAY,
        )
        verdict = Verdict(
            proposal=proposal,
            reason=Reason.GRANTED,
            otherwise=True,
            at=now,
            framework=1,
            draw=draw(plan, position, "parlour/m1"),
        )
        draft = Draft(
            proposal=proposal.id, text=f"Words of {after}.", language="en", drafter="test"
        )
        async with unit_of() as unit:
            await unit.ledger.keep(talk.community, verdict, draft, shadow=shadow)
            await unit.outcomes.open(
                talk.community,
                Window(
                    proposal=proposal.id,
                    practice=proposal.practice,
                    conversation=proposal.conversation,
                    need=proposal.need,
                    arm=verdict.draw.arm,
                    opens_at=now,
                    closes_at=now + DAY,
                ),
            )

    return speak


@pytest.fixture
async def told(town, talk, takes_in, spoken):
    """What a house that remembers says, and what it says after a restart."""
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    async def ask(question):
        answers = []
        for _ in range(2):
            async with town.store.unit() as unit:
                answers.append(await question(unit))
                await unit.commit()
            town.store.forget()
        assert answers[0] == answers[1]
        return answers[1]

    return ask


def spent_at(talk, after, **changes):
    async def ask(unit):
        now = talk.at(after)
        usual = {"now": now, "midnight": now - DAY, "shadow": False} | changes
        return await unit.ledger.spent(talk.community, talk.channel(), "parlour/m1", **usual)

    return ask


async def test_what_was_spent(told, talk, spoken, takes_in, town):
    await spoken(2 * HOUR)
    said = [talk.post(f"n{n}", f"p{n % 2}", 3 * HOUR + n * HOUR) for n in range(3)]
    await takes_in(town, *said)

    spent = await told(spent_at(talk, 9 * HOUR))

    assert (spent.in_conversation, spent.today) == (1, 1)
    assert (spent.last_in_channel, spent.people_since, spent.messages_since) == (
        talk.at(2 * HOUR),
        2,
        3,
    )
    assert spent.bot_share == 2 / 4


async def test_a_clock_that_is_set_back_over_midnight_gives_no_day_a_fresh_budget(
    told, talk, spoken
):
    await spoken(26 * HOUR)
    yesterday = spent_at(talk, 20 * HOUR, midnight=talk.at(0 * HOUR))

    spent = await told(yesterday)

    assert spent.today == 1


async def test_listening_is_an_account_of_its_own(told, talk, spoken):
    await spoken(2 * HOUR, shadow=True)

    spent = await told(spent_at(talk, 3 * HOUR))
    listened = await told(spent_at(talk, 3 * HOUR, shadow=True))

    assert (spent.in_conversation, listened.in_conversation) == (0, 1)


async def test_a_week_later_only_the_conversation_has_had_its_turn(told, talk, spoken):
    await spoken(2 * HOUR)

    spent = await told(spent_at(talk, 9 * DAY))

    assert (spent.in_conversation, spent.today, spent.bot_share) == (1, 0, 1.0)


async def test_whom_it_asked_within_a_longer_gap(told, talk, spoken, takes_in, town):
    await spoken(2 * HOUR)
    await takes_in(town, talk.post("n1", "ana", 10 * DAY))
    cleo = talk.member("cleo")

    left = await told(
        lambda unit: unit.ledger.mentions_left(
            talk.community, (cleo, talk.member("ana")), talk.at(10 * DAY), 14 * DAY
        )
    )
    last = await told(lambda unit: unit.ledger.last_mentioned(talk.community, (cleo,)))

    assert left == {cleo: 0, talk.member("ana"): 1}
    assert last == {cleo: talk.at(2 * HOUR)}


async def test_how_long_the_room_and_the_conversation_are_reserved(told, talk, spoken):
    await spoken(2 * HOUR)

    async def reserved(unit, conversation):
        return await unit.ledger.reserved_until(talk.community, conversation, talk.channel())

    until = [
        await told(lambda unit, name=name: reserved(unit, name))
        for name in ("parlour/m1", "parlour/other")
    ]
    assert until == [talk.at(2 * HOUR) + DAY, talk.at(2 * HOUR) + CHANNEL_LOCK]


async def test_a_room_of_which_all_is_erased_is_still_reserved(told, talk, spoken, takes_in, town):
    await spoken(2 * HOUR)
    await takes_in(town, talk.delete("m1", 3 * HOUR))

    until = await told(
        lambda unit: unit.ledger.reserved_until(talk.community, "parlour/other", talk.channel())
    )

    assert until == talk.at(2 * HOUR) + CHANNEL_LOCK


async def test_how_many_draws_were_taken(told, talk, spoken):
    for position in range(3):
        await spoken((2 + position) * HOUR, position=position)

    plan = talk.plan()
    assert await told(lambda unit: unit.ledger.draws_taken(talk.community, plan)) == 3


async def test_which_words_were_said(told, talk, spoken):
    for hour in (2, 3):
        await spoken(hour * HOUR)

    async def used(unit):
        return sorted(await unit.ledger.wordings(talk.community, talk.at(-60 * DAY)))

    assert len(await told(used)) == 2


async def test_which_windows_are_open(told, talk, spoken):
    await spoken(2 * HOUR)

    due = await told(lambda unit: unit.outcomes.due(talk.community, talk.at(9 * DAY)))

    assert [window.closes_at for window in due] == [talk.at(2 * HOUR) + DAY]


async def test_what_is_due_next(told, talk, spoken):
    await spoken(2 * HOUR)

    assert await told(lambda unit: unit.agenda.next_due(talk.community)) == talk.at(8 * HOUR)


EXCHANGE = (
    ("ana", QUESTION, ()),
    ("cleo", "Where is the kettle?", ()),
    ("ben", "turn each spoke a quarter, the wheel needs no stand", ()),
    ("dan", "@cleo in the kitchen", ("cleo",)),
    ("ana", "thanks, the wheel runs true now", ()),
    ("cleo", "found the kettle!", ()),
)


@pytest.fixture
def linked(towns, talk, takes_in):
    """The links that the learned linker makes of an exchange, by message."""

    async def link(*, forgetful):
        async with towns(linker=LinkerChoice.LEARNED) as house:
            for number, (author, text, mentions) in enumerate(EXCHANGE):
                event = talk.post(f"m{number}", author, number * MINUTE, text, mentions=mentions)
                await takes_in(house, event)
                if forgetful:
                    house.store.forget()
            async with house.store.unit() as unit:
                earlier = await unit.rooms.earlier(talk.community, talk.channel())
                return {
                    e.message.key: (e.link.parent, e.link.confidence) for e in earlier.entries()
                }

    return link


async def test_the_learned_linker_links_the_same_after_restarts(linked):
    steady, forgetful = await linked(forgetful=False), await linked(forgetful=True)

    assert len(steady) == len(EXCHANGE)
    assert forgetful == steady


@pytest.fixture
async def traced(towns, talk, takes_in):
    """A house whose linker looked at the words of m1, which names ana."""
    async with towns(linker=LinkerChoice.LEARNED) as house:
        await takes_in(
            house,
            talk.post("m0", "ana", HOUR, QUESTION),
            talk.post("m1", "ben", HOUR + MINUTE, "@ana with a pen", mentions=("ana",)),
        )
        yield house


async def test_a_trace_is_sealed(traced, talk):
    async with traced.store.unit() as unit:
        memory = await unit.transaction.memory(talk.community)
        rows = await unit.transaction.connection.execute(select(messages.c.trace))
        sealed = [row.trace for row in rows]
        opened = [memory.vault.open_bytes(each) for each in sealed]
        earlier = await unit.rooms.earlier(talk.community, talk.channel())
        await unit.commit()

    assert opened == [entry.trace for entry in earlier.entries()]
    assert not any(plain in kept for plain, kept in zip(opened, sealed, strict=True))


async def test_a_trace_goes_with_the_words(traced, rows_of, talk):
    async with traced.store.unit() as unit:
        due = talk.at(HOUR + MINUTE / 2) + Retention().text
        await unit.messages.sweep(talk.community, due, Retention())
        await unit.commit()

    assert [row["trace"] is None for row in await rows_of(traced, "messages")] == [True, False]


async def test_a_trace_goes_when_the_words_are_changed(traced, rows_of, talk, takes_in):
    await takes_in(traced, talk.edit("m0", 2 * HOUR, "Never mind."))

    assert [row["trace"] is None for row in await rows_of(traced, "messages")] == [True, False]
    async with traced.store.unit() as unit:
        earlier = await unit.rooms.earlier(talk.community, talk.channel())
        await unit.commit()
    assert [entry.trace is None for entry in earlier.entries()] == [True, False]


async def test_whoever_is_forgotten_stands_in_nobodys_trace(traced, rows_of, talk):
    await traced.privacy.note(
        [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(2 * HOUR)
    )
    await traced.privacy.carry_out(talk.at(2 * HOUR))

    assert [row["trace"] for row in await rows_of(traced, "messages")] == [None]


async def test_words_that_are_not_kept_leave_no_trace(towns, rows_of, talk, takes_in):
    nothing = Retention(text=timedelta())
    async with towns(linker=LinkerChoice.LEARNED, retention=nothing) as house:
        await takes_in(house, talk.post("m0", "ana", HOUR, QUESTION))

        assert [row["trace"] for row in await rows_of(house, "messages")] == [None]
