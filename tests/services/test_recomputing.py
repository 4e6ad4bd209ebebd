"""Numbers as they grow live are those of a recomputation, whatever order things come in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.events import MessageDeleted, MessageEdited, MessagePosted
from bot.core.ids import conversation_opened_by
from bot.core.measurements import Age, Span
from bot.core.messages import Message
from bot.language.linker import RuleLinker
from bot.metrics import load_metrics
from bot.metrics.base import Arrival, Gate, Reply, Week, was_read
from bot.services.calendar import week_after
from bot.services.measuring import COHORT, LINKABLE, NEW_FOR, Measuring
from bot.services.relinking import Relinking, relinked
from db.tables import HEADS

WEEK = timedelta(weeks=1)
APART = timedelta(minutes=11)
"""Longer than a person's own talk goes on, so that only what they state is linked."""
DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example opens a house: a smaller failing one is not worth the minutes it takes to find."""
OPEN = Gate(n_min=1, smallest_cell=0)
TEXTS = (
    "How do I true a wheel without a stand?",
    "Turn each spoke a quarter and look again, then let it rest for an hour or two, as I do.",
    "Thanks, that helped me a lot!",
    "ok",
    "🙂",
)


@st.composite
def histories(draw, talk):
    """Posts, replies, edits, deletes and repeats, in any order whatever."""
    events = []
    for number in range(draw(st.integers(4, 14))):
        author = draw(st.sampled_from(("ana", "ben", "cleo", "robot")))
        said = {"automated": True} if author == "robot" else {}
        if number and draw(st.booleans()):
            said["to"] = f"m{draw(st.integers(0, number - 1))}"
        after = number * APART + draw(st.integers(0, 3)) * WEEK
        text = draw(st.sampled_from(TEXTS))
        events.append(talk.post(f"m{number}", author, after, text, **said))
    posted = list(events)
    for event in draw(st.lists(st.sampled_from(posted), max_size=6)):
        after = event.stamp.occurred_at - talk.start + timedelta(minutes=1)
        name = event.key.message
        change = draw(st.sampled_from(("edit", "delete", "again")))
        if change == "edit":
            events.append(talk.edit(name, after, draw(st.sampled_from(TEXTS))))
        elif change == "delete":
            events.append(talk.delete(name, after))
        else:
            events.append(event)
    return draw(st.permutations(events))


class Recount:
    """The same talk held in plain dictionaries and counted from nothing."""

    def __init__(self, events, reading):
        self.reading = reading
        self.messages, self.parents, self.homes, self.gone = {}, {}, {}, set()
        self.came = {}
        for event in events:
            self.take(event)

    def take(self, event):
        match event:
            case MessagePosted() if event.key not in self.homes:
                self.post(event)
            case MessageEdited() if event.key in self.messages:
                before = self.messages[event.key]
                reading, words = self.read(event.text, human=before.human)
                self.messages[event.key] = replace(before, reading=reading, words=words)
            case MessageDeleted() if event.key in self.messages:
                del self.messages[event.key]
                self.gone.add(event.key)

    def read(self, text, *, human):
        """As read, without the heads that the store has no place for."""
        reading, words = self.reading.read(text, human=human)
        if reading is None:
            return None, words
        kept = {head: score for head, score in reading.scores.items() if head in HEADS}
        return replace(reading, scores=kept), words

    def post(self, event):
        human = not event.automated
        reading, words = self.read(event.text, human=human)
        self.messages[event.key] = Message(
            key=event.key,
            channel=event.channel,
            author=event.author,
            at=event.stamp.occurred_at,
            words=words,
            reading=reading,
            automated=not human,
        )
        if human:
            at = event.stamp.occurred_at
            self.came[event.author] = min(at, self.came.get(event.author, at))
        known = event.reply_to in self.homes
        home = self.homes[event.reply_to] if known else conversation_opened_by(event.key)
        self.homes[event.key] = home
        self.parents[event.key] = event.reply_to if known else None

    def conversations(self, start, end, until):
        by_home = {}
        for key, message in self.messages.items():
            if message.at < until:
                by_home.setdefault(self.homes[key], []).append(message)
        return tuple(
            self.conversation(home, sorted(found, key=lambda m: m.at))
            for home, found in by_home.items()
            if any(start <= message.at < end for message in found)
        )

    def conversation(self, home, messages):
        return Conversation(
            id=home,
            community=messages[0].key.community,
            channel=messages[0].channel,
            opened_at=messages[0].at,
            last_at=messages[-1].at,
            messages=tuple(messages),
            links=tuple(self.link(message.key) for message in messages),
        )

    def link(self, key):
        parent = self.parents[key]
        source = LinkSource.INFERRED if parent is None else LinkSource.REPLY
        parent = None if parent in self.gone else parent
        return Link(child=key, parent=parent, source=source, confidence=1.0, linker="rules-1")

    def replies(self, since, until):
        pairs = [
            (message, self.messages[self.parents[key]])
            for key, message in self.messages.items()
            if self.parents[key] in self.messages
        ]
        return [
            Reply(message.author, answered.author, message.at)
            for message, answered in pairs
            if (message.human and message.words and answered.human)
            and answered.author != message.author
            and since <= message.at < until
        ]

    def arrivals(self, since, until):
        """Who came, with first, second and last message; a deleted first one was still one."""
        found = {}
        for who, first in self.came.items():
            said = sorted(
                m.at for m in self.messages.values() if m.author == who and since <= m.at < until
            )
            second = next((at for at in said if at > first), None)
            if since <= first < until:
                found[who] = Arrival(first, second, said[-1] if said else first)
        return found

    def week(self, start, zone, seen):
        end = week_after(start, zone)
        seen = min(end, seen)
        pooled_from = week_after(start, zone, -3)
        earlier = self.conversations(pooled_from, start, seen)
        conversations = self.conversations(start, end, seen)
        arrivals = self.arrivals(end - COHORT, end)
        return Week(
            span=Span(start=start, end=end, seen_until=seen),
            conversations=conversations,
            replies=self.replies(end - LINKABLE, seen),
            arrivals=tuple(arrivals.values()),
            newcomers=frozenset(
                who for who, each in arrivals.items() if each.first_at >= end - NEW_FOR
            ),
            age=Age.SO_FAR,
            instrument="rules-1+rules-1",
            rough=True,
            text_read=was_read(conversations),
            earlier=earlier,
            pooled_from=pooled_from if earlier else None,
        )


def said_of(week):
    return {
        name: metric.summarise(week, (), OPEN).estimate for name, metric in load_metrics().items()
    }


async def lived(towns, talk, events, each):
    """The numbers of four weeks in a house that took the events so many at a time."""
    async with towns() as house:
        for first in range(0, len(events), each):
            async with house.store.unit() as unit:
                for event in events[first : first + each]:
                    await house.pipeline.handle(unit, event)
                await unit.commit()
        found = [said_of(await measured(house, talk, week)) for week in range(4)]
        return found, house


async def measured(house, talk, week, measuring=None):
    async with house.store.unit() as unit:
        zone = await unit.communities.zone(talk.community)
        start = week_after(talk.start - timedelta(hours=1), zone, week)
        views = await unit.reading()
        told = await (measuring or house.measuring).measure(
            views, talk.community, start, zone, age=Age.SO_FAR, history=()
        )
        return told.week


@settings(max_examples=8, phases=DRAWN)
@given(data=st.data())
def test_live_numbers_are_those_of_a_recount(towns, talk, data):
    events = data.draw(histories(talk))

    live, house = asyncio.run(lived(towns, talk, events, 1))

    recount = Recount(events, house.reading)
    zone = "Europe/Berlin"
    for week, numbers in enumerate(live):
        start = week_after(talk.start - timedelta(hours=1), zone, week)
        assert numbers == said_of(recount.week(start, zone, start + 2 * WEEK))


@settings(max_examples=5, phases=DRAWN)
@given(data=st.data(), each=st.integers(2, 9))
def test_in_whatever_lots_events_come_the_numbers_are_the_same(towns, talk, data, each):
    events = data.draw(histories(talk))

    one_by_one, _ = asyncio.run(lived(towns, talk, events, 1))
    in_lots, _ = asyncio.run(lived(towns, talk, events, each))

    assert in_lots == one_by_one


async def test_a_town_linked_again_by_its_own_linker_is_the_same(
    towns, talk, takes_in, three_weeks
):
    on_time = [e for e in three_weeks if isinstance(e, MessagePosted) and not late(e)]
    async with towns() as house:
        await takes_in(house, *on_time, each=200)
        stored = (await measured(house, talk, 2)).conversations

    again = relinked(stored, Relinking(linker=RuleLinker(), look_back=256))

    assert {(m.key, c.id) for c in again for m in c.messages} == {
        (m.key, c.id) for c in stored for m in c.messages
    }


def late(event):
    return event.stamp.received_at != event.stamp.occurred_at


class Renamed(RuleLinker):
    """The same rules under another version."""

    version = "rules-2"


@pytest.fixture
async def two_instruments(towns, talk, takes_in, three_weeks):
    """A house whose talk was linked by one version, and a measuring by the next."""
    linker = Renamed()
    async with towns() as house:
        after = Measuring(
            tuple(load_metrics().values()),
            linker=linker.version,
            reader=house.measuring.reader,
            relinking=Relinking(linker=linker, look_back=linker.look_back),
        )
        on_time = [e for e in three_weeks if isinstance(e, MessagePosted) and not late(e)]
        await takes_in(house, *on_time, each=200)
        yield house, after


async def test_a_week_is_linked_anew_when_the_linker_changes(two_instruments, talk):
    house, after = two_instruments

    before = said_of(await measured(house, talk, 2))
    now = said_of(await measured(house, talk, 2, after))

    assert now == before
    assert {
        link.linker
        for conversation in (await measured(house, talk, 2, after)).conversations
        for link in conversation.links
        if not link.source.explicit
    } == {"rules-2"}


async def test_what_cannot_be_linked_anew_is_not_measured(two_instruments, talk):
    house, _ = two_instruments
    metrics = tuple(load_metrics().values())
    measuring = Measuring(metrics, linker="learned-1", reader="rules-1")
    async with house.store.unit() as unit:
        views = await unit.reading()
        start = talk.start - timedelta(hours=1)
        told = await measuring.measure(
            views, talk.community, start, "Europe/Berlin", age=Age.SO_FAR, history=()
        )

    assert {type(r.estimate).__name__ for r in told.results.values()} == {"NotMeasured"}
    assert told.values == ()


async def test_what_another_reader_read_is_not_measured(two_instruments, talk):
    house, _ = two_instruments
    metrics = tuple(load_metrics().values())
    measuring = Measuring(metrics, linker="rules-1", reader="rules-9")

    week = await measured(house, talk, 1, measuring)

    assert not week.text_read
    assert week.unread_because == f"{house.measuring.reader} read the text, which is gone"
