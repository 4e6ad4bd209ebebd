"""The voice check: whether words may be said as ours, a rule on every message (A-15)."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from bot.core.interventions import Draft, Proposal

LONGEST = 280
"""Characters of one message without label, links and controls (restraint-and-policy.md, 2)."""
EMOJI_HABIT = 0.2
"""Above this share of the channel's own messages with an emoji, ours may hold one."""
_CURLY = "\u2019"
_PICTURES_FROM = "\u2190"  # below stand signs of writing, such as degree and section


class Fault(StrEnum):
    """What is wrong with a wording; a closed list."""

    EMPTY = "says nothing"
    TOO_LONG = "too long"
    TOO_MANY_QUESTIONS = "asks more than one thing"
    NO_REASON = "does not say why"
    UNCITED = "cites no message"
    COMMANDS = "opens with a command"
    PRESSES = "presses, praises or counts"
    FEELS = "claims a feeling or a life"
    MENTIONS = "mentions more people than it may"
    EMOJI = "emoji where people use few"
    NEVER = "says what the charter never says"
    LANGUAGE = "not in the language of the talk"
    REPEATED = "said within the last 60 days"


def never_used(wording: str, /) -> bool:
    """Whether a wording was said lately, asked where nothing is remembered: no."""
    del wording  # the same answer for every one
    return False


class VoiceCheck:
    """Finds what is wrong with a draft. `never`: phrases that the charter refuses, in any case."""

    def __init__(self, never: tuple[str, ...] = ()) -> None:
        self._never = _phrases(never)

    def faults(
        self,
        draft: Draft,
        proposal: Proposal,
        *,
        used: Callable[[str], bool] = never_used,
        language: str | None = None,
        emoji_rate: float = 0.0,
        never: tuple[str, ...] = (),
    ) -> tuple[Fault, ...]:
        """Everything wrong with these words for this proposal, in the order of Fault; empty: fit.

        `used` says whether a wording, as `compared` gives it, was said in this community within 60
        days. `language` is that of the conversation; None: not compared. `emoji_rate` is the
        channel's own share of messages with an emoji, in 0..1. `never`: more phrases to refuse.
        """
        text, because = draft.text.replace(_CURLY, "'"), proposal.because
        addressed = proposal.addressee is not None
        wrong = dict.fromkeys(spoken_faults(text, addressed=addressed, emoji_rate=emoji_rate), True)
        wrong |= {
            Fault.NO_REASON: not folded(because) or not _holds(text, folded(because)),
            Fault.UNCITED: not proposal.cites,
            Fault.NEVER: says_any(text, (*self._never, *never)),
            Fault.LANGUAGE: language is not None and draft.language != language,
            Fault.REPEATED: used(compared(text, because)),
        }
        return tuple(fault for fault in Fault if wrong.get(fault))


def says_any(text: str, never: tuple[str, ...]) -> bool:
    """Whether a text says one of these phrases, in any case."""
    return any(_holds(text, phrase) for phrase in _phrases(never))


@lru_cache(maxsize=64)  # a charter's, asked again for every wording
def _phrases(never: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in map(folded, never) if phrase)


def spoken_faults(text: str, *, addressed: bool, emoji_rate: float = 0.0) -> tuple[Fault, ...]:
    """What is wrong with words wherever they are said, in the order of Fault; empty: nothing.

    `addressed`: one person may be mentioned. `emoji_rate` as in `VoiceCheck.faults`.
    """
    text = text.replace(_CURLY, "'")
    bare = _LINK.sub("", text)  # an address may end in a number, or ask a question of its own
    wrong = {
        Fault.EMPTY: not folded(text),
        Fault.TOO_LONG: len(bare) > LONGEST,
        Fault.TOO_MANY_QUESTIONS: len(_QUESTION.findall(bare)) > 1,
        Fault.COMMANDS: any(_one_of(_COMMANDS, each) for each in _sentences(bare)),
        Fault.PRESSES: _one_of(_PRESSING, bare),
        Fault.FEELS: _one_of(_FEELING, bare),
        Fault.MENTIONS: _mentions_too_many(text, addressed=addressed),
        Fault.EMOJI: emoji_rate <= EMOJI_HABIT and _shows_emoji(text),
    }
    return tuple(fault for fault in Fault if wrong.get(fault))


def folded(text: str) -> str:
    """A text without links, folded in case, spaces and punctuation; the same when folded again."""
    bare = _LINK.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in bare)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)  # the same few wordings are compared again and again
def compared(text: str, because: str) -> str:
    """A wording as it is compared with earlier ones: folded, without links and reason."""
    reason = folded(because)
    whole = f" {folded(text)} "
    return " ".join(whole.replace(f" {reason} ", " ").split()) if reason else whole.strip()


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {folded(text)} "


def _one_of(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    """Whether it says such a thing in any language that the house speaks."""
    return any(each.search(text) for each in patterns)


def _sentences(text: str) -> list[str]:
    """Each sentence from its first word on that is neither a name called nor a courtesy."""
    return [_ADDRESS.sub("", each.lstrip(_OPENS)) for each in _SENTENCE_END.split(text)]


def _mentions_too_many(text: str, *, addressed: bool) -> bool:
    return len(_MENTION.findall(text)) > addressed or _EVERYBODY.search(text) is not None


def _shows_emoji(text: str) -> bool:
    return _SHORTCODE.search(text) is not None or any(
        char >= _PICTURES_FROM and unicodedata.category(char) == "So" for char in text
    )


_OPENS = " \t\"'“”‘’«»(–—-*_>"  # noqa: RUF001  # a sentence may open with any of these
_LINK = re.compile(r"https?://\S+")
_QUESTION = re.compile(r"[?？؟]+")  # noqa: RUF001  # as other scripts write it
_SENTENCE_END = re.compile(r"[.!?;:…\n]+")
_ADDRESS = re.compile(
    r"(?:(?:<?@[\w!&-]+>?|please|kindly|bitte|so|and|but|then|now|just|also|always|never)[,\s]+)+",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:answer|ask|be|bring|check|click|come|comment|consider|describe|don'?t|do\s+not|explain|"
    r"feel|follow|forget|get|give|go|have\s+(?:a|an|some|fun)|help|hop|introduce|join|jump|keep|let|"
    r"let'?s|look|make|meet|mention|message|note|open|pick|pop|post|put|read|remember|reply|"
    r"respond|say|see|send|share|show|start|stop|take|talk|tell|think|try|turn|use|visit|vote|wait|"
    r"watch|write)\b",
    re.IGNORECASE,
)
_BEFEHL = re.compile(
    r"^(?:antwortet?|fragt?|sagt?|schaut?|schreibt?|macht?|teilt?|erzählt?|klickt?|denkt?|stellt?|"
    r"zeigt?|versucht?|nutzt?|vergiss|vergesst|lies|lest|hilf|helft|nimm|nehmt|gib|gebt|seid?|komm|"
    r"kommt\s+(?:doch|bitte|alle|her|mit|vorbei)|lasst?\s+uns|freut\s+euch)\b",
    re.IGNORECASE,
)
_COMMANDS = (_COMMAND, _BEFEHL)
_PRESSING_ENGLISH = re.compile(
    r"\byou(?:\s+(?:all|guys))?\s+(?:should|must|ought|need\s+to|have\s+to|had\s+better)\b"
    r"|\b(?:everyone|everybody|asap|hurry|urgent(?:ly)?|engagement|gentle\s+reminder)\b"
    r"|\b(?:don'?t|do\s+not)\s+(?:forget|miss|be\s+shy)\b|\bkeep\b[^.!?]{0,20}\bgoing\b"
    r"|\b(?:great|good|excellent|amazing|awesome|fantastic)\s+(?:question|point|post|job|work)\b"
    r"|\b(?:most\s+active|so\s+many|lots\s+of|\d+)\s+(?:messages|posts|replies|members|people)\b",
    re.IGNORECASE,
)
_PRESSING_GERMAN = re.compile(
    r"\b(?:du|ihr|man)\s+(?:solltes?t|sollte|muss|musst|müsst|müsstes?t)\b"
    r"|\b(?:solltest|solltet|musst|müsst)\s+(?:du|ihr)\b"
    r"|\b(?:dringend|unbedingt|beeil\w*|sofort|jeder\s+von\s+euch|alle\s+zusammen)\b"
    r"|\bnicht\s+(?:vergessen|verpassen|schüchtern)\b"
    r"|\b(?:gute|tolle|super|großartige|wunderbare|klasse)[rsn]?\s+(?:frage|idee|arbeit|beitrag)\b"
    r"|\b(?:so\s+viele|die\s+meisten|\d+)\s+(?:nachrichten|beiträge|antworten|mitglieder)\b",
    re.IGNORECASE,
)
_PRESSING = (_PRESSING_ENGLISH, _PRESSING_GERMAN)
_FEELING_ENGLISH = re.compile(
    r"\b(?:i|we)(?:'(?:m|re|ve|d)|\s+(?:am|are|was|were|have|do|would))?\s+"
    r"(?:(?:\w+ly|so|very|just|too|also|a\s+bit)\s+){0,3}"
    r"(?:feel|felt|glad|happy|sorry|sad|proud|excited|delighted|thrilled|worried|afraid|curious|"
    r"grateful|thankful|touched|moved|love|loved|like|liked|hope|hoped|wish|enjoy|enjoyed|care|miss|"
    r"missed|fear|been\s+there|remember|struggled|grew\s+up)\b"
    r"|\bas\s+a\s+fellow\b|\bin\s+my\s+(?:experience|opinion|view|life)\b|\bwhen\s+i\s+was\b"
    r"|\bmy\s+(?:heart|favou?rite|own|family|friends?)\b|\bso\s+(?:happy|sorry|glad|excited)\b",
    re.IGNORECASE,
)
_FEELING_GERMAN = re.compile(
    r"\b(?:ich|wir)\s+(?:\w+\s+){0,2}?(?:freuen?|hoffen?|lieben?|fühlen?|wünschen?|fürchten?|bedauern?|"
    r"bedaure|vermissen?|erinnern?|mögen)\b"
    r"|\b(?:freuen?|hoffen?|fühlen?|fürchten?|wünschen?|lieben?)\s+(?:ich|wir|mich|uns)\b"
    r"|\b(?:mir|uns)\s+(?:gefällt|tut\s+(?:es\s+)?leid|fehlt)\b|\btut\s+mir\s+leid\b"
    r"|\b(?:freut|rührt|berührt)\s+(?:mich|uns)\b|\bals\s+ich\s+(?:noch\s+)?(?:klein|jung)\b"
    r"|\b(?:mein|unser)(?:e[rsmn]?)?\s+(?:herz|familie|freund\w*|meinung|erfahrung|leben)\b",
    re.IGNORECASE,
)
_FEELING = (_FEELING_ENGLISH, _FEELING_GERMAN)
_MENTION = re.compile(r"<(?:[@!#]|@[!&])\w+[^>]*>|(?<![\w.<])@\w[\w.-]*")
_EVERYBODY = re.compile(
    r"@(?:everyone|here|channel|all)\b|<!(?:here|channel|everyone)", re.IGNORECASE
)
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?![\w:])", re.IGNORECASE)
