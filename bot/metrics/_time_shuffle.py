"""The null model of waiting: the same answers, their moments dealt out anew."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from bot.core.ids import ChannelKey, ConversationId
from bot.metrics._talk import Thread
from bot.metrics._waits import DAY
from bot.metrics.statistics.chance import SHUFFLES, Chance, seeded
from bot.metrics.statistics.survival import kaplan_meier

_HOUR = 3600.0
_SECOND = 1 / 3600

_Posed = tuple[float, float]
"""When a question was asked and when it was answered, in seconds."""


def shuffled_times(
    threads: Sequence[Thread], room_by_id: Mapping[ConversationId, ChannelKey], seed: str
) -> Chance | None:
    """The logarithm of the median wait in hours beside that by a time shuffle.

    The moments of first answers change places within their room and hour, 200 times; none comes
    before its question. None where nothing was answered. Source: metrics.md, section 5.
    """
    by_group: defaultdict[tuple[ChannelKey, int], list[_Posed]] = defaultdict(list)
    for thread in threads:
        for each in thread.questions:
            if each.answered:
                told = each.at.timestamp() + each.wait * _HOUR
                group = room_by_id[thread.id], int(told // _HOUR)
                by_group[group].append((each.at.timestamp(), told))
    if not by_group:
        return None
    open_waits = [q.wait for thread in threads for q in thread.questions if not q.answered]
    closed = [(told - at) / _HOUR for posed in by_group.values() for at, told in posed]
    random = seeded(f"{seed} times")
    found: list[float] = []
    for _ in range(SHUFFLES):
        dealt = [wait for posed in by_group.values() for wait in _dealt(posed, random)]
        found.append(_log_median(dealt, open_waits))
    return Chance.of(_log_median(closed, open_waits), found)


def _dealt(posed: Sequence[_Posed], random: np.random.Generator) -> list[float]:
    """The waits in hours, every way of dealing that answers no question too early being as likely.

    The latest question draws first. Whatever it draws, an earlier one may draw all that is left and
    late enough for the later ones, so that the number of its choices is always the same.
    """
    left = sorted(told for _, told in posed)
    waits: list[float] = []
    for at in sorted((at for at, _ in posed), reverse=True):
        drawn = left.pop(int(random.integers(bisect_left(left, at), len(left))))
        waits.append((drawn - at) / _HOUR)
    return waits


def _log_median(closed: Sequence[float], waiting: Sequence[float]) -> float:
    times = np.array([*closed, *waiting])
    ended = np.concatenate((np.ones(len(closed)), np.zeros(len(waiting))))
    return log(max(kaplan_meier(times, ended).median(DAY), _SECOND))
