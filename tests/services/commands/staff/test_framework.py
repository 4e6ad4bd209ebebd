"""Changes of the charter in a word: drafted by a moderator, in force by a steward."""

from bot.core.charter import Artefact


async def draft(counter):
    return (await counter.house.charters.draft(counter.talk.community)).charter


async def test_what_gathers_people_is_shown(counter):
    assert "bicycles" in await counter.told("staff object", "mo")


async def test_a_facet_is_drafted_and_takes_effect_when_signed(counter):
    told = await counter.told("staff object facet:pumps", "guard", moderates=True)

    assert "It takes effect when a steward signs" in told
    assert "+ pumps" in told
    assert (await draft(counter)).social_object.facets == ("bicycles", "pumps")


async def test_a_word_is_added_and_removed(counter):
    await counter.say("staff object word:freewheel", "mo")
    assert (await draft(counter)).social_object.vocabulary == {"freewheel"}

    await counter.say("staff object word:freewheel remove:yes", "mo")

    assert (await draft(counter)).social_object.vocabulary == frozenset()


async def test_an_artefact_is_added_with_its_link_and_removed(counter):
    said = "staff object artefact:guide link:https://example.org/guide"
    await counter.say(said, "mo")
    link = "https://example.org/guide"
    assert (await draft(counter)).social_object.artefacts == (Artefact(name="guide", link=link),)

    await counter.say("staff object artefact:guide remove:yes", "mo")

    assert (await draft(counter)).social_object.artefacts == ()


async def test_what_is_not_there_is_not_removed(counter):
    told = await counter.told("staff object word:pump remove:yes", "mo")

    assert "pump is not in the charter" in told
    assert await counter.house.charters.draft(counter.talk.community) is None


async def test_how_many_may_sign_is_told_and_nobody_named(counter):
    told = await counter.told("staff roles", "mo")

    assert "One moderator may sign" in told
    assert "mo" not in told.split()


async def test_another_steward_is_named_in_the_draft(counter, talk):
    await counter.say("staff roles add:parlour:eva", "mo")

    assert len((await draft(counter)).moderators) == 2


async def test_the_last_steward_stays(counter):
    told = await counter.told("staff roles remove:parlour:mo", "mo")

    assert "You are the only steward" in told
    assert await counter.house.charters.draft(counter.talk.community) is None


async def test_a_steward_steps_down_once_another_is_named(counter):
    await counter.say("staff roles add:parlour:eva", "mo")

    await counter.say("staff roles remove:parlour:mo", "mo")

    assert len((await draft(counter)).moderators) == 1


async def test_who_is_not_in_it_is_not_removed(counter):
    assert "not in the charter" in await counter.told("staff roles remove:parlour:eva", "mo")


async def test_a_person_is_named_by_platform_and_id(counter):
    assert "platform:id" in await counter.told("staff roles add:eva", "mo")
