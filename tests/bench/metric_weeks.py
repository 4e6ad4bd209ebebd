"""What all metrics cost beside those of the first page: `python tests/bench/metric_weeks.py`.

Every week of the shared archive, as it stood at its end. What a message says is read before, and
weeks are put together before, so that only the counting is compared. Both sets of metrics start
from fresh weeks, share between weeks what `tummler metrics` shares, and calculate and collect like
every command: NumPy's other threads turn idly, and their turning would be counted.
"""

import gc
import sys
import time
from dataclasses import replace

import like_a_command  # noqa: F401 - for what it does, before NumPy is loaded
import machine
from archives import ARCHIVE, QUICK
from bars import Bar, judged
from talk import conversations, weeks

from bot.digest.material import Headlines
from bot.language.heads import HeadReader
from bot.metrics import load_metrics
from bot.metrics.base import Metric, ReadOnce, Week

TURNS = 3
TIMES = 3.0
"""All metrics may take so many times what the six numbers of the first page take."""


def seconds(metrics: list[Metric], told: list[Week]) -> float:
    """Processor time of these metrics over these weeks."""
    reads = ReadOnce()
    began = time.process_time()
    for each in told:
        week = replace(each, reads=reads)  # as in a command, no week outlives its turn
        reads.forget(week.pooled_from or week.span.start)
        for metric in metrics:
            metric.summarise(week, ())
    return time.process_time() - began


def main() -> int:
    """Measure both in turns, and judge the least of each."""
    quick = "--quick" in sys.argv
    if not ARCHIVE.is_file():
        print(f"NO DATA: {ARCHIVE} is absent, nothing was measured")
        return 1
    print(machine.header(machine.pin()))
    reader = HeadReader()
    told = list(weeks(conversations(ARCHIVE, reader, QUICK if quick else None), reader.model))
    everything = load_metrics()
    headlines = [m for name, m in everything.items() if name in Headlines.__dataclass_fields__]
    seconds([*everything.values()], told[:1])  # what is loaded when first used is loaded now
    gc.collect()
    gc.freeze()  # the weeks themselves are no part of what is measured
    turns = [
        (seconds(headlines, told), seconds([*everything.values()], told)) for _ in range(TURNS)
    ]
    first, every = (min(each) for each in zip(*turns, strict=True))
    print(f"{len(told)} weeks: first page {first:.2f} s, all {len(everything)} {every:.2f} s")
    bar = Bar(what="all metrics, times the first page", found=every / first, bar=TIMES)
    return judged([bar], quick=quick)


if __name__ == "__main__":
    raise SystemExit(main())
