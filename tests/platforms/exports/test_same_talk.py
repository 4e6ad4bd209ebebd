"""One talk gives the same numbers, whichever tool it was exported with."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import open_house
from bot.core.events import Source
from bot.core.ids import CommunityId
from bot.digest.records import to_json
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.formats import open_export
from bot.platforms.exports.tummler_jsonl import write_events
from bot.replay import NOTHING_KEPT, Asked, Replay

BEGINS = datetime(2026, 3, 2, 7, tzinfo=UTC)
OPTIONS = ReadingOptions(
    community=CommunityId("replay"),
    now=datetime(2026, 9, 1, tzinfo=UTC),
    time_zone="UTC",
    source=Source.REPLAY,
)
ROOMS = ("porch", "cellar")
SAID = (
    "How do I true a wheel without a stand?",
    "Where is the pump that works?",
    "Turn each spoke a quarter and look again, it takes patience.",
    "Thanks, that helped!",
    "I rode out to the mill & back before the rain.",
)
OF_THE_FORMAT = {"key", "draft", "community"}
"""Ids, drafts whose wording is drawn by an id, and what the archive's file is called."""


@pytest.fixture(scope="module")
def talk(writers):
    """Three weeks in two rooms, and a bot; no message answers another yet."""
    draw = random.Random(11)  # noqa: S311  # no secret is drawn
    found = []
    for number in range(1, 421):
        who = "clerk" if draw.random() < 0.05 else f"p{draw.randrange(12)}"
        at = BEGINS + timedelta(minutes=72 * number, seconds=draw.randrange(3000))
        said = writers.Said(
            number=number,
            at=at.replace(microsecond=number),
            who=who,
            room=draw.choice(ROOMS),
            text=draw.choice(SAID),
            bot=who == "clerk",
        )
        found.append(said)
    return found


@pytest.fixture(scope="module")
def threaded(talk):
    """The same with threads, reactions and edits, which Slack and Discord both tell."""
    draw = random.Random(12)  # noqa: S311  # no secret is drawn
    found, opened = [], []
    for said in talk:
        near = [each for each in opened[-6:] if each.room == said.room]
        root = draw.choice(near).number if near and draw.random() < 0.5 else None
        gave = tuple(("tada", f"p{n}") for n in range(12) if draw.random() < 0.05)
        told = replace(said, root=root, reactions=gave, edited=draw.random() < 0.1)
        found.append(told)
        if root is None:
            opened.append(told)
    return found


@pytest.fixture(scope="module")
def replied(talk):
    """The same with replies to single messages."""
    draw = random.Random(13)  # noqa: S311  # no secret is drawn
    found = []
    for said in talk:
        near = [each.number for each in found[-6:] if each.room == said.room]
        answers = near and draw.random() < 0.5
        found.append(replace(said, replies=draw.choice(near) if answers else None))
    return found


@pytest.fixture
def numbers_of(tmp_path):
    """What a replay of an archive found, without what names its format."""

    async def told(path, **changes):
        export = open_export(path, replace(OPTIONS, **changes))
        run = Replay(export, Asked(name="The workshop", zone="UTC"))
        async with open_house(
            folder=tmp_path / "data", database=run.database, retention=NOTHING_KEPT
        ) as house:
            async for _ in run.run(house):
                pass
            record = to_json((await run.tell(house)).report)
        assert export.problems.total == 0
        return numbers(record)

    return told


def numbers(record):
    """A record without the fields of OF_THE_FORMAT and the list of what a format cannot tell."""
    if isinstance(record, dict):
        return {name: numbers(each) for name, each in record.items() if name not in OF_THE_FORMAT}
    if isinstance(record, list):
        return [numbers(each) for each in record]
    unknown = isinstance(record, str) and record.startswith("The source does not tell")
    return None if unknown else record


def whole_seconds(talk, **changes):
    return [replace(said, at=said.at.replace(microsecond=0), **changes) for said in talk]


def kinds(path, **changes):
    """How many events of each kind an archive gives."""
    found = {}
    for event in open_export(path, replace(OPTIONS, **changes)).events():
        found[type(event).__name__] = found.get(type(event).__name__, 0) + 1
    return found


async def test_slack_and_discord(writers, threaded, tmp_path, numbers_of):
    from_slack = await numbers_of(writers.slack(tmp_path / "slack", threaded))
    from_discord = await numbers_of(writers.discord(tmp_path / "discord", threaded))

    assert from_discord == from_slack


def test_slack_and_discord_hold_the_same_events(writers, threaded, tmp_path):
    slack = writers.slack(tmp_path / "slack", threaded)
    discord = writers.discord(tmp_path / "discord", threaded)

    assert kinds(discord) == kinds(slack)
    assert kinds(discord)["ReactionAdded"] == sum(len(said.reactions) for said in threaded) > 100


async def test_discord_and_a_table_with_replies(writers, replied, tmp_path, numbers_of):
    from_discord = await numbers_of(writers.discord(tmp_path / "discord", replied))
    from_table = await numbers_of(
        writers.table(tmp_path / "talk.csv", replied), mapping=writers.TABLE
    )

    assert from_discord == from_table


async def test_discord_and_our_own_lines(writers, threaded, tmp_path, numbers_of):
    discord = writers.discord(tmp_path / "discord", threaded)
    own = tmp_path / "events.jsonl"
    write_events(own, open_export(discord, OPTIONS).events())

    assert await numbers_of(own) == await numbers_of(discord)


async def test_discord_old_and_new_and_however_it_is_set(writers, replied, tmp_path, numbers_of):
    new = await numbers_of(writers.discord(tmp_path / "new", replied))
    far = ZoneInfo("Asia/Kolkata")
    old = await numbers_of(
        writers.discord(tmp_path / "old", replied, old=True, indent=None, zone=far)
    )

    assert old == new


async def test_zulip_and_a_table_with_threads(writers, talk, tmp_path, numbers_of):
    # A bot opens no topic; in a table anybody may be named as the one who did.
    people = [said for said in whole_seconds(talk) if not said.bot]
    topics = [replace(said, topic=f"{said.at:%d %B}: wheels?") for said in people]

    from_zulip = await numbers_of(writers.zulip(tmp_path / "zulip", topics))
    from_table = await numbers_of(
        writers.table(tmp_path / "talk.csv", topics), mapping=writers.TABLE
    )

    assert from_zulip == from_table


async def test_irc_and_a_table_without_links(writers, talk, tmp_path, numbers_of):
    flat = whole_seconds(talk, bot=False)
    bots = frozenset({"clerk"})

    from_irc = await numbers_of(writers.irc(tmp_path / "irc", flat), bots=bots)
    from_table = await numbers_of(
        writers.table(tmp_path / "talk.csv", flat), bots=bots, mapping=writers.TABLE
    )

    assert from_irc == from_table


async def test_threads_make_a_difference(writers, talk, threaded, tmp_path, numbers_of):
    # Were nothing compared above, the comparisons would hold as well.
    flat = await numbers_of(writers.discord(tmp_path / "flat", talk))
    with_threads = await numbers_of(writers.discord(tmp_path / "threads", threaded))

    assert flat != with_threads
