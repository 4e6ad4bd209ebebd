"""Decides which requests from outside are Slack's, and who in this process answers them.

Source: docs.slack.dev, "Verifying requests from Slack". A request is signed over its raw body and a
timestamp, and is worth something for five minutes.
"""

from collections import OrderedDict
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier

from bot.core.ports import Clock

log = structlog.get_logger()
GOOD_FOR: Final = timedelta(minutes=5)
LONGEST_MOMENT: Final = 12
"""Digits of a count of seconds."""
SIGNATURE: Final = "x-slack-signature"
TIMESTAMP: Final = "x-slack-request-timestamp"
RETRY: Final = "x-slack-retry-num"


class Refusal(StrEnum):
    """Why a request is not answered, as it stands in the log."""

    NOT_SIGNED = "not signed"
    STALE = "stale"
    FORGED = "forged"
    REPLAYED = "replayed"
    NOT_INSTALLED = "a workspace that did not let us in"
    UNREADABLE = "unreadable"


class _Moments(SlackClock):
    """The house's clock, as Slack's library asks it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


@dataclass(slots=True, eq=False)
class Desk:
    """Where one connection answers.

    `told_again`: whether Slack had to tell something again since this was last set back.
    """

    app: AsyncApp
    told_again: bool = False


class Door:
    """Where Slack's requests come in; it outlasts the connections that it serves.

    A signature is taken once: it is remembered for as long as it would be good. `several`: each
    workspace is answered by its own connection, and what is of none that let us in is refused.
    """

    def __init__(self, secret: str, clock: Clock, *, several: bool = False) -> None:
        self.several = several
        self.workspaces: dict[str, datetime] = {}
        """Of several, those that let us in, and when; answered at the moment or not."""
        self._clock = clock
        self._verifier = SignatureVerifier(secret, _Moments(clock))
        self._taken: OrderedDict[str, float] = OrderedDict()
        self._desks: dict[str | None, Desk] = {}

    @contextmanager
    def answered_by(self, app: AsyncApp, team: str | None) -> Generator[Desk]:
        """Requests go to this app, of several workspaces those of its own, until left."""
        place, desk = team if self.several else None, Desk(app)
        self._desks[place] = desk
        try:
            yield desk
        finally:
            if self._desks.get(place) is desk:
                del self._desks[place]

    @property
    def answered(self) -> bool:
        """Whether anybody answers at the moment; where nobody does, Slack is to tell it again."""
        return bool(self._desks)

    def desk(self, team: str | None) -> Desk | None:
        """Who answers a workspace at the moment."""
        return self._desks.get(team if self.several else None)

    def refusal(self, body: bytes, headers: Mapping[str, str]) -> Refusal | None:
        """Why this is not to be answered; None: it is Slack's, and was not taken before.

        `headers`: by their names in lower case. What is not refused counts as taken.
        """
        signature, timestamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
        why = self._why(body, signature, timestamp)
        if why is None:
            self._taken[signature] = self._clock.now().timestamp()
        else:
            log.warning("slack_request_refused", why=why.value)
        return why

    def failed(self, headers: Mapping[str, str]) -> None:
        """What was taken could not be answered: the same may come again."""
        self._taken.pop(headers.get(SIGNATURE, ""), None)

    def _why(self, body: bytes, signature: str, timestamp: str) -> Refusal | None:
        if not signature or not timestamp:
            return Refusal.NOT_SIGNED
        written = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= LONGEST_MOMENT
        if not written or not signature.isascii():
            return Refusal.FORGED
        now = self._clock.now().timestamp()
        if abs(now - int(timestamp)) > GOOD_FOR.total_seconds():
            return Refusal.STALE
        try:
            genuine = self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return Refusal.FORGED
        if not genuine:
            return Refusal.FORGED
        self._let_go(now)
        return Refusal.REPLAYED if signature in self._taken else None

    def _let_go(self, now: float) -> None:
        """Forget signatures that are refused as stale by now."""
        # A timestamp may be ahead of our clock by as much as it may be behind.
        oldest = now - 2 * GOOD_FOR.total_seconds()
        while self._taken and next(iter(self._taken.values())) < oldest:
            self._taken.popitem(last=False)
