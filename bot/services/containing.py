"""Asks a practice one thing, so that one which fails silences itself and nobody else."""

from collections.abc import Callable
from typing import TypeVar

import structlog

from bot.practices.base import Practice

log = structlog.get_logger()
Told = TypeVar("Told")


def told_by(
    practice: Practice, about: str, question: Callable[[], Told], *, otherwise: Told
) -> Told:
    """What a practice answers, or `otherwise` where it fails, which is logged by its name.

    `about`: the conversation, by its id. It is asked again at its next moment.
    """
    try:
        return question()
    except Exception:
        log.exception("practice_failed", practice=practice.key, conversation=about)
        return otherwise
