"""Structured logs that cannot carry a member's words."""

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

LONGEST = 120
"""A value longer than this is no key, count or reason; it is dropped, whatever it was."""


def without_text(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    """Replace every long string by its length: only keys, counts and reasons are logged."""
    return {
        name: f"<{len(value)} characters left out>"
        if isinstance(value, str) and len(value) > LONGEST and name != "exception"
        else value
        for name, value in fields.items()
    }


def set_up(*, debug: bool = False, quiet: bool = False) -> None:
    """Write logs to standard error: for people in a terminal, as JSON lines elsewhere."""
    level = logging.DEBUG if debug else logging.ERROR if quiet else logging.WARNING
    terminal = sys.stderr.isatty()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # The traceback without local variables: those may hold a member's words.
            structlog.processors.format_exc_info,
            without_text,
            structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
