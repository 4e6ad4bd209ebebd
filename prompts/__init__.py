"""Every sentence people read, by language: message names in the code, words in .ftl files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_NAME = re.compile(r"^-?([A-Za-z][\w-]*) *=", re.MULTILINE)
"""Begins a sentence; its further lines are indented."""
_VARIANT = re.compile(r"-[1-9]\d*$")
REGIONS = {"en": "en-GB", "de": "de-DE"}
"""The region whose plurals and numbers a language is written with."""


class PromptsError(Exception):
    """A sentence could not be found or filled in."""

    def __str__(self) -> str:
        """The docstring, filled in."""
        return " ".join((type(self).__doc__ or "").split()).format(**vars(self))


@dataclass(eq=False)  # errors are compared by identity
class UnknownLanguage(PromptsError):
    """There are no sentences in the language {language}."""

    language: str


@dataclass(eq=False)
class UnknownMessage(PromptsError):
    """There is no sentence named {message} in the language {language}."""

    message: str
    language: str


@dataclass(eq=False)
class NotFilledIn(PromptsError):
    """The sentence {message} could not be filled in: {problem}."""

    message: str
    problem: str


@dataclass(eq=False)
class BrokenFile(PromptsError):
    """The file {file} cannot be read as sentences: {problem}."""

    file: str
    problem: str


class Phrases:
    """The sentences of one language, filled in without Unicode isolation marks.

    A file of them is read when one of its sentences is said for the first time: reading all takes
    a quarter of a second, and few are ever said.
    """

    def __init__(self, language: str, file_by_name: Mapping[str, Traversable]) -> None:
        """`file_by_name`: where each sentence stands. Nothing is read yet."""
        self.language = language
        self.names = frozenset(file_by_name)
        """Of every sentence there is."""
        self._file_by_name = file_by_name
        self._unread = {each.name for each in file_by_name.values()}
        self._bundle = FluentBundle([REGIONS.get(language, language)], use_isolating=False)

    def say(self, message: str, /, **values: str | float) -> str:
        """The sentence of this name with its values.

        Raises UnknownMessage for a name that no file holds, NotFilledIn for a missing value,
        BrokenFile for a mistake in its file.
        """
        file = self._file_by_name.get(message)
        if file is None:
            raise UnknownMessage(message, self.language)
        self._open(file)
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise UnknownMessage(message, self.language)
        said, problems = self._bundle.format_pattern(pattern, values)
        if problems and self._unread:  # a sentence may be put together from those of other files
            for each in self._file_by_name.values():
                self._open(each)
            said, problems = self._bundle.format_pattern(pattern, values)
        if problems:
            raise NotFilledIn(message, "; ".join(str(problem) for problem in problems))
        return str(said)

    def _open(self, file: Traversable) -> None:
        if file.name in self._unread:
            self._bundle.add_resource(_read(file))
            self._unread.discard(file.name)

    def term(self, named: str) -> str:
        """A short English name that the code has, in this language, where that has a term for it.

        `term-<name>` is there in other languages alone: in English it is the name itself.
        """
        message = f"term-{_NO_LETTER.sub('-', named.casefold()).strip('-')}"
        return self.say(message) if self.knows(message) else named

    def knows(self, message: str) -> bool:
        """Whether there is a sentence of this name."""
        return message in self.names


def is_variant(message: str) -> bool:
    """Whether a sentence is one of several wordings, of which a language may have fewer."""
    return bool(_VARIANT.search(message))


@lru_cache
def spoken() -> frozenset[str]:
    """The languages in which practices may speak, as ISO 639-1; not all of them are complete."""
    return frozenset(each.name for each in (files(__name__) / "locales").iterdir() if each.is_dir())


@lru_cache
def languages() -> frozenset[str]:
    """The languages in which everything can be said: answers, pages and the digest too.

    A wording has variants numbered from 1, of which a language may have fewer.
    """
    every = {name for name in phrases().names if not is_variant(name)}
    return frozenset(each for each in spoken() if phrases(each).names >= every)


def said_in(*wished: str) -> str:
    """The first of these languages in which everything can be said; English where none is."""
    return next((each for each in wished if each in languages()), "en")


def phrases(language: str = "en") -> Phrases:
    """All sentences of one language; looked for once.

    Raises UnknownLanguage where there is no folder of that name, BrokenFile for a name that two
    files have.
    """
    return _phrases(language)


@lru_cache  # by its language alone, whether that was said or not
def _phrases(language: str) -> Phrases:
    folder = files(__name__) / "locales" / language
    if not language.isalpha() or not folder.is_dir():
        raise UnknownLanguage(language)
    return Phrases(language, _named(folder))


def _named(folder: Traversable) -> Mapping[str, Traversable]:
    """In which file each sentence stands. Raises BrokenFile for a name that is there twice."""
    found: dict[str, Traversable] = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".ftl"):
            continue
        for name in _NAME.findall(file.read_text(encoding="utf-8")):
            if name in found:
                raise BrokenFile(file.name, f"{name} is there twice")
            found[name] = file
    return found


def _read(file: Traversable) -> ast.Resource:
    resource = FluentResource(file.read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise BrokenFile(file.name, str(entry.annotations[0].message))
    return resource
