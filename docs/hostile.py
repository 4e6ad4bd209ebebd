"""Runs `tummler import` on every format and on hostile archives, and writes down what it said.

`python docs/hostile.py` writes docs/hostile.md; `--print` prints it. Each run is a process of its
own, forked from one that has loaded the program, in an empty folder.
"""
# ruff: noqa: INP001 - a script beside the page it writes, never imported as a package

import gzip
import os
import stat
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the tests' samples lie beside the program

from bot.cli import COMMANDS, main  # noqa: E402  # after the path
from tests.platforms.exports.samples import SAMPLES, Sample, changed  # noqa: E402

PAGE = Path(__file__).with_name("hostile.md")
OPENING = """\
<!-- Made by docs/hostile.py; a change here is lost. -->

# What import says

Each paragraph below is one run of `tummler import` on an archive that was invented for the tests:
first one of every format as it should be, then archives that are broken, foreign or meant to harm.
What stands in a box is all that it said.
"""
MEGABYTE = 1 << 20
ZONE = "--time-zone=UTC"
BY_NAME = {sample.name: sample for sample in SAMPLES}
TABLE, SLACK, DISCORD = BY_NAME["json-lines"], BY_NAME["slack"], BY_NAME["discord"]

Maker = Callable[[Path], Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One archive: what it is, how it is made in a folder, and how it is read."""

    title: str
    make: Maker
    arguments: tuple[str, ...] = ()


def sound(sample: Sample) -> Case:
    """A valid archive of a format."""
    return Case(
        title=f"{sample.name}, as it should be",
        make=lambda folder: sample.write(folder, sample.records(5)),
        arguments=sample.arguments,
    )


def broken(sample: Sample) -> Case:
    """One of three records cut, one without a time, one with a list for a text."""

    def make(folder: Path) -> Path:
        wrong = [changed(sample.record(1), f, {"a": [None]}) for f in (sample.time, sample.text)]
        return sample.write(folder, [sample.record(0), *wrong, b'{"cut', sample.record(2)])

    return Case(title=f"{sample.name}, with broken records", make=make, arguments=sample.arguments)


def table(title: str, *records: dict[str, object] | bytes) -> Case:
    """A table of these records."""
    return Case(
        title=title, make=lambda f: TABLE.write(f, list(records)), arguments=TABLE.arguments
    )


def said(number: int, **changes: object) -> dict[str, object]:
    """A record of a table, some of its fields other than usual."""
    return {**TABLE.record(number), **changes}


def zip_of(*members: tuple[str | zipfile.ZipInfo, bytes]) -> Maker:
    """A zip of these."""

    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in members:
                file.writestr(name, data, zipfile.ZIP_DEFLATED)
        return folder / "a.zip"

    return make


def file_of(data: bytes) -> Maker:
    """A file of these bytes."""

    def make(folder: Path) -> Path:
        (folder / "export").write_bytes(data)
        return folder / "export"

    return make


def link() -> zipfile.ZipInfo:
    """A member that is a symbolic link."""
    member = zipfile.ZipInfo("channels.json")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def empty_folder(folder: Path) -> Path:
    """A folder with nothing in it."""
    (folder / "export").mkdir()
    return folder / "export"


def pipe(folder: Path) -> Path:
    """A named pipe."""
    os.mkfifo(folder / "export")
    return folder / "export"


def deep(levels: int) -> bytes:
    """A record whose text lies so deep."""
    return b'{"id": "m9", "t": ' + b"[" * levels + b"]" * levels + b"}"


HARMFUL = (
    Case(title="a zip bomb", make=zip_of(("channels.json", bytes(64 * MEGABYTE)))),
    Case(title="a packed file that swells", make=file_of(gzip.compress(bytes(64 * MEGABYTE)))),
    Case(title="a zip with a way out", make=zip_of(("../channels.json", b"[]"))),
    Case(title="a zip with an absolute path", make=zip_of(("/etc/channels.json", b"[]"))),
    Case(title="a zip with a link", make=zip_of((link(), b"/etc/hosts"))),
    Case(title="a zip within a zip", make=zip_of(("export.zip", b"PK"))),
    Case(title="a zip that is cut", make=file_of(b"PK\x03\x04" + bytes(50))),
    Case(title="a named pipe", make=pipe),
    Case(title="an empty file", make=file_of(b"")),
    Case(title="an empty folder", make=empty_folder),
    Case(title="text in UTF-16", make=file_of("id,user\n1,2".encode("utf-16"))),
    Case(title="a file of no known kind", make=file_of(b"Dear diary,\ntoday it rained.\n")),
    table("a line of eight megabytes", said(0), b'{"id": "' + b"x" * 8 * MEGABYTE, said(1)),
    table("broken UTF-8", said(0), b'{"id": "m1", "t": "\xff\xfe"}', said(2)),
    table("JSON a hundred thousand levels deep", said(0), deep(100_000), said(2)),
    table("a wrong type in every field", said(0), *(said(1, **{field: [{}]}) for field in said(0))),
    table("a time in 1970", said(0), said(1, at="1970-01-01T00:00:00Z")),
    table("a time in 9999", said(0), said(1, at="9999-12-31T23:59:59Z")),
    table("nothing but such times", said(0, at="1970-01-01T00:00:00Z")),
    table("a clock that goes backwards", said(3), said(2), said(1)),
    table("a message twice, with other words", said(0), said(0, t="Put otherwise."), said(1)),
    table("one id in two rooms", said(0), said(0, c="cellar"), said(1)),
    table("an answer to nothing that is here", said(0), said(1, p="gone")),
    Case(
        title="a file that ends in the middle",
        make=lambda folder: file_of(DISCORD.write(folder, DISCORD.records(5)).read_bytes()[:-300])(
            folder
        ),
    ),
)
CASES = (*map(sound, SAMPLES), *map(broken, SAMPLES), *HARMFUL)


def run(case: Case, folder: Path) -> tuple[int, str]:
    """Take an archive in, in a process of its own; its exit code and what it said."""
    (folder / "given").mkdir(parents=True)
    export = case.make(folder / "given")
    log = folder / "said"
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        with log.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        shown = export.relative_to(folder)
        sys.argv = ["tummler", "--data", "data", "import", str(shown), *case.arguments]
        code = 70
        try:
            code = main()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, log.read_text(encoding="utf-8")


def page() -> Iterator[str]:
    """The page, part by part."""
    yield OPENING
    for name in COMMANDS:
        import_module(f"bot.cli.{name}")
    with tempfile.TemporaryDirectory() as name:
        for number, case in enumerate(CASES):
            code, told = run(case, Path(name) / str(number))
            lines = "\n".join(line.rstrip() for line in told.splitlines() if line.strip())
            yield f"\n## {case.title[:1].upper()}{case.title[1:]}\n\n```\n{lines}\n```\n"
            yield f"\nExit code {code}.\n"


if __name__ == "__main__":
    made = "".join(page())
    if "--print" in sys.argv[1:]:
        sys.stdout.write(made)
    else:
        PAGE.write_text(made, encoding="utf-8")
