"""Offers of help, promises to report back, and people introducing themselves: rules for English."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.classifier import Batch, Scores

_NEAR = r"[^.!?\n]{0,40}"
_HELP = r"(?:help|assist|explain|pair|take a look|have a look|show you|send you|walk you)\b"
_OFFER = re.compile(
    r"\b(?:i|we)(?:'d| would| could| can|'m| am)(?: be)?(?: happy| glad| willing| able)?(?: to)? "
    + _HELP
    + r"(?! (?:myself|it|my|me)\b)"
    r"|\b(?:happy|glad|willing) to (?:answer|look|" + _HELP + r")"
    r"|\b(?:do|would) you (?:want|like|need) (?:me|us|some help|any help|a hand|help)\b"
    r"|\b(?:let me|lemme) (?:help|show you|explain|know if you (?:need|want|get stuck|have))\b"
    r"|\b(?:dm|pm|message|ping|ask) me\b" + _NEAR + r"\b(?:if|any ?time|whenever|help)\b"
    r"|\bfeel free to (?:dm|pm|message|ping|ask|contact|reach)\b"
    r"|\bif (?:you|u|anyone|anybody) (?:needs?|wants?) (?:any |some |a )?(?:help|hand|assistance)\b"
)
_ASKS_FOR_IT = re.compile(
    r"\b(?:can|could|will|would) (?:you|u|any(?:one|body)|some(?:one|body)) "
    r"|\bi need (?:some )?help"
)
_I_WILL = (
    r"\b(?:(?:i|we)(?:'ll|ll\b| will\b| am going to\b| are going to\b)"
    r"|(?:i'm|im|we're|were) (?:going to|gonna)\b)"
)
_REPORT = (
    r"(?:let (?:you|u|ya|everyone|them) know|report back|get back to (?:you|u|this|it)|follow up"
    r"|(?:keep|update) (?:you|u|everyone)\b|(?:post|share|send) (?:it|you|the|my|a|an|them)\b)"
)
_WHEN = (
    r"(?:tomorrow|tonight|later|soon|today|next week|this (?:week|weekend|evening|afternoon)"
    r"|(?:when|once|as soon as|after) (?:i|we|work|lunch|dinner|class)"
    r"|in (?:a|an|the) (?:bit|hour|minute|moment|few|morning|while)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_TASK = r"(?:try|check|test|look|read|fix|work on|finish|do|write|push|open|update|add|give)\b"
_PROMISE = re.compile(
    _I_WILL + _NEAR + r"\b(?:" + _REPORT + r"|" + _TASK + r"[^.!?\n]{0,60}\b" + _WHEN + r")"
    r"|\bwill (?:let (?:you|u|everyone) know|report back|keep you posted)\b"
)
_WERE_IT = re.compile(r"\bif (?:i|we) |\b(?:never|not|n't) ")
_INTRODUCTION = re.compile(
    r"\b(?:i'm|im|i am|we are) (?:just |a |an |total |complete |absolute |bit |very |still ){0,3}"
    r"(?:(?:new(?:bie|comer|b)?|noob|beginner)\b(?! (?:tab|window|line|version))"
    r"|starting out\b|getting started\b|joining\b)"
    r"|\b(?:just|recently|finally) (?:joined|signed up|started (?:here|fcc|free|coding|learning))\b"
    r"|\bnew (?:here|member|to (?:this|the|gitter|discord|slack|coding|programming|chat))\b"
    r"|\bmy name(?:'s| is) \w"
    r"|\b(?:first|1st) time (?:here|on here|posting)\b"
    r"|\bintroduce (?:myself|ourselves)\b"
    r"|\b(?:hi|hello|hey|greetings|howdy)\b" + _NEAR + r"\b(?:i'm|i am|im) \w+[^.?\n]{0,30} from \w"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """A head by expressions: 1.0 or 0.0, never calibrated; NaN where a text holds no words.

    `cues`: small letters of which a text has at least one if it matches. `unless`: what must not
    stand in the text besides.
    """

    head: Head
    version: str
    cues: tuple[str, ...]
    said: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    languages: frozenset[str] = frozenset({"en"})
    needs_vectors: bool = False

    def score(self, batch: Batch, rows: NDArray[np.float32] | None = None) -> Scores:  # noqa: ARG002  # the port's
        """See `Classifier.score`."""
        scores = [
            float(self.found(low)) if text.words else np.nan
            for text, low in zip(batch.texts, batch.low, strict=True)
        ]
        return np.array(scores, np.float32)

    def found(self, low: str) -> bool:
        """Whether a text in small letters is it."""
        if not any(cue in low for cue in self.cues) or self.said.search(low) is None:
            return False
        return self.unless is None or self.unless.search(low) is None


OFFER = Patterns(
    head=Head.OFFER,
    version="offer-rules-1",
    cues=(
        "help",
        "hand",
        "assist",
        "expla",
        "answer",
        "look",
        "show",
        "send",
        "walk",
        "pair",
        "me",
    ),
    said=_OFFER,
    unless=_ASKS_FOR_IT,
)
PROMISE = Patterns(
    head=Head.PROMISE,
    version="promise-rules-1",
    cues=("ll ", "will", "going to", "gonna"),
    said=_PROMISE,
    unless=_WERE_IT,
)
INTRODUCTION = Patterns(
    head=Head.INTRODUCTION,
    version="introduction-rules-1",
    cues=("new", "i'm", "im ", "i am", "we are", "joined", "started", "signed", "name", "time"),
    said=_INTRODUCTION,
)
ACTS = (OFFER, PROMISE, INTRODUCTION)
