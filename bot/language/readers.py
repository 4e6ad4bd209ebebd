"""Which reader a house has: the heads, or the rules alone where somebody wishes or must have it."""

from collections.abc import Callable

import structlog

from bot.core.ports import Reader
from bot.core.readings import ReaderChoice
from bot.language.head_files import HeadDamaged
from bot.language.heads import HeadReader
from bot.language.rules import RuleReader

log = structlog.get_logger()


class FallenBack(RuleReader):
    """The rules in place of heads that are damaged: what was signed was not signed for these."""


def reader_type(
    choice: ReaderChoice = ReaderChoice.HEADS, heads: Callable[[], Reader] = HeadReader
) -> Callable[[], Reader]:
    """What makes the reader; another process can import it by its name.

    Where `heads` are damaged, the rules read alone, nothing is said, and the log says why.
    """
    if choice is ReaderChoice.RULES:
        return RuleReader
    try:
        heads()
    except HeadDamaged as wrong:
        log.error("head_damaged", head=wrong.name, found=wrong.found, wanted=wrong.wanted)  # noqa: TRY400  # the error says all
        return FallenBack
    return heads
