"""Whether somebody asks: by the mark, or by how a clause opens where the mark was left out."""

import re
from collections.abc import Mapping

# A mark that ends something, not one inside a word or just before a closing quotation mark.
_MARK = re.compile(r"\?(?![\w\"”»])")
_QUOTATION = ('"', "“", "«")
_CLAUSE_ENDS = re.compile(r"[.!?:;,(\n]+\s*")

_ENGLISH_LEADS = (
    r"(?:(?:hi|hey|hello|so|and|but|ok|okay|guys|all|everyone|folks|also|then|well|um|btw|please|"
    r"pls|sorry|anyway|or|just|now|oh|yeah|yes|no|right|like|because|cause)\s+){0,3}"
)
_AUXILIARY = (
    r"(?:is|are|was|were|does|did|do|has|have|can|could|should|would|will|am|isn'?t|aren'?t|wasn'?t"
    r"|doesn'?t|don'?t|didn'?t|haven'?t|hasn'?t|can'?t|couldn'?t|shouldn'?t|wouldn'?t)"
)
_SUBJECT = (
    r"(?:i|we|you|u|he|she|it|they|this|that|these|those|there|the|my|your|our|any|anyone|anybody|"
    r"some|someone|somebody|everyone|everybody)"
)
_OPENER: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        _ENGLISH_LEADS
        + r"(?:(?:what|why|how|where|when|who)(?:'s|s|'re|'d|\s+"
        + _AUXILIARY
        + r")\s+(?!mean\b)\w"
        r"|how\s+(?:to|come|much|many|long|often|about|far)\s+\w"
        r"|what\s+(?:about|kind|sort|type|time|version|exactly)\s+\w"
        r"|which\s+\w+\s+(?:is|are|do|does|should|would|can|will|suits|has)\b"
        r"|why\s+not\b"
        r"|" + _AUXILIARY + r"\s+" + _SUBJECT + r"\s+\w"
        r"|any(?:one|body)\s+(?:know|here|else|have|had|tried|got|up|able|using|want|interested|"
        r"around|familiar|seen|ever|online|from|in|working|can|could)\b"
        r"|any\s+(?:ideas?|tips|advice|suggestions?|thoughts|clues?|hints?|recommendations?|help|"
        r"pointers|chance)\b(?!\s+(?:is|would|will|are)\b))"
    ),
    "de": re.compile(
        r"(?:(?:hallo|hi|hey|und|aber|also)\s+){0,2}"
        r"(?:(?:wie|was|warum|wieso|weshalb|wo|wann|wer|welche[rsnm]?|woher|wohin)\s+"
        r"(?:kann|könnte|muss|soll|ist|sind|macht|mache|geht|funktioniert|bekomme|heißt|hat|habe|"
        r"habt|gibt|finde|kommt|würde|lange|viel|viele|oft)\b"
        r"|(?:kann|könnte|hat|weiß|kennt)\s+(?:mir\s+|hier\s+)?(?:jemand|wer|einer)\b|gibt\s+es\b"
        r"|(?:kann|darf|soll|muss)\s+(?:ich|man|wir)\b|(?:hast|habt|könnt|kannst)\s+(?:du|ihr)\b)"
    ),
    "es": re.compile(
        r"(?:(?:hola|y|pero|entonces)\s+){0,2}(?:¿|(?:cómo|qué|por\s+qué|dónde|cuándo|cuál|cuáles|"
        r"quién|cuánto|cuánta|cuántos)\s+\w|alguien\s+(?:sabe|puede|podría|tiene|conoce|ha|me)\b"
        r"|como\s+(?:puedo|se\s+puede|hago|podría)\b)"
    ),
    "fr": re.compile(
        r"(?:(?:bonjour|salut|et|mais|alors)\s+){0,2}(?:est-ce\s+qu|(?:comment|pourquoi|où|quand|"
        r"combien|quel|quelle|quels|quelles|qui)\s+(?:est|sont|faire|puis|peut|peux|ça|on|je|vous|"
        r"tu|a|faut|dois|fait|fonctionne)\b|quelqu'un\s+(?:sait|peut|pourrait|a|connaît|aurait)\b"
        r"|(?:pouvez|pourriez|savez|avez|peux|sais|as)-(?:vous|tu)\b)"
    ),
    "pt": re.compile(
        r"(?:(?:olá|oi|e|mas|então)\s+){0,2}(?:alguém\s+(?:sabe|pode|poderia|tem|conhece|já|"
        r"consegue|me)\b|como\s+(?:faço|posso|eu|se\s+faz|é\s+que|fazer)\b|por\s*que\s+(?:não|o|a|"
        r"isso|eu)\b|onde\s+(?:posso|fica|encontro|está|eu)\b|qual\s+(?:é|seria)\b|quais\s+são\b|"
        r"o\s+que\s+(?:é|significa|acontece)\b|quem\s+(?:é|pode|sabe)\b)"
    ),
}
_WITHIN_CUES = frozenset(
    {"anyone", "anybody", "someone", "somebody", "wondering", "curious", "sure"}
)
_WITHIN_ENGLISH = re.compile(
    r"\b(?:does|do|can|could|has|would|will)\s+(?:any|some)(?:one|body)\s+\w"
    r"|\b(?:wondering|curious|(?:i'?m\s+)not\s+sure)\s+(?:if|whether|how|why|what|where|which|who)\s"
)


def marked(low: str) -> bool:
    """Whether a question mark ends something; one in a quotation counts if the talk begins so."""
    return "?" in low and (_MARK.search(low) is not None or low.lstrip().startswith(_QUOTATION))


def asks(low: str, words: list[str], language: str) -> bool:
    """Whether the talk `low` (small letters) asks something; `words` are those of `words_of`.

    The opener alone decides in English, German, Spanish, French and Portuguese; in the other known
    languages only the mark does.
    """
    if marked(low):
        return True
    opener = _OPENER.get(language)
    if opener is None:
        return False
    if any(map(opener.match, _CLAUSE_ENDS.split(low.lstrip()))):
        return True
    return (
        language == "en"
        and not _WITHIN_CUES.isdisjoint(words)
        and _WITHIN_ENGLISH.search(low) is not None
    )
