"""What linking costs, features included: `python tests/bench/linking.py [--quick]`.

The learned linker must link 2,000 messages in a second of one core's time, in busy talk (twenty
days of irc-disentanglement's train part, a full look-back of 128 messages; that it learned from
them is no matter for the time it takes) and in freecodecamp-gitter's rooms; a missed bar ends with
status 1.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.core.earlier import Earlier
from bot.core.ids import conversation_opened_by
from bot.core.messages import Message
from bot.core.ports import Linker
from bot.language.evaluation.folding import message_of
from bot.language.evaluation.gitter import read_rooms
from bot.language.evaluation.irc_days import Line, read_days
from bot.language.linker import RuleLinker
from bot.language.links_linker import LearnedLinker

ROOT = Path(__file__).parents[2]
DATA = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()
BAR = 2_000
ROUNDS, DAYS, ROOMS, LONGEST = 3, 20, 60, 1_500
IRC, GITTER = "irc-disentanglement", "freecodecamp-gitter"

Talk = Sequence[tuple[Message, str]]


def talk_of(lines: Sequence[Line | None]) -> Talk:
    """The messages of a room with their words."""
    return [
        (message_of(line, place), line.text) for place, line in enumerate(lines) if line is not None
    ]


def link_all(linker: Linker, talks: Sequence[Talk]) -> None:
    """Link each room, as the house does."""
    for talk in talks:
        earlier = Earlier(linker.look_back)
        joined, authors = {}, {}
        for message, text in talk:
            trace = linker.trace(message, text)
            link = linker.link(message, earlier, trace)
            parent = link.parent
            joined[message.key] = joined.get(parent) or conversation_opened_by(message.key)
            answered = authors.get(parent)
            authors[message.key] = message.author
            earlier.remember(message, joined[message.key], link, answered, trace)


def sets() -> dict[str, list[Talk]]:
    """The talk that is here, by where it is from; what is not here is told."""
    found: dict[str, list[Talk]] = {}
    if (DATA / IRC).is_dir():
        found["irc"] = [talk_of(day.lines) for day in read_days(DATA, "train")[:DAYS]]
    if (DATA / GITTER).is_dir():
        rooms = sorted(read_rooms(DATA).items(), key=lambda room: (-len(room[1]), room[0]))
        found["gitter"] = [talk_of(lines[:LONGEST]) for _, lines in rooms[:ROOMS]]
    for name, folder in (("irc", IRC), ("gitter", GITTER)):
        if name not in found:
            print(f"NO DATA: {DATA / folder} is absent, linking of it was NOT MEASURED")
    return found


def main() -> int:
    """Measure, print, and say by the status whether the bar holds; --quick: once, none judged."""
    quick = "--quick" in sys.argv[1:]
    missed = False
    for name, talks in sets().items():
        n = sum(map(len, talks))
        for linker in (RuleLinker(), LearnedLinker()):
            rates: list[tuple[float, float]] = []
            for _ in range(1 if quick else ROUNDS):
                start, spent = time.perf_counter(), time.process_time()
                link_all(linker, talks)
                whole, busy = time.perf_counter() - start, time.process_time() - spent
                rates.append((n / busy, n / whole))
            (best, by_clock), load = max(rates), os.getloadavg()[0]
            print(
                f"{name:>7} {linker.version:>8}: {best:8.0f} messages in a second of one core's"
                f" time, {by_clock:.0f} by the clock, of {n}, load {load:.1f}"
            )
            missed |= linker.version != RuleLinker.version and best < BAR
    return int(missed and not quick)


if __name__ == "__main__":
    sys.exit(main())
