"""A replay's counts add up, and its cards show the latest moments and every kind of silence."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import ChannelKey, CommunityId, ConversationId, MessageKey, ProposalId
from bot.core.interventions import Audience, Ruling
from bot.core.measurements import Span
from bot.core.reasons import Reason
from bot.digest.material import Fate
from bot.services.rewinding import (
    MOST_CARDS,
    SAMPLE_OF_SILENCES,
    Telling,
    bot_tally,
    fate,
    would_have_spoken,
)

pytestmark = pytest.mark.stores

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 3, 10, tzinfo=UTC)
ASKED = NOW - 5 * DAY
RULING = Ruling(
    proposal=ProposalId("p:1"),
    practice="rescue_unanswered",
    channel=ChannelKey(platform="parlour", space="house", channel="square"),
    conversation=ConversationId("parlour/m1"),
    need=MessageKey(platform="parlour", community=CommunityId("town"), message="m1"),
    need_at=ASKED,
    at=ASKED + HOUR,
    reason=Reason.GRANTED,
    otherwise=True,
    audience=Audience.PUBLIC,
    addressed=False,
    because="it waited",
    draft=None,
    reached=None,
    replied_after=None,
)
RULINGS = st.lists(
    st.builds(
        replace,
        st.just(RULING),
        reason=st.sampled_from(Reason),
        otherwise=st.booleans(),
        audience=st.sampled_from(Audience),
        need_at=st.sampled_from((None, ASKED, NOW - HOUR)),
        replied_after=st.sampled_from((None, HOUR, DAY, 2 * DAY)),
    ),
    max_size=30,
)


@given(RULINGS)
def test_every_ruling_is_counted_once(rulings):
    tally = bot_tally(rulings, 7, NOW)

    said = tally.would_have_said_public + tally.would_have_said_moderators
    assert said + sum(tally.held_back.values()) == len(rulings)
    assert tally.nothing_to_say == 7


@given(RULINGS)
def test_what_came_of_it_is_told_of_no_more_than_was_said(rulings):
    tally = bot_tally(rulings, 0, NOW)

    said = tally.would_have_said_public + tally.would_have_said_moderators
    assert 0 <= tally.answered_after + tally.unanswered_after <= said


@given(st.lists(st.tuples(st.sampled_from(Reason), st.booleans()), max_size=80))
def test_cards_are_those_that_would_be_chosen_with_all_rulings_at_hand(chosen):
    moments = [
        replace(RULING, at=ASKED + n * HOUR, reason=reason, otherwise=otherwise)
        for n, (reason, otherwise) in enumerate(chosen)
    ]
    told = Telling(NOW)

    for ruling in moments:
        told.add(ruling)

    said = [r for r in moments if would_have_spoken(r)][-MOST_CARDS:]
    silent = [r for r in moments if not would_have_spoken(r)]
    # How many of its reason came later, then who came latest: a round for each reason in turn.
    rounds = {r.at: sum(o.reason is r.reason and o.at > r.at for o in silent) for r in silent}
    newest = {r.reason: r.at for r in silent}
    silent.sort(key=lambda r: (rounds[r.at], NOW - newest[r.reason]))
    expected = sorted((*said, *silent[:SAMPLE_OF_SILENCES]), key=lambda r: r.at)
    assert told.cards() == expected


@pytest.mark.parametrize(
    ("reason", "otherwise", "spoken"),
    [
        (Reason.GRANTED, True, True),
        (Reason.NEEDS_REVIEW, True, True),
        (Reason.LISTENING, True, True),
        (Reason.LISTENING, False, False),
        (Reason.NO_CHARTER, True, True),
        (Reason.HELD_OUT, True, False),
        (Reason.SOMEONE_IS_TALKING, True, False),
    ],
)
def test_only_trust_or_a_yes_would_have_been_said(reason, otherwise, spoken):
    assert would_have_spoken(replace(RULING, reason=reason, otherwise=otherwise)) == spoken


@pytest.mark.parametrize(
    ("changes", "came"),
    [
        ({"replied_after": DAY}, Fate.ANSWERED),
        ({"replied_after": DAY + HOUR}, Fate.NOT_WITHIN_A_DAY),
        ({"replied_after": None}, Fate.NOT_WITHIN_A_DAY),
        ({"need_at": NOW - DAY, "replied_after": None}, Fate.NOT_WITHIN_A_DAY),
        ({"need_at": NOW - DAY + HOUR, "replied_after": None}, Fate.TOO_EARLY),
        ({"need_at": NOW - HOUR, "replied_after": timedelta()}, Fate.ANSWERED),
        ({"need_at": None, "replied_after": None}, Fate.UNKNOWN),
    ],
)
def test_what_people_did_is_told_as_far_as_it_was_seen(changes, came):
    assert fate(replace(RULING, **changes), NOW) is came


@pytest.fixture
async def lived(seasoned, takes_in, three_weeks):
    """A house in which the town's week happened."""
    async with seasoned() as house:
        await takes_in(house, *three_weeks[:250], each=50)
        yield house


@pytest.fixture
async def rewind(lived, talk):
    """A replay of the town's week before, with the rulings it came from."""
    span = Span(start=talk.at(-7 * DAY), end=talk.at(8 * DAY), seen_until=talk.at(8 * DAY))
    async with lived.store.views() as views:
        rulings = await views.rulings(talk.community, span.start, span.end)
    return await lived.rewinding.rewind(talk.community, span, 2), rulings


async def test_what_is_read_in_small_parts_is_the_same(lived, talk, rewind):
    _, rulings = rewind

    async with lived.store.views() as views:
        span = (talk.at(-7 * DAY), talk.at(8 * DAY))
        parts = [p async for p in views.rulings_in_parts(talk.community, *span, most=3)]

    assert max(map(len, parts)) == 3
    assert tuple(ruling for part in parts for ruling in part) == rulings


async def test_a_rewind_counts_what_the_ledger_holds(rewind):
    told, rulings = rewind

    held_back = Counter(r.reason for r in rulings if not would_have_spoken(r))
    assert told.tally.held_back == held_back
    assert (told.weeks, bool(rulings)) == (2, True)


async def test_its_cards_are_in_order_and_few(rewind):
    told, _ = rewind

    assert [card.at for card in told.cards] == sorted(card.at for card in told.cards)
    assert len(told.cards) <= MOST_CARDS + SAMPLE_OF_SILENCES


async def test_every_kind_of_silence_has_a_card(rewind):
    told, rulings = rewind

    reasons = {r.reason for r in rulings if not would_have_spoken(r)}
    assert {card.reason for card in told.cards if not card.would_have_said} == reasons


async def test_every_card_names_its_practice_as_people_do(rewind):
    told, _ = rewind

    assert {card.practice for card in told.cards} <= {
        "No question left behind",
        "Welcome by handing over",
    }


async def test_a_card_says_how_long_was_waited_only_where_people_answered(rewind):
    told, _ = rewind

    assert all((card.waited is not None) == (card.fate is Fate.ANSWERED) for card in told.cards)
