"""The token goes to Discord, or stays on this machine."""

import pytest

from bot.platforms.discord.addresses import Addresses, AddressRefused, may_dial


@pytest.mark.parametrize(
    "address",
    [
        "https://discord.com/api/v10",
        "wss://gateway.discord.gg/",
        "wss://gateway-us-east1-b.discord.gg",
        "http://127.0.0.1:8080/api/v10",
        "ws://localhost:9/gw/",
        "ws://[::1]:9/gw/",
    ],
)
def test_there_it_may_go(address):
    assert may_dial(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://discord.com/api/v10",
        "https://discord.com.example.org/api/v10",
        "https://notdiscord.gg",
        "https://192.0.2.1/",
        "ws://10.0.0.1/",
        "nonsense",
        "",
    ],
)
def test_there_it_may_not(address):
    assert not may_dial(address)


def test_an_address_elsewhere_is_refused_by_name():
    with pytest.raises(AddressRefused, match=r"192\.0\.2\.1"):
        Addresses(rest="https://192.0.2.1/")
