"""What asking the practices adds to a replay: `python tests/bench/asking.py ARCHIVE [RUNS]`.

The same replay with all of them and with none, in turns, in processor time of the main process,
which all others wait for. Told as JSON: the median of what asking adds, as a share of the replay
without it (1.0: twice as long), not of the whole.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archives import READ_AS, ROOT

NOBODY, EVERYBODY = "--nobody", "--everybody"


def _replay(asked: str, archive: str) -> float:
    """The command as people give it, in this process; with NOBODY, no practice is there."""
    import bot.practices

    if asked == NOBODY:
        bot.practices.load_practices = tuple
    from bot.cli import main

    with tempfile.TemporaryDirectory() as folder:
        data, out = str(Path(folder) / "data"), str(Path(folder) / "out")
        sys.argv = ["tummler", "--data", data, "--quiet", "replay", archive, *READ_AS]
        sys.argv += ["--out", out]
        if status := main():
            raise SystemExit(status)
    return time.process_time()


def _cost(asked: str, archive: str) -> float:
    done = subprocess.run(
        [sys.executable, __file__, asked, archive],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return float(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure, and print what is added."""
    first, *rest = sys.argv[1:]
    if first in {NOBODY, EVERYBODY}:
        print(_replay(first, *rest))
        return
    runs = int(rest[0]) if rest else 1
    added = [_cost(EVERYBODY, first) / _cost(NOBODY, first) - 1 for _ in range(runs)]
    print(json.dumps(statistics.median(added)))


if __name__ == "__main__":
    main()
