"""A community whose charter is German: what it reads of the bot is German from end to end."""

import re
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.plain_cards import plain
from bot.digest.html import to_html
from bot.digest.material import Mode
from bot.digest.text import to_text
from bot.services.commands.base import Asked
from bot.services.digest import Circumstances

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIVE = Circumstances(mode=Mode.LIVE)
ENGLISH = re.compile(
    r"\b(the|of|and|is|were|are|not|no|that|which|with|for|people|messages?|week|by|to|you)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]+>", re.DOTALL)


def english_in(text):
    """Every line in which a common English word stands; commands are typed in English."""
    lines = (re.sub(r"/tummler\S*( \w+)*", "", line) for line in text.splitlines())
    return [line for line in lines if ENGLISH.search(line)]


@pytest.fixture
def germans(towns, talk, takes_in):
    @asynccontextmanager
    async def opened():
        signed = talk.framework()
        german = replace(
            signed.charter,
            language="de",
            tone="freundlich",
            norms=("Wir antworten einander.",),
            social_object=replace(
                signed.charter.social_object,
                purpose="Kaputtes heil machen",
                facets=("Fahrräder",),
            ),
        )
        week = [
            talk.post(f"{day}-{hour}", who, day * DAY + hour * HOUR, said, room="werkstatt")
            for day in range(6)
            for hour, who, said in (
                (9, f"gast{day}", "Wie zentriert man ein Rad ohne Ständer?"),
                (11, "ben", "Mit zwei Kabelbindern an der Gabel geht das ganz gut."),
                (13, "cleo", "Danke, das probiere ich am Abend aus."),
            )
        ]
        async with towns(framework=replace(signed, charter=german)) as house:
            await takes_in(house, *week, until=talk.at(7 * DAY))
            yield house

    return opened


def asked(talk, **changes):
    return Asked(
        community=talk.community,
        member=talk.member("ben"),
        at=talk.at(7 * DAY),
        channel=talk.channel("werkstatt"),
        **changes,
    )


async def test_its_digest_is_german(germans, talk):
    async with germans() as house:
        report = await house.digest.compose(talk.community, talk.start - HOUR, LIVE)

    assert "Woche" in to_text(report, full=True)
    assert english_in(to_text(report, full=True)) == []
    assert english_in(MARKUP.sub("\n", to_html(report))) == []


async def test_its_digest_leaves_no_sentence_out(germans, talk):
    async with germans() as house:
        report = await house.digest.compose(talk.community, talk.start - HOUR, LIVE)

    assert report.dropped == ()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("staff queue", "Das ist der Moderation dieser Community vorbehalten."),
        ("offer Quantenphysik", "Das gehört nicht zu dem, worum sich diese Community sammelt"),
        ("what now", "Das habe ich nicht verstanden"),
    ],
)
async def test_a_refusal_is_german(germans, talk, said, answer):
    async with germans() as house:
        told = plain(await house.counter.say(said, asked(talk)))

    assert told.startswith(answer)
    assert english_in(told) == []


@pytest.mark.parametrize("said", ["help", "me", "budget", "status", "charter", "experiment"])
async def test_an_answer_is_german(germans, talk, said):
    async with germans() as house:
        told = plain(await house.counter.say(said, asked(talk)))

    assert english_in(told) == []


async def test_who_uses_the_platform_in_english_is_answered_in_english(germans, talk):
    async with germans() as house:
        told = plain(await house.counter.say("staff queue", asked(talk, language="en")))

    assert told.startswith("This is for moderators")


async def test_a_language_that_the_bot_does_not_speak_is_answered_in_the_charters(germans, talk):
    async with germans() as house:
        told = plain(await house.counter.say("staff queue", asked(talk, language="fr")))

    assert told.startswith("Das ist der Moderation")
