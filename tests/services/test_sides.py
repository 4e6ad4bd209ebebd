"""What one house says goes to the platform that it is about, and to no other."""

from datetime import UTC, datetime

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.joins import Join
from bot.services.homes import Homes
from bot.services.sides import NotHere, Resting, Side, Sides

AT = datetime(2026, 3, 2, tzinfo=UTC)
ONE, OTHER = CommunityId("discord:1"), CommunityId("slack:T1")
JOIN = Join(origin=OTHER, home=ONE, joined_at=AT)
PORCH = ChannelKey(platform="slack", space="T1", channel="C1")
ANA = MemberKey(platform="discord", member="7")


class Told:
    """The hands of a platform, which keep what they were told to say."""

    simulated = False

    def __init__(self, origin):
        self.origin = origin
        self.said = []

    def mention(self, member):
        return f"<@{member.member}>"

    async def reply(self, to, text, *, once, mentions=(), language="en"):
        self.said.append((to, text, once, mentions, language))
        return MessageKey(platform="slack", community=self.origin, message="9")


def side(platform, origin, space=None):
    async def moderates(_member, _channel):
        return True

    return Side(
        platform=platform,
        space=space,
        hands=Told(origin),
        granted=lambda _channel: frozenset({Capability.LINK}),
        moderates=moderates,
        link=lambda key: f"{platform}: {key.community}",
    )


@pytest.fixture
def sides():
    """Both are served, and are one community."""
    served = Sides(Homes([JOIN]))
    with served.serving(side("discord", ONE)), served.serving(side("slack", OTHER)):
        yield served


async def test_what_is_said_is_kept_under_the_name_of_the_one_community(sides):
    need = MessageKey(platform="slack", community=ONE, message="1")

    said = await sides.hands().reply(need, "words", once="1")

    assert said.community == ONE
    assert len(sides.of("slack", "T1").hands.said) == 1
    assert sides.of("discord", "1").hands.said == []


async def test_nothing_is_said_from_a_community_that_rests(sides):
    need = MessageKey(platform="slack", community=OTHER, message="1")

    with pytest.raises(Resting):
        await sides.hands().reply(need, "words", once="1")


async def test_nothing_is_said_on_a_platform_that_is_not_served():
    need = MessageKey(platform="slack", community=OTHER, message="1")

    with pytest.raises(NotHere):
        await Sides().hands().reply(need, "words", once="1")


def test_a_platform_that_is_not_served_grants_nothing():
    assert Sides().granted(PORCH) == frozenset()


async def test_who_moderates_one_platform_moderates_no_room_of_the_other(sides):
    assert not await sides.moderates(ANA, PORCH)


def test_a_link_leads_to_where_a_message_stands_on_its_own_platform(sides):
    key = MessageKey(platform="slack", community=ONE, message="1")

    assert sides.link(key) == f"slack: {OTHER}"


async def test_a_platform_without_a_moderators_channel_carries_no_digest(sides):
    assert not await sides.surface("slack").carries(ONE)


def workspaces():
    """Two workspaces of one platform, each served by itself."""
    served = Sides()
    first = served.serving(side("slack", OTHER, "T1"))
    second = served.serving(side("slack", CommunityId("slack:T2"), "T2"))
    return served, first, second


async def test_an_answer_goes_by_the_hands_of_its_own_workspace():
    need = MessageKey(platform="slack", community=CommunityId("slack:T2"), message="1")
    served, first, second = workspaces()

    with first, second:
        await served.hands().reply(need, "words", once="1")

        assert served.of("slack", "T1").hands.said == []
        assert len(served.of("slack", "T2").hands.said) == 1


async def test_a_workspace_that_is_not_served_is_not_spoken_for_by_another():
    served, first, _ = workspaces()
    need = MessageKey(platform="slack", community=CommunityId("slack:T2"), message="1")

    with first, pytest.raises(NotHere):
        await served.hands().reply(need, "words", once="1")


def test_one_workspace_that_ends_leaves_the_other_served():
    served, first, second = workspaces()

    with first:
        with second:
            pass

        assert served.granted(PORCH) == frozenset({Capability.LINK})
        assert served.granted(ChannelKey(platform="slack", space="T2", channel="C1")) == frozenset()


def test_a_link_is_made_by_the_workspace_of_the_message():
    served, first, second = workspaces()

    with first, second:
        link = served.link(
            MessageKey(platform="slack", community=CommunityId("slack:T2"), message="1")
        )

    assert link == "slack: slack:T2"
