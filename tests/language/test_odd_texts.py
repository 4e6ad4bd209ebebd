"""Whatever people paste, everything that reads it answers with numbers in range, or not at all."""

from datetime import UTC, datetime

import pytest

from bot.core.charter import ObjectKind, SocialObject
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.language.encoder import ThreadedEncoder
from bot.language.fake import FakeEncoder
from bot.language.heads import HeadReader
from bot.language.links_linker import LearnedLinker
from bot.language.nearness import EncodedNearness

BREAD = SocialObject(kind=ObjectKind.LIFESTYLE, purpose="baking bread at home", facets=("crust",))
MILLION = 1_000_000
ODD = {
    "nothing": "",
    "white space": " \n\t\u2003\u00a0",
    "zalgo": "".join(f"{each}{chr(0x300 + n) * 40}" for n, each in enumerate("the bread is burnt")),
    "homoglyphs": "h\u043ew t\u043e b\u0430k\u0435 th\u0435 br\u0435\u0430d \u0430t h\u043em\u0435",
    "emoji only": "\U0001f35e\U0001f525\U0001f468\u200d\U0001f373",
    "right to left": "\u05d0\u05d9\u05da \u05d0\u05d5\u05e4\u05d9\u05dd \u05dc\u05d7\u05dd?",
    "turned round": "\u202ehow do I bake the bread\u202c at home\u202e",
    "control characters": "how do I\x00 bake\x07 the\x1b[31m bread\x9d at home",
    "lone surrogates": "how do I bake the \ud800 bread \udfff at home",
    "code dump": "```\n" + "for loaf in oven: bake(loaf)\n" * 2_000 + "```",
    "code without a fence": "if (a[i] != b[j]) { c->d = e << 2; }\n" * 500,
    "one letter a million times": "a" * MILLION,
    "a million question marks": "?" * MILLION,
    "words without end": "how do I bake the bread " * (MILLION // 24),
    "links without end": "http://a.example/b " * (MILLION // 19),
    "mentions without end": "@a " * (MILLION // 3),
}


@pytest.fixture(params=ODD, ids=str)
def odd(request):
    return ODD[request.param]


@pytest.fixture(scope="module")
def heads():
    return HeadReader()


@pytest.fixture(scope="module")
def linker():
    return LearnedLinker()


def test_every_head_has_a_share_or_none(heads, odd):
    reading, words = heads.read_counted(odd)

    assert all(0 <= score <= 1 for score in reading.scores.values())
    assert words >= 0


def test_the_linker_keeps_a_trace_of_it(linker, odd):
    key = MessageKey(platform="parlour", community=CommunityId("town"), message="m1")
    message = Message(
        key=key,
        channel=ChannelKey(platform="parlour", space="house", channel="crumb"),
        author=MemberKey(platform="parlour", member="ana"),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        words=len(odd.split()),
    )

    trace = linker.trace(message, odd)

    assert trace is None or len(trace) < 10_000


async def test_its_nearness_is_a_share_or_none(odd):
    encoder = FakeEncoder()

    [near] = await EncodedNearness(encoder).near([odd], BREAD)

    await encoder.close()
    assert near is None or 0 <= near.affinity <= 1


@pytest.mark.encoder
async def test_the_real_encoder_reads_it_or_does_not(model, odd):
    encoder = ThreadedEncoder("real", lambda: model, threads=2)

    [near, usual] = await EncodedNearness(encoder).near([odd, "the bread has a crust"], BREAD)

    await encoder.close()
    assert near is None or 0 <= near.affinity <= 1
    assert usual.affinity > 0.3
