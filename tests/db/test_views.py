"""Reads for numbers and pages, each counted by hand on a handful of messages."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from bot.core.measurements import Span
from bot.core.privacy import Consent, Switch
from bot.digest.material import Mode
from bot.services.digest import Circumstances

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
QUESTION = "How do I true a wheel without a stand?"
DISTRESS = "I feel so alone, I want to kill myself."


@pytest.fixture
async def views(town, talk, takes_in):
    """A morning: a question with two answers, a thread, a bot, us, distress, and one erased."""
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR, QUESTION),
        talk.post("m2", "ben", 2 * HOUR, "Turn each spoke.", to="m1"),
        talk.post("m3", "cleo", 3 * HOUR, ":+1:", to="m1", room="shed"),
        talk.post("m4", "ana", 4 * HOUR, "Thanks!", to="m2", thread="m1"),
        talk.post("m5", "robot", 5 * HOUR, "It is five.", to="m1", automated=True),
        talk.post("m6", "tummler", 6 * HOUR, "Who might know?", to="m1", own=True),
        talk.post("m7", "dora", 7 * HOUR, DISTRESS),
        talk.post("m8", "ben", 8 * HOUR, "xqz vrr", mentions=("dora",)),
        talk.post("m9", "ana", 9 * HOUR, QUESTION),
        talk.delete("m9", 9 * HOUR + MINUTE),
    )
    async with town.store.views() as opened:
        yield opened


@pytest.fixture
def who(town, talk):
    """The keyed hash of a name."""

    async def known(name):
        async with town.store.unit() as unit:
            found = await unit.members.known_as(talk.community, talk.member(name))
            await unit.commit()
        return found.member

    return known


async def test_totals_count_people_and_set_bots_apart(views, talk):
    heard = await views.heard(talk.community, talk.start, talk.at(DAY))

    assert (heard.messages, heard.own, heard.automated) == (6, 1, 1)
    assert (heard.people, heard.conversations, heard.rooms) == (4, 2, 2)


async def test_totals_say_what_was_not_understood_or_not_said_outright(views, talk):
    heard = await views.heard(talk.community, talk.start, talk.at(DAY))

    # m1 and m7 open, m8 mentions; a sign alone and m8 are in no language.
    assert (heard.inferred, heard.unread, heard.distressed) == (3, 2, 1)


@pytest.mark.parametrize("hours", [(0, 24), (2, 4), (5, 6), (7, 9)])
async def test_a_volume_is_what_was_heard(views, talk, hours):
    start, end = (talk.at(hour * HOUR) for hour in hours)

    heard = await views.heard(talk.community, start, end)

    volume = await views.volume(talk.community, start, end)
    assert volume == (heard.messages, heard.conversations)


async def test_totals_end_where_they_end(views, talk):
    heard = await views.heard(talk.community, talk.at(2 * HOUR), talk.at(4 * HOUR))

    assert heard.messages == 2


async def test_who_paused_analysis_is_counted_as_of_the_end(town, talk, views, unit_of):
    async with unit_of() as unit:
        for name, days in (("e", 1), ("f", 3)):
            paused = {Switch.ANALYSIS: talk.at(days * DAY)}
            await unit.consents.save(
                talk.community, Consent(member=talk.member(name), paused=paused)
            )

    async with town.store.views() as fresh:
        heard = await fresh.heard(talk.community, talk.start, talk.at(2 * DAY))
    assert heard.opted_out == 1


async def test_replies_are_between_two_people_and_hold_words(views, talk, who):
    replies = await views.replies(talk.community, talk.start, talk.at(DAY))

    told = [(author.member, to.member) for author, to, _ in replies]
    ana, ben, dora = [await who(name) for name in ("ana", "ben", "dora")]
    assert told == [(ben, ana), (ana, ben), (ben, dora)]


async def test_arrivals_tell_first_second_and_last(views, talk, who):
    came = await views.arrivals(talk.community, talk.start, talk.at(3 * HOUR), talk.at(DAY))

    told = {member.member: times for member, *times in came}
    hours = {
        name: [talk.at(h * HOUR) for h in times]
        for name, times in (("ana", (1, 4, 4)), ("ben", (2, 8, 8)))
    }
    assert told == {await who(name): times for name, times in hours.items()}


async def test_what_came_after_we_looked_is_not_seen_of_an_arrival(views, talk):
    came = await views.arrivals(talk.community, talk.start, talk.at(2 * HOUR), talk.at(3 * HOUR))

    assert [times for _, *times in came] == [[talk.at(HOUR), None, talk.at(HOUR)]]


async def test_where_nobody_came_there_are_no_arrivals(views, talk):
    assert (
        list(await views.arrivals(talk.community, talk.at(DAY), talk.at(2 * DAY), talk.at(9 * DAY)))
        == []
    )


async def test_openings_tell_when_another_person_first_answered(views, talk):
    openings = await views.openings(talk.community, talk.start, talk.at(DAY))

    told = sorted((at, answered) for _, at, answered in openings)
    assert told[0] == (talk.at(HOUR), talk.at(2 * HOUR))
    assert told[1] == (talk.at(7 * HOUR), talk.at(8 * HOUR))


async def test_talk_reaches_from_the_first_to_the_last_person(views, talk):
    assert await views.reach(talk.community) == (talk.at(HOUR), talk.at(8 * HOUR))


async def test_where_nobody_spoke_nothing_is_reached(town, talk):
    async with town.store.views() as opened:
        assert await opened.reach(talk.community) is None


async def test_a_community_is_described(views, talk):
    assert await views.describe(talk.community) == ("Town", "Europe/Berlin")


async def test_conversations_are_those_a_house_holds(views, talk, town):
    span = Span(start=talk.start, end=talk.at(DAY), seen_until=talk.at(DAY))

    read = await views.conversations(talk.community, span)

    async with town.store.unit() as unit:
        growths = [await unit.conversations.holding(talk.key(name)) for name in ("m1", "m7")]
        held = [growth.conversation() for growth in growths]
    assert [c.id for c in read] == [c.id for c in held]
    assert [c.links for c in read] == [c.links for c in held]
    assert [[m.key for m in c.messages] for c in read] == [
        [m.key for m in c.messages] for c in held
    ]


async def test_of_a_conversation_all_is_shown_that_was_known_by_then(views, talk):
    span = Span(start=talk.at(2 * HOUR), end=talk.at(3 * HOUR), seen_until=talk.at(4 * HOUR))

    [conversation] = await views.conversations(talk.community, span)

    assert [m.key.message for m in conversation.messages] == ["m1", "m2", "m3"]


async def test_every_message_stands_in_the_room_it_was_said_in(views, talk):
    span = Span(start=talk.start, end=talk.at(DAY), seen_until=talk.at(DAY))

    conversation, _ = await views.conversations(talk.community, span)

    rooms = {m.key.message: m.channel for m in conversation.messages}
    assert rooms["m3"] == talk.channel("shed")
    assert rooms["m4"] == talk.channel(thread="m1")


async def test_the_opening_comes_first_whatever_a_clock_said(town, talk, takes_in):
    await takes_in(
        town, talk.post("m1", "ana", HOUR), talk.post("m2", "ben", HOUR - MINUTE, to="m1")
    )
    span = Span(start=talk.start, end=talk.at(DAY), seen_until=talk.at(DAY))

    async with town.store.views() as opened:
        [conversation] = await opened.conversations(talk.community, span)

    assert conversation.opening.key == talk.key("m1")


async def test_rooms_bear_their_names(town, talk, views, unit_of):
    async with unit_of() as unit:
        await unit.rooms.rename(talk.community, talk.channel("shed"), "The shed", private=False)

    async with town.store.views() as fresh:
        names = await fresh.room_names(talk.community)
    assert names == {talk.channel(): "square", talk.channel("shed"): "The shed"}


async def test_moments_without_a_word_are_summed_by_the_hour(views, talk):
    counts = [
        await views.unspoken(talk.community, talk.start, talk.at(end * HOUR)) for end in (0, 3, 24)
    ]

    assert counts == [0, 2, 7]


LARGE = ("messages", "members", "conversations", "ledger", "unspoken")
"""Tables that grow for ever."""


@pytest.fixture
async def asked(request):
    """Every statement that SQLite is given meanwhile, with its values."""
    if "sqlite" not in request.node.callspec.id:
        pytest.skip("a server plans by what it holds, which here is next to nothing")
    said = []

    def listen(connection, _record):
        connection.run_async(lambda driver: driver.set_trace_callback(said.append))

    event.listen(Pool, "connect", listen)
    yield said
    event.remove(Pool, "connect", listen)


async def test_a_digest_looks_through_no_table_from_its_first_row(asked, views, town, talk):
    asked.clear()

    await town.digest.compose(
        talk.community, talk.at(-3 * DAY), Circumstances(mode=Mode.LIVE, seen_until=talk.at(DAY))
    )

    # Where one row is asked for, the index leads to it.
    reads = [said for said in asked if re.match(r"SELECT(?!.*LIMIT 1\b)", said, re.DOTALL)]
    async with town.store.unit() as unit:
        plans = [
            (row[-1], said)
            for said in reads
            for row in await unit.transaction.connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {said}"
            )
        ]
    whole = re.compile(rf"SCAN ({'|'.join(LARGE)})|SEARCH ({'|'.join(LARGE)}) .*\(community=\?\)$")
    assert [plan for plan in plans if whole.match(plan[0])] == []
    assert {name for name in LARGE if any(f" {name} " in plan for plan, _ in plans)} == set(LARGE)
