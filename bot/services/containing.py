"""Asks a practice one thing, so that one which fails silences itself and nobody else."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.core.conversations import Conversation, Pace
from bot.core.growth import Growth
from bot.practices.base import People, Practice

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


def waits_of(
    practices: Sequence[Practice], conversation: Conversation, pace: Pace | None, people: People
) -> list[tuple[Practice, timedelta]]:
    """Those that want to look at a conversation that was just opened, and after how long."""
    try:
        return [
            (practice, wait)
            for practice in practices
            if (wait := practice.watch(conversation, pace, people)) is not None
        ]
    except Exception:  # noqa: BLE001  # asked again one by one, as in `stirred_by`
        told = [
            (
                each,
                told_by(
                    each,
                    conversation.id,
                    partial(each.watch, conversation, pace, people),
                    otherwise=None,
                ),
            )
            for each in practices
        ]
        return [(practice, wait) for practice, wait in told if wait is not None]


def stirred_by(practices: Sequence[Practice], growth: Growth) -> list[Practice]:
    """The practices to which the message that just joined gives something to look at later."""
    try:
        return [practice for practice in practices if practice.stirs(growth)]
    except Exception:  # noqa: BLE001  # asked again one by one, where it is logged
        # Asked together, for each message of every archive comes through here; the one that fails
        # is found by asking them one by one, and logged there.
        return [
            practice
            for practice in practices
            if told_by(practice, growth.id, partial(practice.stirs, growth), otherwise=False)
        ]
