"""The installed face of the project: one importable name, one console script."""

import sys
from importlib.metadata import version
from pathlib import Path

__version__ = version("tummler")

# A wheel carries the application in `_app`; an editable install finds it in the checkout.
_APP = Path(__file__).with_name("_app")
if _APP.is_dir() and str(_APP) not in sys.path:
    sys.path.insert(0, str(_APP))


def main() -> int:
    """Hand over to the command line and return its exit status."""
    from bot.__main__ import main as run

    return run()
