"""What every command is: its name, what it takes, who may ask, and how it answers."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from bot.core.cards import Action, Answer, Role
from bot.core.events import Event
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.unit_of_work import OpenUnit
from bot.services.answered import Answered
from bot.services.chartering import Chartering
from bot.services.digest import WeeklyDigest
from bot.services.experimenting import Experimenting
from bot.services.experiments import Experiments
from bot.services.feedback import Feedback
from bot.services.homes import Homes
from bot.services.interruptions import InterruptionBudget
from bot.services.ladder import Ladder
from bot.services.linking import Linking
from bot.services.moderating import Moderating
from bot.services.privacy import Privacy
from bot.services.reviewing import ReviewQueue
from bot.services.rituals import Rituals
from bot.services.weaving import Weaving
from bot.services.wishes import Wishes
from prompts import Phrases, phrases, said_in

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Source(StrEnum):
    """Where what may be chosen comes from, for a surface that completes what somebody types."""

    FACETS = "facets"
    PRACTICES = "practices"
    ROOMS = "rooms"
    REASONS = "reasons"


class Kind(StrEnum):
    """What a parameter is; a surface may have a field of its own for it."""

    TEXT = "text"
    CHOICE = "choice"
    ROOM = "room"
    MESSAGE = "message"
    MEMBER = "member"
    """Somebody as `platform:id`, whom a platform lets one point at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that a command takes; its help is the sentence `command-<command>-<name>`.

    `choices`: the only values there are. `source`: what may be chosen is looked up. `rest`: where a
    command is written in words, all that is left of them. `usual`: what it is if unset; empty:
    nothing.
    """

    name: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    source: Source | None = None
    required: bool = False
    rest: bool = False
    usual: str = ""
    longest: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One kind of button, select or form that a command answers, whichever card it stood on.

    `opens_form`: it is answered by a form, so a surface must not defer before it.
    `while_stopped`: it is answered too while moderators have silenced the bot. `kept`: its answer
    is to be had only once, as a `Card` says it.
    """

    area: str
    verb: str
    role: Role = Role.MEMBER
    opens_form: bool = False
    while_stopped: bool = True
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """How commands are written on a surface, so that an answer can name another one."""

    member: str = "/tummler"
    staff: str = "/tummler-staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for what, where and when. `member` is the plain id; nothing keeps it.

    `moderates`: what the platform says of them at this moment. `message`: which one they mean.
    `said`: parameters, what was filled into a form, or the `value` that was chosen. `language`: in
    which they use the platform, where it says so. `role` and `zone` are the counter's to fill in,
    and the charter's language where theirs is unknown or not complete.
    """

    community: CommunityId
    member: MemberKey
    at: datetime
    moderates: bool = False
    channel: ChannelKey | None = None
    message: MessageKey | None = None
    said: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    called: Called = field(default_factory=Called)
    language: str = ""
    role: Role = Role.MEMBER
    zone: str = "UTC"

    @property
    def words(self) -> Phrases:
        """The sentences in their language, or the English ones."""
        return phrases(said_in(self.language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The services that commands ask. `practices`: what people call each, by its key.

    `take`: takes in an event as a platform's events are taken in.
    """

    open_unit: OpenUnit
    wishes: Wishes
    feedback: Feedback
    privacy: Privacy
    charters: Chartering
    ladder: Ladder
    reviews: ReviewQueue
    budget: InterruptionBudget
    answered: Answered
    experimenting: Experimenting
    experiments: Experiments
    digest: WeeklyDigest
    rituals: Rituals
    practices: Mapping[str, str]
    take: Callable[[Event], Awaitable[None]]
    linking: Linking
    homes: Homes
    weaving: Weaving
    moderating: Moderating


class Command(ABC):
    """One command. Its help is the sentence `command-<key>`, which says in one line what it does.

    `staff`: it stands among the moderators' commands. `role`: who may ask. `slash`: it can be
    called by name; `menu`: it stands in the menu of a message. `while_stopped`: it is answered too
    while moderators have silenced the bot; privacy and what explains always are. `kept`: its answer
    is not to be lost, as a `Card` says it. `presses`: what it answers besides.

    Who may not ask never reaches `answer` or `pressed`: the counter looks, at every asking.
    """

    name: ClassVar[str]
    role: ClassVar[Role] = Role.MEMBER
    staff: ClassVar[bool] = False
    slash: ClassVar[bool] = True
    menu: ClassVar[bool] = False
    public: ClassVar[bool] = False
    while_stopped: ClassVar[bool] = True
    kept: ClassVar[bool] = False
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    presses: ClassVar[tuple[Press, ...]] = ()

    def __init__(self, behind: Behind) -> None:
        self.behind = behind

    @classmethod
    def key(cls) -> str:
        """Its name among all, as `queue` of the staff is `staff-queue`."""
        return f"staff-{cls.name}" if cls.staff else cls.name

    @abstractmethod
    async def answer(self, asked: Asked) -> Answer:
        """Do what is asked, and say so. Raises Refused and the errors of the services."""

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Answer one of its `presses`; None: what it was about is no longer there."""
        del action, asked  # most commands have nothing to press
        return None
