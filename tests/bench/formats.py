"""What reading each export format costs: `python tests/bench/formats.py ARCHIVE`.

The same talk is written in every format; each is then read in a fresh process, looked at first and
read after that, as an import does it, and is told beside plainly parsing the same files once.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import orjson
from archives import ROOT, rows
from measured import Failed, python, run

from bot.core.ids import CommunityId
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.formats import open_export
from bot.platforms.exports.tummler_jsonl import write_events

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SINCE_DISCORD = timedelta(weeks=52)
"""The archive begins before Discord did, whose ids are times."""
FORMATS = ("discord", "irc", "slack", "table", "tummler", "zulip")


def writers() -> ModuleType:
    """The test support that writes a talk as each tool would."""
    place = ROOT / "tests" / "platforms" / "exports" / "writers.py"
    spec = spec_from_file_location("writers", place)
    if spec is None or spec.loader is None:
        raise Failed(f"{place} cannot be loaded")
    module = module_from_spec(spec)
    sys.modules["writers"] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def options(name: str) -> ReadingOptions:
    """How this format is read."""
    return ReadingOptions(
        community=CommunityId("bench"),
        now=NOW,
        time_zone="UTC",
        mapping=writers().TABLE if name == "table" else None,
    )


def write(archive: Path, folder: Path) -> tuple[int, dict[str, Path]]:
    """How many messages the archive has, each once, and its talk by the name of the format."""
    tools = writers()
    once = {row["id"]: row for row in rows(archive) if row["u"]}
    talk = [
        tools.Said(
            number=number,
            at=(datetime.fromisoformat(row["ts"]) + SINCE_DISCORD).replace(microsecond=0),
            who=row["u"],
            room=row["room"].replace("/", "-"),
            text=" ".join(row["t"].split()),
            topic=row["ts"][:10],
        )
        for number, row in enumerate(once.values(), start=1)
    ]
    paths = {
        "discord": tools.discord(folder / "discord", talk),
        "irc": tools.irc(folder / "irc", talk),
        "slack": tools.slack(folder / "slack", talk),
        "table": tools.table(folder / "talk.csv", talk),
        "tummler": folder / "events.jsonl",
        "zulip": tools.zulip(folder / "zulip", talk),
    }
    write_events(paths["tummler"], open_export(paths["discord"], options("discord")).events())
    return len(talk), paths


def plainly(path: Path) -> float:
    """Seconds to read each file and to parse it, or its lines, and nothing else."""
    start = time.perf_counter()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        data = file.read_bytes()
        parse: Callable[[bytes], object] = orjson.loads if "json" in file.suffix else bytes.split
        for document in [data] if file.suffix == ".json" else data.splitlines():
            parse(document)
    return time.perf_counter() - start


def read(name: str, path: Path) -> None:
    """Look at an export and read it."""
    export = open_export(path, options(name), name)
    export.survey()
    for _ in export.events():
        pass


def lines(archive: Path) -> Iterator[str]:
    """One line of figures for each format."""
    with tempfile.TemporaryDirectory() as name:
        count, paths = write(archive, Path(name))
        for form in FORMATS:
            found = run(python(Path(__file__), "--read", form, paths[form]), PYTHONPATH=str(ROOT))
            times = found.seconds / plainly(paths[form])
            yield (
                f"{form:>8}: {count / found.seconds:8,.0f} messages a second, "
                f"{times:5.1f} times plain parsing, {found.largest:4.0f} MB"
            )


def main() -> int:
    """Print a line for each format; with --read, read one and print nothing."""
    if sys.argv[1] == "--read":
        read(sys.argv[2], Path(sys.argv[3]))
        return 0
    for line in lines(Path(sys.argv[1])):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
