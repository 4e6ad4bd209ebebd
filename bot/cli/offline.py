"""Closes the network for this process before a stranger's archive is opened."""

import socket
import sys
from typing import TypeGuard

from bot.core.errors import TummlerError


class NetworkClosed(TummlerError):
    """Something tried to reach the network while an archive was open; it was refused. Nothing of
    an archive ever leaves this machine: please report this as a fault.
    """


_REFUSED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"})


def close_the_network(door: tuple[str, int] | None = None) -> None:
    """Refuse every connection from now on, for good: an audit hook cannot be taken out again.

    `door`: host and port of the database that the operator named, the one place still reached.
    Sockets between this process and its own children have no address and stay open.
    """
    sys.addaudithook(Gate(door))


class Gate:
    """An audit hook that lets nothing out but to one door."""

    def __init__(self, door: tuple[str, int] | None) -> None:
        self._host = None if door is None else door[0]
        self._beyond: set[tuple[object, object]] = set()
        if door is not None:
            found = _looked_up(*door)
            self._beyond = {(address[0], address[1]) for address in found}

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Raise NetworkClosed for what leaves this machine."""
        if event not in _REFUSED:
            return
        if event == "socket.getaddrinfo" and self._host is not None and arguments[0] == self._host:
            return
        address = arguments[1] if event == "socket.connect" and len(arguments) > 1 else None
        if isinstance(address, str | bytes):  # a Unix socket, such as asyncio's own
            return
        if _on_the_network(address) and (address[0], address[1]) in self._beyond:
            return
        raise NetworkClosed


def _on_the_network(address: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(address, tuple) and len(address) > 1  # pyright: ignore[reportUnknownArgumentType]  # of a socket, whatever is in it


def _looked_up(host: str, port: int) -> list[tuple[object, ...]]:
    """Every address that the host has now; none where nobody knows it, as the store will say."""
    try:
        return [found[4] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        return []
