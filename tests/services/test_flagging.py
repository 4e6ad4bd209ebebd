"""Nobody floods the moderators, and nothing is kept of whoever asked to be ignored."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.privacy import Then
from bot.services.hearing import Hearing
from bot.services.linking import Linking
from bot.services.moderating import MOST_OF_ONE, Moderating, TooManyAlerts
from bot.services.wishes import Forgotten

HOUR = timedelta(hours=1)
HOME, ORIGIN = CommunityId("discord:1"), CommunityId("slack:T1")
MODERATOR = MemberKey(platform="slack", member="mo")


@pytest.fixture
def moderating(house):
    return Moderating(house.store.unit, homes=house.homes)


@pytest.fixture
async def heard(house, talk):
    """The messages of a talk in a server that a workspace was linked with, by their names."""
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    for community in (HOME, ORIGIN):
        await hearing.found(community, "a place", "UTC")

    async def take(*names):
        keys = [MessageKey(platform="slack", community=ORIGIN, message=each) for each in names]
        said = [talk.post(each, "ana", HOUR) for each in names]
        await hearing.take(
            [_on_slack(each, key) for each, key in zip(said, keys, strict=True)],
            None,
            talk.at(HOUR),
        )
        return [house.homes.housed(key) for key in keys]

    return take


def _on_slack(event, key):
    author = MemberKey(platform="slack", member="ana")
    channel = replace(event.channel, platform="slack", space="T1")
    return replace(event, key=key, author=author, channel=channel)


async def test_one_member_cannot_keep_the_others_out(moderating, heard, talk):
    ben, bea = (MemberKey(platform="slack", member=each) for each in ("ben", "bea"))
    messages = await heard(*(f"m{number}" for number in range(MOST_OF_ONE + 1)))
    for each in messages[:-1]:
        await moderating.flag(each, "look", ben, talk.at(2 * HOUR))

    with pytest.raises(TooManyAlerts):
        await moderating.flag(messages[-1], "look", ben, talk.at(2 * HOUR))

    await moderating.flag(messages[0], "look again", ben, talk.at(2 * HOUR))
    await moderating.flag(messages[-1], "look", bea, talk.at(2 * HOUR))


async def test_what_waits_for_moderators_waits_where_its_rooms_went(house, moderating, heard, talk):
    ben, linking = MemberKey(platform="slack", member="ben"), Linking(house.store.unit, house.homes)
    [message] = await heard("m1")
    await moderating.flag(message, "look", ben, talk.at(2 * HOUR))

    found = []
    for moves in (linking.unite(HOME, ORIGIN, talk.at(HOUR)), linking.sever(HOME, talk.at(HOUR))):
        await moves
        found.append([len(await moderating.waiting(each, MODERATOR)) for each in (HOME, ORIGIN)])

    assert found == [[1, 0], [0, 1]]


async def test_what_moves_with_its_rooms_never_lies_before_whoever_wrote_it(
    house, moderating, heard, talk
):
    ana, ben = (MemberKey(platform="slack", member=each) for each in ("ana", "ben"))
    linking = Linking(house.store.unit, house.homes)
    [message] = await heard("m1")
    await moderating.flag(message, "look", ben, talk.at(2 * HOUR))

    seen = []
    for moves in (linking.unite(HOME, ORIGIN, talk.at(HOUR)), linking.sever(HOME, talk.at(HOUR))):
        await moves
        for who in (ana, MODERATOR):
            cases = [await moderating.waiting(each, who) for each in (HOME, ORIGIN)]
            seen.append((sum(map(len, cases)), [c.first.by for c in (*cases[0], *cases[1])]))

    assert seen == [(0, []), (1, [ben]), (0, []), (1, [ben])]


@pytest.mark.parametrize("where", [HOME, ORIGIN])
async def test_whoever_asked_to_be_ignored_lays_nothing_before_moderators(
    house, moderating, heard, talk, where
):
    ben = MemberKey(platform="slack", member="ben")
    await house.privacy.note((where,), (ben,), Then.IGNORE_ME, talk.at(HOUR))
    await house.privacy.carry_out(talk.at(HOUR))
    await Linking(house.store.unit, house.homes).unite(HOME, ORIGIN, talk.at(HOUR))
    [message] = await heard("m1")

    with pytest.raises(Forgotten):
        await moderating.flag(message, "look", ben, talk.at(2 * HOUR))
