"""The channel's own clock: how long people usually wait here, from what has happened here."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import sub
from typing import Protocol

from bot.core.conversations import Pace
from bot.core.swift import swift

LEAST_OPENINGS = 30
"""Fewer conversations than this in the whole community: not enough talk to say."""
PRIOR = 20
"""How many conversations the community's own pace weighs against a channel's (design prior)."""
HORIZON = timedelta(days=1)
"""A waiting time that three quarters never see answered is taken as one day."""
SOONEST = timedelta(minutes=10)
"""No channel is so quick that a question is late before this (Ubuntu IRC, practices.md, A-03)."""
UNLIKELY = 0.25
"""From this chance of a reply within the next day on, a reply counts as unlikely (A-03)."""
_MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000


class Opening(Protocol):
    """When a person opened a conversation and when another person first answered, if they did."""

    @property
    def at(self) -> datetime:
        """When it was opened."""
        ...

    @property
    def answered_at(self) -> datetime | None:
        """When another person first wrote in it; None: nobody has."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opening as it was read back."""

    at: datetime
    answered_at: datetime | None


def survival(openings: Iterable[Opening], seen_until: datetime) -> tuple[tuple[float, float], ...]:
    """The Kaplan-Meier curve of waiting for an answer: (seconds, share still waiting), stepwise.

    Waits still open at `seen_until` are censored, never dropped. Source: Kaplan & Meier 1958.
    """
    answered: list[int] = []
    waiting: list[int] = []
    for opening in openings:
        began, answered_at = opening.at, opening.answered_at
        still = answered_at is None or answered_at >= seen_until
        end = seen_until if answered_at is None or still else answered_at
        (waiting if still else answered).append(max(0, (end - began) // _MICROSECOND))
    return _curve(answered, waiting)


def _curve(answered: Iterable[int], waiting: Iterable[int]) -> tuple[tuple[float, float], ...]:
    """The curve of waits in microseconds: those that an answer ended, and those that went on."""
    ended, open_waits = sorted(answered), sorted(waiting)
    still, share = len(open_waits), 1.0
    curve: list[tuple[float, float]] = []
    for place, micros in enumerate(ended):
        # Who was last seen waiting at the time of an answer still waited for one.
        at_risk = len(ended) - place + still - bisect_left(open_waits, micros)
        share *= 1 - 1 / at_risk
        curve.append((micros / _SECOND, share))
    return tuple(curve)


def first_reply_p75(curve: Sequence[tuple[float, float]]) -> timedelta:
    """The wait by which three quarters had an answer; HORIZON where that takes longer."""
    seconds = next((s for s, share in curve if share <= UNLIKELY), math.inf)
    return min(timedelta(seconds=min(seconds, HORIZON.total_seconds())), HORIZON)


def unlikely_after(curve: Sequence[tuple[float, float]]) -> timedelta:
    """The shortest wait from which a reply within 24 hours has a chance under UNLIKELY.

    tau* = inf{tau : (S(tau) - S(tau + 24 h)) / S(tau) < .25}, at least SOONEST (A-03).
    """
    day = HORIZON.total_seconds()
    steps = [(0.0, 1.0), *curve]
    ahead = 0
    for seconds, share in steps[:-1]:
        while ahead + 1 < len(steps) and steps[ahead + 1][0] <= seconds + day:
            ahead += 1
        if (share - steps[ahead][1]) / share < UNLIKELY:
            return max(SOONEST, timedelta(seconds=seconds))
    return max(SOONEST, timedelta(seconds=steps[-1][0]))


def median_gap(times: Sequence[datetime]) -> timedelta:
    """The median time between one message and the next; one hour where there are under two."""
    return median_gap_of([(at - times[0]) // _MICROSECOND for at in times])


def median_gap_of(micros: Sequence[int]) -> timedelta:
    """The same of times in microseconds since any one moment, in order of arrival."""
    return middle_gap(sorted(map(sub, micros[1:], micros)))


def middle_gap(gaps: Sequence[int]) -> timedelta:
    """The median of gaps in microseconds, shortest first; one hour where there are none."""
    if not gaps:
        return timedelta(hours=1)
    middle = len(gaps) // 2
    if len(gaps) % 2:
        return timedelta(microseconds=gaps[middle])
    return timedelta(microseconds=gaps[middle - 1] + gaps[middle]) / 2


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long people wait in one place, with how many conversations say so."""

    n: int
    first_reply: timedelta
    unlikely: timedelta


def waits(openings: Sequence[Opening], seen_until: datetime) -> Waits:
    """What these conversations say of waiting, as seen at a moment."""
    return _told(len(openings), survival(openings, seen_until))


def told_by(answered: Sequence[int], waiting: Sequence[int]) -> Waits:
    """The same, of waits in microseconds as they were seen at a moment: ended, and still open."""
    return _told(len(answered) + len(waiting), _curve(answered, waiting))


def _told(n: int, curve: Sequence[tuple[float, float]]) -> Waits:
    return Waits(n=n, first_reply=first_reply_p75(curve), unlikely=unlikely_after(curve))


def pooled(channel: Waits, community: Waits, gap: timedelta) -> Pace | None:
    """The channel's pace, drawn towards the community's where the channel says little.

    Log times are averaged with weights n and PRIOR (normal-normal shrinkage, metrics.md, rule 5).
    None: the whole community has fewer than LEAST_OPENINGS conversations to learn from.
    """
    if community.n < LEAST_OPENINGS:
        return None

    def between(here: timedelta, everywhere: timedelta) -> timedelta:
        weight = channel.n / (channel.n + PRIOR)
        logs = (math.log(max(1.0, t.total_seconds())) for t in (here, everywhere))
        mine, theirs = logs
        return timedelta(seconds=round(math.exp(weight * mine + (1 - weight) * theirs)))

    return Pace(
        median_gap=gap,
        first_reply_p75=between(channel.first_reply, community.first_reply),
        unlikely_after=between(channel.unlikely, community.unlikely),
    )
