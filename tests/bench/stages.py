"""Where the time of one replay goes: `python tests/bench/stages.py ARCHIVE`, told as JSON.

A hundred times a second it is noted what the main thread is doing, and counted for the first stage
that is found from the inside out.
"""

import asyncio
import json
import signal
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from archives import READ_AS

EVERY = 0.01
STAGES = {
    "_find_and_load": "importing",
    "Export.survey": "finding the archive's span",
    "draw": "drawing the charts, in a process of their own",
    "events_ahead": "taking over what the other process parsed and read",
    "Export._counted": "parsing here",
    "RuleReader.read_counted": "reading here",
    "HeadReader.read_counted": "reading here",
    "Intake.receive": "intake",
    "Threading.attach": "threading",
    "Deliberation.watch": "deliberation: noting what to look at",
    "Deliberation.look": "deliberation: looking, judging, drafting",
    "Measuring.measure_week_before": "measuring weeks",
    "SqlMessages.let_fade": "sweeping",
    "SqlUnitOfWork.expect": "looking up what is there",
    "Transaction.flush": "making rows to write",
    "Pipeline.handle": "the steps, anything else",
    "History.run": "the loop over events and ticks",
    "EpollSelector.select": "waiting for the database",
    "KqueueSelector.select": "waiting for the database",
    "Replay.tell": "telling the digest",
    "BaseEventLoop._run_once": "the event loop",
}


class Watcher:
    """Samples the main thread by a timer of the system, until it is stopped.

    A thread of our own would not do: it gets its turn mostly where the main thread lets go of the
    interpreter, and would see it waiting far more often than it waits.
    """

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)

    def stop(self) -> None:
        """Look no more."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        self.seen[_stage(frame)] += 1


def _stage(frame: FrameType | None) -> str:
    while frame is not None:
        name = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)
        if name in STAGES:
            return STAGES[name]
        frame = frame.f_back
    return "anything else"


async def _replay(archive: Path, folder: Path) -> None:
    # Imported under watch: starting is a part of what a replay costs.
    from bot.app import open_house
    from bot.cli.archive import columns, spare_the_collector
    from bot.core.events import Source
    from bot.digest.html import to_html
    from bot.platforms.exports.base import ReadingOptions
    from bot.platforms.exports.formats import open_export
    from bot.replay import COMMUNITY, NOTHING_KEPT, Asked, Replay

    spare_the_collector()
    options = ReadingOptions(
        community=COMMUNITY,
        now=datetime.now(UTC),
        mapping=columns(READ_AS[1]),
        bots=frozenset({READ_AS[3]}),
        source=Source.REPLAY,
    )
    replay = Replay(open_export(archive, options, None), Asked(name="bench", zone="UTC"))
    async with open_house(
        folder=folder,
        database=replay.database,
        retention=NOTHING_KEPT,
        measure_from=replay.measure_from(),
    ) as house:
        async for _ in replay.run(house):
            pass
        to_html((await replay.tell(house)).report)


def main() -> None:
    """Replay the archive under watch, and print the share of each stage."""
    watcher = Watcher()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_replay(Path(sys.argv[1]), Path(folder)))
    watcher.stop()
    total = watcher.seen.total()
    shares = {stage: count / total for stage, count in watcher.seen.most_common()}
    print(json.dumps(shares))


if __name__ == "__main__":
    main()
