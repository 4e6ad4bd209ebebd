"""Ctrl-C as a wish to stop after the present unit of work, so that nothing is left half done."""

import asyncio
import signal
from collections.abc import Callable


def stop_on_interrupt() -> Callable[[], bool]:
    """Listen for Ctrl-C and for being told to end; says whether either has come."""
    return interrupted().is_set


def interrupted() -> asyncio.Event:
    """Set once Ctrl-C has come, or we were told to end."""
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked_to_stop.set)
    return asked_to_stop
