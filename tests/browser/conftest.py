"""The machine's own Chromium; no browser is downloaded."""

import os

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("TUMMLER_CHROMIUM")
    if chromium is None:
        pytest.skip("no Chromium named in TUMMLER_CHROMIUM; make test looks for one")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
    return {**browser_type_launch_args, "executable_path": chromium, "args": sandbox}
