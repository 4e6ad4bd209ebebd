"""What all metrics cost beside those of the first page: `python tests/bench/metric_weeks.py DATA`.

DATA is a data folder that an archive was imported into. Weeks are fetched once, so that only the
counting is compared; each set of metrics starts from fresh weeks, for they share work.
"""

import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path

from bars import Bar, judged

from bot.app import House, open_house
from bot.core.ids import CommunityId
from bot.core.measurements import Age
from bot.core.privacy import Retention
from bot.digest.material import Headlines
from bot.metrics import load_metrics
from bot.metrics.base import Metric, Week
from bot.services.calendar import week_after, week_start

COMMUNITY = CommunityId("home")
TIMES = 3.0
"""All metrics may take so many times what the six numbers of the first page take."""


async def weeks_of(house: House) -> list[Week]:
    """Every ended week of the community, as the metrics see it."""
    found: list[Week] = []
    async with house.store.unit() as unit:
        zone = await unit.communities.zone(COMMUNITY)
        views = await unit.reading()
        reach = await views.reach(COMMUNITY)
        if reach is None:
            return []
        start = week_start(reach[0], zone)
        while week_after(start, zone) <= reach[1]:
            told = await house.measuring.measure(
                views, COMMUNITY, start, zone, age=Age.SO_FAR, history=()
            )
            found.append(told.week)
            start = week_after(start, zone)
    return found


def seconds(metrics: list[Metric], weeks: list[Week]) -> float:
    """Processor time of these metrics over these weeks."""
    fresh = [replace(week) for week in weeks]
    began = time.process_time()
    for week in fresh:
        for metric in metrics:
            metric.summarise(week, ())
    return time.process_time() - began


async def main(folder: Path) -> int:
    """Measure both and judge."""
    async with open_house(folder=folder, retention=Retention()) as house:
        weeks = await weeks_of(house)
    everything = load_metrics()
    headlines = [m for name, m in everything.items() if name in Headlines.__dataclass_fields__]
    seconds(list(everything.values()), weeks[:1])  # what is loaded when first used is loaded now
    first, all_of_them = seconds(headlines, weeks), seconds(list(everything.values()), weeks)
    print(
        f"{len(weeks)} weeks: first page {first:.2f} s, all {len(everything)} {all_of_them:.2f} s"
    )
    bar = Bar(what="all metrics, times the first page", found=all_of_them / first, bar=TIMES)
    return judged([bar], quick=False)


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main(Path(sys.argv[1]))))
