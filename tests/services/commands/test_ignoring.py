"""Whoever asked to be forgotten and ignored leaves nothing behind by any command there is."""

from datetime import timedelta

import pytest

from bot.core.ids import CommunityId, MemberKey
from bot.core.moderation import ActKind
from bot.core.privacy import Then
from bot.services.commands.base import Kind
from bot.services.hearing import Hearing
from bot.services.linking import Linking

HOUR = timedelta(hours=1)
HOME, ORIGIN = CommunityId("discord:1"), CommunityId("slack:T1")
USUAL = {"topic": "bicycles", "text": "Let us mend on Sunday", "number": "1"}


def filled(command):
    """Something for each thing that a command takes; what is said of a message goes without."""
    found = {
        each.name: each.choices[0] if each.choices else USUAL.get(each.name, each.usual or "1")
        for each in command.parameters
        if each.kind is not Kind.MESSAGE
    }
    return found | ({"code": ""} if "code" in found else {})


@pytest.fixture
async def ignored(counter, talk, request):
    """Where somebody who is ignored comes to the counter, where that is kept, and who they are."""
    house, at = counter.house, talk.at(HOUR)
    here, member = talk.community, talk.member("ben")
    if request.param == "before a link":
        hearing = Hearing(house.store.unit, house.pipeline, house.homes)
        for community in (HOME, ORIGIN):
            await hearing.found(community, "a place", "UTC")
        async with house.store.unit() as unit:
            await unit.frameworks.sign(talk.framework(community=HOME))
            await unit.commit()
        here, member = ORIGIN, MemberKey(platform="slack", member="ben")
    await house.privacy.note((here,), (member,), Then.IGNORE_ME, at)
    await house.privacy.carry_out(at)
    if request.param == "before a link":
        await Linking(house.store.unit, house.homes).unite(HOME, ORIGIN, at)
    return here, house.homes.of(here), member


@pytest.mark.parametrize("ignored", ["here", "before a link"], indirect=True)
async def test_no_command_keeps_anything_of_whoever_is_ignored(counter, ignored):
    here, home, member = ignored
    kept = []

    for number, command in enumerate(counter.house.counter.commands):
        at = counter.talk.at(2 * HOUR + timedelta(minutes=number))
        said = filled(command)
        asked = counter.asked(community=here, member=member, at=at, said=said, moderates=True)
        await counter.house.counter.ask(command.key(), asked)
        async with counter.house.store.unit() as unit:
            if await unit.erasures.knows(home, [member]):
                kept.append(command.key())
            await unit.commit()

    assert kept == []


async def ignore(counter, here, member):
    await counter.house.privacy.note((here,), (member,), Then.IGNORE_ME, counter.talk.at(HOUR))
    await counter.house.privacy.carry_out(counter.talk.at(HOUR))


async def something_to_press(counter):
    """Names of things that lie before a moderator here, each of which some press could be about."""
    talk, behind = counter.talk, counter.house.counter.commands[0].behind
    community, at = talk.community, talk.at(HOUR)
    draft = await counter.queued()
    for who in ("cat", "dan"):
        await behind.moderating.flag(talk.key("m1"), "look", talk.member(who), at)
    mo = talk.member("mo")
    [case] = await behind.moderating.waiting(community, mo)
    note = await behind.moderating.act(
        community, case.first.id, ActKind.NOTE, by=mo, because="look again", at=at
    )
    await counter.say("propose norm Be kind to each other", "cat")
    return (draft.id, case.first.id, note.id, "1", "me", "all", "new", "bicycles", "prompts")


async def test_no_press_keeps_anything_of_whoever_is_ignored(counter, talk):
    here, member = talk.community, talk.member("max")
    names = await something_to_press(counter)
    presses = [press for each in counter.house.counter.commands for press in each.presses]
    words, tomorrow = "Let us see", talk.at(30 * HOUR).strftime("%Y-%m-%d %H:%M")
    said = {"words": words, "because": words, "text": words, "purpose": words}
    said |= {"room": "square", "when": tomorrow}
    kept = []

    await ignore(counter, here, member)
    for number, press in enumerate(presses):
        for second, name in enumerate(names):
            moment = talk.at(2 * HOUR + timedelta(minutes=number, seconds=6 * second))
            asked = counter.asked("max", at=moment, said=said, moderates=True)
            await counter.house.counter.press(f"{press.area}:{press.verb}:{name}", asked)
        async with counter.house.store.unit() as unit:
            known = await unit.erasures.knows(here, [member])
            await unit.commit()
        if known:
            kept.append((press.area, press.verb))
            await ignore(counter, here, member)

    assert kept == []
