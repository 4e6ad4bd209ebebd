"""What a text is, by rules anyone can read: a question, thanks, a disclosure of distress."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from types import MappingProxyType

from bot.core.readings import Head, Reading
from bot.language.distress import MEASURED, discloses
from bot.language.prepare import Prepared, prepare
from bot.language.questions import asks
from bot.language.tongues import KNOWN, language_of, words_of

MODEL = "rules-1"

_THANKFUL_WORDS = """
    thank thanks thankyou thx thnx thanx thnks tnx ty tysm tyvm appreciate appreciated grateful
    lifesaver helped danke dankeschön dank gracias agradezco agradecido agradecida merci remercie
    obrigado obrigada obg valeu agradeço grazie ringrazio bedankt dankjewel
"""
_THANKFUL = frozenset(_THANKFUL_WORDS.split())
# Thanks before the favour ask for it, and "no thanks" declines.
_THANKS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?<!\bno )(?<!\bno, )\b(?:thank\s*(?:you|u|ya)|thanks|thx|thnx|thanx|thnks|tnx|ty|tysm|"
        r"tyvm)\b(?!\s+(?:god|goodness|heavens?|to\s+(?:the|a|this|that|my))\b)"
        r"(?![^.!?\n]{0,60}\bin\s+advance)(?!\s+for\s+(?:any|reading|looking|taking)\b)"
        r"|\b(?:i|we)\s+(?:really\s+|do\s+|truly\s+|very\s+much\s+)?appreciate\b"
        r"(?!\s+(?:any|if|it\s+if))"
        r"|(?:^|[.!,\n]\s*)(?:really\s+|much\s+|very\s+much\s+)?appreciated?\b(?!\s+any)"
        r"|\b(?:so|very|really|am)\s+grateful\b|\blife\s*saver\b|\bthat\s+(?:really\s+)?helped\b"
    ),
    "de": re.compile(
        r"(?<!\bnein )(?<!\bnein, )\b(?:danke(?:schön)?|(?:vielen|besten|herzlichen)\s+dank)\b"
        r"(?![^.!?\n]{0,40}\bim\s+voraus)"
    ),
    "es": re.compile(
        r"(?<!\bno )(?<!\bno, )\b(?:gracias|agradezco|agradecid[oa])\b"
        r"(?!\s+a\s+dios)(?![^.!?\n]{0,40}\b(?:de\s+antemano|por\s+adelantado))"
    ),
    "fr": re.compile(
        r"(?<!\bnon )(?<!\bnon, )\b(?:merci|remercie)\b"
        r"(?![^.!?\n]{0,40}\b(?:d'avance|par\s+avance))"
    ),
    "pt": re.compile(
        r"(?<!\bnão )(?<!\bnão, )\b(?:obrigad[oa]|obg|valeu|agradeço)\b"
        r"(?![^.!?\n]{0,40}\b(?:desde\s+já|antecipadamente))"
    ),
    "it": re.compile(
        r"(?<!\bno )(?<!\bno, )\b(?:grazie|ringrazio)\b(?![^.!?\n]{0,40}\bin\s+anticipo)"
    ),
    "nl": re.compile(
        r"(?<!\bnee )(?<!\bnee, )\b(?:bedankt|dank\s*(?:je|u)(?:\s*wel)?|hartelijk\s+dank)\b"
        r"(?![^.!?\n]{0,40}\b(?:alvast|bij\s+voorbaat))"
    ),
}


def _reading(language: str, *, question: bool, thanks: bool, distress: bool) -> Reading:
    scores = {Head.QUESTION: float(question), Head.THANKS: float(thanks)}
    if language in MEASURED:
        scores[Head.DISTRESS] = float(distress)
    return Reading(language=language, scores=MappingProxyType(scores), model=MODEL)


# Rules know so few answers that each is made once and shared.
_EITHER = (False, True)
_READINGS = {
    (language, question, thanks, distress): _reading(
        language, question=question, thanks=thanks, distress=distress
    )
    for language, question, thanks, distress in product(KNOWN, _EITHER, _EITHER, _EITHER)
}
_UNREAD = Reading(language=None, scores=MappingProxyType({}), model=MODEL)


class RuleReader:
    """Reads by word lists and expressions; what it says is rough, and shown as such.

    A score is 1.0 or 0.0, never calibrated. Question, thanks and language are told in every
    language of `tongues.KNOWN`, distress only in those of `distress.MEASURED`: elsewhere that head
    is absent, as all heads are where the language is unknown. Nothing raises; the time is linear in
    the text, of which `prepare.LONGEST` characters are read.
    """

    model = MODEL

    def read(self, text: str) -> Reading:
        """Read a message as it was written."""
        return self.read_prepared(prepare(text))

    def read_counted(self, text: str) -> tuple[Reading, int]:
        """The reading of one text, and how many words of prose it has."""
        prepared = prepare(text)
        return self.read_prepared(prepared), prepared.words

    def read_all(self, texts: Sequence[str]) -> list[tuple[Reading, int]]:
        """The same for many texts, in their order."""
        return [self.read_counted(text) for text in texts]

    def read_prepared(self, prepared: Prepared) -> Reading:
        """Read what `prepare` left, for a caller that has it already."""
        low = prepared.prose.lower()
        words = words_of(low)
        language = language_of(words)
        if language is None:
            return _UNREAD
        distress = language in MEASURED and discloses(low, words, language)
        return _READINGS[
            language, asks(low, words, language), _gives_thanks(low, words, language), distress
        ]


def _gives_thanks(low: str, words: list[str], language: str) -> bool:
    return not _THANKFUL.isdisjoint(words) and _THANKS[language].search(low) is not None
