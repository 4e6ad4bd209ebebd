"""Somebody asks to be forgotten: every file of the house is searched for them, byte by byte."""

import asyncio
import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.app import open_house
from bot.core.audits import Label
from bot.core.events import MessagePosted, Source
from bot.core.feedback import Felt
from bot.core.ids import ActId, CommunityId, MemberKey
from bot.core.incidents import Did
from bot.core.installations import Installation
from bot.core.listening import Deafness, Room
from bot.core.moderation import ActKind
from bot.core.motions import About, Ruled, Vote
from bot.core.own_posts import Written
from bot.core.privacy import Then
from bot.core.reviews import OPEN, Choice
from bot.demo import DATABASE, KEPT, live_through
from bot.platforms.parlour.cast import RESIDENTS
from bot.platforms.parlour.residents import town, town_start
from bot.services.moderating import Moderating
from bot.services.own_posting import OwnPosting
from bot.services.proposing import Proposals
from bot.services.watching import HeldBack, Watching
from db import tables

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
FILLED_LATER = {"departures", "requests", "erasures", "backups", "digests"}
"""By forgetting, by a backup, by sending a digest; none of them says who anybody is."""
SEALED = (
    tables.members.c.sealed_id,
    tables.motions.c.text,
    tables.own_posts.c.sealed_id,
    tables.own_posts.c.written,
    tables.alerts.c.sealed_id,
    tables.alerts.c.words,
    tables.acts.c.because,
)
"""What stands sealed beside a member's keyed hash."""
TELLING = 12
"""Characters; shorter words, such as "ah", may stand anywhere by chance."""


@dataclass(frozen=True)
class Traces:
    """Everything by which somebody could be found."""

    ref: bytes
    sealed: tuple[bytes, ...]
    words: tuple[bytes, ...]


@pytest.fixture(scope="module")
def lived():
    return town(town_start(NOW))


@pytest.fixture(scope="module")
def lived_in(lived, tmp_path_factory):
    """The demo town, lived through by the pipeline; closed, and only copied."""
    folder = tmp_path_factory.mktemp("lived")

    async def live():
        async with open_house(folder=folder, database=DATABASE, retention=KEPT) as house:
            await live_through(house, lived)
            await write_papers(house, lived)

    asyncio.run(live())
    return folder


async def write_papers(house, lived):
    """What people write besides talk: a charter that is not signed, a prompt, a word on a practice.

    The charter names people anew.
    """
    text = await house.charters.text(lived.community)
    everybody = ", ".join(f'"parlour:{each.letter}"' for each in RESIDENTS[::5])
    named = re.sub(r"moderators = .*", f"moderators = [{everybody}]", text)
    await house.charters.write(lived.community, named, NOW)
    [choice] = await house.prompting.suggest(lived.community, "standing_prompt", NOW)
    await house.prompting.take(lived.community, choice.prompt.id, NOW)
    host = RESIDENTS[0].member
    async with house.store.unit() as unit:
        draft, *_ = await unit.reviews.with_status(lived.community, OPEN)
        await unit.commit()
    await house.trust.reviews.decide(
        lived.community, draft.id, Choice.DECLINE, by=host, now=draft.submitted_at
    )
    await house.trust.ladder.switch(
        lived.community, draft.proposal.practice, None, NOW, stopped=True, by=host
    )
    await propose_and_set(house, lived, draft.proposal.channel)
    await flag_and_act(house, lived, draft.proposal.need)
    await watch_and_install(house, lived, draft.proposal.channel)
    await hear_and_judge(house, lived, draft)


async def flag_and_act(house, lived, message):
    """People lay a message before moderators, who note something and take it back."""
    moderating = Moderating(house.store.unit)
    for each in RESIDENTS[::5]:
        await moderating.flag(message, f"What {each.letter} says of it", each.member, NOW)
        *_, case = await moderating.waiting(lived.community, each.member)
        noted = await moderating.act(
            lived.community,
            case.first.id,
            ActKind.NOTE,
            by=each.member,
            because=f"What {each.letter} thinks of it",
            at=NOW,
        )
        await moderating.undo(lived.community, noted.id, by=each.member, at=NOW)
        async with house.store.unit() as unit:
            known = await unit.members.known_as(lived.community, each.member)
            upon = replace(noted, id=ActId(f"upon {each.letter}"), to=known)
            await unit.moderation.keep(lived.community, upon)
            await unit.commit()


async def watch_and_install(house, lived, room):
    """What the platform tells beside talk, and a workspace that let the bot in."""
    watching = Watching(house.store.unit)
    await watching.begins(lived.community, room.platform, room.space, NOW)
    for each in RESIDENTS[::5]:
        held = HeldBack(
            community=lived.community,
            space=room.space,
            by=each.member,
            at=NOW,
            rule=f"rule of {each.letter}",
            kind=None,
            did=Did.HELD,
            room=room,
            words=f"What a rule held back of {each.letter}",
        )
        await watching.held_back(held, NOW)
    async with house.store.unit() as unit:
        workspace = CommunityId("slack:T2")
        await unit.installations.keep(
            Installation(community=workspace, token="xoxb-none", installed_at=NOW)  # no real token
        )
        await unit.commit()


async def propose_and_set(house, lived, room):
    """People propose, vote and decide, and set words of their own for an hour in a room."""
    proposals, posting = Proposals(house.store.unit, house.homes), OwnPosting(house.store.unit)
    for day, each in enumerate(RESIDENTS[::5], 1):
        number = await proposals.propose(
            lived.community, each.member, About.CHARTER, f"Let {each.letter} open early", NOW
        )
        for voter in RESIDENTS[::5]:
            await proposals.vote(lived.community, voter.member, number, Vote.FOR, NOW)
        if each is not RESIDENTS[0]:
            await proposals.decide(
                lived.community, number, Ruled.TAKEN_UP, "It is time", by=each.member, at=NOW
            )
        soon = NOW + timedelta(days=day)
        words = Written(words=f"We open at ten, says {each.letter}")
        await posting.place(lived.community, room, words, soon, by=each.member, now=NOW)


async def hear_and_judge(house, lived, draft):
    """What people say of lines and of conversations, and what is known of hearing them."""
    room = draft.proposal.channel
    deaf = Deafness(
        community=lived.community,
        platform=room.platform,
        space=room.space,
        room=None,
        started_at=NOW,
        ended_at=NOW,
    )
    judged = Label(conversation=draft.proposal.conversation, first=True, second=False)
    async with house.store.unit() as unit:
        host = await unit.members.known_as(lived.community, RESIDENTS[0].member)
        await unit.feedback.keep(lived.community, draft, Felt.HELPFUL, host, NOW)
        await unit.audits.keep(lived.community, "2026-Q4", [judged], NOW)
        await unit.listening.choose(lived.community, Room(key=room, chosen_at=NOW, words_from=NOW))
        await unit.listening.advance(lived.community, room, 1, NOW)
        await unit.listening.note(deaf)
        # A workspace was part of it for a while, and somebody has a second account.
        workspace, other = CommunityId("slack:T1"), MemberKey(platform="parlour", member="second")
        await unit.joins.begin(workspace, lived.community, NOW)
        await unit.joins.end(workspace, lived.community, NOW)
        await unit.joins.pair(lived.community, RESIDENTS[0].member, other, NOW)
        await unit.commit()


@pytest.fixture
def folder(lived_in, tmp_path):
    shutil.copytree(lived_in, tmp_path / "house")
    return tmp_path / "house"


@pytest.fixture
def opened(folder):
    def open_it():
        return open_house(folder=folder, database=DATABASE, retention=KEPT)

    return open_it


def held_in(folder):
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def traces_of(house, lived, member):
    async with house.store.unit() as unit:
        connection = unit.transaction.connection
        ref = (await unit.members.known_as(lived.community, member)).member
        mine = select(tables.messages.c.text).where(tables.messages.c.author == ref)
        sealed = [*(await connection.execute(mine)).scalars()]
        for column in SEALED:
            theirs = select(column).where(column.table.c.ref == ref)
            sealed += (await connection.execute(theirs)).scalars()
        await unit.commit()
    said = [e for e in lived.events() if isinstance(e, MessagePosted) and e.author == member]
    return Traces(
        ref=ref.encode(),
        sealed=tuple(each for each in sealed if each),
        words=tuple(e.text.encode() for e in said if len(e.text) >= TELLING),
    )


async def forget(house, lived, member, then=Then.IGNORE_ME):
    await house.privacy.note([lived.community], [member], then, NOW)
    return await house.privacy.carry_out(NOW)


async def filled(house):
    async with house.store.unit() as unit:
        found = {
            table.name
            for table in tables.metadata.sorted_tables
            if (await unit.transaction.connection.execute(select(table).limit(1))).first()
        }
        await unit.commit()
    return found


def somebody(letter):
    return next(each.member for each in RESIDENTS if each.letter == letter)


async def test_the_town_fills_every_table(opened):
    async with opened() as house:
        every = {table.name for table in tables.metadata.sorted_tables}

        assert await filled(house) >= every - FILLED_LATER


@pytest.mark.parametrize("letter", [each.letter for each in RESIDENTS[::5]])
async def test_nobody_who_is_forgotten_stands_in_any_file(letter, opened, folder, lived):
    member = somebody(letter)
    async with opened() as house:
        traces = await traces_of(house, lived, member)
    before = held_in(folder)

    async with opened() as house:
        await forget(house, lived, member)
        live = held_in(folder)
    closed = held_in(folder)

    assert traces.ref in before
    assert all(each in before for each in traces.sealed)
    for held in (live, closed):
        assert traces.ref not in held
        assert [each for each in (*traces.sealed, *traces.words) if each in held] == []


async def test_whoever_signed_is_forgotten_and_what_was_signed_stays_in_force(
    opened, folder, lived
):
    signer = min(lived.moderators, key=lambda m: m.member)
    async with opened() as house:
        await forget(house, lived, signer)
        async with house.store.unit() as unit:
            framework = await unit.frameworks.current(lived.community)

    assert framework.signed_by.member == ""
    assert framework.plans[0].signed_by.member == ""
    assert framework.rungs
    assert f"parlour/{signer.member}".encode() not in held_in(folder)


async def test_without_the_rebuilding_the_sealed_words_would_be_found(opened, folder, lived):
    """The search finds what is there: right after the rows are gone, the log still has them."""
    member = somebody("E")
    async with opened() as house:
        traces = await traces_of(house, lived, member)
        async with house.store.unit() as unit:
            ref = (await unit.members.known_as(lived.community, member)).member
            table = tables.messages
            await unit.transaction.connection.execute(
                table.update().where(table.c.author == ref).values(text=None)
            )
            await unit.commit()

        assert any(each in held_in(folder) for each in traces.sealed)


async def test_an_archive_does_not_bring_back_whoever_asked_to_be_ignored(opened, lived):
    member = somebody("E")
    async with opened() as house:
        await forget(house, lived, member)
        ref = (await traces_of(house, lived, member)).ref.decode()
        mine = [e for e in lived.events() if isinstance(e, MessagePosted) and e.author == member]
        async with house.store.unit() as unit:
            for event in mine:
                again = replace(event, stamp=replace(event.stamp, source=Source.IMPORT))
                await house.pipeline.handle(unit, again)
            await unit.commit()

        assert house.intake.counts.not_allowed == len(mine) > 0
        assert await house.privacy.known_in([member]) == ()
        async with house.store.unit() as unit:
            written = select(tables.messages.c.key).where(tables.messages.c.author == ref)
            assert (await unit.transaction.connection.execute(written)).all() == []


async def test_whoever_starts_afresh_is_taken_in_again(opened, lived):
    member = somebody("E")
    async with opened() as house:
        await forget(house, lived, member, Then.START_AFRESH)
        event = next(
            e for e in lived.events() if isinstance(e, MessagePosted) and e.author == member
        )
        async with house.store.unit() as unit:
            await house.pipeline.handle(unit, event)
            await unit.commit()

        assert await house.privacy.known_in([member]) == (lived.community,)


async def test_what_others_said_stays(opened, lived):
    member = somebody("E")
    async with opened() as house:
        async with house.store.unit() as unit:
            ref = (await unit.members.known_as(lived.community, member)).member
            others = select(tables.messages.c.key, tables.messages.c.text).where(
                tables.messages.c.author != ref
            )
            before = set((await unit.transaction.connection.execute(others)).all())
        await forget(house, lived, member)
        async with house.store.unit() as unit:
            after = set((await unit.transaction.connection.execute(others)).all())

    assert after == before != set()


async def test_the_town_goes_on_after_somebody_was_forgotten(opened, lived):
    async with opened() as house:
        await forget(house, lived, somebody("E"))
        later = lived.shown[1] + timedelta(days=8)
        async with house.store.unit() as unit:
            await house.ticking.catch_up(unit, lived.community, later)
            await unit.commit()

        report = await house.digest.week_with_enough_talk(lived.community, later)

    assert report is not None
