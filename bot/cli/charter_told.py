"""A charter as the command line prints it: as text for people, as a record for programs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import fill
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.core.charter import CharterDraft
from bot.core.display import shown as safe
from bot.core.framework import Framework
from bot.services.charter_told import Change, editions, sections
from prompts import phrases

WIDTH = 96
_LONG = 60
"""A text that is longer stands below its label."""


def shown(framework: Framework | None, zone: str) -> str:
    """The charter in force, field by field; or that there is none."""
    say = phrases().say
    if framework is None:
        return say("charter-none", edit="tummler charter edit")
    return "\n".join([heading(framework, zone), "", *_fields(framework)])


def heading(framework: Framework, zone: str) -> str:
    """Which version, who signed and when, and what it rests on."""
    say = phrases().say
    role = say("charter-signer" if framework.signed_by.member else "charter-signer-gone")
    when = _when(framework.signed_at, zone)
    line = say("charter-signed", version=framework.version, role=role, when=when)
    if not framework.evidence:
        return line
    evidence = "; ".join(framework.evidence)
    return f"{line}\n{safe(say('charter-rests-on', evidence=evidence))}"


def unsigned(draft: CharterDraft, zone: str) -> str:
    """That something waits for a signature."""
    when = _when(draft.written_at, zone)
    sign = "tummler charter diff, tummler charter sign"
    return f"\n{phrases().say('charter-unsigned', when=when, sign=sign)}"


def history(signed: tuple[Framework, ...], zone: str) -> str:
    """Every version with what it changed, newest first."""
    if not signed:
        return shown(None, zone)
    told = [
        "\n".join(
            [heading(each.framework, zone), *(f"  {li}" for li in change_lines(each.changes))]
        )
        for each in editions(signed, phrases())
    ]
    return "\n\n".join(told)


def change_lines(changes: Sequence[Change] | None) -> Iterator[str]:
    """What a version changed, one entry to a line; None: it is the first."""
    say = phrases().say
    if changes is None:
        yield say("charter-diff-first")
        return
    if not changes:
        yield say("charter-diff-same")
    for each in changes:
        yield f"{each.label}{f': {each.note}' if each.note else ''}"
        if not each.note:
            yield from (f"  - {safe(entry)}" for entry in each.removed)
            yield from (f"  + {safe(entry)}" for entry in each.added)


def changes_record(changes: Sequence[Change] | None) -> dict[str, object]:
    """The same for programs."""
    if changes is None:
        return {"version": 1, "first": True, "changes": []}
    return {
        "version": 1,
        "first": False,
        "changes": [
            {
                "field": each.field,
                "added": list(each.added),
                "removed": list(each.removed),
                "note": each.note or None,
            }
            for each in changes
        ],
    }


def record(framework: Framework) -> dict[str, object]:
    """One signed version for programs; nobody is named in it."""
    return {
        "version": framework.version,
        "signed_at": framework.signed_at.isoformat(),
        "rests_on": list(framework.evidence),
        "fields": {each.field: list(each.said) for each in sections(framework.charter, phrases())},
    }


def _fields(framework: Framework) -> Iterator[str]:
    nothing = phrases().say("charter-nothing")
    for each in sections(framework.charter, phrases()):
        said = [safe(entry) for entry in each.said]
        if not said:
            yield f"{each.label}: {nothing}"
        elif each.field == "vocabulary":
            yield fill(f"{each.label}: {', '.join(said)}", WIDTH, subsequent_indent="  ")
        elif len(said) == 1 and len(said[0]) <= _LONG:
            yield f"{each.label}: {said[0]}"
        else:
            yield f"{each.label}:"
            yield from (
                fill(entry, WIDTH, initial_indent="  - ", subsequent_indent="    ")
                for entry in said
            )


def _when(at: datetime, zone: str) -> str:
    return format_datetime(at.astimezone(ZoneInfo(zone)), "d MMMM y, HH:mm", locale="en_GB")
