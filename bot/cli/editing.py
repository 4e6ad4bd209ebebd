"""Lets a person edit a text in their own editor, and gives the text back."""

import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.errors import TummlerError

USUAL = ("editor", "nano", "vi")
"""Tried in this order where nobody named an editor."""


@dataclass(eq=False)
class NoEditor(TummlerError):
    """There is no editor to open the {what} in. Name yours in EDITOR, or edit a file and give it
    with --file.
    """

    what: str


@dataclass(eq=False)
class EditorFailed(TummlerError):
    """The editor stopped with exit code {code}, so nothing was taken over."""

    code: int


def edited(text: str, name: str, editor: str | None) -> str:
    """The text as it stands when the editor is closed. `name`: of the file, with its ending.

    `editor`: the command of the person's own choice; None: one of the usual ones.

    Raises NoEditor and EditorFailed.
    """
    command = _editor(name, editor)
    with TemporaryDirectory(prefix="tummler-") as folder:
        file = Path(folder) / name
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([*command, str(file)], check=False)  # noqa: S603  # the person's own choice
        if done.returncode:
            raise EditorFailed(done.returncode)
        return file.read_text(encoding="utf-8")


def _editor(name: str, chosen: str | None) -> list[str]:
    if chosen:
        return shlex.split(chosen)
    for each in USUAL:
        if (found := shutil.which(each)) is not None:
            return [found]
    raise NoEditor(name)
