"""A charter in plain words for every surface: what it says, and what one version changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from bot.core.charter import Artefact, Charter, QuietHours
from bot.core.framework import Framework
from bot.core.ids import MemberKey
from prompts import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One field of a charter for people; `said` is empty where it says nothing."""

    field: str
    label: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that another version says otherwise; `note` where entries alone do not tell it."""

    field: str
    label: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One signed version and what it changed; `changes` None: it is the first."""

    framework: Framework
    changes: tuple[Change, ...] | None


def sections(charter: Charter, words: Phrases) -> tuple[Section, ...]:
    """Every field in the order in which people read a charter; nobody is named in it."""
    return tuple(
        Section(field=field, label=words.say(f"charter-field-{field}"), said=said)
        for field, said in _entries(charter, words)
    )


def changes(before: Charter, after: Charter, words: Phrases) -> tuple[Change, ...]:
    """The fields in which two versions differ, entry by entry; people are counted, never named."""
    return tuple(
        Change(
            field=old.field,
            label=old.label,
            added=tuple(each for each in new.said if each not in old.said),
            removed=tuple(each for each in old.said if each not in new.said),
            note=note,
        )
        for old, new in zip(sections(before, words), sections(after, words), strict=True)
        if (note := _note(old.field, before, after, words)) or old.said != new.said
    )


def editions(signed: tuple[Framework, ...], words: Phrases) -> tuple[Edition, ...]:
    """Signed versions with what each changed, newest first; `signed` are oldest first."""
    earlier = (None, *signed)
    told = [
        Edition(
            framework=each,
            changes=None if before is None else changes(before.charter, each.charter, words),
        )
        for before, each in zip(earlier, signed, strict=False)
    ]
    return tuple(reversed(told))


def _note(field: str, before: Charter, after: Charter, words: Phrases) -> str:
    people = _people_of(before, field), _people_of(after, field)
    if people[0] is not None and people[1] is not None and people[0] != people[1]:
        more, fewer = people[1] - people[0], people[0] - people[1]
        return words.say("charter-diff-people", added=len(more), removed=len(fewer))
    old, new = (dict(_entries(each, words))[field] for each in (before, after))
    if old != new and sorted(old) == sorted(new):
        return words.say("charter-diff-reordered")
    return ""


def _people_of(charter: Charter, field: str) -> frozenset[tuple[str, MemberKey]] | None:
    if field == "moderators":
        return frozenset(("", each) for each in charter.moderators)
    if field == "helpers":
        return frozenset((facet, one) for facet, some in charter.helpers.items() for one in some)
    return None


def _entries(charter: Charter, words: Phrases) -> Iterator[tuple[str, tuple[str, ...]]]:
    about = charter.social_object
    yield "kind", (words.say(f"charter-kind-{about.kind.value}"),)
    yield "purpose", (about.purpose,)
    yield "facets", about.facets
    yield "artefacts", tuple(_artefact(each, words) for each in about.artefacts)
    yield "vocabulary", tuple(sorted(about.vocabulary))
    yield "values", charter.values
    yield "tone", (charter.tone,)
    yield "norms", charter.norms
    yield "good_conversation", (charter.good_conversation,) if charter.good_conversation else ()
    yield "off_limits", charter.off_limits
    yield "never", charter.never
    yield "language", (_languages(charter, words),)
    yield "timezone", (charter.timezone,)
    yield "quiet_hours", (_quiet(charter.quiet_hours, words),)
    yield "helpers", _helpers(charter.helpers, words)
    yield "moderators", (words.say("charter-people", count=len(charter.moderators)),)


def _artefact(artefact: Artefact, words: Phrases) -> str:
    said = artefact.name
    if artefact.facet:
        said = words.say("charter-artefact", name=said, facet=artefact.facet)
    return f"{said} {artefact.link}" if artefact.link else said


def _helpers(helpers: Mapping[str, frozenset[MemberKey]], words: Phrases) -> tuple[str, ...]:
    return tuple(
        f"{facet}: {words.say('charter-people', count=len(some))}"
        for facet, some in helpers.items()
    )


def _quiet(hours: QuietHours, words: Phrases) -> str:
    if hours.start == hours.end:
        return words.say("charter-quiet-none")
    return words.say("charter-quiet", start=f"{hours.start:%H:%M}", end=f"{hours.end:%H:%M}")


def _languages(charter: Charter, words: Phrases) -> str:
    spoken = _language(charter.language, words)
    if not charter.other_languages:
        return spoken
    others = ", ".join(_language(each, words) for each in charter.other_languages)
    return words.say("charter-languages", spoken=spoken, others=others)


def _language(code: str, words: Phrases) -> str:
    try:
        return Locale.parse(code).get_display_name(words.language) or code
    except (UnknownLocaleError, ValueError):
        return code
