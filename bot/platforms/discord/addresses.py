"""Where Discord is: the real hosts, or a server of one's own on this machine; nothing else."""

from dataclasses import dataclass
from ipaddress import ip_address

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.core.errors import TummlerError

REAL = frozenset({"discord.com", "gateway.discord.gg"})
REST = "https://discord.com/api/v10"
GATEWAY = "wss://gateway.discord.gg/"


@dataclass(eq=False)  # errors are compared by identity
class AddressRefused(TummlerError):
    """{address} is neither Discord's nor on this machine, and the token would go there. Leave the
    setting out, or name an address on 127.0.0.1.
    """

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The two that are dialled first; Discord names the others. Raises AddressRefused."""

    rest: str = REST
    gateway: str = GATEWAY

    def __post_init__(self) -> None:
        for address in (self.rest, self.gateway):
            if not may_dial(address):
                raise AddressRefused(address)


def may_dial(address: str) -> bool:
    """Whether the token may go there: Discord's hosts by TLS, or this machine."""
    url = yarl.URL(address)
    if url.host is None:
        return False
    if url.host in REAL or url.host.endswith(".discord.gg"):
        return url.scheme in {"https", "wss"}
    if url.host == "localhost":
        return True
    try:
        return ip_address(url.host).is_loopback
    except ValueError:
        return False


def dial(addresses: Addresses) -> None:
    """Have discord.py use them, for the whole process: it keeps them in its classes."""
    Route.BASE = addresses.rest
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(addresses.gateway)
    if addresses.rest != REST:
        # A literal to the library's own types: it has no other word for a server of one's own.
        setattr(discord.Asset, "BASE", str(yarl.URL(addresses.rest).with_path("/cdn")))  # noqa: B010
