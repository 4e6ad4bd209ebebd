"""Structured logs that cannot carry a member's words."""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import cast

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.core.errors import TummlerError

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


def where_it_failed(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    """Put the places and kinds of what failed in the place of the exception.

    Neither local variables nor messages: a library's may quote what it was given, which may be a
    member's words. Our own errors say what they mean without any.
    """
    raised = fields.pop("exc_info", None)
    error: object = sys.exception() if raised is True else raised
    if isinstance(error, tuple):
        error = cast("tuple[object, ...]", error)[1]
    if isinstance(error, BaseException):
        fields["exception"] = places(error)
    return fields


def places(error: BaseException) -> str:
    """Where something failed and what kind each error was, as a traceback without its words."""
    return "\n".join(_told(error))


def _told(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _told(cause)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    yield f"{kind}: {error}" if isinstance(error, TummlerError) else kind
    if isinstance(error, BaseExceptionGroup):
        for each in cast("BaseExceptionGroup[BaseException]", error).exceptions:
            yield from _told(each)


class OfLibraries(logging.Handler):
    """Says where a library logged something and what failed there, and none of its words.

    A library formats what it was given into them, and that may be a member's.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Say it as the house says everything."""
        structlog.get_logger().log(
            record.levelno,
            "library_logged",
            logger=record.name,
            place=f"{record.module}:{record.lineno}",
            exc_info=record.exc_info,
        )


def set_up(*, debug: bool = False, quiet: bool = False) -> None:
    """Write logs to standard error: for people in a terminal, as JSON lines elsewhere.

    What libraries log from a warning on comes the same way.
    """
    level = logging.DEBUG if debug else logging.ERROR if quiet else logging.WARNING
    everybody = logging.getLogger()
    for before in [each for each in everybody.handlers if isinstance(each, OfLibraries)]:
        everybody.removeHandler(before)
    everybody.addHandler(OfLibraries(max(level, logging.WARNING)))
    terminal = sys.stderr.isatty()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_failed,
            without_text,
            structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
