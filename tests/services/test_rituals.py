"""A ritual is a moderator's own message at a signed hour; a norm stands at a chosen door."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.charter import Artefact
from bot.core.privacy import Then
from bot.core.reasons import Reason
from bot.core.trust import Rung
from bot.services.ladder import NoCharterYet, NotAModerator
from bot.services.rituals import FURTHEST, NoNorms, NotAhead, NotAnArtefact, NotTheirOwn, Rituals

HOUR = timedelta(hours=1)
NOW = 2 * HOUR
GUIDE = "the pump guide"


@pytest.fixture
def chartered(towns, talk, takes_in):
    """A town whose charter names mo, a guide and a norm; mo and ana each wrote something."""

    @asynccontextmanager
    async def opened(rung=Rung.LISTEN, norms=("ask first",)):
        async with towns() as house:
            async with house.store.unit() as unit:
                mo = await unit.members.known_as(talk.community, talk.member("mo"))
                signed = talk.framework(rung=rung, signed_by=mo)
                about = replace(signed.charter.social_object, artefacts=(Artefact(name=GUIDE),))
                charter = replace(
                    signed.charter, social_object=about, norms=norms, moderators=frozenset({mo})
                )
                await unit.frameworks.sign(replace(signed, charter=charter))
                await unit.commit()
            await takes_in(
                house,
                talk.post("r1", "mo", HOUR, "Which page of the guide did you use this week?"),
                talk.post("m1", "ana", HOUR, "Which pump still works?", room="shed"),
            )
            yield house

    return opened


def schedule(house, talk, message="r1", *, by="mo", after=9 * HOUR, artefact=GUIDE):
    return Rituals(house.store.unit).schedule(
        talk.community,
        talk.key(message),
        talk.at(after),
        artefact,
        by=talk.member(by),
        now=talk.at(NOW),
    )


def door(house, talk, *, by="mo", shown=True):
    return Rituals(house.store.unit).show_norms(
        talk.community, talk.channel(), shown=shown, by=talk.member(by), now=talk.at(NOW)
    )


async def in_force(house, talk):
    async with house.store.unit() as unit:
        found = await unit.frameworks.current(talk.community)
        await unit.commit()
    return found


async def rulings(house, talk, until=48 * HOUR):
    async with house.store.views() as views:
        return await views.rulings(talk.community, talk.start, talk.at(until))


async def test_a_ritual_is_a_version_that_a_moderator_signed(chartered, talk):
    async with chartered() as house:
        ritual = await schedule(house, talk)

        signed = await in_force(house, talk)
        assert (signed.version, signed.rituals) == (2, (ritual,))
        assert signed.evidence == (f"ritual about {GUIDE}",)


async def test_it_is_read_back_as_it_was_signed(chartered, talk):
    async with chartered() as house:
        await schedule(house, talk)
        await door(house, talk)

        [first, second, third] = await house.charters.history(talk.community)

    assert (first.rituals, second.doors) == ((), frozenset())
    assert third.rituals == second.rituals
    assert third.doors == {talk.channel()}


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"by": "ana"}, NotAModerator),
        ({"message": "m1"}, NotTheirOwn),
        ({"message": "never"}, NotTheirOwn),
        ({"artefact": "another guide"}, NotAnArtefact),
        ({"after": HOUR}, NotAhead),
        ({"after": NOW + FURTHEST + HOUR}, NotAhead),
    ],
)
async def test_what_is_no_ritual_is_not_signed(chartered, talk, wrong, refused):
    async with chartered() as house:
        with pytest.raises(refused):
            await schedule(house, talk, **wrong)

        assert (await in_force(house, talk)).version == 1


async def test_without_a_charter_nothing_is_set(town, talk):
    with pytest.raises(NoCharterYet):
        await schedule(town, talk)


async def test_at_its_hour_it_is_considered_and_not_before(chartered, talk, takes_in):
    async with chartered(rung=Rung.SUGGEST) as house:
        await schedule(house, talk)

        await takes_in(house, until=talk.at(8 * HOUR))
        assert [r.practice for r in await rulings(house, talk)] == []
        await takes_in(house, until=talk.at(10 * HOUR))

        [ruling] = [r for r in await rulings(house, talk) if r.practice == "standing_prompt"]
        assert ruling.at == talk.at(9 * HOUR)
        assert ruling.need == talk.key("r1")


async def test_an_edit_of_the_message_does_not_take_it_off_the_calendar(chartered, talk, takes_in):
    async with chartered() as house:
        await schedule(house, talk)
        await takes_in(house, talk.edit("r1", 3 * HOUR, "Which page did you like?"))

        await takes_in(house, until=talk.at(10 * HOUR))

        assert [r.practice for r in await rulings(house, talk)] == ["standing_prompt"]


async def test_a_ritual_whose_message_is_gone_is_not_brought_up(chartered, talk, takes_in):
    async with chartered() as house:
        await schedule(house, talk)
        await takes_in(house, talk.delete("r1", 3 * HOUR))

        await takes_in(house, until=talk.at(10 * HOUR))

        assert await rulings(house, talk) == ()


async def test_the_ritual_of_a_host_who_is_forgotten_is_over(chartered, talk):
    async with chartered() as house:
        await schedule(house, talk)

        await house.privacy.note(
            [talk.community], [talk.member("mo")], Then.START_AFRESH, talk.at(NOW)
        )
        await house.privacy.carry_out(talk.at(NOW))

        assert (await in_force(house, talk)).rituals == ()


async def test_a_norm_is_shown_at_the_door_that_was_chosen_alone(chartered, talk, takes_in):
    async with chartered(rung=Rung.SUGGEST) as house:
        await door(house, talk)

        await takes_in(
            house,
            talk.post("t1", "ana", 3 * HOUR, "Pumps, again.", thread="t1"),
            talk.post("t2", "ana", 3 * HOUR, "Glue, again.", room="shed", thread="t2"),
            until=talk.at(5 * HOUR),
        )

        found = [r for r in await rulings(house, talk) if r.practice == "norm_at_door"]
        assert [r.need for r in found] == [talk.key("t1")]
        assert found[0].reason is not Reason.PRACTICE_OFF


async def test_a_door_is_closed_again(chartered, talk):
    async with chartered() as house:
        await door(house, talk)

        assert (await door(house, talk, shown=False)).doors == frozenset()


async def test_where_the_charter_has_no_norm_there_is_nothing_to_show(chartered, talk):
    async with chartered(norms=()) as house:
        with pytest.raises(NoNorms):
            await door(house, talk)


async def test_only_a_moderator_chooses_a_door(chartered, talk):
    async with chartered() as house:
        with pytest.raises(NotAModerator):
            await door(house, talk, by="ana")


async def test_a_practice_that_a_moderator_raised_since_is_looked_at_too(chartered, talk, takes_in):
    async with chartered() as house:
        await house.trust.ladder.promote(
            talk.community, "norm_at_door", None, talk.member("mo"), talk.at(NOW)
        )
        await door(house, talk)

        await takes_in(
            house,
            talk.post("t1", "ana", 3 * HOUR, "Pumps, again.", thread="t1"),
            until=talk.at(5 * HOUR),
        )

        [ruling] = await rulings(house, talk)
        assert (ruling.practice, ruling.reason) == ("norm_at_door", Reason.DIGEST_ONLY)
