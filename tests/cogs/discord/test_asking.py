import discord
import pytest

from bot.platforms.discord.keys import community_of
from cogs.discord.asking import message_at, moderates

HERE = community_of("123")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://discord.com/channels/123/5/77", "77"),
        (" https://ptb.discord.com/channels/123/5/77/ ", "77"),
        ("https://discord.com/channels/999/5/77", None),
        ("https://discord.com.evil.example/channels/123/5/77", None),
        ("https://discord.com/channels/123/5", None),
        ("discord/77", None),
        ("", None),
    ],
)
def test_a_copied_link_leads_to_a_message_of_this_server_alone(address, message):
    found = message_at(address, HERE)

    assert (found and found.message) == message


@pytest.mark.parametrize("right", ["manage_messages", "manage_guild", "administrator"])
def test_who_may_moderate_by_discords_own_rights_moderates(right):
    assert moderates(discord.Permissions(**{right: True}))


def test_nobody_moderates_by_the_rights_of_a_member():
    assert not moderates(discord.Permissions(view_channel=True, send_messages=True))
