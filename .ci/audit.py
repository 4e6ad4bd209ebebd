"""Ask pip-audit about every locked package; what was not looked at is never called passed.

Exit status: 0 no known hole, 1 a hole, 75 not audited.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = "requirements-dev.lock"  # holds what runs and what tests it
SERVICES = ("pypi", "osv")  # the second is asked where the first knows nothing
NOT_AUDITED = 75  # "try again later" in sysexits.h


def ask(service: str) -> tuple[list[dict[str, Any]], str]:
    """What `service` knows about each package, and the last line it said."""
    auditor = str(Path(sys.executable).with_name("pip-audit"))
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        run = subprocess.run(  # noqa: S603  our own tool, our own arguments
            [
                *(auditor, "-r", LOCK, "--require-hashes", "--disable-pip"),
                *("--vulnerability-service", service, "--timeout", "30"),
                *("--progress-spinner", "off", "--format", "json", "--output", str(answer)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        seen = json.loads(answer.read_text())["dependencies"] if answer.exists() else []
    return seen, (run.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]


def main() -> int:
    """Say what was audited, and what was found."""
    skipped: list[dict[str, Any]] = []
    looked_at: list[dict[str, Any]] = []
    for service in SERVICES:
        seen, said = ask(service)
        skipped = [each for each in seen if "skip_reason" in each]
        looked_at = [each for each in seen if "skip_reason" not in each]
        if looked_at:
            break
        why = f"{len(skipped)} packages unknown to it" if skipped else said
        print(f"{service} looked at nothing: {why}")
    holes = [(each, hole) for each in looked_at for hole in each["vulns"]]
    for each, hole in holes:
        fixed = ", ".join(hole["fix_versions"]) or "no release yet"
        print(f"{each['name']} {each['version']}: {hole['id']}, fixed in {fixed}")
    if holes:
        return 1
    if not looked_at:
        print("NOT AUDITED: nobody could be asked about any package.")
        return NOT_AUDITED
    if skipped:
        names = ", ".join(each["name"] for each in skipped)
        print(f"NOT AUDITED in full: {len(looked_at)} looked at, but not {names}.")
        return NOT_AUDITED
    print(f"{len(looked_at)} packages audited, no known hole.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
