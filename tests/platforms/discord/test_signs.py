"""What people marked as answered is shown by a reaction, and by its forum's own tag."""

import pytest

from bot.core.capabilities import Capability, PlatformRefused
from bot.core.ids import ChannelKey
from tests.platforms.discord.hands_rig import town

BOTH = frozenset({Capability.REACT, Capability.TAG})
TAG = {"id": "501", "name": "Solved", "moderated": False, "emoji_id": None, "emoji_name": None}
OTHER = TAG | {"id": "502", "name": "bicycles"}
CHANNEL = "/channels/{channel_id}"


@pytest.fixture
async def rig():
    async with town() as made:
        yield made


@pytest.fixture
def post(rig):
    """A question in a forum: its key, its place, and the post as Discord keeps it."""
    world = rig.fake.world
    guild = world.guilds[rig.guild]
    forum = world.forum(guild, "help")
    guild.channels[forum]["available_tags"] = [OTHER, TAG]
    thread = world.opens_thread(forum, world.number(), "how does one bind a book?")
    asked = world.says(rig.ana, thread, "with thread or glue?")
    place = ChannelKey(platform="discord", space=rig.guild, channel=forum, thread=thread)
    return rig.key(asked), place, guild.threads[thread]


async def test_a_question_is_reacted_to_once(rig):
    for _ in range(2):
        await rig.hands.show_answered(rig.place, rig.key(rig.asked), BOTH)

    assert rig.fake.acting.reactions == {(rig.asked, "✅")}
    assert rig.said() == []


async def test_what_is_not_granted_is_not_done(rig, post):
    key, place, kept = post

    await rig.hands.show_answered(place, key, frozenset())

    assert (rig.fake.acting.reactions, kept.get("applied_tags", [])) == (set(), [])


async def test_a_post_gets_its_forums_tag_beside_those_it_has(rig, post):
    key, place, kept = post
    kept["applied_tags"] = ["502"]

    await rig.hands.show_answered(place, key, BOTH)

    assert kept["applied_tags"] == ["502", "501"]


async def test_a_german_forums_tag_is_known_as_well(rig, post):
    key, place, kept = post
    channels = rig.fake.world.guilds[rig.guild].channels
    channels[place.channel]["available_tags"] = [OTHER, TAG | {"name": "Gelöst"}]

    await rig.hands.show_answered(place, key, BOTH)

    assert kept["applied_tags"] == ["501"]


async def test_a_post_that_has_the_tag_is_left_alone(rig, post):
    key, place, kept = post
    kept["applied_tags"] = ["501"]

    await rig.hands.show_answered(place, key, BOTH)

    assert rig.fake.record.to("PATCH", CHANNEL) == []


async def test_a_post_with_all_the_tags_it_may_have_is_left_alone(rig, post):
    key, place, kept = post
    kept["applied_tags"] = ["11", "12", "13", "14", "15"]

    await rig.hands.show_answered(place, key, BOTH)

    assert rig.fake.record.to("PATCH", CHANNEL) == []


async def test_a_forum_without_such_a_tag_gets_none(rig, post):
    key, place, kept = post
    rig.fake.world.guilds[rig.guild].channels[place.channel]["available_tags"] = [OTHER]

    await rig.hands.show_answered(place, key, BOTH)

    assert kept.get("applied_tags", []) == []


async def test_where_reacting_is_refused_it_is_remembered_as_missing(rig):
    rig.fake.acting.denied.add((rig.channel, "add_reactions"))

    with pytest.raises(PlatformRefused):
        await rig.hands.show_answered(rig.place, rig.key(rig.asked), BOTH)

    assert rig.door.lacking(rig.place) == {Capability.REACT}
