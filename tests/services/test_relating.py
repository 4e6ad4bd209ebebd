"""Earlier talk is found only with its author's leave, while it lives, and where it is like."""

from datetime import timedelta

import pytest

from bot.core.privacy import Consent, OptIn, Retention
from bot.language.fake import FakeEncoder
from bot.language.nearness import EncodedNearness
from bot.services.relating import LEAST, Relating

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHEELS = "How do I true the bent wheel of my old bicycle without a stand?"
LIKE = "How do I true the bent wheel of an old bicycle at home without a stand?"
ALLOWED = ("ana",)
OTHERS = (
    "There is soup in the kitchen for everybody who comes today.",
    "Who has seen my green jacket since the last Saturday?",
    "I would like to paint this door before winter comes.",
    "We were at the lake and it was very cold.",
    "Does anyone know when the library opens on Monday?",
    "My sister has brought two boxes with old books.",
    "They said that it will rain all through the night.",
    "Please bring some cups if you can find any.",
    "Where did you get that beautiful lamp from?",
    "He told us about his journey over the mountains.",
    "The children have planted beans behind our house.",
    "Is there still some room in your car tomorrow?",
    "You should have heard how loud this music was.",
    "An old map of the town hangs in the hall now.",
    "What do you think of the colours on that poster?",
    "She never eats anything before ten in the morning.",
    "Could somebody water the plants while I am away?",
    "It was the best film that I have seen so far.",
    "Our neighbours want to sell their piano next month.",
    "The heating makes a strange noise when it starts.",
)


@pytest.fixture
def other_talk(talk):
    """Openings in the same channel that have little to do with one another."""
    return [
        talk.post(f"x{n:02}", f"p{n}", n * timedelta(minutes=70), text)
        for n, text in enumerate(OTHERS)
    ]


@pytest.fixture
def related(towns, talk, takes_in):
    """What is related to the opening called `here`, after these events."""

    async def of(*events, allowed=ALLOWED, gone=False, encoder=True, now=2 * DAY):
        consents = [
            Consent(member=talk.member(each), opt_ins=frozenset({OptIn.CALLBACKS}))
            for each in allowed
        ]
        async with towns(
            framework=talk.framework(), consents=consents, encoder=FakeEncoder()
        ) as house:
            relating = Relating(EncodedNearness(house.encoder) if encoder else None)
            await takes_in(house, *events)
            async with house.store.unit() as unit:
                if gone:
                    await unit.messages.sweep(talk.community, talk.at(10 * DAY), Retention())
                growth = await unit.conversations.holding(talk.key("here"))
                found = await relating.related(unit, growth, talk.at(now))
                await unit.commit()
        return found

    return of


@pytest.fixture
def asked(talk):
    return talk.post("here", "ben", 30 * HOUR, LIKE)


@pytest.fixture
def earlier(talk):
    return talk.post("m1", "ana", 29 * HOUR, WHEELS, room="square")


async def test_the_like_of_it_is_found(related, talk, earlier, asked, other_talk):
    [found] = await related(*other_talk, earlier, asked)

    assert found.opening == talk.key("m1")
    assert found.likeness > 0.7
    assert not found.answered


async def test_without_leave_nobody_is_found(related, earlier, asked, other_talk):
    assert await related(*other_talk, earlier, asked, allowed=()) == ()


async def test_the_leave_must_be_the_author_s(related, earlier, asked, other_talk):
    assert await related(*other_talk, earlier, asked, allowed=("p3",)) == ()


async def test_what_is_not_like_it_is_not_found(related, earlier, talk, other_talk):
    other = talk.post("here", "ben", 30 * HOUR, "Where is the key of the shed this time?")

    assert await related(*other_talk, earlier, other) == ()


async def test_in_a_channel_with_little_talk_it_is_not_measured(
    related, earlier, asked, other_talk
):
    assert await related(*other_talk[: LEAST - 3], earlier, asked) is None


async def test_without_an_encoder_it_is_not_measured(related, earlier, asked, other_talk):
    assert await related(*other_talk, earlier, asked, encoder=False) is None


async def test_what_has_no_words_any_more_is_not_found(related, earlier, asked, other_talk):
    assert await related(*other_talk, earlier, asked, gone=True) is None


async def test_another_channel_s_talk_is_not_found(related, asked, talk, other_talk):
    elsewhere = talk.post("m1", "ana", 29 * HOUR, WHEELS, room="shed")

    assert await related(*other_talk, elsewhere, asked) == ()


async def test_what_was_deleted_is_not_found(related, earlier, asked, talk, other_talk):
    gone = talk.delete("m1", 31 * HOUR)

    assert await related(*other_talk, earlier, asked, gone) == ()


async def test_a_thanked_answer_is_an_answer(related, earlier, asked, talk, other_talk):
    reply = talk.post("m2", "cem", 29.2 * HOUR, "Turn each of the spokes a quarter.", to="m1")
    thanks = talk.post("m3", "ana", 29.4 * HOUR, "Thanks a lot, that helped me!", to="m2")

    [found] = await related(*other_talk, earlier, reply, thanks, asked)

    assert found.answered


async def test_an_answer_without_thanks_is_none_yet(related, earlier, asked, talk, other_talk):
    reply = talk.post("m2", "cem", 29.2 * HOUR, "Turn each of the spokes a quarter.", to="m1")

    [found] = await related(*other_talk, earlier, reply, asked)

    assert not found.answered
