"""How often a text gives reasons, evidence or offence: what heads count besides words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.classifier import Batch
from bot.language.grams import tokens_of

Numbers = NDArray[np.float32]
_LONGEST = 6_000
_WORD = re.compile(r"\w+")
_STEM = 3
"""Letters by which a word that ends in any way is first looked for; none of them is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Any of some phrases at the bounds of words; looked for only where one may begin."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]
    """The first words of phrases, and the beginnings of those that end in any way."""

    def count(self, low: str, starts: frozenset[str]) -> int:
        """How often it stands in a text; `starts`: what `starts_of` says of that."""
        return 0 if self.firsts.isdisjoint(starts) else len(self.pattern.findall(low))

    def stands_in(self, low: str, starts: frozenset[str]) -> bool:
        """Whether it is there at all."""
        return not self.firsts.isdisjoint(starts) and self.pattern.search(low) is not None


def _any(words: str) -> Cue:
    """Any of these at the bounds of words; `*` ends a word in any way. Bounded, so linear."""
    phrases = [phrase.strip() for phrase in words.split(",")]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_open, phrases))})(?!\w)")
    return Cue(pattern=pattern, firsts=frozenset(map(_first, phrases)))


def _first(phrase: str) -> str:
    word = _WORD.findall(phrase)[0]
    return word[:_STEM] + "*" if phrase == f"{word}*" else word


def starts_of(low: str) -> frozenset[str]:
    """The words of a text, and of each how it begins."""
    words = set(_WORD.findall(low))
    return frozenset(words | {f"{word[:_STEM]}*" for word in words})


def _open(phrase: str) -> str:
    bare = re.escape(phrase.removesuffix("*"))
    return bare + r"\w{0,12}" if phrase.endswith("*") else bare


SUBSTANCE: Mapping[str, Cue] = {
    "reasons": _any(
        "because, since, therefore, thus, hence, as a result, due to, so that, which means,"
        "leads to,"
        "the reason, that is why, that's why, in order to, given that, implies, follows"
    ),
    "evidence": _any(
        "according to, study, studies, research, data, evidence, source, sources, statistics,"
        "percent, survey, report, article, for example, for instance, e.g, such as, example"
    ),
    "contrast": _any(
        "but, however, although, though, while, whereas, on the other hand, yet, despite, unless,"
        "except, instead, rather, still, nevertheless, even if"
    ),
    "experience": _any(
        "i've, i have, i had, i was, i worked, i live, i lived, my own, in my experience, when i,"
        "we had, i used to, i grew, my job, my family, years ago"
    ),
    "concession": _any(
        "i agree, you're right, good point, fair point, i see, i understand, that's true,"
        "true that,"
        "i think, i believe, in my opinion, it seems, perhaps, maybe, might, could, probably"
    ),
    "asking": _any(
        "what do you, do you think, would you, could you, can you, how do, why do, have you,"
        "what about, what if, how would, what would"
    ),
    "offence": _any(
        "stupid, idiot*, dumb, ridiculous, nonsense, bullshit, fuck*, shit*, crap, moron*, garbage,"
        "bigot*, liar*, wrong, absurd, delusional, ignorant, shut up, troll*"
    ),
    "proposal": _any(
        "should, could try, suggest*, recommend*, propose*, solution*, better to, one way,consider*"
    ),
}
_SIGNS: Mapping[str, re.Pattern[str]] = {
    "figures": re.compile(r"\d+"),
    "asides": re.compile(r"[(;:]"),
    "lines": re.compile(r"\n\s{0,9}\n|\n\s{0,9}[-*\d]"),
    "marks": re.compile(r"\?"),
    "calls": re.compile(r"!"),
}
SUBSTANCE_CUES = (*SUBSTANCE, *_SIGNS, "long words", "variety")

HOSTILITY: Mapping[str, Cue] = {
    "vulgar": _any(
        "fuck*, f*ck*, f**k*, shit*, bullshit*, bs, crap*, piss*, damn*, goddamn*, arse*, ass,"
        "asses, asshole*, bastard*, bitch*, wtf, stfu, gtfo, hell"
    ),
    "insult": _any(
        "idiot*, stupid*, moron*, dumb*, imbecile*, clown*, troll, trolls, trolling, trash,"
        "garbage,"
        "pathetic, loser*, retard*, cretin*, fool*, ignorant, incompeten*, useless, worthless,"
        "joke,"
        "jerk*, scum, liar*, lying, lies, dishonest, hypocri*, crybab*, snowflake*, nazi*,"
        "fascist*,"
        "childish, toxic, arrogan*, shame*, disgust*, disgrac*, ridiculous*, absurd*, laughable,"
        "insane, delusional, braindead, lazy, coward*, parasite*, thief, thieves, horrible,"
        "terrible, awful, ugly, nonsense, lame, idiocy"
    ),
    "threat": _any(
        "kill you, kill your, hope you die, hope you rot, sue you, lawyer, lawyers, burn in hell,"
        "go to hell, fuck off, piss off, screw you, screw this, get lost, shut up, shut the,"
        "kiss my"
    ),
    "order": _any(
        "learn to, grow up, get over it, go away, stop whining, stop crying, stop complaining,"
        "stop wasting, stop lying, read the docs, read the manual, rtfm, do your job,"
        "do your homework,"
        "do your research, get a life, get a grip, get a clue, wake up, fix this, fix it, fix your,"
        "your problem, nobody cares, no one cares, don't care, waste of time, wasting my time,"
        "wasting our time, wasting everyone's time, common sense, what a joke, shame on you,"
        "how hard, are you kidding, are you serious, are you joking, are you insane, are you blind,"
        "are you stupid, unbelievable, unacceptable"
    ),
    "polite": _any(
        "thank, thanks, thank you, please, sorry, appreciate*, glad, happy to, welcome, cheers,"
        "great,"
        "hello, hi, hey, apologi*"
    ),
    "you": _any("you, your, you're, u, yours, yourself"),
}
_LOUD: Mapping[str, re.Pattern[str]] = {
    "called out": re.compile(r"!!"),
    "asked twice": re.compile(r"\?\?"),
}
HOSTILITY_CUES = (*HOSTILITY, *_LOUD, "shouted")
_MANY_SHOUTED, _SHOUT = 3, 4
_FEWEST_WORDS = 20
_LONG_WORD = 8


def substance_cues(batch: Batch) -> Numbers:
    """Per word, as a root, so that a longer text has no more of it; float32 (n, cues)."""
    return _rows([_substance(low[:_LONGEST]) for low in batch.low], len(SUBSTANCE_CUES))


def hostility_cues(batch: Batch) -> Numbers:
    """Whether each is there at all, 1 or 0; float32 (n, cues)."""
    pairs = zip(batch.low, batch.texts, strict=True)
    rows = [_hostility(low[:_LONGEST], text.prose[:_LONGEST]) for low, text in pairs]
    return _rows(rows, len(HOSTILITY_CUES))


def _substance(low: str) -> list[float]:
    words = tokens_of(low)
    many = max(len(words), _FEWEST_WORDS)
    starts = starts_of(low)
    counts = [cue.count(low, starts) for cue in SUBSTANCE.values()]
    counts += [len(sign.findall(low)) for sign in _SIGNS.values()]
    long = sum(len(word) >= _LONG_WORD for word in words)
    # Of a longer text a smaller share is new, so the root of the length stands below.
    variety = len(set(words)) / many**0.9
    return [*((each / many) ** 0.5 for each in (*counts, long)), variety]


def _hostility(low: str, prose: str) -> list[float]:
    shouted = sum(
        len(word) >= _SHOUT and word.isalpha() and word.isupper() for word in prose.split()
    )
    starts = starts_of(low)
    said = [cue.stands_in(low, starts) for cue in HOSTILITY.values()]
    said += [sign.search(low) is not None for sign in _LOUD.values()]
    return [*map(float, said), float(shouted >= _MANY_SHOUTED)]


def _rows(found: Sequence[Sequence[float]], width: int) -> Numbers:
    return np.array(found, np.float32).reshape(len(found), width)
