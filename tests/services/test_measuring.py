"""A week is measured once it has ended, and again when what it looks ahead to is over."""

from datetime import timedelta

import pytest

from bot.core.conversations import Conversation
from bot.core.ids import ConversationId
from bot.core.measurements import Age, TooFew
from bot.core.messages import Message
from bot.metrics import load_metrics
from bot.metrics._ladder import Level
from bot.metrics.ladder_level import LadderLevel
from bot.services.measuring import FEWEST_NEAR, usually_near

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
WEEK = timedelta(weeks=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def busy(talk):
    """Weeks in which forty questions are asked, and most of them answered."""

    def weeks(count):
        for week in range(count):
            for n in range(40):
                name, after = f"w{week}n{n}", week * WEEK + n * 4 * HOUR
                yield talk.post(name, f"p{n % 12}", after, QUESTION)
                if n % 4:
                    answer = "Turn each spoke a quarter."
                    soon = after + 9 * MINUTE
                    yield talk.post(f"{name}a", f"p{(n + 5) % 12}", soon, answer, to=name)

    return weeks


async def values(house, talk, metric, count):
    async with house.store.unit() as unit:
        found = await unit.weeks.before(talk.community, talk.at(count * WEEK), count + 1)
        await unit.commit()
    return {(v.starts_on, v.age): v for v in found if v.metric == metric}


async def test_an_ended_week_is_measured_as_it_was_seen_then(town, talk, takes_in, busy):
    await takes_in(town, *busy(1), until=talk.at(WEEK + 10 * HOUR), each=40)

    found = await values(town, talk, "answered_rate", 1)

    [((start, age), value)] = found.items()
    assert (start, age) == (talk.start - HOUR, Age.SO_FAR)
    assert value.value == pytest.approx(0.75)
    assert value.instrument == "rules-1+heads-2"


async def test_what_looks_ahead_is_complete_a_week_later(town, talk, takes_in, busy):
    ages = []
    for weeks in (1, 2):
        await takes_in(town, *busy(2), until=talk.at(weeks * WEEK + 10 * HOUR), each=40)
        found = await values(town, talk, "valued_share", weeks)
        ages.append({age for start, age in found if start == talk.start - HOUR})

    assert ages[-1] == {Age.SO_FAR, Age.COMPLETE}


async def test_a_week_after_its_like_has_a_usual_value(town, talk, takes_in, busy):
    weeks = 9
    await takes_in(town, *busy(weeks), until=talk.at(weeks * WEEK + 10 * HOUR), each=300)

    found = await values(town, talk, "answered_rate", weeks)

    outside = [found[key].outside for key in sorted(found)]
    assert (outside[0], outside[-1]) == (None, 0)


async def test_measuring_a_week_again_gives_the_same(town, talk, takes_in, busy, rows_of):
    await takes_in(town, *busy(1), until=talk.at(WEEK + 10 * HOUR), each=40)
    before = await rows_of(town, "week_values")

    async with town.store.unit() as unit:
        await town.measuring.measure_week_before(unit, talk.community, talk.at(WEEK + 10 * HOUR))
        await unit.commit()

    assert before
    assert await rows_of(town, "week_values") == before


async def test_a_week_without_a_word_has_no_values(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", -20 * DAY), until=talk.at(WEEK))

    rows = await rows_of(town, "week_values")
    assert {row["starts_on"] for row in rows} <= {talk.at(-21 * DAY) - HOUR}


async def test_a_week_without_a_word_has_too_little_talk_and_nothing_that_is_unread(
    town, talk, takes_in
):
    await takes_in(town, talk.post("m1", "ana", -20 * DAY), until=talk.at(WEEK))

    found = await looked_at(town, talk, 0)

    assert {type(result.estimate) for result in found.values() if reads(result)} == {TooFew}


def reads(result):
    """Whether it is a number about what was said, that looks at one week alone."""
    metric = load_metrics()[result.estimate.metric]
    return metric.reads_text and metric.weeks == 1


async def looked_at(house, talk, week):
    """What is measured of a week when somebody looks."""
    async with house.store.unit() as unit:
        measured = await house.measuring.measure(
            await unit.reading(),
            talk.community,
            talk.at(week * WEEK) - HOUR,
            "Europe/Berlin",
            age=Age.SO_FAR,
            history=(),
        )
        await unit.commit()
    return measured.results


async def test_a_number_over_four_weeks_takes_in_the_three_before(town, talk, takes_in, busy):
    weeks = 5
    await takes_in(town, *busy(weeks), until=talk.at(weeks * WEEK + 10 * HOUR), each=40)

    found = [await looked_at(town, talk, week) for week in range(1, weeks)]

    # Forty conversations a week; those of the last are all there, those before are read again.
    assert [each["reply_depth"].value.n for each in found] == [80, 120, 160, 160]


async def test_what_pools_weeks_is_not_kept_week_by_week(town, talk, takes_in, busy):
    await takes_in(town, *busy(2), until=talk.at(2 * WEEK + 10 * HOUR), each=40)

    assert await values(town, talk, "reply_depth", 2) == {}
    assert await values(town, talk, "answered_rate", 2)


async def test_a_tie_from_another_conversation_makes_a_third_one_community(town, talk, takes_in):
    twelve_words = "Or put some tape on the frame and turn it until it rubs."
    said = [
        talk.post("a1", "ann", HOUR, QUESTION),
        talk.post("a2", "bob", HOUR + MINUTE, "Turn each spoke a quarter.", to="a1"),
        talk.post("a3", "ann", HOUR + 2 * MINUTE, "That did it.", to="a2"),
        talk.post("b1", "cy", 2 * DAY, QUESTION),
        talk.post("b2", "ann", 2 * DAY + MINUTE, "Turn each spoke a quarter.", to="b1"),
        talk.post("b3", "bob", 2 * DAY + 2 * MINUTE, twelve_words, to="b2"),
        talk.post("b4", "cy", 2 * DAY + 3 * MINUTE, "Tape it is.", to="b3"),
    ]
    await takes_in(town, *said)

    async with town.store.unit() as unit:
        measured = await town.measuring.measure(
            await unit.reading(),
            talk.community,
            talk.start - HOUR,
            "Europe/Berlin",
            age=Age.SO_FAR,
            history=(),
        )

    assert LadderLevel().rungs(measured.week).shares[Level.COMMUNITY] == pytest.approx(4 / 7)


@pytest.fixture
def near(talk):
    """A conversation of so many messages, each as near to the social object as its place says."""

    def of(count, encoder="enc-1"):
        messages = tuple(
            Message(
                key=talk.key(f"n{n}"),
                channel=talk.channel(),
                author=talk.member("ann"),
                at=talk.at(n * MINUTE),
                words=5,
                affinity=n / 1000,
                encoder=encoder,
            )
            for n in range(count)
        )
        return Conversation(
            id=ConversationId("near"),
            community=talk.community,
            channel=talk.channel(),
            opened_at=talk.start,
            last_at=talk.at(count * MINUTE),
            messages=messages,
            links=(),
        )

    return of


def test_the_community_is_on_its_object_from_its_own_tenth_percentile(near):
    assert usually_near([], [near(200)]) == 0.02


@pytest.mark.parametrize("earlier", [0, FEWEST_NEAR - 1])
def test_little_earlier_talk_gives_no_threshold(near, earlier):
    assert usually_near([near(300)], [near(earlier)]) is None


def test_what_another_encoder_told_gives_no_threshold(near):
    assert usually_near([near(300, "enc-2")], [near(200)]) is None
