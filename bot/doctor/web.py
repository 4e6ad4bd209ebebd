"""Looks at the local page: who can reach it, and whether there is a port for it."""

import ipaddress
import socket
from collections.abc import Sequence

from bot.doctor.base import Check, Group, Patient, Seen

PORTS = 10
"""As many as `tummler up` tries."""


async def reachable(patient: Patient) -> Sequence[Seen]:
    """W01: the page is open to this machine only, for it has no sign-in."""
    host = patient.around.host
    if _is_here(host):
        return [Seen.fine("the page is open to this machine only", host)]
    seen = "the page has no sign-in, and others on the network can open it"
    return [Seen.failed(seen, "unset TUMMLER_HOST, or set it to 127.0.0.1", host)]


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def port(patient: Patient) -> Sequence[Seen]:
    """W04: there is a port for the page: the one that is set, or one of the next nine."""
    host, first = patient.around.host, patient.around.port
    if first == 0:
        return [Seen.fine("any free port will do", host)]
    free = next((n for n in range(first, min(first + PORTS, 65536)) if _is_free(host, n)), None)
    if free is None:
        seen = f"ports {first} to {min(first + PORTS, 65536) - 1} are all taken"
        return [Seen.failed(seen, "set TUMMLER_PORT to a free one", host)]
    taken = "" if free == first else f"{first} is taken; "
    return [Seen.fine(f"{taken}port {free} is free", host)]


def _is_free(host: str, number: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # As the page itself does: a port that was closed a moment ago is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, number))
        except OSError:
            return False
        return True


CHECKS = (
    Check(id="W01", group=Group.WEB, about="the page is open to this machine only", look=reachable),
    Check(id="W04", group=Group.WEB, about="there is a port for the page", look=port),
)
