"""The page on what import says is what import says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_holds_every_sentence_as_it_is_printed_now():
    done = subprocess.run(
        [sys.executable, ROOT / "docs/hostile.py", "--print"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout == (ROOT / "docs/hostile.md").read_text(encoding="utf-8")
