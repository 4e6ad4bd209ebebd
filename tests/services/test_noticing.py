"""What a practice is shown is what there is to see at that moment, and no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.events import TimePassed
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.senses import Sense
from bot.core.trust import Rung, Standing
from bot.language.fake import FakeEncoder
from bot.language.nearness import EncodedNearness
from bot.services.noticing import Noticing, day_around, everything_granted, listening
from bot.services.relating import Relating
from tests.services.test_relating import LIKE, OTHERS, WHEELS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def shown(talk):
    """The snapshot of the conversation that a message opened."""

    async def take(house, name, at, noticing=None):
        noticing = noticing or Noticing(everything_granted)
        async with house.store.unit() as unit:
            growth = await unit.conversations.holding(talk.key(name))
            now = talk.at(at)
            moment = TimePassed(community=talk.community, conversation=growth.id, at=now)
            found = await noticing.snapshot(unit, growth, growth.conversation(), moment, now)
            await unit.commit()
        return found

    return take


def person(snapshot, place=0):
    return snapshot.people[snapshot.conversation.messages[place].author]


async def test_who_wrote_for_the_first_time_is_a_newcomer(town, talk, takes_in, shown):
    await takes_in(town, talk.post("m1", "ana", HOUR), talk.post("m2", "ben", 2 * HOUR, to="m1"))

    snapshot = await shown(town, "m1", 3 * HOUR)

    assert [person(snapshot, place).newcomer for place in (0, 1)] == [True, False]


async def test_who_wrote_before_is_no_newcomer(town, talk, takes_in, shown):
    await takes_in(town, talk.post("m1", "ana", HOUR), talk.post("m2", "ana", 9 * HOUR))

    assert not person(await shown(town, "m2", 10 * HOUR)).newcomer


async def test_volunteers_come_with_the_least_lately_asked_first(towns, talk, takes_in, shown):
    asked_to = frozenset({OptIn.ASK_ME})
    wishes = [Consent(member=talk.member(n), opt_ins=asked_to) for n in ("v1", "v2", "v3")]
    async with towns(framework=talk.framework(), consents=wishes) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))
        async with house.store.unit() as unit:
            memory = await unit.transaction.memory(talk.community)
            for hour, name in ((1, "v2"), (5, "v1")):
                known = await unit.members.known_as(talk.community, talk.member(name))
                memory.mentions[known] = talk.at(hour * HOUR)
            expected = [
                await unit.members.known_as(talk.community, talk.member(name))
                for name in ("v3", "v2", "v1")
            ]
            await unit.commit()

        snapshot = await shown(house, "m1", 9 * HOUR)

    assert list(snapshot.volunteers) == expected
    assert [snapshot.people[m].mentions_left for m in expected] == [1, 0, 0]


async def test_a_private_note_leaves_none_for_a_fortnight(towns, talk, takes_in, shown):
    wish = Consent(member=talk.member("v1"), opt_ins=frozenset({OptIn.ASK_ME}))
    async with towns(framework=talk.framework(), consents=[wish]) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))
        async with house.store.unit() as unit:
            memory = await unit.transaction.memory(talk.community)
            known = await unit.members.known_as(talk.community, talk.member("v1"))
            memory.notes[known] = talk.at(-13 * 24 * HOUR)
            await unit.commit()

        told = (await shown(house, "m1", 2 * HOUR)).people[known]

    assert (told.notes_left, told.mentions_left) == (0, 1)


async def test_whom_the_charter_names_is_a_moderator(towns, talk, takes_in, shown):
    async with towns() as house:
        async with house.store.unit() as unit:
            known = await unit.members.known_as(talk.community, talk.member("mo"))
            signed = talk.framework()
            named = replace(signed.charter, moderators=(known,))
            await unit.frameworks.sign(replace(signed, charter=named))
            await unit.commit()
        said = (talk.post("m1", "ana", HOUR), talk.post("m2", "mo", 2 * HOUR, to="m1"))
        await takes_in(house, *said)

        snapshot = await shown(house, "m1", 3 * HOUR)

    assert [person(snapshot, place).moderator for place in (0, 1)] == [False, True]


async def test_who_just_wrote_is_a_moderator_if_the_platform_says_so(towns, talk, takes_in, shown):
    async def moderates(member, channel):
        return (member, channel) == (talk.member("mo"), talk.channel())

    noticing = Noticing(everything_granted, moderates=moderates)
    async with towns() as house:
        said = (talk.post("m1", "ana", HOUR), talk.post("m2", "mo", HOUR, to="m1"))
        await takes_in(house, *said)

        soon = await shown(house, "m1", HOUR + timedelta(minutes=5), noticing)
        later = await shown(house, "m1", 2 * HOUR, noticing)

    assert [person(soon, place).moderator for place in (0, 1)] == [False, True]
    assert not person(later, 1).moderator


async def test_who_is_in_the_conversation_is_no_volunteer_for_it(towns, talk, takes_in, shown):
    wish = Consent(member=talk.member("ana"), opt_ins=frozenset({OptIn.ASK_ME}))
    async with towns(consents=[wish]) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))

        assert (await shown(house, "m1", 2 * HOUR)).volunteers == ()


async def test_consents_of_those_present_are_shown(towns, talk, takes_in, shown):
    wish = Consent(member=talk.member("ana"), paused={Switch.PROMPTS: talk.at(9 * DAY)})
    async with towns(consents=[wish]) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))

        snapshot = await shown(house, "m1", 2 * HOUR)

    [consent] = snapshot.consents.values()
    assert consent.paused == wish.paused


async def test_without_a_charter_there_is_no_framework(town, talk, takes_in, shown):
    await takes_in(town, talk.post("m1", "ana", HOUR))

    snapshot = await shown(town, "m1", 2 * HOUR)

    assert (snapshot.framework, snapshot.standings) == (None, {})


async def test_a_practice_stands_where_it_was_signed(towns, talk, takes_in, shown):
    async with towns(framework=talk.framework(rung=Rung.SUGGEST)) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, thread="m0"))

        snapshot = await shown(house, "m1", 2 * HOUR)

    standing = snapshot.standings["rescue_unanswered"]
    assert (standing.rung, standing.channel) == (Rung.SUGGEST, talk.channel())


async def test_what_the_platform_grants_is_shown(town, talk, takes_in, shown):
    def only_links(channel):
        return frozenset({Capability.LINK})

    await takes_in(town, talk.post("m1", "ana", HOUR))

    snapshot = await shown(town, "m1", 2 * HOUR, Noticing(only_links, safe_mode=True))

    assert (snapshot.granted, snapshot.safe_mode) == (frozenset({Capability.LINK}), True)


@pytest.mark.parametrize(
    ("rungs", "alone"),
    [({}, True), ({"x": Rung.DIGEST}, True), ({"x": Rung.LISTEN, "y": Rung.SUGGEST}, False)],
)
def test_a_house_only_listens_where_nothing_may_rise_above_it(talk, rungs, alone):
    assert listening(talk.framework(rungs=rungs)) == alone


@pytest.mark.parametrize(("said", "alone"), [(Rung.DIGEST, True), (Rung.SUGGEST, False)])
def test_what_was_said_since_the_charter_may_rise_above_listening(talk, said, alone):
    standing = Standing(
        practice="x",
        channel=None,
        rung=said,
        since=datetime(2026, 1, 1, tzinfo=UTC),
        by=None,
        because="a test",
    )

    assert listening(talk.framework(rungs={"x": Rung.LISTEN}), (standing,)) == alone


def test_without_a_charter_a_house_only_listens():
    assert listening(None)


@pytest.mark.parametrize(
    ("noon", "hours"),
    [
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 23),
        (datetime(2026, 3, 30, 12, tzinfo=UTC), 24),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), 25),
    ],
)
def test_a_local_day_has_as_many_hours_as_the_clock_gives_it(noon, hours):
    start, end = day_around(noon, "Europe/Berlin")

    assert start <= noon < end
    assert end - start == hours * HOUR


def test_a_day_begins_at_midnight_by_the_wall_clock():
    start, _ = day_around(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "Europe/Berlin")

    assert start == datetime(2026, 3, 2, 23, tzinfo=UTC)


SAID = (
    "I disagree, because the council's own figures show that the rent rose by a third in four "
    "years, while wages barely moved; therefore a cap would help the families who spend half "
    "of what they earn on housing, and I think that matters more than the landlords' returns."
)


@pytest.fixture
def paired(towns, talk, takes_in):
    """What is known of ana and ben, whose openings in one channel are like one another."""

    async def of(*more):
        consents = [
            Consent(member=talk.member(each), opt_ins=frozenset({OptIn.CALLBACKS}))
            for each in ("ana", "ben")
        ]
        talk_before = [
            talk.post(f"x{n:02}", f"p{n}", n * timedelta(minutes=70), text)
            for n, text in enumerate(OTHERS)
        ]
        earlier = talk.post("m1", "ana", timedelta(hours=29), WHEELS)
        here = talk.post("here", "ben", timedelta(hours=30), LIKE)
        async with towns(
            framework=talk.framework(), consents=consents, encoder=FakeEncoder()
        ) as house:
            events = sorted((*talk_before, *more, earlier, here), key=_written)
            await takes_in(house, *events, each=8)
            nearness, now = EncodedNearness(house.encoder), talk.at(timedelta(hours=31))
            noticing = Noticing(everything_granted, relating=Relating(nearness), near=True)
            async with house.store.unit() as unit:
                growth = await unit.conversations.holding(talk.key("here"))
                snapshot = await noticing.snapshot(
                    unit,
                    growth,
                    growth.conversation(),
                    TimePassed(community=talk.community, conversation=growth.id, at=now),
                    now,
                    wanted=frozenset({Sense.RELATED, Sense.TIES}),
                )
                await unit.commit()
        [found] = snapshot.related
        return found

    return of


def _written(event):
    return event.stamp.occurred_at


def words_of(talk, name, room, *, first):
    """Three messages of substance by one person in one room."""
    return [
        talk.post(f"{name}{n}", name, timedelta(hours=first + n), SAID, room=room) for n in range(3)
    ]


async def test_two_who_said_enough_in_different_rooms_may_be_introduced(paired, talk):
    found = await paired(
        *words_of(talk, "ana", "shed", first=1), *words_of(talk, "ben", "kitchen", first=2)
    )

    assert (found.met, found.apart, found.ripe) == (False, True, True)


async def test_two_who_are_at_home_in_one_room_are_not_apart(paired, talk):
    found = await paired(
        *words_of(talk, "ana", "shed", first=1), *words_of(talk, "ben", "shed", first=2)
    )

    assert found.apart is False


async def test_who_said_little_of_substance_is_not_introduced_yet(paired, talk):
    found = await paired(*words_of(talk, "ana", "shed", first=1))

    assert found.ripe is False
