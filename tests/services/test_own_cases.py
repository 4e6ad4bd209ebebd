"""Nobody learns who laid their own message before moderators, or has a say in what follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.core.ids import OwnPostId
from bot.core.moderation import ActKind, NoSuchAct, NoSuchAlert
from bot.core.own_posts import OwnPost, OwnPostStatus, Written
from bot.core.privacy import Retention, Then
from bot.core.trust import Rung
from bot.services.moderating import Moderating
from db.tables import alerts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "quaggamarker: it is an advertisement"


class Desk:
    """A house in which ana, who moderates as mo does, wrote what bo laid before moderators."""

    def __init__(self, house, talk, message):
        self.house, self.talk, self.message = house, talk, message
        self.ana, self.mo = talk.member("ana"), talk.member("mo")
        self.moderating = Moderating(house.store.unit, homes=house.homes)

    async def sees(self, who):
        return await self.moderating.waiting(self.talk.community, who)

    async def does(self, kind, about, who):
        return await self.moderating.act(
            self.talk.community, about, kind, by=who, because=WHY, at=self.talk.at(2 * HOUR)
        )

    async def undoes(self, act, who):
        at = self.talk.at(3 * HOUR)
        return await self.moderating.undo(self.talk.community, act, by=who, at=at)

    async def trail(self, who):
        return await self.moderating.trail(self.talk.community, who)

    async def held(self, who):
        async with self.house.store.unit() as unit:
            known = await unit.members.known_as(self.talk.community, who)
            found = await unit.holdings.of(self.talk.community, known)
            await unit.commit()
        return {each.kind: each.count for each in found}


@pytest.fixture
async def desk(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        posted = talk.post("m1", "ana", timedelta(), "come and buy")
        await house.living().receive(posted)
        made = Desk(house, talk, posted.key)
        await made.moderating.flag(posted.key, "look", talk.member("bo"), talk.at(HOUR))
        yield made


async def test_whoever_wrote_it_does_not_see_the_case(desk):
    assert await desk.sees(desk.ana) == ()
    assert len(await desk.sees(desk.mo)) == 1


@pytest.mark.parametrize("what", list(ActKind))
async def test_whoever_wrote_it_decides_nothing_about_it_even_by_its_name(desk, what):
    [case] = await desk.sees(desk.mo)

    with pytest.raises(NoSuchAlert):
        await desk.does(what, case.first.id, desk.ana)

    assert await desk.trail(desk.mo) == ()
    assert len(await desk.sees(desk.mo)) == 1


@pytest.mark.parametrize("what", [ActKind.NOTE, ActKind.SETTLE])
async def test_whoever_wrote_it_neither_sees_nor_undoes_what_was_done_about_it(desk, what):
    [case] = await desk.sees(desk.mo)
    act = await desk.does(what, case.first.id, desk.mo)

    with pytest.raises(NoSuchAct):
        await desk.undoes(act.id, desk.ana)

    assert (len(await desk.trail(desk.mo)), await desk.trail(desk.ana)) == (1, ())


async def test_a_linked_account_is_the_same_person(desk, talk):
    second = talk.member("ana2")
    async with desk.house.store.unit() as unit:
        await unit.joins.pair(talk.community, desk.ana, second, talk.at(HOUR))
        await unit.commit()

    assert await desk.sees(second) == ()


async def test_a_message_taken_back_by_its_author_hides_the_case_from_them_all_the_same(desk, talk):
    await desk.house.living().receive(talk.delete("m1", 2 * HOUR))

    assert await desk.sees(desk.ana) == ()
    assert len(await desk.sees(desk.mo)) == 1


async def test_where_nobody_knows_who_wrote_it_nobody_is_told_who_laid_it_there(desk):
    async with desk.house.store.unit() as unit:
        await unit.transaction.connection.execute(update(alerts).values(author=None))
        await unit.commit()

    [case] = await desk.sees(desk.mo)
    assert case.first.by is None


async def test_a_message_whose_author_time_has_taken_is_laid_there_without_one(desk, talk):
    async with desk.house.store.unit() as unit:
        await unit.messages.sweep(talk.community, talk.at(91 * DAY), Retention())
        await unit.commit()

    await desk.moderating.flag(desk.message, "look", talk.member("bo"), talk.at(91 * DAY))

    [case] = await desk.sees(desk.ana)
    assert (case.first.author, case.first.by) == (None, None)


async def test_whoever_wrote_it_is_told_that_it_is_held_and_no_more(desk):
    held = await desk.held(desk.ana)

    assert held["messages of yours that were laid before moderators"] == 1
    assert "messages that you laid before moderators" not in held


async def test_who_is_forgotten_takes_the_case_of_a_message_along_that_they_had_deleted(desk, talk):
    [case] = await desk.sees(desk.mo)
    await desk.does(ActKind.NOTE, case.first.id, desk.mo)
    await desk.house.living().receive(talk.delete("m1", 2 * HOUR))

    await desk.house.privacy.note([talk.community], [desk.ana], Then.IGNORE_ME, talk.at(4 * HOUR))
    await desk.house.privacy.carry_out(talk.at(4 * HOUR))

    [act] = await desk.trail(desk.mo)
    assert await desk.sees(desk.mo) == ()
    assert (act.on, act.author) == (None, None)


async def test_after_ninety_days_the_trail_does_not_tell_whose_message_it_was(desk, talk):
    [case] = await desk.sees(desk.mo)
    await desk.does(ActKind.NOTE, case.first.id, desk.mo)

    async with desk.house.store.unit() as unit:
        await unit.messages.sweep(talk.community, talk.at(91 * DAY), Retention())
        await unit.commit()

    [act] = await desk.trail(desk.mo)
    assert act.author is None


async def test_what_the_bot_said_for_a_moderator_at_an_hour_is_that_moderator_s(desk, talk):
    said = talk.post("m2", "tummler", HOUR, "The shed opens at ten", own=True)
    await desk.house.living().receive(said)
    post = OwnPost(
        id=OwnPostId("a" * 16),
        author=desk.ana,
        channel=talk.channel(),
        at=talk.at(HOUR),
        written=Written(words="The shed opens at ten"),
    )
    async with desk.house.store.unit() as unit:
        await unit.own_posts.keep(talk.community, post)
        sent = replace(post, status=OwnPostStatus.SENT, sent=said.key, ended_at=talk.at(HOUR))
        await unit.own_posts.move(talk.community, sent, frozenset({OwnPostStatus.WAITING}))
        await unit.commit()

    await desk.moderating.flag(said.key, "no it does not", talk.member("bo"), talk.at(HOUR))

    assert await desk.sees(desk.ana) == ()
    assert {case.first.on for case in await desk.sees(desk.mo)} == {desk.message, said.key}
