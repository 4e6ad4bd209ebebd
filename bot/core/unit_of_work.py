"""One transaction over all repositories, as the domain asks for it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.core.audits import Audits
from bot.core.bookkeeping import Communities, Runs, Weeks
from bot.core.charter import Charters
from bot.core.erasures import Erasures
from bot.core.events import Event
from bot.core.feedback import Feedback
from bot.core.holdings import Holdings
from bot.core.incidents import Incidents
from bot.core.installations import Installations
from bot.core.joins import Joins
from bot.core.listening import Listening
from bot.core.moderation import Moderation
from bot.core.motions import Motions
from bot.core.own_posts import OwnPosts
from bot.core.posts import Posts
from bot.core.prompt_uses import PromptUses
from bot.core.repositories import (
    Agenda,
    Consents,
    Conversations,
    Frameworks,
    Ledger,
    Members,
    Messages,
    Outcomes,
    Rooms,
)
from bot.core.trusting import Reviews, Standings
from bot.core.views import Views


class UnitOfWork(Protocol):
    """One transaction: one message live, a batch of up to 500 events in import and replay.

    Leaving without `commit` rolls back and forgets what was remembered. Never shared between tasks.
    """

    @property
    def communities(self) -> Communities:
        """Communities of this house."""
        ...

    @property
    def rooms(self) -> Rooms:
        """What is known of the channels."""
        ...

    @property
    def members(self) -> Members:
        """Who is who."""
        ...

    @property
    def messages(self) -> Messages:
        """What was written."""
        ...

    @property
    def conversations(self) -> Conversations:
        """Conversations while people are in them."""
        ...

    @property
    def agenda(self) -> Agenda:
        """What is to be looked at."""
        ...

    @property
    def ledger(self) -> Ledger:
        """Every verdict."""
        ...

    @property
    def outcomes(self) -> Outcomes:
        """What people did afterwards."""
        ...

    @property
    def weeks(self) -> Weeks:
        """What metrics said of weeks."""
        ...

    @property
    def audits(self) -> Audits:
        """What moderators found worth reading."""
        ...

    @property
    def posts(self) -> Posts:
        """Which digests were posted where."""
        ...

    @property
    def frameworks(self) -> Frameworks:
        """What was signed."""
        ...

    @property
    def charters(self) -> Charters:
        """What is yet to be signed."""
        ...

    @property
    def holdings(self) -> Holdings:
        """What is held of one member."""
        ...

    @property
    def prompts(self) -> PromptUses:
        """What was used of the book of prompts."""
        ...

    @property
    def standings(self) -> Standings:
        """What was said of practices since."""
        ...

    @property
    def reviews(self) -> Reviews:
        """Drafts that wait for a person."""
        ...

    @property
    def own_posts(self) -> OwnPosts:
        """What moderators set for an hour."""
        ...

    @property
    def feedback(self) -> Feedback:
        """What members said of the bot's lines."""
        ...

    @property
    def consents(self) -> Consents:
        """What members allow."""
        ...

    @property
    def runs(self) -> Runs:
        """How far imports have come."""
        ...

    @property
    def listening(self) -> Listening:
        """What is listened to, and how far it was heard."""
        ...

    @property
    def erasures(self) -> Erasures:
        """Who asked to be forgotten."""
        ...

    @property
    def motions(self) -> Motions:
        """What members propose, and the votes on it."""
        ...

    @property
    def moderation(self) -> Moderation:
        """What was laid before moderators, and what they did."""
        ...

    @property
    def incidents(self) -> Incidents:
        """What was seen on servers, beside what people said there."""
        ...

    @property
    def joins(self) -> Joins:
        """What was linked: servers with workspaces, accounts with accounts."""
        ...

    @property
    def installations(self) -> Installations:
        """Workspaces that let the bot in, with their tokens."""
        ...

    async def reading(self) -> Views:
        """Views that see what this unit has done so far."""
        ...

    async def expect(self, events: Sequence[Event]) -> None:
        """Fetch ahead what these events will ask for; changes no answer, only the time it takes."""
        ...

    async def commit(self) -> None:
        """Make everything of this unit last."""
        ...

    async def hand_over(self, coming: Sequence[Event]) -> None:
        """Have this unit written down while the next one of its stretch takes in what is `coming`.

        Its end is told later: by the next handing over, or by the end of the stretch. Units last in
        their order; after one that failed none does.
        """
        ...


OpenUnit = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
OpenStretch = Callable[[], AbstractAsyncContextManager[OpenUnit]]
"""Units of work that follow one another; leaving it waits until all that were handed over last."""
