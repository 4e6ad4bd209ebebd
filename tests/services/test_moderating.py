"""What is laid before moderators is sealed and theirs alone, and only a moderator's press acts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.ids import ActId, AlertId
from bot.core.moderation import (
    LONGEST_REASON,
    Act,
    ActKind,
    ActStatus,
    NoSuchAct,
    NoSuchAlert,
)
from bot.core.privacy import Retention, Then
from bot.core.trust import Rung
from bot.services.moderating import TRAIL, DoneLater, Moderating, NoReason, NoRight, NothingHeard
from bot.services.wishes import Forgotten
from db.tables import acts, alerts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID = "zanzibarmarker: somebody sells something"
WHY = "quaggamarker: it is an advertisement"


class Desk:
    """The moderators' side of a house in which ana wrote something."""

    def __init__(self, house, talk, message):
        self.house, self.talk, self.message = house, talk, message
        self.moderating = Moderating(house.store.unit)

    async def flags(self, by="bo", words=SAID, at=HOUR):
        who = self.talk.member(by)
        await self.moderating.flag(self.message, words, who, self.talk.at(at))

    async def cases(self, by="mo", platform=None):
        who = replace(self.talk.member(by), platform=platform or self.message.platform)
        return await self.moderating.waiting(self.talk.community, who)

    async def does(self, kind, *, by="mo", because=WHY, at=2 * HOUR):
        [case] = await self.cases()
        return await self.moderating.act(
            self.talk.community,
            case.first.id,
            kind,
            by=self.talk.member(by),
            because=because,
            at=self.talk.at(at),
        )

    async def undoes(self, act, by="mo", at=3 * HOUR):
        who = self.talk.member(by)
        return await self.moderating.undo(self.talk.community, act, by=who, at=self.talk.at(at))

    async def trail(self, by="mo"):
        return await self.moderating.trail(self.talk.community, self.talk.member(by))

    async def rows(self, table):
        async with self.house.store.unit() as unit:
            found = (await unit.transaction.connection.execute(select(table))).all()
            await unit.commit()
        return found

    async def sweeps(self, after):
        async with self.house.store.unit() as unit:
            now = self.talk.at(after)
            await unit.messages.sweep(self.talk.community, now, Retention())
            await unit.commit()

    async def forgets(self, who):
        now, privacy = self.talk.at(4 * HOUR), self.house.privacy
        here, member = [self.talk.community], [self.talk.member(who)]
        await privacy.note(here, member, Then.IGNORE_ME, now)
        await privacy.carry_out(now)


@pytest.fixture
async def desk(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        posted = talk.post("m1", "ana", timedelta(), "come and buy")
        await house.living().receive(posted)
        yield Desk(house, talk, posted.key)


async def test_what_is_laid_before_moderators_waits_with_who_and_why(desk):
    await desk.flags()

    [case] = await desk.cases()
    assert (case.first.on, case.first.by, case.first.words) == (
        desk.message,
        desk.talk.member("bo"),
        SAID,
    )


async def test_two_people_make_one_case(desk):
    await desk.flags("bo")
    await desk.flags("carl", "The same here")

    [case] = await desk.cases()
    assert {each.words for each in case.alerts} == {SAID, "The same here"}


async def test_who_says_something_again_replaces_their_words(desk):
    await desk.flags()
    await desk.flags(words="On second thought it is harmless")

    [case] = await desk.cases()
    assert [each.words for each in case.alerts] == ["On second thought it is harmless"]


async def test_no_name_and_no_word_of_it_stands_open_in_the_store(desk):
    await desk.flags()
    await desk.does(ActKind.NOTE)

    told = repr(await desk.rows(alerts)) + repr(await desk.rows(acts))
    assert "zanzibarmarker" not in told
    assert "quaggamarker" not in told
    assert "'bo'" not in told


async def test_a_message_that_was_never_heard_cannot_be_laid_before_anybody(desk):
    desk.message = replace(desk.message, message="nowhere")

    with pytest.raises(NothingHeard):
        await desk.flags()


async def test_another_platform_s_moderators_see_none_of_it(desk):
    await desk.flags()

    assert await desk.cases(platform="elsewhere") == ()


async def test_another_platform_s_moderators_can_do_nothing_about_it(desk):
    await desk.flags()
    [case] = await desk.cases()
    stranger = replace(desk.talk.member("mo"), platform="elsewhere")

    with pytest.raises(NoSuchAlert):
        await desk.moderating.act(
            desk.talk.community,
            case.first.id,
            ActKind.NOTE,
            by=stranger,
            because=WHY,
            at=desk.talk.at(HOUR),
        )


async def test_a_note_stands_in_the_trail_with_its_reason_and_who_decided(desk):
    await desk.flags()

    await desk.does(ActKind.NOTE)

    [act] = await desk.trail()
    assert (act.kind, act.status, act.because) == (ActKind.NOTE, ActStatus.DONE, WHY)
    assert act.decided_by is not None


async def test_a_moderator_who_never_wrote_anything_can_be_told_by_the_trail(desk):
    await desk.flags()
    act = await desk.does(ActKind.NOTE)

    assert await desk.moderating.decider(desk.talk.community, act) == desk.talk.member("mo")


async def test_a_moderator_who_asked_to_be_ignored_does_nothing_that_nobody_could_answer_for(desk):
    await desk.forgets("mo")
    await desk.flags()

    with pytest.raises(Forgotten):
        await desk.does(ActKind.NOTE, at=5 * HOUR)

    assert await desk.trail() == ()


async def test_a_moderator_who_asked_to_be_ignored_undoes_nothing(desk):
    await desk.flags()
    act = await desk.does(ActKind.SETTLE)
    await desk.forgets("max")

    with pytest.raises(Forgotten):
        await desk.undoes(act.id, "max", at=5 * HOUR)

    assert await desk.cases() == ()


async def test_an_act_without_a_reason_is_refused_and_leaves_no_trace(desk):
    await desk.flags()

    with pytest.raises(NoReason):
        await desk.does(ActKind.NOTE, because="  ")

    assert await desk.trail() == ()


@pytest.mark.parametrize("act", [ActKind.REMOVE, ActKind.SLOW_DOWN, ActKind.TIME_OUT])
async def test_where_a_platform_grants_nothing_nothing_of_it_can_be_done(desk, act):
    await desk.flags()

    with pytest.raises(NoRight):
        await desk.does(act)

    assert await desk.trail() == ()


async def test_what_is_settled_waits_again_once_that_is_undone(desk):
    await desk.flags()
    act = await desk.does(ActKind.SETTLE, because="")
    settled = await desk.cases()

    await desk.undoes(act.id)

    assert (settled, len(await desk.cases())) == ((), 1)


async def test_what_was_undone_is_not_undone_again(desk):
    await desk.flags()
    act = await desk.does(ActKind.NOTE)
    await desk.undoes(act.id)

    with pytest.raises(NoSuchAct):
        await desk.undoes(act.id)


async def test_what_is_further_back_than_can_be_looked_over_is_not_undone(desk):
    await desk.flags()
    oldest = await desk.does(ActKind.NOTE)
    for number in range(TRAIL):
        await desk.does(ActKind.NOTE, at=3 * HOUR + number * timedelta(seconds=1))

    with pytest.raises(NoSuchAct):
        await desk.undoes(oldest.id, at=5 * HOUR)


async def test_a_second_note_does_not_keep_the_first_from_being_undone(desk):
    await desk.flags()
    first = await desk.does(ActKind.NOTE)
    await desk.does(ActKind.NOTE, at=3 * HOUR)

    undone = await desk.undoes(first.id, at=4 * HOUR)

    assert undone.status is ActStatus.UNDONE


async def test_an_act_that_nobody_knows_is_not_undone(desk):
    with pytest.raises(NoSuchAct):
        await desk.undoes(ActId("0" * 16))


async def test_what_somebody_said_goes_after_three_days(desk):
    await desk.flags()

    await desk.sweeps(HOUR + 4 * DAY)

    [case] = await desk.cases()
    assert case.first.words is None


async def test_after_ninety_days_the_trail_names_nobody_and_says_no_reason(desk):
    await desk.flags()
    await desk.does(ActKind.NOTE)

    await desk.sweeps(91 * DAY)

    [act] = await desk.trail()
    assert (act.decided_by, act.to, act.because) == (None, None, None)
    assert await desk.cases() == ()


async def test_after_thirteen_months_there_is_no_trail(desk):
    await desk.flags()
    await desk.does(ActKind.NOTE)

    await desk.sweeps(400 * DAY)

    assert await desk.trail() == ()


async def test_who_laid_it_before_them_and_is_forgotten_is_nowhere_but_the_case_waits(desk):
    await desk.flags()

    await desk.forgets("bo")

    [case] = await desk.cases()
    assert (case.first.by, case.first.words) == (None, None)


async def test_a_moderator_who_is_forgotten_leaves_the_act_without_name_and_reason(desk):
    await desk.flags()
    await desk.does(ActKind.NOTE)

    await desk.forgets("mo")

    [act] = await desk.trail()
    assert (act.kind, act.decided_by, act.because) == (ActKind.NOTE, None, None)


async def test_with_whoever_wrote_it_the_case_goes_and_the_trail_leads_to_nothing(desk):
    await desk.flags()
    await desk.does(ActKind.NOTE)

    await desk.forgets("ana")

    [act] = await desk.trail()
    assert await desk.cases() == ()
    assert (act.on, act.to) == (None, None)


def test_a_reason_fits_an_audit_log_with_who_decided():
    assert len("user : ") + 20 + LONGEST_REASON <= 512


def done(desk, name, **changes):
    """A time-out of ana that stands in the trail, or something like it."""
    talk = desk.talk
    usual = {
        "id": ActId(name),
        "alert": AlertId("a"),
        "kind": ActKind.TIME_OUT,
        "on": desk.message,
        "channel": talk.channel(),
        "because": WHY,
        "decided_by": talk.member("ref-of-mo"),
        "at": talk.at(2 * HOUR),
        "status": ActStatus.DONE,
        "to": talk.member("ref-of-ana"),
    }
    return Act(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, DoneLater),
        ({"kind": ActKind.REMOVE}, NoRight),
        ({"status": ActStatus.UNDONE}, NoRight),
        ({"status": ActStatus.REFUSED}, NoRight),
        ({"to": "somebody else"}, NoRight),
        ({"to": None}, NoRight),
    ],
)
async def test_only_the_latest_of_what_was_done_to_a_person_is_undone(desk, changes, refused):
    who = changes.get("to", "ref-of-ana")
    later = changes | {"at": desk.talk.at(3 * HOUR), "to": who and desk.talk.member(who)}
    async with desk.house.store.unit() as unit:
        await unit.moderation.keep(desk.talk.community, done(desk, "first"))
        await unit.moderation.keep(desk.talk.community, done(desk, "later", **later))
        await unit.commit()

    with pytest.raises(refused):
        await desk.undoes(ActId("first"), at=4 * HOUR)


async def test_what_was_done_before_holds_no_undo_up(desk):
    async with desk.house.store.unit() as unit:
        await unit.moderation.keep(desk.talk.community, done(desk, "first"))
        again = done(desk, "later", at=desk.talk.at(3 * HOUR))
        await unit.moderation.keep(desk.talk.community, again)
        await unit.commit()

    with pytest.raises(NoRight):  # as nothing may be done on this platform
        await desk.undoes(ActId("later"), at=4 * HOUR)
