"""What reading costs and how far it reaches on a real archive: `python tests/bench/reading.py`.

Prepare, read and link together must average 30 microseconds on freecodecamp-gitter, and no message
of a million characters may take 50 milliseconds; a missed bar ends with status 1. Alarms of
distress are counted, not judged: no labelled set exists, so recall is not measured, and as the
phrases were once corrected against this archive, the count is not from unseen talk.
"""

import json
import lzma
import os
import statistics
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import datetime
from operator import itemgetter
from pathlib import Path

from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, conversation_opened_by
from bot.core.messages import Message
from bot.core.readings import Head, Reading
from bot.language.linker import RuleLinker
from bot.language.prepare import Prepared, prepare
from bot.language.rules import RuleReader
from bot.language.tongues import words_of

ROOT = Path(__file__).parents[2]
DATA = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()
ROUNDS = 5
MEAN_BAR = 30e-6
MILLION_BAR = 50e-3
BANDS = ((0, 0), (1, 1), (2, 3), (4, 8), (9, 16), (17, 10**6))
HEAVY = ("a", "`", "<@", "@", ":a", ">\n", "http://", "a\u0301\u0316", "\ufb03", "? ", "the hurt, ")
HEAVY += ("my mother and died ", "want to end the life ", "ich bin meine mutter ", "i really ")


def archive() -> list[Message]:
    """Each message once, people's only, with its mentions told by name."""
    rows: dict[str, dict[str, str]] = {}
    with lzma.open(
        DATA / "freecodecamp-gitter" / "messages.jsonl.xz", "rt", encoding="utf-8"
    ) as lines:
        for row in map(json.loads, lines):
            if row["u"] and row["u"] != "camperbot":
                rows.setdefault(row["id"], row)
    return [message(row) for row in rows.values()]


def message(row: dict[str, str]) -> Message:
    """One row in the house's words."""
    handles = (word.strip(",:;.!?)(") for word in row["t"].split() if word.startswith("@"))
    return Message(
        key=MessageKey(platform="gitter", community=CommunityId("g"), message=row["id"]),
        channel=ChannelKey(platform="gitter", space="fcc", channel=row["room"]),
        author=MemberKey(platform="gitter", member=row["u"]),
        at=datetime.fromisoformat(row["ts"]),
        words=0,
        text=row["t"],
        mentions=tuple(MemberKey(platform="gitter", member=handle[1:]) for handle in handles),
    )


def timed(work: Callable[[], object], n: int) -> float:
    """Median seconds for one of `n`, over the rounds."""
    spent: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) / n)
    return statistics.median(spent)


def drain(results: Iterator[object]) -> None:
    """Let each result go at once, as the house does."""
    deque(results, maxlen=0)


def link_all(messages: list[Message]) -> None:
    """Thread the whole archive, room by room, as the house does."""
    linker = RuleLinker()
    rooms: defaultdict[ChannelKey, Earlier] = defaultdict(lambda: Earlier(linker.look_back))
    conversations = {}
    for each in messages:
        earlier = rooms[each.channel]
        parent = linker.link(each, earlier).parent
        found = conversation_opened_by(each.key) if parent is None else conversations[parent]
        conversations[each.key] = found
        earlier.remember(each, found)


def million() -> Iterator[tuple[str, float]]:
    """Seconds that a message of a million characters takes, by what it is full of."""
    reader = RuleReader()
    for piece in HEAVY:
        text = piece * (1_000_000 // len(piece))
        yield piece, timed(lambda text=text: reader.read(text), 1)


def reach(prepared: list[Prepared], readings: list[Reading]) -> None:
    """Print the languages, the share without one by length, and how often each head is said."""
    languages = Counter(reading.language for reading in readings)
    print("languages:", dict(languages.most_common()))
    lengths = [len(words_of(each.prose.lower())) for each in prepared]
    tongues = [reading.language is not None for reading in readings]
    for low, high in BANDS:
        known = [told for told, n in zip(tongues, lengths, strict=True) if low <= n <= high]
        share = sum(known) / len(known)
        print(f"{low:>3} to {high:>7} words: {len(known):>7} messages, {share:6.1%} told")
    for head in (Head.QUESTION, Head.THANKS, Head.DISTRESS):
        measured = sum(head in reading.scores for reading in readings)
        said = sum(reading.says(head) for reading in readings)
        rate = said / measured * 10_000
        print(f"{head:>8}: {said:>6} of {measured} measured, {rate:.1f} per 10,000")


def main() -> int:
    """Measure, print, and say by the status whether the bars hold."""
    if not DATA.is_dir():
        print(f"NO DATA: {DATA} is absent, nothing was measured")
        return 1
    messages = archive()
    n, reader = len(messages), RuleReader()
    texts = [each.text or "" for each in messages]
    prepared = [prepare(text) for text in texts]
    readings = [reader.read_prepared(each) for each in prepared]
    costs = {
        "prepare": timed(lambda: drain(map(prepare, texts)), n),
        "read": timed(lambda: drain(map(reader.read_prepared, prepared)), n),
        "link and remember": timed(lambda: link_all(messages), n),
    }
    print(f"{n} messages, load average {os.getloadavg()[0]:.1f}, medians of {ROUNDS}")
    for step, cost in (*costs.items(), ("together", sum(costs.values()))):
        print(f"{step:>18}: {cost * 1e6:6.1f} microseconds a message")
    reach(prepared, readings)
    piece, slowest = max(million(), key=itemgetter(1))
    print(f"a million characters, slowest of {len(HEAVY)}: {slowest * 1e3:.1f} ms of {piece!r}")
    return int(sum(costs.values()) > MEAN_BAR or slowest > MILLION_BAR)


if __name__ == "__main__":
    sys.exit(main())
