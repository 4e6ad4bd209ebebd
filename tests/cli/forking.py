"""Runs `tummler` again and again, each time in a process forked from one that has loaded it.

Loading the program takes longer than most commands do. Reads one JSON object per line: `arguments`,
`folder` to run in, `environment`, and the files `out` and `err`; answers with a line that holds the
exit code, negative for a signal. A command that has not ended after `LONGEST` seconds is ended.
"""

import json
import os
import signal
import sys
import time
from importlib import import_module

LONGEST = 120
LOADED = (
    *("aiosqlite", "sqlalchemy.dialects.sqlite.aiosqlite", "alembic.command"),
    *("bot.doctor.examination", "bot.handover.reading", "bot.handover.writing"),
)
"""What commands import when they run."""


def load():
    """Import the commands and what they need."""
    commands = import_module("bot.cli").COMMANDS
    for name in (*(f"bot.cli.{each}" for each in commands), *LOADED):
        import_module(name)


def run(asked):
    """One command in a forked process; its exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(LONGEST)
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.chdir(asked["folder"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    sys.argv = ["tummler", *asked["arguments"]]
    code = 70
    try:
        code = import_module("bot.cli").main()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    load()
    for line in sys.stdin:
        sys.stdout.write(f"{run(json.loads(line))}\n")
        sys.stdout.flush()
