"""On Slack an approved line is said once in its thread, with four buttons, and calls nobody."""

import pytest

from bot.core.capabilities import Capability
from bot.core.reasons import Reason
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.practices import load_practices
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.slack_town import ANA, BO, MO, WORDS, living
from tests.servers.slack.server import Fault
from tests.servers.slack.world import ME

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture(params=[False, True], ids=["socket", "http"])
async def town(fake, tmp_path, request):
    porch = fake.world.opens("porch", ANA, BO, MO)
    async with living(fake, tmp_path, porch, http=request.param) as town:
        await town.signs()
        yield town


async def test_an_approved_line_is_said_in_the_thread_of_what_waits(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    town.on.attending.wake(town.community)

    ended = await town.ends(review.id)

    [said] = town.said()
    assert (ended.status, ended.sent) == (ReviewStatus.SENT, town.key(said["ts"]))
    assert (said["thread_ts"], said["text"]) == (need, WORDS)
    assert [*town.buttons(said["blocks"])] == ["Helpful", "Not now", "Stop here", "Why?"]


async def test_what_we_said_comes_back_and_is_known_as_ours(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    town.on.attending.wake(town.community)
    await town.ends(review.id)
    [said] = town.said()

    await town.told(town.fake.world.echoes[-1])

    async with town.house.store.unit() as unit:
        kept = await unit.messages.get(town.key(said["ts"]))
        await unit.commit()
    assert (kept.own, kept.automated) == (True, True)


@pytest.mark.parametrize(
    "text", ["Hello <!channel>", "Hello <@U000000BO>", "<https://evil.example|good>", "a & b < c"]
)
async def test_words_of_a_line_call_nobody_and_hide_no_address(town, text):
    need = await town.asks()
    review = await town.drafts(need, approved=True, text=text)
    town.on.attending.wake(town.community)

    await town.ends(review.id)

    [said] = town.said()
    [words] = said["blocks"][0]["elements"][0]["elements"]
    assert words == {"type": "text", "text": text}
    assert "<" not in said["text"]


async def test_a_refusal_is_not_tried_again(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    refusal = {"ok": False, "error": "restricted_action"}
    town.fake.faults.append(Fault("chat.postMessage", refusal))
    town.on.attending.wake(town.community)

    ended = await town.ends(review.id)

    assert (ended.status, ended.withheld) == (ReviewStatus.WITHHELD, Reason.REFUSED)
    assert town.said() == []


async def test_an_answer_that_got_lost_is_looked_for_before_it_is_said_again(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    town.fake.faults.append(Fault("chat.postMessage", {"ok": False, "error": "internal_error"}))
    town.on.attending.wake(town.community)
    await until(lambda: town.fake.faults[0].fired == 1)

    town.on.attending.wake(town.community)
    await town.ends(review.id)

    assert len(town.said()) == 1


async def test_a_stop_holds_back_what_was_approved(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    await town.types(MO, "staff stop")
    town.on.attending.wake(town.community)

    ended = await town.ends(review.id)

    assert (ended.status, town.said()) == (ReviewStatus.WITHHELD, [])


async def test_a_line_that_waits_for_a_rate_limit_is_held_by_a_stop(town):
    review = await town.drafts(await town.asks(), approved=True)
    limited = {"ok": False, "error": "ratelimited"}
    headers = {"Retry-After": "1"}
    town.fake.faults.append(Fault("chat.postMessage", limited, status=429, headers=headers))
    town.on.attending.wake(town.community)
    await until(lambda: town.fake.faults[0].fired == 1)

    await town.types(MO, "staff stop")
    ended = await town.ends(review.id)

    assert (ended.withheld, town.said()) == (Reason.PRACTICE_OFF, [])


async def test_a_line_that_waited_for_a_rate_limit_is_said_once_after_it(town):
    review = await town.drafts(await town.asks(), approved=True)
    limited = {"ok": False, "error": "ratelimited"}
    headers = {"Retry-After": "1"}
    town.fake.faults.append(Fault("chat.postMessage", limited, status=429, headers=headers))
    town.on.attending.wake(town.community)

    ended = await town.ends(review.id)

    assert (ended.status, len(town.said())) == (ReviewStatus.SENT, 1)


@pytest.mark.parametrize("label", ["Helpful", "Not now", "Stop here", "Why?"])
async def test_every_button_is_answered_for_the_presser_alone(town, label):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    town.on.attending.wake(town.community)
    await town.ends(review.id)
    [said] = town.said()

    answer = await town.presses(BO, said["ts"], town.buttons(said["blocks"])[label])

    assert answer["response_type"] == "ephemeral"
    assert answer["replace_original"] is False
    assert "no longer open" not in answer["text"]


async def test_stop_here_by_a_moderator_stops_the_practice_in_that_channel(town):
    need = await town.asks()
    review = await town.drafts(need, approved=True)
    town.on.attending.wake(town.community)
    await town.ends(review.id)
    [said] = town.said()

    await town.presses(MO, said["ts"], town.buttons(said["blocks"])["Stop here"])

    other = await town.drafts(await town.asks("and who sews?"), approved=True)
    town.on.attending.wake(town.community)
    assert (await town.ends(other.id)).status is ReviewStatus.WITHHELD


async def test_a_button_that_nobody_knows_any_more_says_so(town):
    element = {"action_id": "said:helpful:long-gone", "type": "button"}

    answer = await town.presses(BO, "1772442001.000000", element)

    assert answer["response_type"] == "ephemeral"
    assert "no longer" in answer["text"]


async def test_nothing_is_said_while_a_practice_may_only_suggest(fake, tmp_path):
    porch = fake.world.opens("porch", ANA, BO, MO)
    async with living(fake, tmp_path, porch) as town:
        await town.signs(Rung.SUGGEST)
        review = await town.drafts(await town.asks(), approved=True)
        town.on.attending.wake(town.community)

        ended = await town.ends(review.id)

    assert (ended.status, ended.withheld) == (ReviewStatus.WITHHELD, Reason.NEEDS_REVIEW)
    assert ME not in {each["user"] for each in porch.messages.values()}


async def test_every_practice_can_do_here_what_it_needs(town):
    needed = frozenset().union(*(practice.needs for practice in load_practices()))

    granted = await town.on.platform.granted(town.place)

    assert needed - granted == {Capability.PIN}  # pinning is a right of its own, by choice
