"""On real talk whose weeks were shuffled: hardly an arrow, true ranges, no bias by thinning."""

import json
import lzma
import os
import random
import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.measurements import Age, Known, Span, Trend
from bot.core.messages import Message
from bot.language.linker import RuleLinker
from bot.language.rules import RuleReader
from bot.metrics import load_metrics
from bot.metrics.base import POOLED_WEEKS, Reply, Week
from bot.services.reading import Reading
from bot.services.relinking import Relinking, relinked

ROOT = Path(__file__).parents[2]
ARCHIVE = (
    ROOT
    / os.environ.get("TUMMLER_SHARED", "../shared")
    / "data"
    / "freecodecamp-gitter"
    / "messages.jsonl.xz"
).resolve()
LINES = 30_000
SEEDS = range(12)
BEFORE, QUARTER = 12, 13
"""Weeks that make the usual value, and weeks in which arrows are counted."""
LONE = timedelta(weeks=1)
SHARES = ("valued_share", "sustained_share")
HEADLINES = (*SHARES, "answered_rate", "time_to_first_human_response", "tummler_independence")
WEEKLY = (*HEADLINES, "ladder_level")
TIES = ("new_ties", "kept_ties")
POOLED = (
    *("balance_dynamics", "cross_channel_share", "discussion_h_index", "effective_speakers"),
    *("participation_gini", "reciprocity", "reply_depth", "silo_index", "turn_predictability"),
)
NO_ARROW = {
    "bridging_rates": "not measured: there is no head for it",
    "deliberative_quality": "not measured: nobody coded messages",
    "discursive_diversity": "not measured: the text is gone",
    "uptake": "not measured: the text is gone",
    "branching": "not measured here: the archive has no stated replies",
    "substance": "not measured here: the rules read no substance",
    "derailment_exposure": "not measured here: the rules forecast nothing",
    "object_affinity": "not measured here: the rules know no social object",
    "newcomer_reply_equity": "not permuted here: people come once, so shuffled weeks differ",
    "newcomer_second_post": "not permuted here: people come once, so shuffled weeks differ",
    "newcomer_survival": "not permuted here: people come once, so shuffled weeks differ",
}
"""Metrics whose arrows are not calibrated here, and why."""
POOLS_BEFORE, POOLS = 4, 4
"""Pools of four weeks that make the usual value, and pools in which arrows are counted."""
BURN = 13
"""Weeks until the ninety days in which a tie is known are all within the shuffled weeks."""
RAREFIED = ("effective_speakers", "participation_gini")
ARROWS = {Trend.HIGHER, Trend.LOWER, Trend.CLEARLY_HIGHER, Trend.CLEARLY_LOWER}
MENTION = re.compile(r"@([\w-]+)")
START = datetime.fromisoformat("2026-01-05T00:00:00+00:00")

pytestmark = pytest.mark.skipif(
    not ARCHIVE.exists(), reason="SKIPPED: the freecodecamp archive is not here (TUMMLER_SHARED)"
)


def read(row, reading):
    here = CommunityId("campers")
    automated = row["u"] == "camperbot"
    read, words = reading.read(row["t"], human=not automated)
    return Message(
        key=MessageKey(platform="table", community=here, message=row["id"]),
        channel=ChannelKey(platform="table", space="campers", channel=row["room"]),
        author=MemberKey(platform="table", member=row["u"]),
        at=datetime.fromisoformat(row["ts"]),
        words=words,
        reading=read,
        automated=automated,
        mentions=tuple(
            MemberKey(platform="table", member=name) for name in MENTION.findall(row["t"])
        ),
    )


@pytest.fixture(scope="module")
def talk():
    """The conversations of the archive's beginning, by the rules."""
    reading = Reading(RuleReader())
    with lzma.open(ARCHIVE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, LINES)]
    messages = tuple(read(row, reading) for row in rows if row["u"])
    links = tuple(
        Link(child=m.key, parent=None, source=LinkSource.INFERRED, confidence=0.0, linker="")
        for m in messages
    )
    heap = Conversation(
        id=ConversationId("heap"),
        community=messages[0].key.community,
        channel=messages[0].channel,
        opened_at=messages[0].at,
        last_at=messages[-1].at,
        messages=messages,
        links=links,
    )
    found = relinked([heap], Relinking(linker=RuleLinker(), look_back=256))
    # What goes on for longer than a week could not be moved into one.
    return [each for each in found if each.last_at - each.opened_at < LONE]


def moved(conversation, to):
    """The same conversation, opened at the same hour of the week that begins at `to`."""
    monday = conversation.opened_at - timedelta(days=conversation.opened_at.weekday())
    monday = monday.replace(hour=0, minute=0, second=0, microsecond=0)
    by = to - monday
    return replace(
        conversation,
        opened_at=conversation.opened_at + by,
        last_at=conversation.last_at + by,
        messages=tuple(replace(m, at=m.at + by) for m in conversation.messages),
    )


def shuffled(talk, seed, count):
    """The conversations dealt out to so many weeks, so that no week differs but by chance."""
    draw = random.Random(seed)  # noqa: S311  # no secret is drawn
    dealt = [[] for _ in range(count)]
    for conversation in talk:
        week = draw.randrange(count)
        dealt[week].append(moved(conversation, START + week * LONE))
    return [week_of(talk, START + n * LONE) for n, talk in enumerate(dealt)]


def week_of(talk, start):
    end = start + LONE
    return Week(
        span=Span(start=start, end=end, seen_until=end + LONE),
        conversations=tuple(talk),
        replies=(),
        arrivals=(),
        newcomers=frozenset(),
        age=Age.COMPLETE,
        instrument="rules-1+rules-1",
        rough=True,
        text_read=True,
    )


def told(metric, weeks):
    history, found = [], []
    for week in weeks:
        result = metric.summarise(week, history)
        history += [] if result.value is None else [result.value]
        found.append(result.estimate)
    return found


@pytest.fixture(scope="module")
def quarters(talk):
    """What each headline metric says of every week of several shuffled half years."""
    metrics = load_metrics()
    years = [shuffled(talk, seed, BEFORE + QUARTER) for seed in SEEDS]
    return {name: [told(metrics[name], weeks) for weeks in years] for name in WEEKLY}


@pytest.fixture(scope="module")
def pools(talk):
    """What each pooled metric says of pools of shuffled weeks that share none of them."""
    metrics = load_metrics()
    years = [pooled(shuffled(talk, seed, (POOLS_BEFORE + POOLS) * POOLED_WEEKS)) for seed in SEEDS]
    return {name: [told(metrics[name], weeks) for weeks in years] for name in POOLED}


@pytest.fixture(scope="module")
def ties(talk):
    """What each metric of ties says of shuffled weeks, once ties fade as fast as they come."""
    metrics = load_metrics()
    years = [with_replies(shuffled(talk, seed, BURN + BEFORE + QUARTER))[BURN:] for seed in SEEDS]
    return {name: [told(metrics[name], weeks) for weeks in years] for name in TIES}


def pooled(weeks):
    """Every fourth week, with the three before it."""
    return [
        replace(
            weeks[last],
            earlier=tuple(c for week in weeks[last - 3 : last] for c in week.conversations),
            pooled_from=weeks[last - 3].span.start,
        )
        for last in range(POOLED_WEEKS - 1, len(weeks), POOLED_WEEKS)
    ]


def with_replies(weeks):
    """The same weeks, each with who answered whom in the ninety days until its end."""
    replies = [each for week in weeks for talk in week.conversations for each in answers(talk)]
    since = timedelta(days=90)
    return [
        replace(
            week,
            replies=[each for each in replies if week.span.end - since <= each.at < week.span.end],
        )
        for week in weeks
    ]


def answers(talk):
    by_key = {message.key: message for message in talk.messages}
    return [
        Reply(by_key[link.child].author, by_key[link.parent].author, by_key[link.child].at)
        for link in talk.links
        if link.parent in by_key and by_key[link.child].human and by_key[link.parent].human
    ]


def test_every_metric_is_calibrated_or_it_is_said_why_not():
    assert {*WEEKLY, *TIES, *POOLED} | NO_ARROW.keys() == load_metrics().keys()


@pytest.mark.parametrize("name", POOLED)
def test_pools_of_shuffled_weeks_give_at_most_one_arrow_a_quarter(pools, name):
    arrows = [
        sum(isinstance(e, Known) and e.trend in ARROWS for e in found[POOLS_BEFORE:])
        for found in pools[name]
    ]
    known = sum(isinstance(e, Known) for found in pools[name] for e in found[POOLS_BEFORE:])

    print(f"{name}: false arrows in four pools {arrows}, {known} pools told")
    assert known
    assert sum(arrows) / len(arrows) <= 1


@pytest.mark.parametrize("name", TIES)
def test_ties_of_shuffled_weeks_give_at_most_one_arrow_a_quarter(ties, name):
    arrows = [
        sum(isinstance(e, Known) and e.trend in ARROWS for e in found[BEFORE:])
        for found in ties[name]
    ]
    known = sum(isinstance(e, Known) for found in ties[name] for e in found[BEFORE:])

    print(f"{name}: false arrows by quarter {arrows}, {known} weeks told")
    assert known
    assert sum(arrows) / len(arrows) <= 1


@pytest.mark.parametrize("name", WEEKLY)
def test_shuffled_weeks_give_at_most_one_arrow_a_quarter(quarters, name):
    arrows = [
        sum(isinstance(e, Known) and e.trend in ARROWS for e in found[BEFORE:])
        for found in quarters[name]
    ]

    print(f"{name}: false arrows by quarter {arrows}")
    assert sum(arrows) / len(arrows) <= 1


@pytest.mark.parametrize("name", SHARES)
def test_ranges_hold_the_truth_as_often_as_they_say(talk, quarters, name):
    metric = load_metrics()[name]
    everything = week_of([moved(each, START) for each in talk], START)
    truth = metric.alone(everything, metric.measure(everything)).value
    known = [e for found in quarters[name] for e in found if isinstance(e, Known)]

    rate = sum(e.low <= truth <= e.high for e in known) / len(known)

    print(f"{name}: 90 % ranges hold the truth {truth:.4f} in {rate:.1%} of {len(known)} weeks")
    assert rate >= 0.85


@pytest.mark.parametrize("name", RAREFIED)
def test_a_thinned_week_says_the_same_on_average(talk, name):
    metric = load_metrics()[name]
    draw = random.Random(11)  # noqa: S311  # no secret is drawn
    whole = value(metric, talk)

    halves = [value(metric, [each for each in talk if draw.random() < 0.5]) for _ in range(12)]

    mean = sum(halves) / len(halves)
    print(f"{name}: whole {whole:.4f}, mean of twelve halves {mean:.4f}")
    assert mean == pytest.approx(whole, rel=0.03)


def value(metric, talk):
    week = week_of([moved(each, START) for each in talk], START)
    return metric.alone(week, metric.measure(week)).value
