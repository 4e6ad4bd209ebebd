"""The book of discussion prompts: each a file with front matter and a body that is filled in.

Fluent holds the house's own sentences; this holds questions to a community, which communities may
add to, of which each is used seldom, and which go when nobody talks upon them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prompts import PromptsError, UnknownLanguage, phrases

INPUTS: Final[Mapping[str, str]] = {
    "artefact": "something the community has made or keeps coming back to, from its charter",
    "facet": "one side of what gathers the people, from its charter",
    "word": "one of its own words, from its charter",
    "message": "the link of what somebody wrote",
    "thread": "the link of an earlier conversation",
    "host": "the person who agreed to stay with the talk; the only one who may be mentioned",
}
"""What a prompt may ask for, and what it is. No input ever holds a member's words."""
CONCRETE: Final = frozenset({"artefact", "message", "thread"})
"""A prompt names at least one of these; without it, it could be said to anybody."""
LINKS: Final = frozenset({"message", "thread"})
"""Given as a link, or as words that point to it where it stands right above or below."""
KINDS: Final = ("lifestyle", "identity", "cause")
LEVELS: Final = ("content", "collaboration", "community", "intelligence")
"""The rungs a prompt can aim at (metrics.md, section 8)."""
FIELDS: Final = (
    "id",
    "version",
    "practice",
    "locale",
    "kinds",
    "level",
    "inputs",
    "licence",
    "note",
    "by_hand",
)
LONGEST_SOURCE: Final = 1_000
"""Characters of a body before it is filled in."""
_FENCE: Final = "+++"
_NAME: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_FILLS_IN: Final = re.compile(r"\{\{ *([a-z]+)(?:\|begins)? *\}\}")
_LINK: Final = re.compile(r"https?://\S+")
_BRACE: Final = re.compile(r"[{}]")


@dataclass(eq=False)  # errors are compared by identity
class BrokenPrompt(PromptsError):
    """The prompt {file} cannot be used: {problem}."""

    file: str
    problem: str


@dataclass(eq=False)
class NotAsDeclared(PromptsError):
    """The prompt {prompt} could not be filled in: {problem}."""

    prompt: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One version of one prompt. `kinds`: of social objects it fits. `level`: the rung it
    aims at (metrics.md, section 8). `note` says to a moderator what it is good for. `own`: written
    by the community, not by us. `by_hand`: it says what only a person can know to be so; moderators
    may take it, and no practice draws it.
    """

    id: str
    version: int
    practice: str
    locale: str
    kinds: tuple[str, ...]
    level: str
    inputs: frozenset[str]
    licence: str
    note: str
    body: str
    own: bool = False
    by_hand: bool = False

    @property
    def name(self) -> str:
        """How it is stored and named: for good, since a change is a new version."""
        return f"{self.id}.v{self.version}"

    def say(self, **values: str) -> str:
        """The body with its inputs filled in, on one line.

        Raises NotAsDeclared for an input that is missing, empty or not declared, and for a link
        that is none.
        """
        if values.keys() != self.inputs:
            wrong = ", ".join(sorted(values.keys() ^ self.inputs))
            raise NotAsDeclared(self.name, f"declared and given differ in {wrong}")
        for name, value in values.items():
            if not value.strip():
                raise NotAsDeclared(self.name, f"{name} is empty")
            if name in LINKS and not _points(name, value, self.locale):
                raise NotAsDeclared(self.name, f"{name} is no link")
        template = _sandbox().from_string(self.body)
        return " ".join(template.render(values).split())


def pointer(name: str, locale: str) -> str:
    """How a message or thread is pointed to where it stands right by; raises UnknownLanguage."""
    return phrases(locale).say(f"book-{name}")


def _points(name: str, value: str, locale: str) -> bool:
    if _LINK.fullmatch(value):
        return True
    try:
        return value == pointer(name, locale)
    except UnknownLanguage:
        return False


def read_prompt(text: str, file: str, *, own: bool = False) -> Prompt:
    """A prompt from its file: front matter in TOML between two lines of +++, then the body.

    Raises BrokenPrompt with what is wrong and, where it can be told, what would be right.
    """
    _, opened, rest = text.partition(f"{_FENCE}\n")
    matter, closed, body = rest.partition(f"\n{_FENCE}\n")
    if text[: len(_FENCE)] != _FENCE or not opened or not closed:
        raise BrokenPrompt(file, "it begins with front matter between two lines of +++")
    told = _front_matter(matter, file)
    body, inputs = body.strip(), frozenset(told.inputs)
    for problem in _body_problems(body, inputs):
        raise BrokenPrompt(file, problem)
    return Prompt(
        id=told.id,
        version=told.version,
        practice=told.practice,
        locale=told.locale,
        kinds=tuple(told.kinds),
        level=told.level,
        inputs=inputs,
        licence=told.licence,
        note=told.note,
        body=body,
        own=own,
        by_hand=told.by_hand,
    )


class _FrontMatter(BaseModel):
    """The form of what stands before the body."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=_NAME)
    version: int = Field(ge=1)
    practice: str = Field(min_length=1)
    locale: str = Field(min_length=2)
    kinds: list[Literal["lifestyle", "identity", "cause"]] = Field(min_length=1)
    level: Literal["content", "collaboration", "community", "intelligence"]
    inputs: list[Literal["artefact", "facet", "word", "message", "thread", "host"]]
    licence: str = Field(min_length=1)
    note: str = Field(min_length=1)
    by_hand: bool = False


def _front_matter(matter: str, file: str) -> _FrontMatter:
    try:
        return _FrontMatter.model_validate(tomllib.loads(matter))
    except tomllib.TOMLDecodeError as wrong:
        raise BrokenPrompt(file, f"its front matter is no TOML, {wrong}") from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        field = ".".join(str(part) for part in first["loc"][:1])
        said = _SAID.get(first["type"], first["msg"][:1].lower() + first["msg"][1:])
        raise BrokenPrompt(file, f"{field}: {said}{_MEANT.get(field, '')}") from None


_SAID: Final = {
    "missing": "is missing from its front matter",
    "extra_forbidden": "is no field of a prompt",
}
_MEANT: Final = {
    "id": "; small letters, digits and hyphens, as first-try",
    "kinds": "; a list of some of lifestyle, identity, cause",
    "inputs": f"; a list of some of {', '.join(INPUTS)}",
    "version": "; a whole number from 1 on",
}


def _body_problems(body: str, inputs: frozenset[str]) -> Iterator[str]:
    if not body:
        yield "it has no body"
        return
    if len(body) > LONGEST_SOURCE:
        yield f"its body is longer than {LONGEST_SOURCE} characters"
        return
    # Judged before it is parsed: what is parsed deep enough ends the process that does it.
    if _BRACE.search(_FILLS_IN.sub("", body)):
        yield "its body fills in inputs, as {{ artefact }} or {{ facet|begins }}, and nothing else"
        return
    used = frozenset(_FILLS_IN.findall(body))
    if undeclared := sorted(used - inputs):
        yield f"its body uses {', '.join(undeclared)}, which its inputs do not declare"
    if unused := sorted(inputs - used):
        yield f"it declares {', '.join(unused)}, which its body does not use"
    if not used & CONCRETE:
        yield f"it names nothing: it uses one of {', '.join(sorted(CONCRETE))}"


@lru_cache
def _sandbox() -> SandboxedEnvironment:
    # Plain text for a chat, not HTML; whoever shows it on a page escapes it there.
    made = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters["begins"] = _begins
    return made


def _begins(text: str) -> str:
    """The same with a capital, as a sentence begins; a link is left as it is."""
    return text if _LINK.match(text) else f"{text[:1].upper()}{text[1:]}"


@lru_cache
def library() -> tuple[Prompt, ...]:
    """Every prompt that ships, by id and version; read once. Raises BrokenPrompt."""
    return _known(tuple(_ours(files("prompts") / "library")))


def _ours(folder: Traversable) -> Iterator[Prompt]:
    for each in sorted(folder.iterdir(), key=lambda found: found.name):
        if each.is_dir():
            yield from _ours(each)
        elif each.name.endswith(".md"):
            prompt = read_prompt(each.read_text(encoding="utf-8"), each.name)
            if each.name != f"{prompt.name}.md":
                raise BrokenPrompt(each.name, f"its file is called {prompt.name}.md")
            yield prompt


def own_prompts(folder: Path) -> tuple[tuple[Prompt, ...], tuple[BrokenPrompt, ...]]:
    """A community's own prompts, and what is wrong with those that cannot be used; by file name."""
    good: list[Prompt] = []
    wrong: list[BrokenPrompt] = []
    for path in sorted(folder.glob("*.md")):
        try:
            good.append(read_file(path))
        except BrokenPrompt as broken:
            wrong.append(broken)
    taken = {prompt.name for prompt in library()}
    for prompt in [each for each in good if each.name in taken]:
        good.remove(prompt)
        wrong.append(BrokenPrompt(f"{prompt.name}.md", "a prompt that ships is called so already"))
    try:
        return _known(good), tuple(wrong)
    except BrokenPrompt as twice:
        return (), (*wrong, twice)


def read_file(path: Path) -> Prompt:
    """One prompt of a community's own; raises BrokenPrompt, and OSError where there is no file."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BrokenPrompt(path.name, "it is no UTF-8 text") from None
    return read_prompt(text, path.name, own=True)


def _known(found: Sequence[Prompt]) -> tuple[Prompt, ...]:
    names = [prompt.name for prompt in found]
    for name in names:
        if names.count(name) > 1:
            raise BrokenPrompt(f"{name}.md", "there are two of this id and version")
    return tuple(sorted(found, key=lambda prompt: (prompt.id, prompt.version)))


def newest(found: Sequence[Prompt]) -> tuple[Prompt, ...]:
    """Of each prompt the newest version; the older ones stay readable and are not chosen."""
    return tuple({prompt.id: prompt for prompt in sorted(found, key=_age)}.values())


def _age(prompt: Prompt) -> tuple[str, int]:
    return prompt.id, prompt.version
