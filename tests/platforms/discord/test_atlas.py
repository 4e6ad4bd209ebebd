"""Whether everybody sees a channel is known as it changes, whatever it hung on before."""

import pytest

from bot.platforms.discord.atlas import Atlas

SEES, NOTHING = str(1 << 10), "0"
GUILD, STAFF = "1", "20"


def denied():
    return [{"id": GUILD, "type": 0, "allow": "0", "deny": SEES}]


def allowed():
    return [{"id": GUILD, "type": 0, "allow": SEES, "deny": "0"}]


def channel(overwrites, number=STAFF):
    return {
        "id": number,
        "guild_id": GUILD,
        "type": 0,
        "name": "staff",
        "permission_overwrites": overwrites,
    }


def atlas(everyone, overwrites):
    """A server in which everybody has these rights, with one channel."""
    made = Atlas()
    role = {"id": GUILD, "permissions": everyone}
    told = {"id": GUILD, "name": "town", "roles": [role], "channels": [channel(overwrites)]}
    made.learn("GUILD_CREATE", told)
    return made


@pytest.mark.parametrize(
    ("everyone", "before", "after", "private"),
    [
        (SEES, denied(), [], False),
        (SEES, [], denied(), True),
        (NOTHING, [], allowed(), False),
        (NOTHING, allowed(), [], True),
        (NOTHING, [], [], True),
    ],
)
def test_a_channel_is_private_as_it_is_told_last(everyone, before, after, private):
    known = atlas(everyone, before)

    known.learn("CHANNEL_UPDATE", channel(after))

    assert known.places[STAFF].private is private


@pytest.mark.parametrize(("everyone", "private"), [(SEES, False), (NOTHING, True)])
def test_a_new_channel_is_as_private_as_its_server(everyone, private):
    known = atlas(everyone, denied())

    known.learn("CHANNEL_CREATE", channel([], "30"))

    assert known.places["30"].private is private


@pytest.mark.parametrize(
    ("overwrites", "private"), [([], False), (denied(), True), (allowed(), False)]
)
def test_what_everybody_may_see_from_now_on_opens_what_nothing_else_closes(overwrites, private):
    known = atlas(NOTHING, overwrites)

    known.learn(
        "GUILD_ROLE_UPDATE", {"guild_id": GUILD, "role": {"id": GUILD, "permissions": SEES}}
    )

    assert known.places[STAFF].private is private


def test_the_role_of_a_few_opens_nothing():
    known = atlas(NOTHING, [])

    known.learn("GUILD_ROLE_UPDATE", {"guild_id": GUILD, "role": {"id": "9", "permissions": SEES}})

    assert known.places[STAFF].private
