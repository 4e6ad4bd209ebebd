"""A draft waits for one person, who decides once; every decision is a label."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import ProposalId
from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.measurements import Span
from bot.core.privacy import Then
from bot.core.reasons import Reason
from bot.core.reviews import (
    AlreadyDecided,
    Choice,
    Evidence,
    Label,
    NoSuchReview,
    ReviewStatus,
)
from bot.core.trust import Rung
from bot.services.reviewing import ForModerators, NoSuchMoment, NoWords, drafted, review_id

HOUR = timedelta(hours=1)
WORDS = "Would one of you take this up? It has waited for two hours."


def proposal(talk, **changes):
    usual = Proposal(
        id=ProposalId("rescue_unanswered:parlour/m1"),
        practice="rescue_unanswered",
        at=talk.at(3 * HOUR),
        conversation="parlour/m1",
        channel=talk.channel(),
        audience=Audience.PUBLIC,
        addressee=None,
        need=talk.key("m1"),
        wording=Wording(template="rescue_unanswered-list", slots={"because": "it waits"}),
        because="it waits",
        cites=(talk.key("m1"),),
        confidence=0.9,
        needs=frozenset({Capability.REPLY_IN_THREAD}),
        window=24 * HOUR,
    )
    return replace(usual, **changes)


def verdict(talk, **changes):
    made = proposal(talk, **changes)
    return Verdict(
        proposal=made, reason=Reason.NEEDS_REVIEW, otherwise=True, at=made.at, framework=1
    )


def words(talk, text=WORDS):
    return Draft(proposal=proposal(talk).id, text=text, language="en", drafter="test-1")


@pytest.fixture
async def waiting(town, talk, takes_in):
    """A town with one draft in the queue."""
    await takes_in(town, talk.post("m1", "ana", HOUR, "How do I true a wheel?"))
    return await queued(town, talk)


async def queued(house, talk, **changes):
    review = drafted(verdict(talk, **changes), words(talk), approved=False)
    async with house.store.unit() as unit:
        await unit.reviews.add(talk.community, review)
        await unit.commit()
    return review


def decide(house, talk, review, choice, *, by="mo", after=4 * HOUR, said=None):
    return house.trust.reviews.decide(
        talk.community, review.id, choice, by=talk.member(by), now=talk.at(after), words=said
    )


async def labels(house, talk):
    async with house.store.unit() as unit:
        found = await unit.reviews.labels(talk.community)
        await unit.commit()
    return [each.label for each in found]


async def test_a_draft_reads_back_as_it_was_kept(town, talk, waiting):
    [found] = await town.trust.reviews.waiting(talk.community, talk.at(4 * HOUR))

    assert found == waiting


async def test_the_same_look_is_queued_once(town, talk, waiting):
    await queued(town, talk)

    assert len(await town.trust.reviews.waiting(talk.community, talk.at(4 * HOUR))) == 1


async def test_nobody_took_it_up_in_time(town, talk, waiting):
    late = waiting.expires_at

    assert await town.trust.reviews.waiting(talk.community, late) == ()
    with pytest.raises(AlreadyDecided, match="expired"):
        await decide(town, talk, waiting, Choice.DECLINE, after=30 * HOUR)


async def test_an_expired_draft_is_no_label(town, talk, waiting):
    await town.trust.reviews.waiting(talk.community, waiting.expires_at)

    assert await labels(town, talk) == []


@pytest.mark.parametrize(
    ("choice", "ends"),
    [
        (Choice.POST_IT_MYSELF, (ReviewStatus.POSTED, [Label.SAY])),
        (Choice.LET_THE_BOT_SEND, (ReviewStatus.APPROVED, [Label.SAY])),
        (Choice.DECLINE, (ReviewStatus.DECLINED, [Label.DONT_SAY])),
        (Choice.NEVER_LIKE_THIS, (ReviewStatus.DECLINED, [Label.DONT_SAY])),
    ],
)
async def test_each_choice_leads_somewhere_and_is_a_label(town, talk, waiting, choice, ends):
    decided = await decide(town, talk, waiting, choice)

    assert (decided.status, await labels(town, talk)) == ends


async def test_a_moderator_puts_their_own_words_in_its_place(town, talk, waiting):
    decided = await decide(town, talk, waiting, Choice.EDIT, said="Has anybody a stand?")

    assert (decided.words, decided.text) == ("Has anybody a stand?", WORDS)


async def test_a_moderator_s_words_are_sealed(town, talk, waiting, tmp_path):
    await decide(town, talk, waiting, Choice.EDIT, said="Has anybody a stand?")

    async with town.store.unit() as unit:
        raw = await unit.transaction.connection.exec_driver_sql("SELECT edited FROM reviews")
        [(sealed,)] = raw.all()
        await unit.commit()
    assert b"stand" not in bytes(sealed)


async def test_who_is_second_is_told_so(town, talk, waiting):
    await decide(town, talk, waiting, Choice.DECLINE)

    with pytest.raises(AlreadyDecided, match="declined"):
        await decide(town, talk, waiting, Choice.POST_IT_MYSELF, by="mia")


async def test_of_two_who_press_at_once_against_each_other_one_decides(town, talk, waiting):
    ended = await asyncio.gather(
        decide(town, talk, waiting, Choice.LET_THE_BOT_SEND),
        decide(town, talk, waiting, Choice.DECLINE, by="mia"),
        return_exceptions=True,
    )

    refused = [each for each in ended if isinstance(each, AlreadyDecided)]
    [decided] = [each for each in ended if not isinstance(each, AlreadyDecided)]
    assert (len(refused), len(await labels(town, talk))) == (1, 1)
    async with town.store.unit() as unit:
        kept = await unit.reviews.get(talk.community, waiting.id)
        await unit.commit()
    assert kept.status is decided.status


async def test_whoever_stops_wins_over_whoever_raises_at_once(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as town:
        async with town.store.unit() as unit:
            mo = await unit.members.known_as(talk.community, talk.member("mo"))
            signed = talk.framework(rung=Rung.LISTEN, signed_by=mo, version=2)
            await unit.frameworks.sign(signed)
            await unit.commit()
        ladder, now = town.trust.ladder, talk.at(4 * HOUR)
        where = (talk.community, "rescue_unanswered", talk.channel())

        await asyncio.gather(
            ladder.promote(*where, talk.member("mo"), now),
            ladder.switch(*where, now, stopped=True, by=talk.member("mia")),
        )

        [place] = [
            p
            for p in await ladder.show(talk.community, talk.channel())
            if p.practice == "rescue_unanswered"
        ]
        assert place.standing.stopped


async def test_who_took_it_up_decides(town, talk, waiting):
    await town.trust.reviews.take(talk.community, waiting.id, talk.member("mo"), talk.at(4 * HOUR))

    with pytest.raises(AlreadyDecided, match="taken"):
        await decide(town, talk, waiting, Choice.DECLINE, by="mia")
    assert (await decide(town, talk, waiting, Choice.DECLINE)).status is ReviewStatus.DECLINED


async def test_nobody_takes_up_what_is_taken(town, talk, waiting):
    take = town.trust.reviews.take
    await take(talk.community, waiting.id, talk.member("mo"), talk.at(4 * HOUR))

    with pytest.raises(AlreadyDecided):
        await take(talk.community, waiting.id, talk.member("mia"), talk.at(4 * HOUR))


async def test_without_words_there_is_nothing_to_send(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR))
    review = drafted(verdict(talk), None, approved=True)
    async with town.store.unit() as unit:
        await unit.reviews.add(talk.community, review)
        await unit.commit()

    assert review.status is ReviewStatus.WAITING
    with pytest.raises(NoWords):
        await decide(town, talk, review, Choice.LET_THE_BOT_SEND)


async def test_what_speaks_to_moderators_is_said_to_nobody_else(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, "How do I true a wheel?"))
    review = await queued(town, talk, audience=Audience.MODERATORS)

    with pytest.raises(ForModerators):
        await decide(town, talk, review, Choice.LET_THE_BOT_SEND)


async def test_a_moderator_s_own_words_about_it_may_be_said(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, "How do I true a wheel?"))
    review = await queued(town, talk, audience=Audience.MODERATORS)

    decided = await decide(town, talk, review, Choice.EDIT, said="Who has a stand?")

    assert decided.status is ReviewStatus.APPROVED


async def test_a_draft_that_is_not_there_is_named(town, talk):
    with pytest.raises(NoSuchReview, match="deadbeef"):
        await town.trust.reviews.take(talk.community, "deadbeef", talk.member("mo"), talk.at(HOUR))


async def test_forgetting_the_asker_takes_the_draft_away(town, talk, waiting):
    people, at = [talk.member("ana")], talk.at(5 * HOUR)
    await town.privacy.note([talk.community], people, Then.IGNORE_ME, at)
    await town.privacy.carry_out(at)

    assert await town.trust.reviews.waiting(talk.community, talk.at(5 * HOUR)) == ()


async def test_what_was_never_looked_at_cannot_be_labelled(town, talk):
    span = Span(start=talk.at(-HOUR), end=talk.at(HOUR), seen_until=talk.at(HOUR))

    with pytest.raises(NoSuchMoment):
        await town.trust.reviews.label(
            talk.community,
            "deadbeef",
            Label.SAY,
            by=talk.member("mo"),
            now=talk.at(HOUR),
            span=span,
        )


async def test_a_shadow_moment_is_listed_until_it_is_labelled(towns, talk, takes_in):
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, "How do I true a wheel?"))
        made = verdict(talk)
        async with house.store.unit() as unit:
            held = replace(made, reason=Reason.LISTENING)
            await unit.ledger.keep(talk.community, held, words(talk), shadow=True)
            await unit.commit()
        span = Span(start=talk.at(-HOUR), end=talk.at(9 * HOUR), seen_until=talk.at(9 * HOUR))
        queue = house.trust.reviews
        [card] = await queue.shadows(talk.community, span)

        await queue.label(
            talk.community,
            card.id,
            Label.TOO_LATE,
            by=talk.member("mo"),
            now=talk.at(9 * HOUR),
            span=span,
        )

        assert card.id == review_id(made.proposal.id, made.at)
        assert await queue.shadows(talk.community, span) == ()
        assert await labels(house, talk) == [Label.TOO_LATE]


def test_of_nothing_reviewed_there_is_no_share():
    nothing = Evidence(say=0, reviewed=0)

    assert (nothing.share, nothing.at_least, nothing.enough_to_speak) == (None, None, False)


def test_the_lower_end_of_24_of_30_is_as_published():
    assert round(Evidence(say=24, reviewed=30).at_least, 3) == 0.657
