"""How late the event loop and a live message are while an archive is encoded behind them.

`python encoder_flood.py CACHE TEXTS COUNT`; answers with one line of JSON.
"""

import asyncio
import json
import statistics
import sys
import threading
import time
from pathlib import Path

from bot.language.encoder import EncoderChoice, encoder_of

BEAT, LIVE_EVERY = 0.005, 0.05
IDLE = 5.0
"""Seconds for which the loop is watched with nothing behind it: that lag is the machine's own."""
PORTION = 500
"""Messages an importer hands over at a time."""


def waited():
    """Milliseconds for which this thread, ready to go on, has waited for a core; NaN: not told."""
    try:
        told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text()
    except OSError:
        return float("nan")
    return int(told.split()[1]) / 1e6


class Heart:
    """Beats every few milliseconds, and notes by how much each beat came late.

    `own`: the same without the wait for a core. Who had the core, our own threads or others, the
    system does not tell, so the bar is held to `late`.
    """

    def __init__(self, loop):
        self.late, self.own = [], []
        self._waited = waited()
        self._loop = loop
        self._due = loop.time() + BEAT
        self._next = loop.call_at(self._due, self._beat)

    def _beat(self):
        now = self._loop.time()
        self.late.append((now - self._due) * 1e3)
        before, self._waited = self._waited, waited()
        self.own.append(max(self.late[-1] - (self._waited - before), 0.0))
        self._due = now + BEAT
        self._next = self._loop.call_at(self._due, self._beat)

    def stop(self):
        self._next.cancel()


class Talk:
    """Asks for one live message every so often, and notes how long each took."""

    def __init__(self, loop, encoder):
        self.took, self._tasks = [], set()
        self._loop, self._encoder = loop, encoder
        self._next = loop.call_later(LIVE_EVERY, self._say)

    def _say(self):
        task = self._loop.create_task(self._one(len(self._tasks)))
        self._tasks.add(task)
        self._next = self._loop.call_later(LIVE_EVERY, self._say)

    async def _one(self, number):
        start = time.perf_counter()
        text = f"live message number {number} asks how long the loaf should rest"
        await self._encoder.encode([text], live=True)
        self.took.append((time.perf_counter() - start) * 1e3)

    async def stop(self):
        self._next.cancel()
        await asyncio.gather(*self._tasks)


def percentile(values, share):
    return statistics.quantiles(values, n=1000)[round(share * 1000) - 1]


async def flood(cache, texts):
    """Encode all of them while somebody talks."""
    encoder = encoder_of(EncoderChoice(cache=cache))
    await encoder.encode(["The first one."])
    loop = asyncio.get_running_loop()
    idle = Heart(loop)
    await asyncio.wait({loop.create_future()}, timeout=IDLE)
    idle.stop()
    heart, talk = Heart(loop), Talk(loop, encoder)
    start = time.perf_counter()
    for first in range(0, len(texts), PORTION):
        await encoder.encode(texts[first : first + PORTION])
    seconds = time.perf_counter() - start
    heart.stop()
    await talk.stop()
    await encoder.close()
    return {
        "rate": len(texts) / seconds,
        "idle_lag_p99": percentile(idle.late, 0.99),
        "lag_p50": percentile(heart.late, 0.5),
        "lag_p99": percentile(heart.late, 0.99),
        "lag_p99_without_waits_for_a_core": percentile(heart.own, 0.99),
        "live_p50": percentile(talk.took, 0.5),
        "live_p99": percentile(talk.took, 0.99),
        "live": len(talk.took),
    }


if __name__ == "__main__":
    said = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))[: int(sys.argv[3])]
    print(json.dumps(asyncio.run(flood(Path(sys.argv[1]), said))))
