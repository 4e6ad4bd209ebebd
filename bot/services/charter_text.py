"""A charter as text that people edit: commented TOML, and what is wrong with it, by line and field.

People stand in it as `platform:id`. Who is in it already comes back as `platform:#mark`, so that
no text of ours ever holds the id of anybody whom somebody else wrote down.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from types import MappingProxyType
from typing import cast
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.charter import Artefact, Charter, ObjectKind, QuietHours, SocialObject
from bot.core.display import shown_name
from bot.core.ids import CommunityId, MemberKey

MARK = "#"
"""Begins a mark: the start of a keyed hash that the charter holds already."""
MARK_LENGTH = 8
_NONE: Mapping[str, str] = MappingProxyType({})
Path = tuple[str | int, ...]
"""Where something stands: a field, and the place in it, counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterFault:
    """What is wrong with a charter, and what to do about it.

    `line` is counted from 1; None: it is not in the text. `field` is what people see in the text.
    """

    line: int | None
    field: str
    problem: str

    def __str__(self) -> str:
        where = f"line {self.line}, {self.field}" if self.line else self.field
        return f"{where}: {self.problem}"


class _File(BaseModel):
    """The form of the text; what is said beyond the form is judged elsewhere."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class _Hours(_File):
    start: time
    end: time


class _Artefact(_File):
    name: str = Field(min_length=1, max_length=60)
    link: str | None = None
    facet: str | None = None


class _Charter(_File):
    kind: str
    purpose: str = Field(min_length=1, max_length=300)
    facets: list[str]
    vocabulary: list[str] = []
    values: list[str] = []
    tone: str = Field(min_length=1, max_length=300)
    norms: list[str] = []
    good_conversation: str = Field(default="", max_length=600)
    off_limits: list[str] = []
    never: list[str] = []
    language: str = "en"
    other_languages: list[str] = []
    timezone: str
    moderators: list[str] = []
    quiet_hours: _Hours
    helpers: dict[str, list[str]] = {}
    artefacts: list[_Artefact] = []


def read_text(
    text: str, community: CommunityId, settings: Mapping[str, str] = _NONE
) -> Charter | tuple[CharterFault, ...]:
    """The charter that a text says, its people as they are written; or what is wrong with it.

    `settings`: fields that are set to something else, as `quiet_hours.start`, each as TOML writes
    it or, where that cannot be read, as plain words.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        return (_broken(broken, text),)
    for field, value in settings.items():
        _set(told, field, value)
    lines = Lines(text)
    try:
        file = _Charter.model_validate(told)
    except ValidationError as wrong:
        found = (_misfit(each["loc"], each["type"], each["msg"], lines) for each in wrong.errors())
        return tuple(found)
    people = [
        ("moderators", file.moderators),
        *((f"helpers.{f}", w) for f, w in file.helpers.items()),
    ]
    faults = [*_unreadable(file, lines), *_unnamed(people, lines)]
    return tuple(faults) if faults else _charter(file, community)


def _charter(file: _Charter, community: CommunityId) -> Charter:
    return Charter(
        community=community,
        social_object=SocialObject(
            kind=ObjectKind(file.kind),
            purpose=file.purpose,
            facets=tuple(file.facets),
            artefacts=tuple(
                Artefact(name=each.name, link=each.link or None, facet=each.facet or None)
                for each in file.artefacts
            ),
            vocabulary=frozenset(file.vocabulary),
        ),
        norms=tuple(file.norms),
        tone=file.tone,
        language=file.language,
        timezone=file.timezone,
        quiet_hours=QuietHours(start=file.quiet_hours.start, end=file.quiet_hours.end),
        never=tuple(file.never),
        values=tuple(file.values),
        good_conversation=file.good_conversation,
        off_limits=tuple(file.off_limits),
        other_languages=tuple(file.other_languages),
        helpers={facet: _members(some) for facet, some in file.helpers.items() if some},
        moderators=_members(file.moderators),
    )


def _set(told: dict[str, object], field: str, value: str) -> None:
    head, dot, rest = field.partition(".")
    if not dot:
        told[field] = _read_value(value)
        return
    inner = told.setdefault(head, {})
    if isinstance(inner, dict):
        cast("dict[str, object]", inner)[rest] = _read_value(value)
    else:
        told[field] = value  # no field is called so, and the form says that


def _read_value(value: str) -> object:
    try:
        return tomllib.loads(f"it = {value}")["it"]
    except tomllib.TOMLDecodeError:
        return value


def _members(said: list[str]) -> frozenset[MemberKey]:
    parts = (each.partition(":") for each in said)
    return frozenset(MemberKey(platform=p.strip(), member=m.strip()) for p, _, m in parts)


def _unnamed(people: list[tuple[str, list[str]]], lines: "Lines") -> Iterator[CharterFault]:
    for field, some in people:
        for place, said in enumerate(some, start=1):
            platform, _, member = said.partition(":")
            if not (platform.strip() and member.strip()):
                # What was written there may be a name: it is told by its place alone.
                problem = f"number {place} is nobody; people are written like discord:1234"
                yield CharterFault(line=lines.of(field), field=field, problem=problem)


def _unreadable(file: _Charter, lines: "Lines") -> Iterator[CharterFault]:
    if file.kind not in set(ObjectKind):
        kinds = ", ".join(ObjectKind)
        yield CharterFault(line=lines.of("kind"), field="kind", problem=f"is one of: {kinds}")
    for place, each in enumerate(file.artefacts):
        if each.link and not _opens(each.link):
            where = ("artefacts", place, "link")
            problem = "is an address that begins with https://, or is left out"
            yield CharterFault(line=lines.at(where), field=_named(where), problem=problem)


def _opens(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.netloc) and not re.search(r"\s", link)


def _broken(broken: tomllib.TOMLDecodeError, text: str) -> CharterFault:
    said = re.match(r"(.+?) \(at (?:line (\d+), column \d+|end of document)\)", str(broken))
    line = int(said[2]) if said and said[2] else text.count("\n") + 1
    what = said[1] if said else str(broken)
    problem = f"cannot be read ({what}). Text stands in quotes, lists in brackets"
    return CharterFault(line=line, field="the text", problem=problem)


def _misfit(where: Path, kind: str, said: str, lines: "Lines") -> CharterFault:
    field = str(where[-1])
    problems = {
        "missing": "is missing; every charter says it",
        "extra_forbidden": f"is no field of a charter{_meant(field)}",
        "string_type": 'is text, in quotes, as "bread"',
        "list_type": 'is a list in brackets, as ["one", "two"]',
        "time_type": "is a time of day without quotes, as 21:30:00",
        "string_too_short": "says nothing yet",
    }
    problem = problems.get(kind, said[0].lower() + said[1:])
    return CharterFault(line=lines.at(where), field=_named(where), problem=problem)


def _meant(field: str) -> str:
    known = [*_Charter.model_fields, *_Artefact.model_fields, *_Hours.model_fields]
    near = get_close_matches(field, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _named(where: Path) -> str:
    said = [f"number {each + 1}" if isinstance(each, int) else each for each in where]
    return ", ".join(said)


class Lines:
    """On which line of a text a field is set."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        inside: Path = ()
        counts: dict[str, int] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if opened := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
                name = opened[2]
                inside = tuple(name.split("."))
                if opened[1] == "[[":
                    inside = (name, counts.get(name, 0))
                    counts[name] = counts.get(name, 0) + 1
                self._lines.setdefault(inside, number)
            elif set_here := re.match(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""", line):
                key = next(part for part in set_here.groups() if part is not None)
                self._lines.setdefault((*inside, key), number)

    def of(self, field: str) -> int | None:
        """The line of a field, as `helpers.starters`; None: it is not there."""
        head, dot, rest = field.partition(".")
        return self.at((head, rest) if dot else (head,))

    def at(self, where: Path) -> int | None:
        """The line of the innermost part of a place that has one."""
        for length in range(len(where), 0, -1):
            if (line := self._lines.get(where[:length])) is not None:
                return line
        return None


def mark_of(member: MemberKey) -> str:
    """Somebody who is in a charter already, as its text names them."""
    return f"{member.platform}:{MARK}{member.member[:MARK_LENGTH]}"


def write_text(charter: Charter, name: str) -> str:
    """The commented text of a charter; its people as marks. `name`: what the community is called.

    `read_text` reads the same charter out of it, but for the marks.
    """
    about, hours = charter.social_object, charter.quiet_hours
    fields = {
        "name": shown_name(name),
        "kind": _quoted(about.kind.value),
        "purpose": _quoted(about.purpose),
        "facets": _listed(about.facets),
        "vocabulary": _listed(sorted(about.vocabulary)),
        "artefacts": "\n".join(_artefact(each) for each in about.artefacts),
        "values": _listed(charter.values),
        "tone": _quoted(charter.tone),
        "norms": _listed(charter.norms),
        "good_conversation": _quoted(charter.good_conversation),
        "off_limits": _listed(charter.off_limits),
        "never": _listed(charter.never),
        "language": _quoted(charter.language),
        "other_languages": _listed(charter.other_languages),
        "timezone": _quoted(charter.timezone),
        "moderators": _listed(_marks(charter.moderators)),
        "start": hours.start.isoformat(),
        "end": hours.end.isoformat(),
        "helpers": _helpers(charter.helpers),
    }
    return _FORM.format(**fields)


def _artefact(artefact: Artefact) -> str:
    lines = ["[[artefacts]]", f"name = {_quoted(artefact.name)}"]
    if artefact.link:
        lines.append(f"link = {_quoted(artefact.link)}")
    if artefact.facet:
        lines.append(f"facet = {_quoted(artefact.facet)}")
    return "\n".join(lines) + "\n"


def _helpers(helpers: Mapping[str, frozenset[MemberKey]]) -> str:
    lines = [f"{_quoted(facet)} = {_listed(_marks(some))}" for facet, some in helpers.items()]
    return "\n".join(lines)


def _marks(people: frozenset[MemberKey]) -> list[str]:
    return sorted(mark_of(each) for each in people)


def _quoted(text: str) -> str:
    # What JSON escapes, TOML reads; but it wants DEL escaped too, which JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: tuple[str, ...] | list[str]) -> str:
    if not texts:
        return "[]"
    inline = f"[{', '.join(map(_quoted, texts))}]"
    if len(inline) <= _WIDTH:
        return inline
    lines = [""]
    for said in map(_quoted, texts):
        # Words stand side by side, sentences below one another.
        if len(said) > _WORD or len(lines[-1]) + len(said) > _WIDTH or not lines[-1]:
            lines.append(f"  {said},")
        else:
            lines[-1] += f" {said},"
    return "[" + "\n".join([*lines, "]"])


_WIDTH, _WORD = 80, 20
_FORM = """\
# The charter of {name}: what it is for, and what its bot may never do.
# Lines that begin with # are notes. Nothing holds until a moderator signs: tummler charter sign

# ---- What you gather round -------------------------------------------------------------------

# lifestyle (a way of living), identity (who people are) or cause (something to bring about)
kind = {kind}
# One sentence: what members do for each other here that none of them could do alone.
purpose = {purpose}
# Two to seven sides of it, as your members would say them.
facets = {facets}
# Your own words for it. Talk that uses them is about the thing.
vocabulary = {vocabulary}

# ---- How you are with each other -------------------------------------------------------------

values = {values}
# How the bot sounds when it says something, in one sentence.
tone = {tone}
# What people do here, put as what to do.
norms = {norms}
# What a good conversation is here, so that somebody new would know one.
good_conversation = {good_conversation}

# ---- What is left alone ----------------------------------------------------------------------

# Topics, each in the words that people use for it: where one comes up, the bot says nothing.
off_limits = {off_limits}
# Words and phrases that the bot itself never says to you.
never = {never}

# ---- Where and when --------------------------------------------------------------------------

# The language the bot speaks, and the others that people talk in, as en, de, sl.
language = {language}
other_languages = {other_languages}
# As Europe/Berlin.
timezone = {timezone}
# People are platform:id, as discord:1234. Somebody who is in here already stands as a mark.
# Only moderators sign, and only those of the version in force.
moderators = {moderators}

[quiet_hours]
# By your wall clock; they may cross midnight. The same time twice: none.
start = {start}
end = {end}

[helpers]
# Who may be asked about a facet, as "starters" = ["discord:1234"]. Nobody is ever asked who has not
# asked for it themselves.
{helpers}

# Things you made or keep coming back to: guides, maps, tables, days. Questions to you name one.
# link and facet may be left out.
{artefacts}"""
