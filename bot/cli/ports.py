"""Finds a port of this machine for the local page."""

import socket

from bot.cli.errors import PortsTaken

PORTS = 10
"""How many ports are tried, from the one asked for on."""


def listen(host: str, first: int) -> socket.socket:
    """A listening socket on the port asked for, or the next free one of ten; raises PortsTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ports = [0] if first == 0 else range(first, min(first + PORTS, 65536))
    for port in ports:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError:
            listening.close()
            continue
        listening.listen(128)
        return listening
    raise PortsTaken(host, first, first + PORTS - 1)
