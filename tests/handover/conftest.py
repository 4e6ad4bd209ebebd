"""A town with a past of which every table knows something, and the ways out of it and back."""

import asyncio
import hashlib
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.audits import Label as Judged
from bot.core.feedback import Felt
from bot.core.ids import ActId, AlertId, CommunityId, ProposalId
from bot.core.incidents import Did
from bot.core.moderation import Act, ActKind, Alert
from bot.core.motions import About, Motion, Vote
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.prompt_uses import PromptUse
from bot.core.reviews import Label, Moment, ReviewStatus
from bot.handover.manifest import read_manifest
from bot.handover.reading import opened, take_back
from bot.handover.writing import Asked, write_export
from bot.services.watching import HeldBack, Watching
from db.outgoing import Outgoing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "zanzibarmarker"
NAME = "U0MARKERNAME"
PRACTICE = "rescue_unanswered"


async def _write(unit, schema, out, *, csv=True, force=False, only=None):
    await Outgoing.begin(unit.transaction.connection)
    names = [CommunityId(only)] if only else await unit.communities.all()
    asked = Asked(communities=names, out=out, csv=csv, force=force, schema=schema)
    await write_export(unit.transaction.connection, asked, lambda _done, _total: None)


@pytest.fixture(scope="session")
def past(talk):
    """Ten weeks of talk: questions, answers, thanks, a reaction, a mention, an edit, a deletion."""
    names = [NAME, "ben", "cleo", "dan", "eve", "fay", "gil", "hal"]
    events = []
    for number in range(280):
        asker, other = names[number % 8], names[(number + 1 + number // 8) % 8]
        at = number * 6 * HOUR
        events.append(talk.post(f"q{number}", asker, at, f"How do I mend a {WORDS} today?"))
        if number % 5:
            events += [
                talk.post(f"a{number}", other, at + HOUR, f"Glue the {WORDS}.", to=f"q{number}"),
                talk.react(f"a{number}", asker, at + 2 * HOUR),
                talk.post(f"t{number}", asker, at + 3 * HOUR, "Thanks!", to=f"a{number}"),
            ]
    return [
        *events,
        talk.post("late", NAME, 71 * DAY, "=Who knows a way?", mentions=("ben",)),
        talk.edit("late", 71 * DAY + HOUR, "Who knows a better way?"),
        talk.delete("a1", 71 * DAY + 2 * HOUR),
    ]


async def _write_papers(house, talk):
    """What people decided besides their talk: a prompt, a label, a practice stopped in a room."""
    at, room = talk.at(DAY), talk.channel()
    use = PromptUse(key="k1", prompt="a.v1", artefact="the shed", used_at=at)
    moment = Moment(proposal=ProposalId("p1"), at=at, practice=PRACTICE, channel=room)
    async with house.store.unit() as unit:
        await unit.prompts.keep(talk.community, use, "what is missing in the shed")
        someone = await unit.members.known_as(talk.community, talk.member("dan"))
        await unit.reviews.label(talk.community, moment, Label.SAY, someone, at)
        draft, *_ = await unit.reviews.with_status(talk.community, {*ReviewStatus})
        await unit.feedback.keep(talk.community, draft, Felt.HELPFUL, someone, at)
        judged = Judged(conversation=draft.proposal.conversation, first=True, second=False)
        await unit.audits.keep(talk.community, "2026-Q1", [judged], at)
        motion = Motion(number=0, about=About.CHARTER, text=WORDS, opened_at=at, by=someone)
        number = await unit.motions.open(talk.community, motion)
        await unit.motions.vote(talk.community, number, (someone,), Vote.FOR, at)
        await _lay(unit, talk, someone, at)
        await unit.commit()
    await house.trust.ladder.switch(talk.community, PRACTICE, room, at, stopped=True)
    await _watch(house, talk, at)


async def _watch(house, talk, at):
    """Joins that are counted, and what a rule of the platform held back."""
    watching, room = Watching(house.store.unit), talk.channel()
    await watching.begins(talk.community, room.platform, room.space, at)
    held = HeldBack(
        community=talk.community,
        space=room.space,
        by=talk.member("dan"),
        at=at,
        rule="1",
        kind=None,
        did=Did.HELD,
        room=room,
        words=WORDS,
    )
    await watching.held_back(held, at)


async def _lay(unit, talk, someone, at):
    """Something that a member laid before the moderators, and what one of them noted."""
    alert = Alert(
        id=AlertId("c1"),
        on=talk.key("late"),
        channel=talk.channel(),
        by=talk.member("dan"),
        words=WORDS,
        at=at,
    )
    act = Act(
        id=ActId("d1"),
        alert=alert.id,
        kind=ActKind.NOTE,
        on=alert.on,
        channel=alert.channel,
        because=WORDS,
        decided_by=someone,
        at=at,
    )
    await unit.moderation.lay(talk.community, alert)
    await unit.moderation.keep(talk.community, act)


@pytest.fixture(scope="session")
def lived(towns, takes_in, talk, past, tmp_path_factory):
    """The folder of a house in which all of that was taken in, closed again; only copied."""
    folder = tmp_path_factory.mktemp("lived") / "house"
    asked = Consent(
        member=talk.member("dan"),
        opt_ins=frozenset({OptIn.ASK_ME}),
        topics=frozenset({"my own words"}),
    )
    paused = Consent(member=talk.member("cleo"), paused={Switch.PROMPTS: talk.at(99 * DAY)})

    async def live():
        signed = talk.framework(talk.plan())
        async with towns(framework=signed, consents=[asked, paused], folder=folder) as house:
            await takes_in(house, *past, until=talk.at(72 * DAY), each=50)
            await _write_papers(house, talk)

    asyncio.run(live())
    return folder


@pytest.fixture
async def busy(towns, lived):
    """A house in which all of that was taken in."""
    async with towns(lived=lived) as house:
        yield house


@pytest.fixture
def writes(tmp_path):
    """Writes an export of a house and returns its folder."""

    async def write(house, name="out", **asked):
        async with house.store.unit() as unit:
            await _write(unit, house.schema.newest, tmp_path / name, **asked)
        return tmp_path / name

    return write


@pytest.fixture
def takes_back():
    """Takes an export into a house."""

    async def take(house, folder):
        manifest = opened(folder, house.schema.newest)
        async with house.store.unit() as unit:
            names = await take_back(unit, folder, manifest, lambda _done, _total: None)
            await unit.commit()
        return names

    return take


@pytest.fixture
def bytes_of():
    """Every file of a folder with its bytes."""

    def read(folder):
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    return read


@pytest.fixture(scope="session")
def written(towns, lived, tmp_path_factory):
    """The folder of an export of that house; only copied."""
    out = tmp_path_factory.mktemp("written") / "out"

    async def write():
        async with towns(lived=lived) as house, house.store.unit() as unit:
            await _write(unit, house.schema.newest, out)

    asyncio.run(write())
    return out


@pytest.fixture
def export(written, tmp_path):
    """An export of the busy town."""
    return Path(shutil.copytree(written, tmp_path / "out"))


@pytest.fixture
def spoiled(export, tmp_path):
    """A copy of an export in which a file says something else, and the manifest knows of it."""

    def spoil(name, change):
        folder = tmp_path / "spoiled"
        shutil.copytree(export, folder)
        said = change((folder / name).read_bytes())
        (folder / name).write_bytes(said)
        manifest = json.loads((folder / "manifest.json").read_bytes())
        for listed in manifest["files"]:
            if listed["name"] == name:
                listed["sha256"] = hashlib.sha256(said).hexdigest()
                listed["bytes"] = len(said)
        (folder / "manifest.json").write_text(json.dumps(manifest))
        assert read_manifest(folder) is not None
        return folder

    return spoil
