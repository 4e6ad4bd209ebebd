"""What was approved is said once, in the room, and only if it still may be said."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.charter import QuietHours
from bot.core.clock import ManualClock
from bot.core.ids import ProposalId
from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.plain_cards import plain
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.reasons import Reason
from bot.core.reviews import Choice, ReviewStatus
from bot.core.trust import Rung
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.platform import ParlourPlatform
from bot.services.reviewing import drafted

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
WORDS = "A question above has waited for a while. Would one of you take it up?"
NOW = 5 * HOUR


class Room:
    """The local room beside a house, where the bot speaks by its hands."""

    def __init__(self, house, talk):
        self.house, self.talk = house, talk
        self.bot = talk.member("tummler")
        self.clock = ManualClock(talk.at(NOW))
        self.platform = ParlourPlatform(community=talk.community, clock=self.clock, bot=self.bot)
        self.hands = ParlourHands(self.platform, self.bot)
        self.delivery = house.trust.deliver(
            self.hands, lambda key: f"/parlour#{key.message}", self.clock
        )

    async def asked(self):
        """Ana's question, in the room and in the house."""
        said = self.talk.post("m1", "ana", HOUR, "How do I true a wheel without a stand?")
        await self.platform.play(said)
        async with self.house.store.unit() as unit:
            await self.house.pipeline.handle(unit, said)
            await unit.commit()

    async def approved(self, *, text=WORDS, **changes):
        """A draft that may be sent, as restraint approved it."""
        made = proposal(self.talk, **changes)
        verdict = Verdict(
            proposal=made, reason=Reason.GRANTED, otherwise=True, at=made.at, framework=1
        )
        words = Draft(proposal=made.id, text=text, language="en", drafter="test-1")
        review = drafted(verdict, words, approved=True)
        async with self.house.store.unit() as unit:
            await unit.reviews.add(self.talk.community, review)
            await unit.commit()
        return review

    async def carry_out(self, after=NOW):
        return await self.delivery.carry_out(self.talk.community, self.talk.at(after))

    async def said(self):
        """What the bot said in the room."""
        history = self.platform.history(self.talk.channel(), self.talk.start)
        return [event.text async for event in history if event.own]


def proposal(talk, **changes):
    usual = Proposal(
        id=ProposalId("rescue_unanswered:parlour/m1"),
        practice="rescue_unanswered",
        at=talk.at(NOW - HOUR),
        conversation="parlour/m1",
        channel=talk.channel(),
        audience=Audience.PUBLIC,
        addressee=None,
        need=talk.key("m1"),
        wording=Wording(template="rescue_unanswered-ask", slots={"because": "it waits"}),
        because="it waits",
        cites=(talk.key("m1"),),
        confidence=0.9,
        needs=frozenset({Capability.REPLY_IN_THREAD}),
        window=24 * HOUR,
    )
    return replace(usual, **changes)


@pytest.fixture
def rooms(towns, talk):
    @asynccontextmanager
    async def opened(rung=Rung.SPEAK, **changes):
        async with towns(framework=talk.framework(rung=rung), **changes) as house:
            room = Room(house, talk)
            await room.asked()
            yield room

    return opened


def hushed(talk, **changes):
    """A charter whose quiet hours end half an hour after NOW; or a quiet day, if said."""
    signed = talk.framework(**changes)
    local = signed.charter.local(talk.at(NOW))
    hours = QuietHours(
        start=(local - HOUR).time(),
        end=(local + HOUR / 2).time(),
    )
    return replace(signed, charter=replace(signed.charter, quiet_hours=hours))


@pytest.mark.parametrize("choice", [None, Choice.LET_THE_BOT_SEND])
async def test_what_was_approved_waits_for_the_end_of_quiet_hours(towns, talk, choice):
    async with towns(framework=hushed(talk)) as house:
        room = Room(house, talk)
        await room.asked()
        review = await room.approved()
        async with house.store.unit() as unit:
            pressed = replace(review, choice=choice)
            await unit.reviews.move(talk.community, pressed, {ReviewStatus.APPROVED})
            await unit.commit()

        [waits] = await room.carry_out()
        before = await room.said()
        [ended] = await room.carry_out(NOW + HOUR)

        assert (waits.status, before) == (ReviewStatus.APPROVED, [])
        assert (ended.status, await room.said()) == (ReviewStatus.SENT, [WORDS])


async def test_what_waits_through_quiet_hours_expires_in_them(towns, talk):
    async with towns(framework=hushed(talk)) as house:
        room = Room(house, talk)
        await room.asked()
        review = await room.approved()
        [ended] = await room.carry_out(review.expires_at - talk.start)

        assert (ended.withheld, await room.said()) == (Reason.EXPIRED, [])


async def test_what_was_approved_is_not_said_on_a_quiet_day(towns, talk):
    signed = talk.framework()
    today = signed.charter.local(talk.at(NOW)).date()
    async with towns(framework=replace(signed, quiet_days=frozenset({today}))) as house:
        room = Room(house, talk)
        await room.asked()
        await room.approved()

        [waits] = await room.carry_out()

        assert (waits.status, await room.said()) == (ReviewStatus.APPROVED, [])


async def withheld(room, after=NOW):
    [ended] = await room.carry_out(after)
    return ended.withheld


async def test_what_was_approved_is_said_below_the_message_that_waits(rooms):
    async with rooms() as room:
        await room.approved()

        [ended] = await room.carry_out()

        assert (ended.status, await room.said()) == (ReviewStatus.SENT, [WORDS])


async def test_it_is_kept_what_was_sent(rooms, talk):
    async with rooms() as room:
        review = await room.approved()
        [ended] = await room.carry_out()

        async with room.house.store.unit() as unit:
            kept = await unit.reviews.get(talk.community, review.id)
            await unit.commit()

    assert kept.sent == ended.sent
    assert kept.sent.platform == "parlour"


async def test_nothing_is_said_twice(rooms):
    async with rooms() as room:
        await room.approved()
        await room.carry_out()

        assert await room.carry_out() == ()
        assert await room.said() == [WORDS]


async def test_what_waits_for_a_person_is_not_said(rooms, talk):
    async with rooms() as room:
        review = await room.approved()
        async with room.house.store.unit() as unit:
            back = replace(review, status=ReviewStatus.WAITING)
            await unit.reviews.move(talk.community, back, {ReviewStatus.APPROVED})
            await unit.commit()

        assert await room.carry_out() == ()


async def test_a_moderator_s_words_are_said_and_then_not_kept(rooms, talk):
    async with rooms() as room:
        review = await room.approved()
        async with room.house.store.unit() as unit:
            back = replace(review, status=ReviewStatus.WAITING)
            await unit.reviews.move(talk.community, back, {ReviewStatus.APPROVED})
            await unit.commit()
        await room.house.trust.reviews.decide(
            talk.community,
            review.id,
            Choice.EDIT,
            by=talk.member("mo"),
            now=talk.at(NOW),
            words="Who has a stand?",
        )
        await room.carry_out()

        async with room.house.store.unit() as unit:
            kept = await unit.reviews.get(talk.community, review.id)
            await unit.commit()
        assert await room.said() == ["Who has a stand?"]
        assert kept.edited is None


async def test_other_messages_are_linked_below(rooms, talk):
    async with rooms() as room:
        more = talk.post("m0", "ben", HOUR + MINUTE, "Me too.", to="m1")
        async with room.house.store.unit() as unit:
            await room.house.pipeline.handle(unit, more)
            await unit.commit()
        await room.approved(cites=(talk.key("m1"), talk.key("m0")))

        await room.carry_out()

        assert await room.said() == [f"{WORDS}\n/parlour#m0"]


async def test_the_one_who_offered_is_mentioned_by_name(rooms, talk):
    offered = Consent(member=talk.member("eve"), opt_ins=frozenset({OptIn.ASK_ME}))
    async with rooms(consents=(offered,)) as room:
        async with room.house.store.unit() as unit:
            eve = await unit.members.known_as(talk.community, talk.member("eve"))
            await unit.members.meet(talk.community, talk.member("eve"), talk.at(HOUR))
            await unit.commit()
        await room.approved(text="@volunteer, is it one for you?", addressee=eve)

        await room.carry_out()

        assert await room.said() == ["@eve, is it one for you?"]


@pytest.mark.parametrize("practice", [None, "rescue_unanswered"])
async def test_a_stop_holds_back_what_was_approved_before_it(rooms, talk, practice):
    async with rooms() as room:
        await room.approved()
        await room.house.trust.ladder.switch(
            talk.community, practice, None, talk.at(NOW), stopped=True
        )

        assert await withheld(room) is Reason.PRACTICE_OFF
        assert await room.said() == []


async def test_a_stop_in_one_room_lets_another_room_s_line_go_out_in_the_same_round(rooms, talk):
    garden = talk.channel("garden")
    async with rooms() as room:
        asked = talk.post("g1", "ana", HOUR, "Which rose climbs in the shade?", room="garden")
        await room.platform.play(asked)
        async with room.house.store.unit() as unit:
            await room.house.pipeline.handle(unit, asked)
            await unit.commit()
        stopped = await room.approved()
        goes_on = await room.approved(
            id=ProposalId("rescue_unanswered:parlour/g1"),
            conversation="parlour/g1",
            channel=garden,
            need=talk.key("g1"),
            cites=(talk.key("g1"),),
        )
        where = (talk.community, None, talk.channel(), talk.at(NOW))
        await room.house.trust.ladder.switch(*where, stopped=True)

        ended = {each.id: each.status for each in await room.carry_out()}

        assert ended == {stopped.id: ReviewStatus.WITHHELD, goes_on.id: ReviewStatus.SENT}
        assert await room.said() == []
        assert [each.own async for each in room.platform.history(garden, talk.start)] == [
            False,
            True,
        ]


async def test_a_freeze_holds_it_back(rooms, talk):
    async with rooms() as room:
        await room.approved()
        await room.house.trust.ladder.unhelpful(
            talk.community, "rescue_unanswered", talk.channel(), talk.at(NOW)
        )

        assert await withheld(room) is Reason.FROZEN


async def test_what_nobody_pressed_is_not_said_where_a_practice_may_only_suggest_by_now(rooms):
    async with rooms(rung=Rung.SUGGEST) as room:
        await room.approved()

        assert await withheld(room) is Reason.NEEDS_REVIEW
        assert await room.said() == []


async def test_a_step_down_holds_it_back(rooms, talk):
    async with rooms(rung=Rung.SUGGEST) as room:
        await room.approved()
        await room.house.trust.ladder.step_down(
            talk.community, "rescue_unanswered", None, talk.at(NOW), "an alarm"
        )

        assert await withheld(room) is Reason.DIGEST_ONLY


async def test_somebody_who_writes_meanwhile_holds_it_back(rooms, talk):
    async with rooms() as room:
        await room.approved()
        async with room.house.store.unit() as unit:
            late = talk.post("m2", "ben", NOW - MINUTE, "Turn each spoke a quarter.", to="m1")
            await room.house.pipeline.handle(unit, late)
            await unit.commit()

        assert await withheld(room) is Reason.SOMEONE_IS_TALKING


async def test_an_opt_out_meanwhile_holds_it_back(rooms, talk):
    async with rooms() as room:
        await room.approved()
        async with room.house.store.unit() as unit:
            ana = await unit.members.known_as(talk.community, talk.member("ana"))
            paused = {Switch.PROMPTS: talk.at(90 * HOUR)}
            await unit.consents.save(talk.community, Consent(member=ana, paused=paused))
            await unit.commit()

        assert await withheld(room) is Reason.OPTED_OUT


async def test_a_message_that_is_gone_is_not_answered(rooms, talk):
    async with rooms() as room:
        await room.approved()
        async with room.house.store.unit() as unit:
            await room.house.pipeline.handle(unit, talk.delete("m1", 2 * HOUR))
            await unit.commit()

        assert await withheld(room) is Reason.TARGET_GONE


async def test_what_is_too_late_is_not_said(rooms):
    async with rooms() as room:
        await room.approved()

        assert await withheld(room, after=40 * HOUR) is Reason.EXPIRED


async def test_what_the_platform_refuses_is_kept_as_refused(rooms, talk):
    async with rooms() as room:
        await room.approved()
        await room.platform.delete(talk.key("m1"))

        assert await withheld(room) is Reason.REFUSED


async def test_a_private_line_is_told_to_that_person_alone(rooms, talk):
    offered = Consent(member=talk.member("eve"), opt_ins=frozenset({OptIn.ASK_ME}))
    async with rooms(consents=(offered,)) as room:
        async with room.house.store.unit() as unit:
            await unit.members.meet(talk.community, talk.member("eve"), talk.at(HOUR))
            eve = await unit.members.known_as(talk.community, talk.member("eve"))
            await unit.commit()
        await room.approved(audience=Audience.MEMBER, addressee=eve)
        [ended] = await room.carry_out()

        told = room.platform.board.notices(talk.member("eve"), talk.channel())
        assert (ended.status, len(told), await room.said()) == (ReviewStatus.SENT, 1, [])
        assert "/parlour#m1" in plain(told[0].answer)


async def test_the_buttons_below_a_private_line_are_in_its_own_language(rooms, talk):
    german = Wording(
        template="rescue_unanswered-ask", slots={"because": "it waits", "language": "de"}
    )
    offered = Consent(member=talk.member("eve"), opt_ins=frozenset({OptIn.ASK_ME}))
    async with rooms(consents=(offered,)) as room:
        async with room.house.store.unit() as unit:
            await unit.members.meet(talk.community, talk.member("eve"), talk.at(HOUR))
            eve = await unit.members.known_as(talk.community, talk.member("eve"))
            await unit.commit()
        await room.approved(audience=Audience.MEMBER, addressee=eve, wording=german)
        await room.carry_out()

        [told] = room.platform.board.notices(talk.member("eve"), talk.channel())
        assert [each.label for each in told.answer.sections[1].buttons] == [
            "Hilfreich",
            "Jetzt nicht",
            "Hier aufhören",
            "Warum?",
        ]


async def begin(room, talk):
    """A draft that was being sent when the program stopped."""
    review = await room.approved()
    async with room.house.store.unit() as unit:
        begun = replace(review, status=ReviewStatus.SENDING)
        await unit.reviews.move(talk.community, begun, {ReviewStatus.APPROVED})
        await unit.commit()
    return begun


async def test_what_was_begun_before_a_stop_of_the_program_is_ended(rooms, talk):
    async with rooms() as room:
        await begin(room, talk)

        [ended] = await room.carry_out()

        assert (ended.status, await room.said()) == (ReviewStatus.SENT, [WORDS])


async def test_what_was_said_before_it_was_kept_is_not_said_again(rooms, talk):
    async with rooms() as room:
        begun = await begin(room, talk)
        await room.hands.reply(talk.key("m1"), WORDS, once=begun.id)

        [ended] = await room.carry_out()

        assert (ended.status, await room.said()) == (ReviewStatus.SENT, [WORDS])


async def test_what_was_begun_is_held_back_by_a_stop_that_came_meanwhile(rooms, talk):
    async with rooms() as room:
        await begin(room, talk)
        await room.house.trust.ladder.switch(talk.community, None, None, talk.at(NOW), stopped=True)

        assert await withheld(room) is Reason.PRACTICE_OFF
        assert await room.said() == []


async def test_what_was_begun_too_long_ago_is_not_said(rooms, talk):
    async with rooms() as room:
        await begin(room, talk)

        assert await withheld(room, after=40 * HOUR) is Reason.EXPIRED
        assert await room.said() == []


async def test_what_was_said_is_kept_as_sent_whatever_was_stopped_since(rooms, talk):
    async with rooms() as room:
        begun = await begin(room, talk)
        posted = await room.hands.reply(talk.key("m1"), WORDS, once=begun.id)
        await room.house.trust.ladder.switch(talk.community, None, None, talk.at(NOW), stopped=True)

        [ended] = await room.carry_out()

        assert (ended.status, ended.sent) == (ReviewStatus.SENT, posted)


async def test_what_is_stopped_while_it_waits_for_its_turn_is_not_said(rooms, talk):
    async with rooms() as room:
        await room.approved()
        before = room.hands.reply

        async def waits(*given, **more):
            where = (talk.community, None, talk.channel(), talk.at(NOW))
            await room.house.trust.ladder.switch(*where, stopped=True)
            return await before(*given, **more)

        room.hands.reply = waits

        [ended] = await room.carry_out()

        assert (ended.withheld, await room.said()) == (Reason.PRACTICE_OFF, [])


async def test_what_waits_for_its_turn_into_quiet_hours_is_said_after_them(towns, talk):
    signed = hushed(talk)
    local = signed.charter.local(talk.at(NOW))
    hours = QuietHours(start=(local + MINUTE).time(), end=(local + HOUR / 2).time())
    signed = replace(signed, charter=replace(signed.charter, quiet_hours=hours))
    async with towns(framework=signed) as house:
        room = Room(house, talk)
        await room.asked()
        await room.approved()
        before = room.hands.reply

        async def waits(*given, **more):
            room.clock.move_to(talk.at(NOW + 2 * MINUTE))
            return await before(*given, **more)

        room.hands.reply = waits
        [held] = await room.carry_out()
        in_quiet_hours = await room.said()
        [ended] = await room.carry_out(NOW + HOUR)

        assert (held.status, in_quiet_hours) == (ReviewStatus.SENDING, [])
        assert (ended.status, await room.said()) == (ReviewStatus.SENT, [WORDS])


async def test_what_waits_for_its_turn_until_it_is_too_late_is_not_said(rooms, talk):
    async with rooms() as room:
        review = await room.approved()
        before = room.hands.reply

        async def waits(*given, **more):
            room.clock.move_to(review.expires_at)
            return await before(*given, **more)

        room.hands.reply = waits

        [ended] = await room.carry_out()

        assert (ended.withheld, await room.said()) == (Reason.EXPIRED, [])


async def test_before_anything_is_possible_in_its_channel_it_is_kept_for_later(rooms):
    there = set()
    async with rooms(granted=lambda _channel: frozenset(there)) as room:
        await room.approved()

        kept = await room.carry_out()
        there |= {*Capability}
        [ended] = await room.carry_out(NOW + MINUTE)

        assert (kept, ended.status) == ((), ReviewStatus.SENT)


async def test_what_could_never_be_said_expires(rooms):
    async with rooms(granted=lambda _channel: frozenset()) as room:
        await room.approved()

        assert await withheld(room, NOW + 30 * HOUR) is Reason.EXPIRED
