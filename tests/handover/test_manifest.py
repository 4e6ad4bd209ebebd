"""A folder is an export of ours, or it is not."""

import json

import pytest

from bot.handover.manifest import LARGEST, read_manifest

GOOD = {
    "schema": "tummler-export/1",
    "tummler": "0.1.0",
    "database": "0001",
    "communities": ["town"],
    "files": [{"name": "messages.jsonl", "rows": 1, "bytes": 9, "sha256": "0" * 64}],
}


@pytest.fixture
def read(tmp_path):
    def of(said):
        (tmp_path / "manifest.json").write_bytes(said)
        return read_manifest(tmp_path)

    return of


def test_a_manifest_of_ours_is_read(read):
    manifest = read(json.dumps(GOOD).encode())

    assert manifest.of("messages").rows == 1
    assert manifest.of("ledger") is None


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(GOOD | {"schema": "tummler-export/2"}).encode(),
        json.dumps(GOOD | {"schema": "slack"}).encode(),
        json.dumps(GOOD | {"communities": "town"}).encode(),
        json.dumps(GOOD | {"files": [GOOD["files"][0] | {"rows": -1}]}).encode(),
        json.dumps(GOOD | {"files": [GOOD["files"][0] | {"sha256": "x"}]}).encode(),
        json.dumps(GOOD | {"more": 1}).encode(),
    ],
    ids=lambda said: said[:12].hex() + str(len(said)),
)
def test_anything_else_is_none(read, said):
    assert read(said) is None


def test_a_folder_without_one_is_no_export(tmp_path):
    assert read_manifest(tmp_path) is None


def test_a_manifest_that_is_far_too_large_is_not_read(tmp_path):
    with (tmp_path / "manifest.json").open("wb") as file:
        file.truncate(LARGEST + 1)

    assert read_manifest(tmp_path) is None
