"""Every "no" that a person at the counter may be told, in one place, with what leads to each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.core.capabilities import PlatformBusy
from bot.core.cards import Card, Mood, Role, Section
from bot.core.errors import TummlerError
from bot.core.moderation import NoRight, NoSuchAct, NoSuchAlert, PlatformSaidNo
from bot.core.motions import NoSuchMotion
from bot.core.own_posts import NoSuchPost
from bot.core.reviews import AlreadyDecided, NoSuchReview, ReviewStatus
from bot.services import (
    chartering,
    experimenting,
    guessing,
    ladder,
    linking,
    moderating,
    own_posting,
    proposing,
)
from bot.services.commands.base import Asked
from bot.services.reviewing import ForModerators, NoSuchMoment, NoWords
from bot.services.wishes import Forgotten
from prompts import Phrases

_NONE: Mapping[str, str | float] = MappingProxyType({})


@dataclass(eq=False)  # errors are compared by identity
class Refused(TummlerError):
    """Refused at the counter: {sentence}."""

    sentence: str
    """The name of the sentence; those of product.md, section 5.6 are `refusal-e01` and so on."""
    values: Mapping[str, str | float] = field(default_factory=lambda: _NONE)


def told(refused: Refused, asked: Asked) -> Card:
    """The refusal as a card; moderators see its number in small print."""
    names = {"member": asked.called.member, "staff": asked.called.staff}
    text = asked.words.say(refused.sentence, **names, **refused.values)
    _, _, code = refused.sentence.rpartition("-")
    numbered = asked.role >= Role.MODERATOR and code[1:].isdigit()
    return Card(
        heading=text,
        sections=(Section(lines=((code.upper(),),)),) if numbered else (),
        mood=Mood.REFUSED,
    )


def refusal_of(error: TummlerError, words: Phrases) -> Refused | None:
    """What a service's error is to a person; None: nothing that they could do about it."""
    match error:
        case Forgotten():
            return Refused("member-forgotten")
        case AlreadyDecided(status=ReviewStatus.EXPIRED.value):
            return Refused("refusal-e13")
        case AlreadyDecided():
            return Refused("refusal-e12")
        case NoSuchReview() | NoSuchMoment():
            return Refused("refusal-closed")
        case NoWords():
            return Refused("refusal-no-words")
        case ForModerators():
            return Refused("refusal-for-moderators")
        case experimenting.TooManyAtOnce():
            return Refused("refusal-too-many-plans", {"practices": error.practices})
        case experimenting.NotUnderTest():
            return Refused("refusal-not-under-test", {"running": error.running})
        case _:
            charter = _of_the_charter(error) or _of_a_proposal(error) or _of_an_own_post(error)
            other = _of_a_link(error) or _of_moderation(error)
            return charter or other or _of_the_ladder(error, words)


def _of_an_own_post(error: TummlerError) -> Refused | None:
    match error:
        case NoSuchPost():
            return Refused("refusal-closed")
        case own_posting.NotTheirs():
            return Refused("refusal-not-theirs")
        case own_posting.TooManyAhead():
            return Refused("refusal-too-many-posts", {"most": error.most})
        case _:
            return None


def _of_moderation(error: TummlerError) -> Refused | None:
    match error:
        case NoSuchAlert() | NoSuchAct():
            return Refused("refusal-closed")
        case moderating.NothingHeard():
            return Refused("refusal-not-heard")
        case moderating.TooManyAlerts():
            return Refused("refusal-too-many-alerts")
        case moderating.NoReason():
            return Refused("refusal-no-reason-given")
        case NoRight():
            return Refused("refusal-no-right")
        case PlatformSaidNo():
            return Refused("refusal-platform-said-no")
        case moderating.DoneLater():
            return Refused("refusal-done-later")
        case PlatformBusy():
            return Refused("refusal-platform-busy")
        case _:
            return None


def _of_a_proposal(error: TummlerError) -> Refused | None:
    match error:
        case NoSuchMotion():
            return Refused("refusal-no-proposal", {"number": str(error.number)})
        case proposing.TooManyOpen():
            return Refused("refusal-too-many-proposals", {"open": error.open})
        case proposing.NothingProposed():
            return Refused("refusal-nothing-proposed")
        case proposing.NoReasonGiven():
            return Refused("refusal-no-reason-given")
        case _:
            return None


def _of_a_link(error: TummlerError) -> Refused | None:
    match error:
        case linking.CodeUnknown():
            return Refused("refusal-e17")
        case guessing.GuessedTooOften():
            return Refused("refusal-guessed")
        case linking.SamePlatform():
            return Refused("refusal-same-platform")
        case linking.AlreadyLinked():
            return Refused("refusal-already-linked")
        case linking.NotLinked():
            return Refused("refusal-not-linked")
        case _:
            return None


def _of_the_charter(error: TummlerError) -> Refused | None:
    match error:
        case ladder.NotAModerator() | chartering.NotAModerator():
            return Refused("refusal-e02")
        case ladder.NoCharterYet() | experimenting.NoCharterYet():
            return Refused("refusal-e07")
        case chartering.NoReason():
            return Refused("refusal-no-reason")
        case chartering.NothingDrafted():
            return Refused("refusal-nothing-drafted")
        case chartering.CharterMoved():
            return Refused("refusal-charter-moved", {"version": error.version})
        case chartering.CharterRefused():
            return Refused("refusal-charter", {"told": error.told})
        case _:
            return None


def _of_the_ladder(error: TummlerError, words: Phrases) -> Refused | None:
    match error:
        case ladder.StillListening():
            item = words.say("readiness-listening")
            return Refused("refusal-e08", {"item": item, "done": error.heard, "needed": error.days})
        case ladder.TooLittleEvidence():
            item = words.say("readiness-labels", say=error.say)
            return Refused("refusal-e08", {"item": item, "done": error.reviewed, "needed": 30})
        case ladder.BeyondCeiling():
            return Refused("refusal-ceiling", {"practice": error.practice})
        case ladder.UnknownPractice():
            return Refused("member-no-practice", {"practices": error.known})
        case _:
            return None
