"""Whether a discussion prompt may be said to a community, heard as it would sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from bot.services.wording import Fault, folded, spoken_faults
from prompts import spoken
from prompts.book import INPUTS, LINKS, Prompt, pointer

HOST = "@host"
"""Stands where the mention of a host would."""
SHORTEST, LONGEST = "bread", "the long list of what we still want to ask, from last year's meeting"
"""What a charter may call something; a prompt has to bear both."""


class PromptFault(StrEnum):
    """What is wrong with a prompt besides its words; a closed list."""

    ICEBREAKER = "could be asked anywhere, of anybody"
    ANSWERS = "answers rather than asks"
    NO_SUCH_PRACTICE = "is for a practice that there is not"
    NO_SUCH_LANGUAGE = "is in a language that the bot does not speak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, and the words in which it shows; the inputs in them are invented."""

    fault: Fault | PromptFault
    shows_in: str


_SAMPLES: dict[str, tuple[str, ...]] = {
    "artefact": (SHORTEST, LONGEST, "the map of mills (https://example.org/mills)"),
    "facet": (SHORTEST, "talking with the council"),
    "word": (SHORTEST, "mother tongue"),
    "message": ("https://example.org/talk/1",),
    "thread": ("https://example.org/talk/2",),
    "host": (HOST,),
}
_ICEBREAKERS = (
    *("favourite", "favorite", "fun fact", "two truths", "desert island", "superpower"),
    *("spirit animal", "how is everybody", "how are you all", "introduce yourself"),
    *("what is on your mind", "what s on your mind", "would you rather", "hot take", "unpopular"),
    *("happy monday", "happy friday", "good morning", "thoughts"),
)
"""Phrases of questions that fit every room and so belong to none."""


def lint(prompt: Prompt, practices: frozenset[str]) -> tuple[Finding, ...]:
    """Everything wrong with a prompt, each fault once; empty: it may be said.

    `practices`: the keys of those there are. It is filled in with short and long names, since a
    charter's own words decide how long it gets.
    """
    found: dict[Fault | PromptFault, Finding] = {}
    for finding in (*_matter(prompt, practices), *_sound(prompt)):
        found.setdefault(finding.fault, finding)
    return tuple(found.values())


def _matter(prompt: Prompt, practices: frozenset[str]) -> Iterator[Finding]:
    if prompt.practice not in practices:
        yield Finding(fault=PromptFault.NO_SUCH_PRACTICE, shows_in=prompt.practice)
    if prompt.locale not in spoken():
        yield Finding(fault=PromptFault.NO_SUCH_LANGUAGE, shows_in=prompt.locale)


def _sound(prompt: Prompt) -> Iterator[Finding]:
    for said in filled_in(prompt):
        for fault in spoken_faults(said, addressed="host" in prompt.inputs):
            yield Finding(fault=fault, shows_in=said)
        if "?" not in said:
            yield Finding(fault=PromptFault.ANSWERS, shows_in=said)
    bare = f" {folded(prompt.body)} "
    for phrase in _ICEBREAKERS:
        if f" {phrase} " in bare:
            yield Finding(fault=PromptFault.ICEBREAKER, shows_in=phrase)


def filled_in(prompt: Prompt) -> Iterator[str]:
    """The prompt with every combination of invented inputs."""
    names = [name for name in INPUTS if name in prompt.inputs]
    for values in product(*(_samples(name, prompt.locale) for name in names)):
        yield prompt.say(**dict(zip(names, values, strict=True)))


def _samples(name: str, locale: str) -> tuple[str, ...]:
    # Longer than a link, which is not counted: what stands right by is pointed to in words.
    pointed = name in LINKS and locale in spoken()
    return (*_SAMPLES[name], pointer(name, locale)) if pointed else _SAMPLES[name]
