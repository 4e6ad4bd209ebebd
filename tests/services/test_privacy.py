"""Wishes are kept until they are done, and nothing outlives its time by the clock."""

from datetime import timedelta

import pytest

from bot.app import open_house
from bot.core.events import MemberJoined, MemberLeft
from bot.core.privacy import Retention, Swept, Then
from bot.services.privacy import Privacy, new_reference
from db.scrubbing import StillBeingRead

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "How do I true a wheel without a stand?"


class Busy:
    """Files that somebody else is reading, until they are not."""

    def __init__(self):
        self.busy = True
        self.rebuilt = 0

    async def settle(self):
        if self.busy:
            raise StillBeingRead

    async def rebuild(self):
        await self.settle()
        self.rebuilt += 1


class Tombs:
    """A list of erasures in memory."""

    def __init__(self):
        self.listed = ()

    def mirror(self, listed, now):
        self.listed = tuple(e for e in listed if e.until is None or e.until > now)


@pytest.fixture
def files():
    return Busy()


@pytest.fixture
def tombs():
    return Tombs()


@pytest.fixture
def privacy(town, files, tombs):
    return Privacy(town.store.unit, files, tombs, Retention())


async def wish(privacy, talk, then=Then.IGNORE_ME, at=2 * HOUR):
    return await privacy.note([talk.community], [talk.member("ana")], then, talk.at(at))


async def test_a_wish_is_done_at_the_next_start_if_the_process_died(
    towns, talk, takes_in, tmp_path
):
    async with towns(folder=tmp_path) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION))
        reference = await wish(house.privacy, talk)

    async with open_house(folder=tmp_path, retention=Retention()) as again:
        known = await again.privacy.known_in([talk.member("ana")])
        [receipt] = await again.privacy.receipts(reference)

    assert known == ()
    assert receipt.finished


async def test_a_wish_waits_while_the_files_are_being_read(town, privacy, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    reference = await wish(privacy, talk)

    with pytest.raises(StillBeingRead):
        await privacy.carry_out(talk.at(2 * HOUR))

    [receipt] = await privacy.receipts(reference)
    assert not receipt.finished
    assert await privacy.waiting(talk.community) == (talk.at(2 * HOUR),)


async def test_a_wish_that_waited_is_finished_when_the_files_are_free(
    town, privacy, talk, takes_in, *, files
):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    await wish(privacy, talk)
    with pytest.raises(StillBeingRead):
        await privacy.carry_out(talk.at(2 * HOUR))
    files.busy = False

    [receipt] = await privacy.carry_out(talk.at(3 * HOUR))

    assert receipt.finished
    assert await privacy.waiting(talk.community) == ()
    assert files.rebuilt == 1


async def test_with_nothing_to_do_no_file_is_touched(privacy, talk):
    assert await privacy.carry_out(talk.at(HOUR)) == ()


async def test_a_second_wish_finds_the_first_receipt(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    reference = await wish(town.privacy, talk)
    await town.privacy.carry_out(talk.at(2 * HOUR))

    [earlier] = await town.privacy.earlier([talk.community], [talk.member("ana")])

    assert earlier.reference == reference


async def test_of_somebody_who_started_afresh_no_receipt_is_found(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    await wish(town.privacy, talk, Then.START_AFRESH)
    await town.privacy.carry_out(talk.at(2 * HOUR))

    assert await town.privacy.earlier([talk.community], [talk.member("ana")]) == ()


async def test_whoever_starts_afresh_is_listed_while_a_backup_holds_them(
    town, privacy, talk, takes_in, *, files, tombs
):
    files.busy = False
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    async with town.store.unit() as unit:
        await unit.erasures.backed_up(talk.at(HOUR), talk.at(14 * DAY))
        await unit.commit()

    await wish(privacy, talk, Then.START_AFRESH)
    await privacy.carry_out(talk.at(2 * HOUR))

    assert [each.until for each in tombs.listed] == [talk.at(14 * DAY)]


async def test_whoever_starts_afresh_without_a_backup_is_listed_nowhere(
    town, privacy, talk, takes_in, *, files, tombs
):
    files.busy = False
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    await wish(privacy, talk, Then.START_AFRESH)
    await privacy.carry_out(talk.at(2 * HOUR))
    await privacy.sweep(talk.at(2 * HOUR))

    assert tombs.listed == ()
    async with town.store.unit() as unit:
        assert await unit.erasures.listed() == ()


async def test_the_receipt_says_until_when_a_backup_is_about(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    async with town.store.unit() as unit:
        await unit.erasures.backed_up(talk.at(HOUR), talk.at(14 * DAY))
        await unit.commit()

    await wish(town.privacy, talk)
    [receipt] = await town.privacy.carry_out(talk.at(2 * HOUR))

    assert any("16 Mar 2026" in each for each in receipt.remains)


async def test_words_go_by_the_clock_when_their_hours_are_over(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    early = await town.privacy.sweep(talk.at(73 * HOUR))
    kept = await rows_of(town, "messages")
    late = await town.privacy.sweep(talk.at(73 * HOUR) + timedelta(seconds=1))

    [row] = await rows_of(town, "messages")
    assert (early.messages, late.messages) == (0, 1)
    assert (kept[0]["text"], row["text"]) == (QUESTION, None)


async def test_whoever_wrote_goes_after_ninety_days(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    await town.privacy.sweep(talk.at(90 * DAY + 2 * HOUR))

    [row] = await rows_of(town, "messages")
    assert row["author"] is None


async def test_the_rest_goes_after_thirteen_months(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), talk.react("m1", "ben", HOUR))

    swept = await town.privacy.sweep(talk.at(397 * DAY))

    rows = await rows_of(town, "messages", "conversations", "reactions", "unspoken")
    assert {name: len(found) for name, found in rows.items()} == dict.fromkeys(rows, 0)
    assert swept.rows >= 2


async def test_a_second_sweep_changes_nothing(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    await town.privacy.sweep(talk.at(100 * DAY))
    before = await rows_of(town)

    again = await town.privacy.sweep(talk.at(100 * DAY))

    assert again == Swept()
    assert await rows_of(town) == before


async def test_a_community_that_is_spared_is_left_alone(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    before = await rows_of(town)

    await town.privacy.sweep(talk.at(400 * DAY), sparing=frozenset({talk.community}))

    assert await rows_of(town) == before


async def test_receipts_go_after_thirteen_months(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    reference = await wish(town.privacy, talk)
    await town.privacy.carry_out(talk.at(2 * HOUR))

    await town.privacy.sweep(talk.at(398 * DAY))

    assert await town.privacy.receipts(reference) == ()
    [bare] = await town.privacy.earlier([talk.community], [talk.member("ana")])
    assert (bare.reference, bare.erased) == (reference, {})


async def test_a_community_goes_with_its_key_and_every_row(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    rows = await town.privacy.erase_community(talk.community, talk.at(DAY))

    async with town.store.unit() as unit:
        assert await unit.communities.all() == ()
        [entry] = await unit.erasures.listed()
    assert rows >= 4
    assert entry.community == talk.community


def test_a_reference_can_be_read_out():
    reference = new_reference()

    assert len(reference) == 9
    assert not set(reference) & set("01ILOU")


# Those who left.


def left(talk, name, after):
    return MemberLeft(stamp=talk.stamp(after), community=talk.community, member=talk.member(name))


def joined(talk, name, after):
    return MemberJoined(stamp=talk.stamp(after), community=talk.community, member=talk.member(name))


async def who_is_known(house, talk, *names):
    known = {name: await house.privacy.known_in([talk.member(name)]) for name in names}
    return {name for name, communities in known.items() if communities}


async def test_whoever_left_is_forgotten_after_ninety_days_and_not_before(town, talk, takes_in):
    said = (talk.post("m1", "ana", HOUR, QUESTION), talk.post("m2", "ben", HOUR, "So it goes."))
    await takes_in(town, *said, left(talk, "ana", DAY))

    early = await town.privacy.sweep(talk.at(91 * DAY))
    before = await who_is_known(town, talk, "ana", "ben")
    late = await town.privacy.sweep(talk.at(91 * DAY + HOUR))

    assert (early.people, before) == (0, {"ana", "ben"})
    assert (late.people, await who_is_known(town, talk, "ana", "ben")) == (1, {"ben"})


async def test_forgetting_whoever_left_leaves_a_finished_receipt_that_names_nobody(
    town, talk, takes_in, rows_of
):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), left(talk, "ana", DAY))

    await town.privacy.sweep(talk.at(92 * DAY))

    [row] = await rows_of(town, "requests")
    [receipt] = await town.privacy.receipts(row["reference"])
    assert row["sealed_members"] is None
    assert (receipt.finished, receipt.then, receipt.erased["departures"]) == (
        True,
        Then.START_AFRESH,
        1,
    )


@pytest.mark.parametrize("how", ["joined", "wrote"])
async def test_whoever_comes_back_is_not_forgotten(town, talk, takes_in, how):
    back = {
        "joined": joined(talk, "ana", 2 * DAY),
        "wrote": talk.post("m2", "ana", 2 * DAY, "Back again."),
    }
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), left(talk, "ana", DAY), back[how])

    swept = await town.privacy.sweep(talk.at(100 * DAY))

    assert (swept.people, await who_is_known(town, talk, "ana")) == (0, {"ana"})


async def test_whoever_comes_back_after_a_restart_is_not_forgotten(towns, talk, takes_in, tmp_path):
    async with towns(folder=tmp_path) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION), left(talk, "ana", DAY))

    async with open_house(folder=tmp_path, retention=Retention()) as again:
        await takes_in(again, talk.post("m2", "ana", 2 * DAY, "Back again."))
        swept = await again.privacy.sweep(talk.at(100 * DAY))

    assert swept.people == 0


async def test_an_old_departure_from_an_archive_forgets_nobody_who_writes_since(
    town, talk, takes_in
):
    await takes_in(town, talk.post("m1", "ana", 10 * DAY, QUESTION), left(talk, "ana", DAY))

    swept = await town.privacy.sweep(talk.at(99 * DAY))

    assert (swept.people, await who_is_known(town, talk, "ana")) == (0, {"ana"})


async def test_of_somebody_unknown_nothing_is_kept_when_they_leave(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ben", HOUR, QUESTION), left(talk, "ana", DAY))

    assert await rows_of(town, "departures") == []


async def test_whoever_leaves_and_wishes_to_be_forgotten_is_forgotten_once(
    town, talk, takes_in, rows_of
):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), left(talk, "ana", DAY))
    await wish(town.privacy, talk, at=2 * DAY)

    await town.privacy.carry_out(talk.at(2 * DAY))

    assert (await town.privacy.sweep(talk.at(100 * DAY))).people == 0
    assert await rows_of(town, "departures") == []


async def test_a_sweep_that_died_after_noting_them_notes_them_once(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), left(talk, "ana", DAY))
    await wish(town.privacy, talk, Then.START_AFRESH, 91 * DAY)

    await town.privacy.sweep(talk.at(92 * DAY))

    assert len(await rows_of(town, "requests")) == 1


async def test_who_left_stays_while_an_import_is_half_done(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION), left(talk, "ana", DAY))

    swept = await town.privacy.sweep(talk.at(99 * DAY), sparing=frozenset({talk.community}))

    assert swept.people == 0
