"""The real discord.py, the real house and the fake Discord on this machine's own sockets."""

from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.discord.keys import community_of
from bot.platforms.discord.supervision import DiscordStopped
from tests.platforms.discord.ears_rig import listening, opened, until
from tests.servers.discord.world import BOT


async def test_what_is_said_in_a_chosen_channel_is_stored(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "Does anyone know this?")
        await until(lambda: rig.taken() == 1)

    assert await rig.stored(town.guild, town.square) == [number]
    assert await rig.heard(town.guild, town.square) == int(number)


async def test_of_a_channel_that_nobody_chose_nothing_is_stored(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        town.world.says(town.ana, town.cellar, "This stays here.")
        town.world.says(town.ana, town.square, "This does not.")
        await until(lambda: rig.taken() == 1)
        async with rig.house.store.views() as views:
            names = await views.room_names(community_of(town.guild.number))

    assert await rig.stored(town.guild, town.cellar) == []
    assert set(names.values()) == {"square"}


async def test_a_channel_chosen_while_it_runs_is_heard_from_then_on(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        early = town.world.says(town.ana, town.cellar, "Before.")
        await rig.chooses(town.guild, town.cellar)
        late = town.world.says(town.ana, town.cellar, "After.")
        await rig.level(town.cellar)

    assert await rig.stored(town.guild, town.cellar) == [early, late]


async def test_a_reply_is_known_as_one(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        asked = town.world.says(town.ana, town.square, "How long does it rest?")
        town.world.says(town.ben, town.square, "Two hours.", answering=asked)
        await until(lambda: rig.taken() == 2)
        async with rig.house.store.unit() as unit:
            key = MessageKey(
                platform="discord", community=community_of(town.guild.number), message=asked
            )
            growth = await unit.conversations.holding(key)

    assert growth is not None
    assert growth.first_answer_at is not None


async def test_an_edit_replaces_the_words(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "Tea at four.")
        await until(lambda: rig.taken() == 1)
        town.world.edits(town.square, number, "Tea at five.")
        await until(lambda: rig.house.intake.counts.edited == 1)

    assert (await rig.message(town.guild, number))[1] == "Tea at five."


async def test_a_links_preview_is_no_edit(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "https://example.org")
        town.world.previews(town.square, number)
        town.world.says(town.ben, town.square, "Thanks.")
        await until(lambda: rig.taken() == 2)

    assert rig.house.intake.counts.edited == 0


async def test_one_deletion_and_many_reach_the_store(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        numbers = [town.world.says(town.ana, town.square, f"Line {n}.") for n in range(4)]
        await until(lambda: rig.taken() == 4)
        town.world.deletes(town.square, numbers[0])
        town.world.deletes(town.square, numbers[1], numbers[2])
        await until(lambda: rig.house.intake.counts.deleted == 3)

    assert await rig.stored(town.guild, town.square) == numbers[3:]


async def test_a_reaction_is_counted_and_taken_back(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "It rose!")
        town.world.reacts(town.ben, town.square, number)
        town.world.takes_back(town.ben, town.square, number)
        await until(lambda: rig.house.intake.counts.reactions == 2)


async def test_a_thread_of_a_chosen_channel_is_heard(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "Who has an oven?")
        thread = town.world.opens_thread(town.square, number, "ovens")
        below = town.world.says(town.ben, thread, "I have.")
        await rig.level(thread)

    assert await rig.stored(town.guild, town.square, thread) == [below]


async def test_a_post_in_a_forum_is_heard(rig, town):
    forum = town.world.forum(town.guild, "help")
    await rig.chooses(town.guild, forum)
    async with listening(rig):
        await rig.level(town.square)
        post = town.world.opens_thread(forum, town.world.number(), "My loaf is flat")
        first = town.world.says(town.ana, post, "What did I do wrong?")
        await rig.level(post)

    assert await rig.stored(town.guild, forum, post) == [first]


async def test_with_a_deleted_channel_its_words_go(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        town.world.says(town.ana, town.square, "One.")
        town.world.says(town.ben, town.square, "Two.")
        await until(lambda: rig.taken() == 2)
        town.world.ends(town.square)
        await until(lambda: rig.house.intake.counts.deleted == 2)

    assert await rig.stored(town.guild, town.square) == []


async def test_whoever_takes_the_bot_out_is_told_of_and_an_outage_is_not(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        town.world.fails(town.guild)
        town.world.returns(town.guild)
        await rig.level(town.square)
        assert rig.gone == []

        town.world.leaves(town.guild.number)
        await until(lambda: rig.gone == [community_of(town.guild.number)])


async def test_without_the_switch_it_goes_on_with_structure_only(fake, town, tmp_path):
    town.world.flags = 0
    async with opened(fake, tmp_path, content_optional=True) as rig:
        await rig.chooses(town.guild, town.square)
        async with listening(rig):
            await rig.level(town.square)
            number = town.world.says(town.ana, town.square, "Nobody reads this.")
            await until(lambda: rig.taken() == 1)
        message, words = await rig.message(town.guild, number)

    assert (message.reading, words) == (None, "")
    assert [each["intents"] for each in fake.gateway.identified] == [34305, 1537]


async def test_where_the_words_are_required_a_missing_switch_stops_it(rig, town):
    town.world.flags = 0

    with pytest.raises(DiscordStopped, match="Message Content Intent is off"):
        await rig.platform.run()


async def test_two_rights_and_the_owner_moderate_and_others_do_not(rig, town):
    square = ChannelKey(platform="discord", space=town.guild.number, channel=town.square)
    town.world.role(town.guild, "keeper", 1 << 13, town.ben)
    async with listening(rig):
        await rig.level(town.square)

        async def moderates(who):
            return await rig.platform.is_moderator(
                MemberKey(platform="discord", member=who), square
            )

        assert (await moderates(town.ben), await moderates("42")) == (True, True)
        assert not await moderates(town.ana)


async def test_granted_is_what_the_permissions_say(rig, town):
    square = ChannelKey(platform="discord", space=town.guild.number, channel=town.square)
    hidden = town.world.channel(town.guild, "staff", private=True)
    staff = ChannelKey(platform="discord", space=town.guild.number, channel=hidden)

    before = await rig.platform.granted(square)
    async with listening(rig):
        await rig.level(town.square)
        here, there = await rig.platform.granted(square), await rig.platform.granted(staff)

    assert before == frozenset()
    assert {Capability.REPLY_IN_THREAD, Capability.BUTTONS} <= here
    assert Capability.PIN not in here
    assert there == frozenset()


async def test_polls_threads_and_posts_are_granted_where_they_are_possible(rig, town):
    rights = 1 << 11 | 1 << 35 | 1 << 38 | 1 << 49  # send, open threads, send in threads, polls
    town.world.role(town.guild, "tummler", rights, BOT)
    forum = town.world.forum(town.guild, "questions")
    thread = town.world.opens_thread(town.square, town.world.says(town.ana, town.square, "?"), "t")

    def place(number, below=None):
        return ChannelKey(platform="discord", space=town.guild.number, channel=number, thread=below)

    async with listening(rig):
        await rig.level(town.square)
        square, within, posts = [
            await rig.platform.granted(each)
            for each in (place(town.square), place(town.square, thread), place(forum))
        ]

    asked = {Capability.POST_IN_CHANNEL, Capability.OPEN_THREAD, Capability.POLL}
    assert asked <= square
    assert asked & within == asked - {Capability.OPEN_THREAD}
    assert asked & posts == {Capability.POLL}


async def test_a_quote_is_read_as_it_stands_now(rig, town):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "First.")
        await until(lambda: rig.taken() == 1)
        key = MessageKey(
            platform="discord", community=community_of(town.guild.number), message=number
        )
        town.world.messages[town.square][number]["content"] = "Second."
        now = await rig.platform.read(key)
        link = rig.platform.link(key)
        del town.world.messages[town.square][number]
        later = await rig.platform.read(key)

    assert (now, later) == ("Second.", None)
    assert link == f"https://discord.com/channels/{town.guild.number}/{town.square}/{number}"


async def test_history_gives_what_was_said_since(rig, town):
    town.world.says(town.ana, town.square, "Old.")
    town.world.at += timedelta(hours=1)
    new = [town.world.says(town.ana, town.square, f"New {n}.") for n in range(3)]
    square = ChannelKey(platform="discord", space=town.guild.number, channel=town.square)
    async with listening(rig):
        await rig.level(town.square)
        since = town.world.at - timedelta(minutes=5)
        town.world.number()
        found = [event async for event in rig.platform.history(square, since)]

    assert [event.key.message for event in found] == new


async def test_it_is_ready_only_while_discord_is_heard(rig, town):
    assert not rig.platform.ready
    async with listening(rig):
        await rig.level(town.square)
        assert rig.platform.ready
        town.world.at += timedelta(seconds=61)
        assert not rig.platform.ready


async def test_on_stopping_what_arrived_is_taken_in_and_the_gateway_closed(rig, town, fake):
    async with listening(rig):
        await rig.level(town.square)
        numbers = [town.world.says(town.ana, town.square, f"Line {n}.") for n in range(20)]
        await until(lambda: rig.taken() >= 1)
    stored = await rig.stored(town.guild, town.square)

    assert stored == numbers[: len(stored)]
    assert fake.gateway.closes == [1000]
    assert [gap.level_at for gap in await rig.gaps(town.guild)] == [None]


async def test_two_servers_never_see_each_others_talk(rig, town):
    other = town.world.guild("village")
    green = town.world.channel(other, "green")
    await rig.chooses(other, green)
    async with listening(rig):
        await rig.level(town.square, green)
        here = town.world.says(town.ana, town.square, "Here.")
        there = town.world.says(town.ana, green, "There.")
        await until(lambda: rig.taken() == 2)

    assert await rig.stored(town.guild, town.square) == [here]
    assert await rig.stored(other, green) == [there]


async def test_nothing_is_asked_that_the_intents_do_not_need(rig, town, fake):
    async with listening(rig):
        await rig.level(town.square)

    assert [each["intents"] for each in fake.gateway.identified] == [34305]
