"""Looks at what Tummler runs on: Python, libraries, settings, clock, terminal, texts."""

import codecs
import difflib
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from fluent.syntax import FluentParser, ast
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from bot.doctor.base import Check, Group, Patient, Seen
from db.examining import StoreShut
from prompts import is_variant

_BEHIND = timedelta(seconds=30)
_HISTORY_READ = 4 * 2**20
"""Bytes of a shell's history that are looked at, from its end."""
_TYPED_SECRET = re.compile(rb"TUMMLER_[A-Z_]*(?:TOKEN|PASSWORD|SECRET|KEY)=['\"]?[^\s'\"$]")
_SECRETS = (".key", ".token", ".sqlite")
_ENGLISH = "en"


async def program(patient: Patient) -> Sequence[Seen]:
    """L01: Python is new enough, and the libraries are in the ranges that were asked for."""
    here = patient.around.program
    if here.python not in SpecifierSet(here.needs_python, prereleases=True):
        fix = f"install Python {here.needs_python} and make the environment anew with it"
        return [Seen.failed(f"this is Python {here.python}", fix)]
    needs = [Requirement(text) for text in here.needs]
    needs = [need for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    found = {canonicalize_name(name): version for name, version in here.found.items()}
    wrong = [
        f"{need.name} {found.get(canonicalize_name(need.name), 'missing')}"
        f" (needed: {need.specifier})"
        for need in needs
        if not _suits(need, found.get(canonicalize_name(need.name)))
    ]
    if wrong:
        fix = "`make up` in a checkout, or `pip install --upgrade tummler`"
        return [Seen.failed(f"not in the versions that were asked for: {', '.join(wrong)}", fix)]
    return [Seen.fine(f"Python {here.python} and {len(needs)} libraries are as asked for")]


def _suits(need: Requirement, found: str | None) -> bool:
    return found is not None and need.specifier.contains(found, prereleases=True)


async def clock(patient: Patient) -> Sequence[Seen]:
    """L07: the clock is not behind what was written here before.

    How far it is from a platform's clock can only be known where a platform is connected.
    """
    written = [patient.around.program.installed_at]
    if patient.around.key.exists():
        written.append(_changed(patient.around.key, patient))
    try:
        latest = await patient.store.latest()
    except StoreShut:
        latest = None
    if latest is not None:
        written.append(latest)
    behind = max(written) - patient.around.now
    if behind > _BEHIND:
        seen = f"the clock is {_said(behind)} behind what this machine itself wrote down"
        return [Seen.failed(seen, "turn on time synchronisation, then look again")]
    return [Seen.fine("the clock is not behind anything that was written here")]


def _changed(path: Path, patient: Patient) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, patient.around.now.tzinfo)


def _said(length: timedelta) -> str:
    if length >= timedelta(days=1):
        return f"{length.days:,} days"
    hour = timedelta(hours=1)
    return f"{length // hour} h" if length >= hour else f"{length.seconds} s"


async def settings(patient: Patient) -> Sequence[Seen]:
    """L09: the settings can be read, and each one given is one that there is."""
    around = patient.around
    if around.settings_fault is not None:
        fix = "mend or unset them; the README lists all settings"
        return [Seen.failed(f"not usable: {around.settings_fault}", fix, blocks=True)]
    return [_unknown(name, around.known_settings) for name in around.unknown_settings] or [
        Seen.fine("every setting that is given is one that there is")
    ]


def _unknown(name: str, known: Sequence[str]) -> Seen:
    [nearest, *_] = [*difflib.get_close_matches(name, known, n=1, cutoff=0.75), None]
    meant = f"rename it to {nearest}" if nearest else "unset it; the README lists all settings"
    return Seen.warned(f"there is no setting named {name}, so it does nothing", meant, where=name)


async def secrets(patient: Patient) -> Sequence[Seen]:
    """L10: no secret lies where others read it: under version control, in a shell's history."""
    found = [*_kept_by_git(patient.around.folder), *_typed(patient.around.histories)]
    return found or [Seen.fine("no key under version control, no token in a shell's history")]


def _kept_by_git(folder: Path) -> Iterable[Seen]:
    git = shutil.which("git")
    if git is None or not folder.is_dir():
        return
    run = subprocess.run(  # noqa: S603  # a fixed command; the folder is where it runs
        [git, "ls-files", "-z", "--", "."], cwd=folder, capture_output=True, check=False
    )
    for name in run.stdout.decode(errors="replace").split("\0"):
        if name.endswith(_SECRETS):
            yield Seen.failed(
                "it is under version control",
                f"`git rm --cached {name}`, and move the data folder out of the checkout; "
                "what was pushed is known to others",
                where=str(folder / name),
            )


def _typed(histories: Iterable[Path]) -> Iterable[Seen]:
    for path in histories:
        if path.is_file() and _TYPED_SECRET.search(_end_of(path)):
            yield Seen.failed(
                "a secret of Tummler was typed on a command line and is kept there",
                "delete the line, make a new token, and set it from a file",
                where=str(path),
            )


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _HISTORY_READ))
        return file.read()


async def texts(patient: Patient) -> Sequence[Seen]:
    """L12: what a language has of English, it has whole, however many wordings of one thing.

    A language may have some of the files alone: practices speak it, and all else is English.
    """
    folder = patient.around.program.locales
    english = _by_file(folder / _ENGLISH)
    languages = {path.name: _by_file(path) for path in sorted(folder.iterdir()) if path.is_dir()}
    wrong: list[Seen] = []
    for language, files in languages.items():
        asked = frozenset[str]().union(*(english.get(file, frozenset()) for file in files))
        if missing := asked.difference(*files.values()):
            seen = f"{len(missing)} sentences are missing, such as {min(missing)}"
            fix = f"add them to the files in {folder / language}"
            wrong.append(Seen.warned(f"{seen}; English stands in for them", fix, where=language))
    in_part = [name for name, files in languages.items() if english.keys() - files.keys()]
    whole = f"complete in {', '.join(each for each in languages if each not in in_part)}"
    return wrong or [Seen.fine(f"{whole}; in part: {', '.join(in_part)}" if in_part else whole)]


def _by_file(folder: Path) -> dict[str, frozenset[str]]:
    """The names of sentences in each file."""
    parser = FluentParser()
    return {
        path.name: frozenset(
            entry.id.name
            for entry in parser.parse(path.read_text(encoding="utf-8")).body
            if isinstance(entry, ast.Message) and not is_variant(entry.id.name)
        )
        for path in sorted(folder.glob("*.ftl"))
    }


async def terminal(patient: Patient) -> Sequence[Seen]:
    """L13: the terminal can show every script."""
    try:
        name = codecs.lookup(patient.around.encoding).name
    except LookupError:
        name = patient.around.encoding
    if not name.startswith("utf"):
        seen = f"it is told to write {name}, which cannot hold every channel's name"
        return [Seen.warned(seen, "set PYTHONUTF8=1, or a locale such as C.UTF-8")]
    return [Seen.fine(f"it writes {name}")]


CHECKS = (
    Check(id="L01", group=Group.LOCAL, about="Python and libraries are as asked for", look=program),
    Check(id="L07", group=Group.LOCAL, about="the clock is right, as far as known", look=clock),
    Check(id="L09", group=Group.LOCAL, about="the settings are ones there are", look=settings),
    Check(id="L10", group=Group.LOCAL, about="no secret lies where others read it", look=secrets),
    Check(id="L12", group=Group.LOCAL, about="what a language has, it has whole", look=texts),
    Check(id="L13", group=Group.LOCAL, about="the terminal shows every script", look=terminal),
)
