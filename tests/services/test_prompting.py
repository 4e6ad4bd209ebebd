"""Which prompt fits a community now, and what is remembered of those used."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.charter import Artefact, ObjectKind
from bot.services.prompting import (
    NoSuchPrompt,
    NoSuchUse,
    NotHeard,
    NothingToName,
    NotNow,
    State,
    TooEarly,
)

RITUAL = "standing_prompt"
DAY = timedelta(days=1)
OURS = """\
+++
id = "ours"
version = 1
practice = "standing_prompt"
locale = "en"
kinds = ["cause"]
level = "content"
inputs = ["artefact"]
licence = "CC0-1.0"
note = "Our own."
+++
What did {{ artefact }} leave out the last time that you used it?
"""


@pytest.fixture
async def shed(towns, talk):
    """A town whose charter names two artefacts."""
    framework = talk.framework()
    about = replace(
        framework.charter.social_object,
        artefacts=(
            Artefact(name="the tool list", link="https://example.org/tools"),
            Artefact(name="the Saturday shed", facet="bicycles"),
        ),
        vocabulary=frozenset({"hub", "rim"}),
    )
    charter = replace(framework.charter, social_object=about)
    async with towns(framework=replace(framework, charter=charter)) as house:
        yield house


@pytest.fixture
def suggest(shed, talk):
    async def at(days=0, practice=RITUAL, given=None, most=1):
        now = talk.start + days * DAY
        return await shed.prompting.suggest(talk.community, practice, now, given or {}, most)

    return at


@pytest.fixture
def take(shed, talk):
    async def at(name, days=0, artefact=None):
        now = talk.start + days * DAY
        return await shed.prompting.take(talk.community, name, now, artefact=artefact)

    return at


async def states(house, talk, days=0):
    standing = await house.prompting.standing(talk.community, talk.start + days * DAY)
    return {each.prompt.id: each.state for each in standing}


async def test_what_is_suggested_is_about_something_of_the_charter(suggest):
    [choice] = await suggest()

    assert choice.artefact in choice.text
    assert "cause" in choice.prompt.kinds


async def test_the_link_of_an_artefact_goes_with_its_name(take):
    _, choice = await take("sign-your-name", artefact="the tool list")

    assert "the tool list (https://example.org/tools)" in choice.text


async def test_two_suggestions_are_about_two_things(suggest):
    choices = await suggest(most=5)

    assert sorted(c.artefact for c in choices) == ["the Saturday shed", "the tool list"]


async def test_the_same_is_suggested_all_day(suggest):
    assert await suggest(0.3) == await suggest(0.6)


async def test_a_prompt_of_another_kind_is_for_elsewhere(shed, talk):
    assert (await states(shed, talk))["first-met"] is State.ELSEWHERE


async def test_a_prompt_that_needs_a_link_is_suggested_where_it_is_given(suggest):
    assert await suggest(practice="callback") == ()

    given = {"message": "https://example.org/1", "thread": "https://example.org/2"}
    [choice] = await suggest(practice="callback", given=given)

    assert "https://example.org/1" in choice.text


async def test_a_prompt_that_was_used_rests_for_sixty_days(take, shed, talk):
    await take("sign-your-name")

    assert (await states(shed, talk, 59))["sign-your-name"] is State.RESTS
    assert (await states(shed, talk, 60))["sign-your-name"] is State.READY


async def test_a_prompt_that_rests_is_refused(take):
    await take("sign-your-name")

    with pytest.raises(NotNow, match="rests"):
        await take("sign-your-name", days=30)


async def test_an_artefact_that_was_used_rests_for_sixty_days(take, suggest):
    await take("sign-your-name", artefact="the tool list")

    assert {c.artefact for c in await suggest(59, most=5)} == {"the Saturday shed"}
    assert len(await suggest(60, most=5)) == 2


async def test_where_every_artefact_rests_nothing_is_suggested(take, suggest):
    await take("sign-your-name", artefact="the tool list")
    await take("before-sunday", artefact="the Saturday shed")

    assert await suggest(10) == ()


async def test_three_uses_without_an_exchange_retire_a_prompt(take, shed, talk):
    for number in range(3):
        use, _ = await take("sign-your-name", days=61 * number)
        await shed.prompting.tell(talk.community, use.key, exchange=False)

    assert (await states(shed, talk, 1000))["sign-your-name"] is State.RETIRED


async def test_one_exchange_keeps_a_prompt(take, shed, talk):
    for number in range(3):
        use, _ = await take("sign-your-name", days=61 * number)
        await shed.prompting.tell(talk.community, use.key, exchange=number == 1)

    assert (await states(shed, talk, 1000))["sign-your-name"] is State.READY


async def test_those_used_least_come_first(take, suggest):
    [first] = await suggest()
    await take(first.prompt.id)

    [later] = await suggest(200)

    assert later.prompt.id != first.prompt.id


async def test_the_same_words_are_not_said_twice_even_under_another_name(shed, talk):
    shed.prompting._own.mkdir()
    linked = OURS.replace("artefact", "thread")
    for name in ("ours", "theirs"):
        file = shed.prompting._own / f"{name}.v1.md"
        file.write_text(linked.replace("ours", name), encoding="utf-8")
    first, second = ({"thread": f"https://example.org/{number}"} for number in (1, 2))
    await shed.prompting.take(talk.community, "ours", talk.start, first)

    with pytest.raises(NotNow):
        await shed.prompting.take(talk.community, "theirs", talk.start + 59 * DAY, second)

    await shed.prompting.take(talk.community, "theirs", talk.start + 61 * DAY, second)


async def test_a_prompt_of_the_communitys_own_stands_beside_ours(shed, talk):
    shed.prompting._own.mkdir()
    (shed.prompting._own / "ours.v1.md").write_text(OURS, encoding="utf-8")

    assert (await states(shed, talk))["ours"] is State.READY


async def test_a_prompt_of_its_own_that_may_not_be_said_is_left_out_with_the_reason(shed):
    shed.prompting._own.mkdir()
    bad = OURS.replace("What did", "Tell us what")
    (shed.prompting._own / "ours.v1.md").write_text(bad, encoding="utf-8")

    shelf = shed.prompting.shelf()

    assert list(shelf.refused) == ["ours.v1"]
    assert "ours" not in {prompt.id for prompt in shelf.prompts}


async def test_words_that_the_charter_never_says_are_not_suggested(towns, talk):
    framework = talk.framework()
    about = replace(framework.charter.social_object, artefacts=(Artefact(name="the shed"),))
    charter = replace(framework.charter, social_object=about, never=("shed",))
    async with towns(framework=replace(framework, charter=charter)) as house:
        assert set((await states(house, talk)).values()) <= {
            State.REFUSED,
            State.ELSEWHERE,
            State.LACKS,
        }


async def test_without_a_charter_there_is_nothing_to_name(town, talk):
    with pytest.raises(NothingToName):
        await town.prompting.suggest(talk.community, RITUAL, talk.start)


async def test_a_prompt_that_there_is_not_is_said_to_be_none(take):
    with pytest.raises(NoSuchPrompt, match="no prompt nonsense"):
        await take("nonsense")


async def test_an_artefact_that_the_charter_does_not_name_is_refused(take):
    with pytest.raises(NotNow, match="not about that"):
        await take("sign-your-name", artefact="the moon")


async def test_a_use_that_never_was_cannot_be_judged(shed, talk):
    with pytest.raises(NoSuchUse):
        await shed.prompting.tell(talk.community, "00000000", exchange=True)


async def test_what_is_kept_of_a_use_names_nobody_and_no_words(take, shed, talk):
    _, choice = await take("sign-your-name")

    async with shed.store.unit() as unit:
        [kept] = await unit.prompts.all(talk.community)
        await unit.commit()

    assert kept.prompt == "sign-your-name.v1"
    assert choice.text not in repr(kept)


async def test_hashes_of_wordings_go_after_sixty_days(take, shed, talk):
    await take("sign-your-name")

    swept = await shed.privacy.sweep(talk.start + 61 * DAY)

    assert swept.rows == 1


@pytest.mark.parametrize("gathered", list(ObjectKind), ids=str)
async def test_each_kind_of_community_has_prompts_for_a_year(towns, talk, gathered):
    framework = talk.framework()
    names = [Artefact(name=f"the thing number {n}") for n in ("one", "two", "three")]
    about = replace(
        framework.charter.social_object,
        kind=gathered,
        artefacts=tuple(names),
        vocabulary=frozenset({"hub"}),
    )
    charter = replace(framework.charter, social_object=about)
    async with towns(framework=replace(framework, charter=charter)) as house:
        for week in range(0, 52, 4):
            now = talk.start + 7 * week * DAY
            [choice] = await house.prompting.suggest(talk.community, RITUAL, now)
            await house.prompting.take(
                talk.community, choice.prompt.id, now, artefact=choice.artefact
            )


# What came of it, seen in the talk itself.


@pytest.fixture
def look(shed, talk):
    async def at(key, hours):
        now = talk.at(timedelta(hours=hours))
        return await shed.prompting.look(talk.community, key, talk.key("asked"), now)

    return at


def hours(count):
    return timedelta(hours=count)


async def test_two_who_answer_each_other_beyond_the_prompt_are_an_exchange(
    shed, talk, take, takes_in, look
):
    use, choice = await take("sign-your-name")
    await takes_in(
        shed,
        talk.post("asked", "mo", hours(1), choice.text),
        talk.post("m1", "ana", hours(2), "The one about the rims.", to="asked"),
        talk.post("m2", "ben", hours(3), "I counted those twice.", to="m1"),
    )

    assert await look(use.key, 4)

    async with shed.store.unit() as unit:
        [kept] = await unit.prompts.all(talk.community)
        await unit.commit()
    assert kept.exchange is True


async def test_answers_to_the_prompt_alone_are_none_once_the_time_is_over(
    shed, talk, take, takes_in, look
):
    use, choice = await take("sign-your-name")
    await takes_in(
        shed,
        talk.post("asked", "mo", hours(1), choice.text),
        talk.post("m1", "ana", hours(2), "The one about the rims.", to="asked"),
        talk.post("m2", "ben", hours(3), "Mine is the hubs.", to="asked"),
    )

    with pytest.raises(TooEarly, match="04 Mar, 01:00 UTC"):
        await look(use.key, 4)
    assert not await look(use.key, 50)


async def test_a_message_that_was_never_heard_tells_nothing(take, look):
    use, _ = await take("sign-your-name")

    with pytest.raises(NotHeard):
        await look(use.key, 50)


async def test_a_use_that_never_was_cannot_be_looked_at(shed, talk, takes_in, look):
    await takes_in(shed, talk.post("asked", "mo", hours(1)))

    with pytest.raises(NoSuchUse):
        await look("00000000", 60)
