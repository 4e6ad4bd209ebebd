"""What the domain asks of the outside world, the store apart (see repositories.py, views.py)."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.capabilities import Capability
from bot.core.conversations import Link
from bot.core.earlier import Earlier
from bot.core.events import Event
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.interventions import Draft, Proposal
from bot.core.messages import Message
from bot.core.readings import Embeddings, Reading


class Clock(Protocol):
    """What time it is, aware and in UTC."""

    def now(self) -> datetime:
        """The present moment."""
        ...


class Reader(Protocol):
    """What one text says; pure, so that reading twice gives the same."""

    @property
    def model(self) -> str:
        """The name stored with every reading; readings of different models are never compared."""
        ...

    def read_counted(self, text: str) -> tuple[Reading, int]:
        """The reading of one text, and how many words of prose it has: code and links left out."""
        ...

    def read_all(self, texts: Sequence[str]) -> list[tuple[Reading, int]]:
        """As `read_counted` for each text, in order; what comes with a text changes nothing."""
        ...


class Encoder(Protocol):
    """Texts as vectors that lie near one another where the texts mean the like."""

    @property
    def model(self) -> str:
        """Name, digests, version and precision: stored with every number made from a vector."""
        ...

    async def encode(self, texts: Sequence[str], *, live: bool = False) -> Embeddings:
        """One row for each text, in order; texts as `prepare` leaves them.

        With `live` they go before all that is not. The same text has the same row, whatever came
        with it, to four decimals. Raises NotMeasured; a caller that is cancelled stops no other.
        """
        ...

    def forget(self) -> None:
        """Drop every vector that is held, because a text of theirs must be gone."""
        ...


class Linker(Protocol):
    """Who answers whom where nothing is explicit.

    Reads only what came earlier, so one message at a time and a whole archive give the same links.
    """

    @property
    def version(self) -> str:
        """Stored on every link, and part of every number's instrument."""
        ...

    @property
    def look_back(self) -> int:
        """How many of a room's latest messages it needs, at most."""
        ...

    def trace(self, message: Message, text: str) -> bytes | None:
        """What is kept of a message's words for as long as they are looked back on; no words.

        Pure. Whoever remembers the message remembers it too; None: nothing is needed.
        """
        ...

    def link(self, message: Message, earlier: Earlier, trace: bytes | None = None) -> Link:
        """The link of this message, of which `trace` was made; no parent: it opens a conversation.

        Pure in its arguments.
        """
        ...


class Drafter(Protocol):
    """The words for a proposal."""

    def draft(
        self, proposal: Proposal, used: Callable[[str], bool], *, never: tuple[str, ...] = ()
    ) -> Draft | None:
        """Words that pass the voice check, or None: then a moderator's own words remain.

        `used` says whether a wording was used in this community lately; none is used again.
        `never`: what its charter never says, in any case.
        """
        ...


class Platform(Protocol):
    """A chat service: reports facts, decides nothing."""

    @property
    def name(self) -> str:
        """The name every key of it carries."""
        ...

    async def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now, by permissions, never by the platform's name."""
        ...

    async def is_moderator(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate here, asked of the platform each time."""
        ...

    async def read(self, key: MessageKey) -> str | None:
        """The text as it stands now, for a quote being viewed; None if it is gone."""
        ...

    def history(self, channel: ChannelKey, since: datetime) -> AsyncIterator[Event]:
        """Past events of a channel, in time order."""
        ...
