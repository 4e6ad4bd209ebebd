"""A moderator's post is said once at its hour, and only where it still may be said then."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.capabilities import Capability, PlatformBusy, PlatformRefused
from bot.core.charter import QuietHours
from bot.core.own_posts import NoSuchPost, OwnPostStatus, Written
from bot.core.privacy import Then
from bot.core.trust import Rung
from bot.platforms.parlour.hands import ParlourHands
from bot.services.own_saying import CAN_BE_FOUND, TOO_LATE, OwnSaying
from tests.services.own_posts_rig import DUE, HOUR, MINUTE, NOW, WORDS, Moderators, Porch

DAY = timedelta(days=1)
SIGNED = f"{WORDS}\n— @mo, by way of Tummler at an hour they chose"


@pytest.fixture
def porches(towns, talk):
    @asynccontextmanager
    async def opened(framework=None, **changes):
        signed = framework or talk.framework(rung=Rung.LISTEN)
        moderators = Moderators()
        async with towns(framework=signed, moderates=moderators, **changes) as house:
            yield Porch(house, talk, moderators)

    return opened


async def stops(porch, channel=None):
    at = porch.talk.at(NOW)
    ladder = porch.house.trust.ladder
    await ladder.switch(porch.talk.community, None, channel, at, stopped=True, by=porch.mo)


async def test_it_is_said_at_its_hour_whatever_practices_may_and_names_its_author(porches):
    async with porches() as porch:
        await porch.places()

        await porch.carry_out()

        assert await porch.said() == [SIGNED]
        assert await porch.status() is OwnPostStatus.SENT


async def test_before_its_hour_nothing_is_said(porches):
    async with porches() as porch:
        await porch.places()

        await porch.carry_out(DUE - MINUTE)

        assert await porch.said() == []


async def test_what_was_said_is_not_said_again_and_its_words_are_gone(porches):
    async with porches() as porch:
        await porch.places()
        await porch.carry_out()

        await porch.carry_out(DUE + MINUTE)

        [post] = await porch.all()
        assert (await porch.said(), post.written) == ([SIGNED], None)


async def test_a_room_without_polls_shows_what_is_asked_as_text(porches):
    def granted(_channel):
        return frozenset(Capability) - {Capability.POLL}

    async with porches(granted=granted) as porch:
        await porch.places(written=Written(words="Which day?", answers=("Saturday", "Sunday")))

        await porch.carry_out()

        [said] = await porch.said()
        assert said.startswith("Which day?\n1. Saturday\n2. Sunday\n—")


async def test_the_local_room_shows_a_poll_as_text_and_asks_once(porches):
    async with porches() as porch:
        await porch.places(written=Written(words="Which day?", answers=("Saturday", "Sunday")))

        await porch.carry_out()

        [said] = await porch.said()
        assert said.startswith("Which day?\nSaturday\nSunday\n—")


# What holds it back.


@pytest.mark.parametrize("everywhere", [True, False])
async def test_what_moderators_silenced_says_no_post_either(porches, everywhere):
    async with porches() as porch:
        await porch.places()
        await stops(porch, None if everywhere else porch.talk.channel())

        await porch.carry_out()

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.WITHHELD)


async def test_a_stop_in_another_room_holds_nothing_back_here(porches):
    async with porches() as porch:
        await porch.places()
        await stops(porch, porch.talk.channel("elsewhere"))

        await porch.carry_out()

        assert await porch.said() == [SIGNED]


async def test_it_is_not_said_in_hours_that_became_quiet_since(porches):
    async with porches() as porch:
        await porch.places()
        signed = porch.talk.framework(rung=Rung.LISTEN)
        whole_day = QuietHours(start=time(0, 1), end=time())
        async with porch.house.store.unit() as unit:
            quiet = replace(signed.charter, quiet_hours=whole_day)
            await unit.frameworks.sign(replace(signed, version=2, charter=quiet))
            await unit.commit()

        await porch.carry_out()

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.WITHHELD)


async def test_it_is_not_said_in_quiet_hours_that_begin_while_it_waits_for_its_turn(porches):
    async with porches() as porch:
        await porch.places()
        signed = porch.talk.framework(rung=Rung.LISTEN)
        due = signed.charter.local(porch.talk.at(DUE))
        hours = QuietHours(start=(due + HOUR / 60).time(), end=(due + HOUR).time())
        async with porch.house.store.unit() as unit:
            quiet = replace(signed.charter, quiet_hours=hours)
            await unit.frameworks.sign(replace(signed, version=2, charter=quiet))
            await unit.commit()
        before = porch.hands.post

        async def waits(*given, **more):
            porch.clock.move_to(porch.talk.at(DUE + HOUR / 30))
            return await before(*given, **more)

        porch.hands.post = waits

        await porch.carry_out()

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.WITHHELD)


async def test_whoever_moderates_no_more_says_nothing_by_it(porches):
    async with porches() as porch:
        await porch.places()
        porch.moderators.names.discard("mo")

        await porch.carry_out()

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.WITHHELD)


async def test_whoever_is_forgotten_says_nothing_any_more(porches):
    async with porches() as porch:
        await porch.places()
        privacy, at = porch.house.privacy, porch.talk.at(NOW)
        await privacy.note([porch.talk.community], [porch.mo], Then.START_AFRESH, at)
        await privacy.carry_out(at)

        await porch.carry_out()

        assert (await porch.said(), await porch.all()) == ([], ())


@pytest.mark.parametrize(
    ("late", "status"),
    [(TOO_LATE, OwnPostStatus.SENT), (TOO_LATE + MINUTE, OwnPostStatus.TOO_LATE)],
)
async def test_an_hour_after_its_time_is_the_last_at_which_it_goes_out(porches, late, status):
    async with porches() as porch:
        await porch.places()

        await porch.carry_out(DUE + late)

        assert await porch.status() is status


async def test_where_the_platform_grants_no_post_it_is_refused(porches):
    def granted(_channel):
        return frozenset({Capability.LINK})

    async with porches(granted=granted) as porch:
        await porch.places()

        await porch.carry_out()

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.REFUSED)


async def test_where_nothing_is_known_yet_it_waits(porches):
    async with porches(granted=lambda _channel: frozenset()) as porch:
        await porch.places()

        await porch.carry_out()

        assert await porch.status() is OwnPostStatus.WAITING


# What the platform does.


class Refusing(ParlourHands):
    """Takes nothing, for the reason it was given."""

    why = PlatformRefused

    async def post(self, *_channel_and_text, **_terms):
        raise self.why


class Lost(ParlourHands):
    """Says it, and its answer never arrives."""

    async def post(self, channel, text, **told):
        await super().post(channel, text, **told)
        raise PlatformBusy


def hands(porch, kind):
    return kind(porch.platform, porch.bot)


async def test_what_the_platform_refuses_is_kept_as_refused_with_its_words(porches):
    async with porches() as porch:
        await porch.places()

        await porch.carry_out(hands=hands(porch, Refusing))

        [post] = await porch.all()
        assert (post.status, post.written.words) == (OwnPostStatus.REFUSED, WORDS)


async def test_what_a_busy_platform_may_have_taken_is_looked_for_and_not_said_twice(porches):
    async with porches() as porch:
        await porch.places()
        await porch.carry_out(hands=hands(porch, Lost))
        assert await porch.status() is OwnPostStatus.SENDING

        await porch.carry_out(DUE + MINUTE)

        assert (await porch.said(), await porch.status()) == ([SIGNED], OwnPostStatus.SENT)


async def test_what_a_busy_platform_did_not_take_is_said_after_all(porches):
    async with porches() as porch:
        await porch.places()
        busy = hands(porch, Refusing)
        busy.why = PlatformBusy
        await porch.carry_out(hands=busy)

        await porch.carry_out(DUE + MINUTE)

        assert (await porch.said(), await porch.status()) == ([SIGNED], OwnPostStatus.SENT)


async def test_a_thread_that_a_busy_platform_did_not_open_is_opened_later_and_nothing_said_again(
    porches,
):
    class Threading(ParlourHands):
        opened = ()
        busy = True

        async def open_thread(self, _channel, on, title):
            if self.busy:
                raise PlatformBusy
            self.opened = (*self.opened, (on, title))

    async with porches() as porch:
        await porch.places(written=Written(words=WORDS, thread="The shed"))
        threading = hands(porch, Threading)
        await porch.carry_out(hands=threading)
        threading.busy = False

        await porch.carry_out(DUE + MINUTE, hands=threading)

        [post] = await porch.all()
        assert threading.opened == ((post.sent, "The shed"),)
        assert await porch.said() == [SIGNED]


async def test_a_stop_holds_back_what_was_begun_and_did_not_arrive(porches):
    async with porches() as porch:
        await porch.places()
        busy = hands(porch, Refusing)
        busy.why = PlatformBusy
        await porch.carry_out(hands=busy)
        await stops(porch)

        await porch.carry_out(DUE + MINUTE)

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.WITHHELD)


async def test_what_can_no_longer_be_looked_for_is_uncertain_and_not_said(porches):
    async with porches() as porch:
        await porch.places()
        busy = hands(porch, Refusing)
        busy.why = PlatformBusy
        await porch.carry_out(hands=busy)

        await porch.carry_out(DUE + CAN_BE_FOUND + MINUTE)

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.UNCERTAIN)


async def test_a_post_that_fails_keeps_no_other_back(porches):
    class Failing(ParlourHands):
        async def post(self, channel, text, **told):
            if text.startswith("One"):
                raise RuntimeError
            return await super().post(channel, text, **told)

    async with porches() as porch:
        await porch.places(written=Written(words="One"))
        await porch.places(written=Written(words="Two"))

        await porch.carry_out(hands=hands(porch, Failing))

        [said] = await porch.said()
        assert said.startswith("Two\n")


async def test_what_was_cancelled_while_it_was_being_looked_at_is_not_said(porches):
    async with porches() as porch:
        post = await porch.places()
        await porch.posting.cancel(porch.talk.community, post.id, porch.talk.at(NOW))

        await porch.carry_out()

        assert (await porch.said(), await porch.status()) == ([], OwnPostStatus.CANCELLED)


async def test_a_post_whose_author_sets_another_hour_in_the_last_moment_waits_for_that(porches):
    async with porches() as porch:
        post = await porch.places()
        asked = porch.moderators.names

        async def moderates(member, _channel):
            await porch.places(DUE + HOUR, written=Written(words="At eleven."), instead=post.id)
            return member.member in asked

        saying = OwnSaying(
            porch.house.store.unit,
            porch.hands,
            lambda _channel: frozenset(Capability),
            moderates,
            porch.clock,
        )
        [due] = await saying.ahead(porch.talk.community, porch.talk.at(DUE))
        await saying.carry_out(porch.talk.community, due, porch.talk.at(DUE))

        [waits] = await porch.all()
        assert (await porch.said(), waits.status) == ([], OwnPostStatus.WAITING)
        assert (waits.at, waits.written.words) == (porch.talk.at(DUE + HOUR), "At eleven.")


async def test_what_is_being_said_can_no_longer_be_cancelled(porches):
    async with porches() as porch:
        post = await porch.places()
        await porch.carry_out(hands=hands(porch, Lost))

        with pytest.raises(NoSuchPost):
            await porch.posting.cancel(porch.talk.community, post.id, porch.talk.at(DUE))


def by_the_way(porch, unit, now, retention):
    return unit.messages.let_fade(porch.talk.community, now, retention)


def by_the_sweep(porch, unit, now, retention):
    return unit.messages.sweep(porch.talk.community, now, retention)


@pytest.mark.parametrize("fades", [by_the_way, by_the_sweep])
async def test_its_words_fade_with_all_words_and_it_goes_after_ninety_days(porches, fades):
    async with porches() as porch:
        await porch.places()
        await porch.carry_out(hands=hands(porch, Refusing))
        retention = porch.house.privacy.retention

        async with porch.house.store.unit() as unit:
            await fades(porch, unit, porch.talk.at(DUE) + retention.text + HOUR, retention)
            await unit.commit()
        [faded] = await porch.all()
        async with porch.house.store.unit() as unit:
            await fades(porch, unit, porch.talk.at(DUE) + retention.linkable + DAY, retention)
            await unit.commit()

        assert (faded.written, await porch.all()) == (None, ())
