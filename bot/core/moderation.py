"""What members and the house lay before moderators, and what moderators then do: people decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.automod import AutoRules
from bot.core.errors import TummlerError
from bot.core.ids import ActId, AlertId, ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.own_posts import Counted
from bot.core.readings import Head
from bot.core.words import Word

LONGEST_WORDS = 500
"""Characters that a member may say to moderators about a message."""
LONGEST_REASON = 300
"""Characters of a moderator's reason; with who decided, a platform's audit log takes 512."""


class ActKind(Word):
    """What a moderator may do with what was laid before them; only added to."""

    NOTE = "note"
    SETTLE = "settle"
    REMOVE = "remove"
    SLOW_DOWN = "slow down"
    TIME_OUT = "time out"
    AUTOMOD = "automod"


OF_THE_PLATFORM = frozenset({ActKind.REMOVE, ActKind.SLOW_DOWN, ActKind.TIME_OUT})
"""What changes something outside of this house, and so needs a right there."""
FOR_GOOD = frozenset({ActKind.REMOVE})
"""What no platform takes back."""


class Cause(Word):
    """Why something lies before the moderators; only added to."""

    MEMBER = "member"
    """A member laid it there."""
    LINK = "link"
    """The house did: the message links to a host whose name looks like a trap."""


MISTAKEN = 2
"""Of 1,000 ordinary hosts so many raise `Cause.LINK` (measured: head_data/scam.md)."""
UNSEEN = 5
"""Of 100 hosts of a list of scams so many do not."""
MOST_OF_HOUSE = 50
"""So many that the house laid there itself wait on a platform at a time (design prior)."""


class ActStatus(Word):
    """How far an act came."""

    BEGUN = "begun"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"


@dataclass(eq=False)  # errors are compared by identity
class NoSuchAlert(TummlerError):
    """Nothing of the name {alert} waits for moderators here."""

    alert: str


@dataclass(eq=False)  # errors are compared by identity
class NoSuchAct(TummlerError):
    """There is no act {act} here that can be taken back."""

    act: str


class NoRight(TummlerError):
    """The bot or the moderator lacks the right there, or there is no such act on the platform."""


class PlatformSaidNo(TummlerError):
    """The platform did not do it; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message that a member, or the house, lays before the moderators; never an act by itself.

    `by`: the plain id of the member who did, which the store keeps sealed and moderators alone are
    shown; None: they were forgotten, or by `cause` it was the house. `words`: theirs, None once
    their time is up. `settled_at`: when a moderator put it away, None: it waits. `author`: who
    wrote the message (keyed hash), for nobody moderates what is about themselves; None: unknown.
    """

    id: AlertId
    on: MessageKey
    channel: ChannelKey
    by: MemberKey | None
    words: str | None
    at: datetime
    settled_at: datetime | None = None
    cause: Cause = Cause.MEMBER
    author: MemberKey | None = None

    def __post_init__(self) -> None:
        """Nobody's name and no words stand at what the house raised; raises ValueError."""
        if self.of_house and (self.by is not None or self.words is not None):
            msg = "what the house lays before moderators is nobody's and has no words"
            raise ValueError(msg)

    @property
    def of_house(self) -> bool:
        """Whether no member laid it there."""
        return self.cause is not Cause.MEMBER

    def __repr__(self) -> str:
        """Hides the words, and who said them."""
        return f"Alert(id={self.id!r}, at={self.at!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a moderator did, for the audit trail; it holds no words of whoever it was done to.

    `on` None: whoever wrote it was forgotten. People are keyed hashes; None: nobody, or their time
    is up. `because`: the moderator's reason. `seconds`: how long a time-out is of, or the time
    between messages.
    `before`: what an undo brings back, as the platform writes it. `author`: who wrote what it was
    about.
    """

    id: ActId
    alert: AlertId
    kind: ActKind
    on: MessageKey | None
    channel: ChannelKey
    because: str | None
    decided_by: MemberKey | None
    at: datetime
    status: ActStatus = ActStatus.BEGUN
    seconds: int | None = None
    to: MemberKey | None = None
    before: str | None = None
    undone_by: MemberKey | None = None
    undone_at: datetime | None = None
    author: MemberKey | None = None

    def __repr__(self) -> str:
        """Hides the reason, and people."""
        return f"Act(id={self.id!r}, kind={self.kind.value!r}, status={self.status.value!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done on a platform now. People in it are plain ids, and nothing keeps it.

    `to`: whom a time-out is of, where that is known; else whoever wrote the message. `until`: the
    end of a time-out.
    """

    kind: ActKind
    on: MessageKey
    channel: ChannelKey
    decided_by: MemberKey
    because: str
    seconds: int | None = None
    until: datetime | None = None
    to: MemberKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of an order: whom it was done to (plain id), and what stood there before."""

    to: MemberKey | None = None
    before: str | None = None


def raised_by(message: Message) -> Cause | None:
    """Why the house lays a message before the moderators; None: nothing was read that would."""
    return Cause.LINK if message.human and message.says(Head.SCAM) else None


def room_for_house(waiting: Iterable[Alert], platform: str) -> bool:
    """Whether the house may lay one more there, of what waits on this platform."""
    own = sum(each.of_house and each.channel.platform == platform for each in waiting)
    return own < MOST_OF_HOUSE


class ModerationTools(Protocol):
    """What one platform lets a moderator do through us. Only Moderating holds any.

    Each call raises PlatformRefused and PlatformBusy.
    """

    async def granted(self, channel: ChannelKey, by: MemberKey, *, own: bool) -> frozenset[ActKind]:
        """What both the bot and this moderator (plain id) may do there by the platform's rights.

        `own`: the message is one of ours.
        """
        ...

    def profile(self, member: MemberKey) -> str:
        """Where moderators see who somebody (plain id) is; empty where nobody can tell."""
        ...

    async def do(self, order: Order) -> Done:
        """Do it; a second time it changes nothing more."""
        ...

    async def undo(self, order: Order, before: str | None) -> None:
        """Bring back what stood there before; a second time it changes nothing more."""
        ...

    async def poll(self, channel: ChannelKey, post: MessageKey) -> Counted | None:
        """How a poll stands that a moderator had posted; None: there is none."""
        ...

    def rules(self) -> AutoRules | None:
        """The rules by which the platform holds messages back by itself; None: it has none."""
        ...


class Moderation(Protocol):
    """What is laid before moderators, and the trail of what they did."""

    async def lay(self, community: CommunityId, alert: Alert) -> None:
        """Keep an alert, or the new words of one who said something of this message before."""
        ...

    async def waiting(self, community: CommunityId) -> tuple[Alert, ...]:
        """What no moderator has put away, oldest first."""
        ...

    async def contested(self, community: CommunityId, messages: Iterable[MessageKey]) -> bool:
        """Whether one of these waits for moderators."""
        ...

    async def was_laid(
        self, community: CommunityId, on: MessageKey, cause: Cause, *, waits: bool
    ) -> bool:
        """Whether this was said of a message before, put away or not; `waits`: and still waits."""
        ...

    async def alert(self, community: CommunityId, alert: AlertId) -> Alert:
        """One of them, put away or not; raises NoSuchAlert."""
        ...

    async def settle(self, community: CommunityId, on: MessageKey, at: datetime | None) -> None:
        """Put away all that was said of a message, or take it up again with None."""
        ...

    async def keep(self, community: CommunityId, act: Act) -> None:
        """Keep a new act."""
        ...

    async def move(self, community: CommunityId, act: Act, before: ActStatus) -> None:
        """Keep how an act stands now; raises NoSuchAct if it no longer stood at `before`."""
        ...

    async def act(self, community: CommunityId, act: ActId) -> Act:
        """One act; raises NoSuchAct."""
        ...

    async def trail(self, community: CommunityId, most: int) -> tuple[Act, ...]:
        """The latest acts, newest first."""
        ...

    async def upon(self, community: CommunityId, members: Sequence[MemberKey]) -> tuple[Act, ...]:
        """What was done to a person (their keyed hashes) on the platform, newest first."""
        ...
