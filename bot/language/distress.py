"""Whether a text tells of grief, illness, abuse, self-harm or despair: a wide net, for silence.

What is found is told to moderators in private and keeps the bot silent, so a false alarm costs
little and a miss costs much. Yet talk of programs is full of killing, dying and orphans: where a
machine could stand in a phrase, a person is asked for. No labelled set exists: recall is not
measured.
"""

import re
from collections.abc import Mapping

from bot.language.distress_phrases import PHRASES

# Clauses are kept apart, so that "No. My mother died" is not read as a denial.
_CLAUSE_ENDS = re.compile(r"[.!?:;,()\n\"]+")
_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# One of these stands in every English phrase; most messages hold none and are searched no further.
_CUE_WORDS = """
    abuse abused abuser abuses abusing abusive accident addict addicted addiction afraid
    alcoholic alive alone alzheimer' alzheimer's anorexia anorexic anxiety anymore apart assault
    assaulted attack attacks beat beaten beats bereaved bereavement bipolar blackmailed
    borderline born breakdown breaking broken bulimia bulimic bullied bullying burden buried
    burying can' can't cancer cannot cant cares chemo chemotherapy choked chokes chronic
    chronically coma condolences cope crash cremated cremation cried cry crying cut cutting dead
    death dementia depressed depression depressive despair desperate devastated diagnosed
    dialysis die died disappear disease drown drowned drowning dying eating emergency empty end
    ended ending er evicted exist failure fighting funeral funerals gave giving grief grieving
    groomed hang hanged hanging harassed harassment harm harmed harming harms hate hated hating
    heartbroken hit hits hiv homeless hopeless hospice hospital hospitalised hospitalized hurt
    hurting hurts icu ideation ill illness injured injuring injury intensive jump jumped jumping
    kill killed killing kms leukaemia leukemia life live living loathe lonely losing loss lost
    loves lymphoma meaningless mental miscarriage miscarried miserable miss missing molest
    molested mourning mugged murdered nervous numb organ overdose overdosed overdosing
    palliative panic parkinson' parkinson's passed passes passing peace pointless psych
    psychiatric psychosis ptsd punched punches radiotherapy raped rapist reason rehab relapsed
    rock rope safe scared schizophrenia schizophrenic sclerosis seizure seizures selfharm sexual
    sexually shoot shooting sick slapped slaps sleep slit stalked stalking starving stillbirth
    stillborn stroke suffering suicidal suicidality suicide suicides surgery survived talk
    terminally terrified threatened threatens tired trafficked transplant trauma traumatised
    traumatized tumor tumour unalive understands unloved unsafe unwanted violence wake waste
    widow widowed widower without worthless wreck wrist wrists
"""
_CUES = frozenset(_CUE_WORDS.split())

# A denial stands right before the phrase, with nothing but such words between.
_DENIED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:\b(?:not|never|isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|haven'?t|hasn'?t|"
        r"hadn'?t|won'?t|wouldn'?t|ain'?t|no|nobody|without|nor|almost|nearly)\b"
        r"(?: (?:really|actually|even|going|to|"
        r"be|been|being|feeling|feel|ever|have|had|has|in|a|an|the|any|so|that|very|at|all|of|want|"
        r"about|talking|thinking|planning|as|is|was|getting|currently|serious)){0,5})$"
    ),
    "de": re.compile(
        r"\b(?:nicht|nie|niemals|kein|keine|keinen|keiner|ohne|niemand)"
        r"(?: (?:mehr|so|im|wirklich)){0,2}$"
    ),
    "es": re.compile(
        r"\b(?:no|nunca|ningún|ninguna|sin|nadie|tampoco)"
        r"(?: (?:es|estoy|está|tengo|tiene|me|se|he|un|una|el)){0,3}$"
    ),
    "fr": re.compile(
        r"\b(?:pas|jamais|aucune?|sans|ni|personne)(?: (?:de|du|un|une|en|vraiment|été)){0,3}$"
    ),
    "pt": re.compile(
        r"\b(?:não|nunca|nenhum|nenhuma|sem|ninguém|nem)"
        r"(?: (?:é|estou|está|tenho|tem|me|se|um|uma)){0,3}$"
    ),
}

MEASURED = frozenset(PHRASES)
"""The languages whose phrases are listed; elsewhere distress is not measured."""


def discloses(low: str, words: list[str], language: str) -> bool:
    """Whether the talk `low` (small letters) tells of distress; `words` are those of `words_of`.

    `language` is one of MEASURED. What is denied right before the phrase does not count.
    """
    if language == "en" and _CUES.isdisjoint(words):
        return False
    return any(_found(_PIECE.findall(clause), language) for clause in _CLAUSE_ENDS.split(low))


def _found(pieces: list[str], language: str) -> bool:
    if language == "en" and _CUES.isdisjoint(pieces):
        return False
    clause = " ".join(pieces)
    denied = _DENIED[language]
    return any(
        denied.search(clause, max(0, match.start() - 60), max(0, match.start() - 1)) is None
        for match in PHRASES[language].finditer(clause)
    )
