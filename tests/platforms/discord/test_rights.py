"""Numbers are computed from names, and are those of platforms.md, section 2.2."""

import pytest

from bot.platforms.discord.intents import REASONS, Wanted, intents_for
from bot.platforms.discord.rights import BY_CHOICE, NEVER, Tier, asked, invitation, number


@pytest.mark.parametrize(
    ("tier", "chosen", "value"),
    [
        (Tier.LEAST, (), 66560),
        (Tier.FIRST, (), 274878024704),
        (Tier.MODERATION, (), 1374389660672),
        (Tier.MODERATION, ("manage_channels", "manage_guild"), 1374389660720),
    ],
)
def test_a_tier_asks_for_exactly_this(tier, chosen, value):
    assert number(asked(tier, chosen)) == value


def test_what_is_never_asked_for_is_in_no_tier():
    everything = asked(Tier.MODERATION, BY_CHOICE)

    assert not NEVER & everything.keys()


def test_a_right_that_no_feature_needs_cannot_be_chosen():
    with pytest.raises(KeyError):
        asked(Tier.FIRST, ("administrator",))


def test_the_invitation_names_the_number_and_both_scopes():
    link = invitation(7, Tier.LEAST)

    assert "client_id=7" in link
    assert "permissions=66560" in link
    assert "scope=bot+applications.commands" in link


@pytest.mark.parametrize(
    ("wanted", "value"),
    [(Wanted(), 34305), (Wanted(message_content=False), 1537), (Wanted(members=True), 34307)],
)
def test_the_intents_are_exactly_these(wanted, value):
    assert intents_for(wanted).value == value


def test_every_intent_that_can_be_asked_for_has_its_reason_and_is_in_a_server():
    on = {name for name, held in intents_for(Wanted(members=True, automod=True)) if held}

    # What the library names for several at once is on where one of them is.
    assert on - {"auto_moderation"} == REASONS.keys()
    assert not on & {"presences", "typing", "guild_typing", "voice_states", "dm_messages"}
