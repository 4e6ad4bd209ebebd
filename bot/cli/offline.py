"""Closes the network for this process before a stranger's archive is opened."""

import sys

from bot.core.errors import TummlerError


class NetworkClosed(TummlerError):
    """Something tried to reach the network while an archive was open; it was refused. Nothing of
    an archive ever leaves this machine: please report this as a fault.
    """


_REFUSED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"})


def close_the_network() -> None:
    """Refuse every connection from now on, for good: an audit hook cannot be taken out again.

    Sockets between this process and its own children have no address and stay open.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _REFUSED:
        return
    address = arguments[1] if event == "socket.connect" and len(arguments) > 1 else None
    if isinstance(address, str | bytes):  # a Unix socket, such as asyncio's own
        return
    raise NetworkClosed
