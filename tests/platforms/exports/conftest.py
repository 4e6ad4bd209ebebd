"""Invented exports, built where a test needs them."""

import json
import os
import sys
import zipfile
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from bot.core.ids import CommunityId
from bot.platforms.exports.base import ReadingOptions

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
DATA = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()

CHANNELS = [{"id": "C1", "name": "porch"}, {"id": "C2", "name": "cellar"}]
USERS = [
    {"id": "U1", "name": "ana", "team_id": "T9", "tz": "Europe/Berlin"},
    {"id": "U2", "name": "bo", "team_id": "T9", "tz": "Europe/Berlin"},
    {"id": "U3", "name": "clerk", "team_id": "T9", "tz": "Asia/Tokyo", "is_bot": True},
    {"id": "U4", "name": "dev", "team_id": "T9", "tz": "Europe/Paris"},
]


@pytest.fixture
def fixtures():
    return Path(__file__).parent / "fixtures"


@pytest.fixture
def corpus():
    """A corpus by its folder's name; the test is skipped, loudly, where it is absent."""

    def found(name):
        if not (DATA / name).is_dir():
            pytest.skip(f"NO DATA: {name} is absent, a corpus test did not run")
        return DATA / name

    return found


@pytest.fixture
def options():
    def made(**changes):
        return ReadingOptions(community=CommunityId("town"), now=changes.pop("now", NOW), **changes)

    return made


@pytest.fixture
def lines_file(tmp_path):
    """A file of these lines; a line is text, bytes, or an object to be written as JSON."""

    def made(*lines, name="talk.jsonl"):
        path = tmp_path / name
        packed = [
            line.encode()
            if isinstance(line, str)
            else line
            if isinstance(line, bytes)
            else json.dumps(line).encode()
            for line in lines
        ]
        path.write_bytes(b"\n".join(packed) + b"\n")
        return path

    return made


@pytest.fixture
def said():
    """A record of a Slack export."""

    def made(ts, text="Rain again.", user="U1", **more):
        return {"type": "message", "user": user, "text": text, "ts": ts, **more}

    return made


@pytest.fixture
def slack(tmp_path):
    """A Slack export, as a folder or (`zipped`) a zip; `days` by path, as objects or raw bytes."""

    def made(days, *, zipped=False, below="", **lists):
        documents = {"channels": CHANNELS, "users": USERS, **lists}
        files = {f"{name}.json": each for name, each in documents.items()} | days
        packed = {
            below + name: each if isinstance(each, bytes) else json.dumps(each).encode()
            for name, each in files.items()
        }
        if zipped:
            path = tmp_path / "export.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
                for name, data in packed.items():
                    file.writestr(name, data)
            return path
        for name, data in packed.items():
            file = tmp_path / "export" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return tmp_path / "export"

    return made


@pytest.fixture(scope="session")
def writers():
    """Writes one invented talk in the formats of many tools; see writers.py."""
    place = Path(__file__).parent / "writers.py"
    spec = spec_from_file_location("writers", place)
    module = module_from_spec(spec)
    sys.modules["writers"] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module
