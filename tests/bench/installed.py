"""How much room some packages take with all that they need: `python installed.py NAME ...`, in MB.

Only the standard library, for the rival's interpreter runs it too.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution


def needed(names):
    """The distributions of these names and of all they ask for, where those are installed."""
    found, waiting = {}, list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # for another system, or for an extra
            continue
        asked = [line for line in found[name].requires or () if "extra ==" not in line]
        waiting += [re.match(r"[\w.-]+", line)[0] for line in asked]
    return found.values()


def megabytes(names):
    """The size of their files."""
    files = [file.locate() for each in needed(names) for file in each.files or ()]
    return sum(file.stat().st_size for file in set(files) if file.is_file()) / 1e6


if __name__ == "__main__":
    print(megabytes(sys.argv[1:]))
