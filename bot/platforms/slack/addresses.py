"""Where Slack is: the real host, or a server of one's own on this machine; nothing else."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.core.errors import TummlerError

REAL = "slack.com"
API = "https://slack.com/api/"


@dataclass(eq=False)  # errors are compared by identity
class AddressRefused(TummlerError):
    """{address} is neither Slack's nor on this machine, and the tokens would go there. Leave the
    setting out, or name an address on 127.0.0.1.
    """

    address: str


def api_at(address: str | None) -> str:
    """The address that every method's name is put behind; raises AddressRefused."""
    if address is None:
        return API
    if not may_dial(address):
        raise AddressRefused(address)
    return address if address.endswith("/") else f"{address}/"


def may_dial(address: str) -> bool:
    """Whether a token may go there: Slack's own host by TLS, or this machine."""
    url = urlsplit(address)
    if url.hostname is None:
        return False
    if url.hostname == REAL or url.hostname.endswith(f".{REAL}"):
        return url.scheme in {"https", "wss"}
    if url.hostname == "localhost":
        return True
    try:
        return ip_address(url.hostname).is_loopback
    except ValueError:
        return False
