"""What is approved is said on Discord, and what people press below it is answered."""

import pytest

from bot.core.capabilities import Capability
from bot.core.privacy import OptIn
from bot.core.reasons import Reason
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.platforms.discord.keys import member
from bot.platforms.vitals import kept
from bot.practices import load_practices
from bot.practices.base import VOLUNTEER
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import POST, contract
from tests.scenarios.discord_town import PRACTICE, WORDS, inhabited, living
from tests.servers.discord.parts import walked
from tests.servers.discord.server import Fault, fake_discord


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
async def town(fake, tmp_path):
    async with living(fake, tmp_path / "house", inhabited(fake)) as opened:
        await opened.signs(Rung.SPEAK)
        yield opened


async def test_an_approved_line_is_said_once_below_its_message_with_four_buttons(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)

    await town.says_what_is_approved()

    [said] = town.said()
    assert (said["content"], said["message_reference"]["message_id"]) == (WORDS, need)
    assert len(said["components"][0]["components"]) == 4
    assert (await town.review(review.id)).status is ReviewStatus.SENT


async def test_what_was_approved_while_it_was_away_is_said_once_its_channels_are_known(
    fake, tmp_path
):
    places = inhabited(fake)
    async with living(fake, tmp_path / "house", places) as town:
        await town.signs(Rung.SPEAK)
        review = await town.drafts(await town.asks(), approved=True)
    assert town.said() == []

    async with living(fake, tmp_path / "house", places) as town:
        await until(lambda: bool(town.said()))
        await town.ends(review.id)

    assert [said["content"] for said in town.said()] == [WORDS]


async def test_nobody_is_written_to_who_did_not_ask_for_it(town):
    review = await town.drafts(await town.asks(), approved=True, to=town.ana)
    town.on.attending.wake(town.community)

    await town.ends(review.id)

    assert town.ended.withheld is Reason.NOT_OPTED_IN
    assert town.fake.acting.whispered(town.ana) == []


async def test_what_is_for_one_person_is_said_to_them_alone_and_answered_there(town):
    need = await town.asks()
    await town.house.wishes.opt_in(town.community, member(town.ana), tuple(OptIn))
    review = await town.drafts(need, approved=True, to=town.ana)
    town.on.attending.wake(town.community)
    await until(lambda: bool(town.fake.acting.whispered(town.ana)))
    [said] = town.fake.acting.whispered(town.ana)
    direct = town.fake.acting.direct[town.ana]
    pressed = f"g{town.guild}:said:notnow:{review.id}"

    answer = await town.fake.people.presses(town.ana, direct, said["id"], pressed).told()

    where = f"https://discord.com/channels/{town.guild}/{town.channel}/{need}"
    assert (said["content"], town.said()) == (f"{WORDS}\n{where}", [])
    assert answer["components"][0]["content"].startswith("Done.")


async def test_whoever_asks_why_of_a_private_line_can_stop_it_there(town):
    await town.house.wishes.opt_in(town.community, member(town.ana), tuple(OptIn))
    review = await town.drafts(await town.asks(), approved=True, to=town.ana)
    await town.keeps(review)
    town.on.attending.wake(town.community)
    await until(lambda: bool(town.fake.acting.whispered(town.ana)))
    [said] = town.fake.acting.whispered(town.ana)
    direct = town.fake.acting.direct[town.ana]
    why = await town.fake.people.presses(
        town.ana, direct, said["id"], f"g{town.guild}:why:show:{review.id}"
    ).told()
    [stop] = [each["custom_id"] for each in walked(why["components"]) if "custom_id" in each]

    answer = await town.fake.people.forges(town.ana, direct, why, stop).told()

    card = await town.house.wishes.card(town.community, member(town.ana))
    assert card.consent.stops(PRACTICE, town.place)
    assert answer["components"][0]["content"].startswith("Done.")


@pytest.mark.parametrize("verb", ["said:helpful", "said:notnow", "said:stop", "why:show"])
async def test_every_button_is_answered_for_the_presser_alone(town, verb):
    review = await town.drafts(await town.asks(), approved=True)
    await town.says_what_is_approved()
    [said] = town.said()

    asked = town.fake.people.presses(town.bo, town.channel, said["id"], f"{verb}:{review.id}")
    answer = await asked.told()

    assert answer["flags"] & (1 << 6)
    assert "no longer open" not in str(answer["components"])


async def test_a_refused_line_is_kept_as_refused_and_the_right_as_missing(town):
    review = await town.drafts(await town.asks(), approved=True)
    town.fake.acting.denied.add((town.channel, "send_messages"))
    town.on.attending.wake(town.community)

    await town.ends(review.id)

    assert town.ended.withheld is Reason.REFUSED
    assert town.said() == []


async def test_a_line_that_met_a_block_at_the_edge_is_said_after_it(town):
    review = await town.drafts(await town.asks(), approved=True)
    blocked = {"code": 0, "message": "blocked", "retry_after": 1.0, "global": False}
    headers = {"Via": "", "Retry-After": "60"}
    town.fake.faults.append(Fault("POST", POST, 429, headers=headers, body=blocked))
    town.on.attending.wake(town.community)
    await until(lambda: town.fake.faults[0].fired == 1)
    assert (await town.review(review.id)).status is ReviewStatus.SENDING

    town.later(seconds=61)
    await town.says_what_is_approved()
    await town.ends(review.id)

    assert town.ended.status is ReviewStatus.SENT
    assert len(town.said()) == 1


@pytest.mark.parametrize("everywhere", [True, False])
async def test_a_line_that_waits_for_a_rate_limit_is_held_by_a_stop(town, everywhere):
    review = await town.drafts(await town.asks(), approved=True)
    limited = {"code": 0, "message": "limited", "retry_after": 0.5, "global": False}
    headers = {"Via": "1.1 edge", "Retry-After": "1"}
    town.fake.faults.append(Fault("POST", POST, 429, headers=headers, body=limited))
    town.on.attending.wake(town.community)
    await until(lambda: town.fake.faults[0].fired == 1)

    await town.stops_everything(None if everywhere else town.place)
    await town.ends(review.id)

    assert (town.ended.withheld, town.said()) == (Reason.PRACTICE_OFF, [])


async def test_only_the_one_who_asked_for_it_is_called(town):
    await town.asks("I bound one last week.", by=town.bo)
    await town.house.wishes.opt_in(town.community, member(town.bo), (OptIn.ASK_ME,))
    text = f"{VOLUNTEER} bound one, and so did <@{town.mo}>."
    await town.drafts(await town.asks(), approved=True, text=text, to=town.bo, alone=False)

    await town.says_what_is_approved()

    [said] = town.said()
    assert said["content"] == f"<@{town.bo}> bound one, and so did <@{town.mo}>."
    assert [each["id"] for each in said["mentions"]] == [town.bo]


async def test_words_that_would_call_everybody_call_nobody(town):
    await town.drafts(await town.asks(), approved=True, text=f"@everyone <@{town.bo}> look")

    await town.says_what_is_approved()

    [post] = town.fake.record.to("POST", POST)
    assert post.body["allowed_mentions"] == {"parse": [], "users": []}
    assert town.said()[0]["mentions"] == []


async def test_every_practice_can_do_here_what_it_needs(town):
    needed = frozenset().union(*(practice.needs for practice in load_practices()))

    granted = await town.on.platform.granted(town.place)

    assert needed - granted == {Capability.PIN}  # pinning is a right of its own, by choice


async def test_what_discord_refused_is_counted_for_the_doctor_by_route_alone(fake, tmp_path):
    async with living(fake, tmp_path / "house", inhabited(fake)) as town:
        await town.signs(Rung.SPEAK)
        review = await town.drafts(await town.asks(), approved=True)
        town.fake.acting.denied.add((town.channel, "send_messages"))
        town.on.attending.wake(town.community)
        await town.ends(review.id)

    [call] = kept(tmp_path / "house").calls

    assert (call.route, call.status, call.count) == (
        "POST /api/v10/channels/{id}/messages",
        403,
        1,
    )
